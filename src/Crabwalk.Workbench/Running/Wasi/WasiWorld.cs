using System.Collections.Frozen;
using System.Text;
using Crabwalk.Machine.Execution;
using Crabwalk.Wasm.Modules;

namespace Crabwalk.Workbench.Running.Wasi;

/// <summary>
/// WASI preview 1 over a program's host: the same world that the checking machine's programs live in, so that one program sees the same
/// files, input and time on every engine. Descriptor 3 is the granted folder; the host's own files come after it.
/// </summary>
public sealed partial class WasiWorld
{
    private delegate uint Function(WasiWorld world, ReadOnlySpan<long> arguments, WasiMemory memory);

    private static readonly FrozenDictionary<string, Entry> Functions = new Dictionary<string, Entry>(StringComparer.Ordinal)
    {
        ["args_sizes_get"] = new("ii:i", static (w, a, m) => Sizes(w._arguments, a, m)),
        ["args_get"] = new("ii:i", static (w, a, m) => Texts(w._arguments, a, m)),
        ["environ_sizes_get"] = new("ii:i", static (w, a, m) => Sizes(w._environment, a, m)),
        ["environ_get"] = new("ii:i", static (w, a, m) => Texts(w._environment, a, m)),
        ["clock_time_get"] = new("ili:i", static (w, a, m) => w.Clock(a, m)),
        ["random_get"] = new("ii:i", static (w, a, m) => w.Random(a, m)),
        ["poll_oneoff"] = new("iiii:i", static (w, a, m) => w.Sleep(a, m)),
        ["sched_yield"] = new(":i", static (_, _, _) => WasiError.None),
        ["proc_exit"] = new("i:", static (_, a, _) => throw new ProgramExit(unchecked((int)a[0]))),
        ["fd_read"] = new("iiii:i", static (w, a, m) => w.Read(a, m)),
        ["fd_write"] = new("iiii:i", static (w, a, m) => w.Write(a, m)),
        ["fd_seek"] = new("ilii:i", static (w, a, m) => w.Seek(a, m)),
        ["fd_close"] = new("i:i", static (w, a, _) => Descriptor(a[0], w._host.Close)),
        ["fd_sync"] = new("i:i", static (w, a, _) => Descriptor(a[0], w._host.Sync)),
        ["fd_fdstat_get"] = new("ii:i", static (w, a, m) => w.Status(a, m)),
        ["fd_prestat_get"] = new("ii:i", static (_, a, m) => Granted(a, m)),
        ["fd_prestat_dir_name"] = new("iii:i", static (_, a, m) => GrantedName(a, m)),
        ["path_open"] = new("iiiiillii:i", static (w, a, m) => w.Open(a, m)),
        ["path_unlink_file"] = new("iii:i", static (w, a, m) => a[0] == GrantedFolder ? WasiError.Of(w._host.Remove(m.Text(a[1], a[2]))) : WasiError.NotCapable),
        ["path_rename"] = new("iiiiii:i", static (w, a, m) => a[0] == GrantedFolder && a[3] == GrantedFolder
            ? WasiError.Of(w._host.Rename(m.Text(a[1], a[2]), m.Text(a[4], a[5])))
            : WasiError.NotCapable),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly IHost _host;
    private readonly byte[][] _arguments;
    private readonly byte[][] _environment;
    private readonly long _maxOutputBytes;
    private readonly List<(int Address, int Size)> _written = [];
    private long _outputBytes;

    /// <summary>The world of a program with these settings.</summary>
    public WasiWorld(IHost host, RunSettings settings)
    {
        _host = host;
        _arguments = [.. settings.Arguments.Select(Terminated)];
        _environment = [.. settings.Environment.Select(variable => Terminated($"{variable.Name}={variable.Value}"))];
        _maxOutputBytes = settings.MaxOutputBytes;
    }

    /// <summary>The name that modules import these functions from.</summary>
    public const string ModuleName = "wasi_snapshot_preview1";

    /// <summary>The ranges of memory that the last call has written.</summary>
    public IReadOnlyList<(int Address, int Size)> Written => _written;

    /// <summary>Why a module cannot have a function that it asks for; null when it can.</summary>
    public static string? Refuses(string module, string name, FunctionType type) =>
        module != ModuleName || !Functions.TryGetValue(name, out Entry? known) ? $"it asks for `{name}` of `{module}`, which is not there"
        : known.Type != type ? $"it asks for `{name}` as {type}, which is {known.Type}"
        : null;

    /// <summary>The type of a function that is there.</summary>
    internal static FunctionType TypeOf(string name) => Functions[name].Type;

    /// <summary>
    /// Carries a function out and gives its error number. <see cref="ProgramExit"/> and <see cref="LimitReached"/> leave through the engine.
    /// </summary>
    public uint Call(string name, ReadOnlySpan<long> arguments, Span<byte> memory)
    {
        _written.Clear();
        try
        {
            return Functions[name].Code(this, arguments, new(memory, _written));
        }
        catch (WasiFault)
        {
            return WasiError.Fault;
        }
    }

    private static uint Sizes(byte[][] texts, ReadOnlySpan<long> a, WasiMemory memory)
    {
        memory.SetWord(a[0], (uint)texts.Length);
        memory.SetWord(a[1], (uint)texts.Sum(text => text.Length));
        return WasiError.None;
    }

    private static uint Texts(byte[][] texts, ReadOnlySpan<long> a, WasiMemory memory)
    {
        long slot = a[0];
        long at = a[1];
        foreach (byte[] text in texts)
        {
            memory.SetWord(slot, unchecked((uint)at));
            text.CopyTo(memory.Target(at, text.Length));
            slot += 4;
            at += text.Length;
        }

        return WasiError.None;
    }

    private uint Clock(ReadOnlySpan<long> a, WasiMemory memory)
    {
        if (_host.Clock((int)a[0]) is not { } now)
        {
            return WasiError.Invalid;
        }

        memory.SetLong(a[2], (ulong)now);
        return WasiError.None;
    }

    private uint Random(ReadOnlySpan<long> a, WasiMemory memory) => _host.Random(memory.Target(a[0], a[1])) ? WasiError.None : WasiError.InputOutput;

    // Only waiting for time is known: the first subscription's timeout passes, and its event is given.
    private uint Sleep(ReadOnlySpan<long> a, WasiMemory memory)
    {
        const int ClockTag = 0;
        if (a[2] < 1 || memory.Range(a[0] + 8, 1)[0] != ClockTag)
        {
            return WasiError.Invalid;
        }

        _host.Sleep((long)Math.Min(memory.Long(a[0] + 24), long.MaxValue));
        memory.Target(a[1], 32).Clear();
        memory.SetLong(a[1], memory.Long(a[0]));
        memory.SetWord(a[3], 1);
        return WasiError.None;
    }

    /// <summary>A function and its type, spelled as the table of instructions spells them.</summary>
    private sealed record Entry(string Signature, Function Code)
    {
        public FunctionType Type { get; } = FunctionType.Parse(Signature);
    }

    private static byte[] Terminated(string text) => [.. Encoding.UTF8.GetBytes(text), 0];
}
