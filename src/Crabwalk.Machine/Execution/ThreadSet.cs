using System.Collections.Immutable;

namespace Crabwalk.Machine.Execution;

/// <summary>A thread that does not run just now.</summary>
/// <param name="Id">Its number; the first thread has 1.</param>
/// <param name="Slot">Which part of the stack it has; -1 for the first thread, which has what is left.</param>
/// <param name="Calls">Its open calls and registers.</param>
internal sealed record ParkedThread(long Id, int Slot, RunState Calls)
{
    /// <summary>The virtual moment at which it goes on by itself, in nanoseconds; null when no moment wakes it.</summary>
    public long? WakesAt { get; init; }

    /// <summary>The address that it waits to be woken at; 0 when it waits for none.</summary>
    public ulong WaitsAt { get; init; }

    /// <summary>The register that takes what a wait came to; -1 for none.</summary>
    public long ResultRegister { get; init; } = -1;

    /// <summary>It can go on at any time.</summary>
    public bool IsReady => WakesAt is null && WaitsAt == 0;

    /// <summary>The same thread, ready to go on.</summary>
    public ParkedThread Ready() => this with { WakesAt = null, WaitsAt = 0 };

    /// <summary>The same thread, ready to go on with a value in the register that waits for one.</summary>
    public ParkedThread Ready(ulong result) =>
        ResultRegister < 0 ? Ready() : Ready() with { Calls = Calls.WithRegister(ResultRegister, result) };
}

/// <summary>
/// The threads of a program. One of them runs; it goes on until it waits, sleeps, yields or ends, and then the one that has been
/// ready for longest does. So a run with threads is a function of its choices as any other is. Never changed in place, so that a
/// keyframe can keep it.
/// </summary>
internal sealed record ThreadSet
{
    /// <summary>A program with one thread.</summary>
    public static readonly ThreadSet Single = new();

    /// <summary>The number of the thread that runs.</summary>
    public long Current { get; init; } = 1;

    /// <summary>The part of the stack that it has.</summary>
    public int CurrentSlot { get; init; } = -1;

    /// <summary>How many there have been.</summary>
    public long Count { get; init; } = 1;

    /// <summary>The others, in the order in which they get their turn.</summary>
    public ImmutableArray<ParkedThread> Parked { get; init; } = [];

    /// <summary>The others with one more.</summary>
    public ThreadSet With(ParkedThread thread) => this with { Parked = Parked.Add(thread) };

    /// <summary>The first part of the stack that nobody has.</summary>
    public int FreeSlot()
    {
        int slot = 0;
        while (slot == CurrentSlot || Parked.Any(thread => thread.Slot == slot))
        {
            slot++;
        }

        return slot;
    }

    /// <summary>How many parts of the stack are taken from the first thread.</summary>
    public int SlotsInUse => Math.Max(CurrentSlot, Parked.Length == 0 ? -1 : Parked.Max(thread => thread.Slot)) + 1;
}
