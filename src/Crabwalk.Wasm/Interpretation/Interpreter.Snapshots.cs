namespace Crabwalk.Wasm.Interpretation;

/// <summary>Capturing a run at one of its instructions and putting it back.</summary>
public sealed partial class Interpreter
{
    /// <summary>The state now. What memory has in common with earlier states is shared with them.</summary>
    internal Snapshot Capture() => new(
        _values.AsSpan(0, _top).ToArray(),
        _calls.AsSpan(0, _depth).ToArray(),
        _blocks.AsSpan(0, _open).ToArray(),
        [.. _globals],
        Memory.Capture(),
        _exceptions.Count,
        Executed,
        State,
        Trap);

    /// <summary>Puts a state of this run back.</summary>
    internal void Restore(Snapshot snapshot)
    {
        _values = Holding(_values, snapshot.Values);
        _calls = Holding(_calls, snapshot.Calls);
        _blocks = Holding(_blocks, snapshot.Blocks);
        (_top, _depth, _open) = (snapshot.Values.Length, snapshot.Calls.Length, snapshot.Blocks.Length);
        snapshot.Globals.CopyTo(_globals, 0);
        Memory.Restore(snapshot.Memory);

        // Going on throws the same exceptions anew.
        _exceptions.RemoveRange(snapshot.Exceptions, Math.Max(0, _exceptions.Count - snapshot.Exceptions));
        (Executed, State, Trap) = (snapshot.Executed, snapshot.State, snapshot.Trap);
    }

    private static T[] Holding<T>(T[] room, T[] items)
    {
        T[] target = room.Length >= items.Length ? room : new T[Math.Max(items.Length, room.Length * 2)];
        items.CopyTo(target, 0);
        return target;
    }

    /// <summary>A state of a run.</summary>
    internal sealed record Snapshot(
        ulong[] Values, Activation[] Calls, OpenBlock[] Blocks, ulong[] Globals, MemorySnapshot Memory, int Exceptions, long Executed, RunState State, Trap? Trap)
    {
        /// <summary>What it takes beyond what was kept before.</summary>
        public long SizeBytes => (8L * Values.Length) + (32L * Calls.Length) + (8L * (Blocks.Length + Memory.Blocks.Length)) + Memory.SizeBytes;
    }
}
