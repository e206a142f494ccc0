using Crabwalk.Wasm.Modules;

namespace Crabwalk.Wasm.Interpretation;

/// <summary>What an interpreter is doing.</summary>
public enum RunState
{
    /// <summary>Nothing was started yet, or all has returned.</summary>
    Idle,

    /// <summary>It stands before an instruction.</summary>
    Running,

    /// <summary>It was stopped at an instruction that cannot be carried out.</summary>
    Trapped,
}

/// <summary>What a module may use.</summary>
/// <param name="MemoryBytes">How large its memory may grow.</param>
/// <param name="CallDepth">How many calls within calls it may make.</param>
public sealed record InterpreterLimits(long MemoryBytes, int CallDepth);

/// <summary>
/// Carries out a valid module one instruction at a time, as the specification tells it (WebAssembly 3.0, 4): a stack of values, a stack
/// of labels, a stack of calls. All of its state is data, so it can stop before any instruction, be captured there and go on later. It
/// is made to be read and to be right; speed is the matter of other engines, which are compared with it.
/// </summary>
public sealed partial class Interpreter
{
    private const int MostValues = 1 << 24;
    private const long MostTableEntries = 10_000_000;

    private readonly IModuleHost _host;
    private readonly InterpreterLimits _limits;
    private readonly PreparedFunction?[] _prepared;
    private readonly int[] _typeNumbers;
    private readonly int[] _table;
    private readonly ulong[] _globals;
    private ulong[] _values = new ulong[1024];
    private int _top;
    private Activation[] _calls = new Activation[64];
    private int _depth;
    private OpenBlock[] _blocks = new OpenBlock[64];
    private int _open;

    /// <summary>Makes an instance of a module that <see cref="Validation.ModuleValidator"/> has found valid; it may be trapped from the start.</summary>
    public Interpreter(WasmModule module, IModuleHost host, InterpreterLimits limits)
    {
        Module = module;
        _host = host;
        _limits = limits;
        _prepared = new PreparedFunction?[module.Functions.Count];
        _typeNumbers = [.. module.Types.Select(type => module.Types.Span.IndexOf(type))];
        _globals = [.. module.Globals.Select(global => global.Initial)];
        long most = Math.Min(module.Memory?.Maximum ?? long.MaxValue, limits.MemoryBytes / LinearMemory.PageBytes);
        long pages = module.Memory?.Minimum ?? 0;
        bool fits = pages <= most && LinearMemory.CanHold(pages) && (module.Table?.Minimum ?? 0) <= MostTableEntries;
        Memory = new(fits ? pages : 0, most);
        _table = new int[fits ? module.Table?.Minimum ?? 0 : 0];
        Array.Fill(_table, -1);
        if (!fits)
        {
            Stop(Interpretation.Trap.OutOfMemory);
            return;
        }

        PlaceSegments();
    }

    /// <summary>What it runs.</summary>
    public WasmModule Module { get; }

    /// <summary>The module's memory; empty when it has none.</summary>
    public LinearMemory Memory { get; }

    /// <summary>What it is doing.</summary>
    public RunState State { get; private set; }

    /// <summary>Why it was stopped; null when it was not.</summary>
    public Trap? Trap { get; private set; }

    /// <summary>How many instructions it has carried out.</summary>
    public long Executed { get; private set; }

    /// <summary>How many calls there are within each other.</summary>
    public int Depth => _depth;

    /// <summary>The function whose instruction comes next.</summary>
    internal int InnermostFunction => _calls[_depth - 1].Function.Number;

    /// <summary>The bits of what the started function has returned.</summary>
    public ReadOnlySpan<ulong> Results => State == RunState.Idle ? _values.AsSpan(0, _top) : [];

    /// <summary>The bits of the globals.</summary>
    public ReadOnlySpan<ulong> Globals => _globals;

    /// <summary>The functions in the table; -1 for none.</summary>
    public ReadOnlySpan<int> Table => _table;

    /// <summary>Begins a call from outside, of a function of the module's own.</summary>
    /// <param name="function">Its number.</param>
    /// <param name="arguments">The bits of its arguments.</param>
    public void Start(int function, params ReadOnlySpan<ulong> arguments)
    {
        if (State != RunState.Idle)
        {
            return;
        }

        _top = 0;
        foreach (ulong argument in arguments)
        {
            Push(argument);
        }

        State = RunState.Running;
        Enter(Prepared(function));
    }

    /// <summary>Carries out at most so many instructions and gives the state after them.</summary>
    public RunState Run(long instructions) => Run(instructions, null);

    /// <summary>
    /// Carries out at least one instruction and at most so many, until it stands in one of some functions; <paramref name="stops"/> tells by number
    /// which these are.
    /// </summary>
    internal RunState Run(long instructions, bool[]? stops)
    {
        long left = instructions;
        try
        {
            bool goesOn = true;
            for (; goesOn && left > 0 && State == RunState.Running; left--)
            {
                Step();
                goesOn = stops is null || _depth == 0 || !stops[_calls[_depth - 1].Function.Number];
            }
        }
        catch (TrapException trap)
        {
            StandBefore();
            Stop(trap.Trap);
        }
        catch
        {
            StandBefore();
            throw;
        }
        finally
        {
            Executed += instructions - left;
        }

        return State;
    }

    /// <summary>The calls, the innermost first: function and the number of the instruction it stands before (or, further out, after).</summary>
    public IEnumerable<(int Function, int Instruction)> Calls()
    {
        for (int i = _depth - 1; i >= 0; i--)
        {
            yield return (_calls[i].Function.Number, i == _depth - 1 ? _calls[i].Next : _calls[i].Next - 1);
        }
    }

    /// <summary>The bits of the parameters and locals of a call.</summary>
    /// <param name="call">Which call; 0 is the innermost.</param>
    public ReadOnlySpan<ulong> LocalsOf(int call)
    {
        ref Activation activation = ref _calls[_depth - 1 - call];
        return _values.AsSpan(activation.Base, activation.Function.LocalCount);
    }

    /// <summary>The bits of the operands of a call, the topmost last.</summary>
    /// <param name="call">Which call; 0 is the innermost.</param>
    public ReadOnlySpan<ulong> OperandsOf(int call)
    {
        ref Activation activation = ref _calls[_depth - 1 - call];
        int start = activation.Base + activation.Function.LocalCount;
        return _values.AsSpan(start, (call == 0 ? _top : _calls[_depth - call].Base) - start);
    }

    private void Step()
    {
        ref Activation call = ref _calls[_depth - 1];
        ref readonly Instruction instruction = ref call.Function.Code[call.Next];
        call.Next++;
        Execute(in instruction, ref call);
    }

    // A tail call that finds no room has left its caller already.
    private void StandBefore()
    {
        if (_depth > 0)
        {
            _calls[_depth - 1].Next--;
        }
    }

    private void Stop(Trap trap)
    {
        Trap = trap;
        State = RunState.Trapped;
    }

    private void PlaceSegments()
    {
        foreach (ElementSegment segment in Module.Elements)
        {
            if ((uint)segment.Offset + (long)segment.Functions.Count > _table.Length)
            {
                Stop(Interpretation.Trap.TableOutOfBounds);
                return;
            }

            segment.Functions.Span.CopyTo(_table.AsSpan(segment.Offset));
        }

        foreach (DataSegment segment in Module.Data)
        {
            if (segment.Offset + segment.Bytes.Count > Memory.Length)
            {
                Stop(Interpretation.Trap.MemoryOutOfBounds);
                return;
            }

            Memory.Write((ulong)segment.Offset, segment.Bytes.Span);
        }
    }

    private PreparedFunction Prepared(int function) => _prepared[function - Module.Imports.Count] ??= PreparedFunction.Of(Module, function);

    private void Push(ulong value)
    {
        if (_top == _values.Length)
        {
            Array.Resize(ref _values, _top < MostValues ? _top * 2 : throw new TrapException(Interpretation.Trap.StackOverflow));
        }

        _values[_top++] = value;
    }

    private ulong Pop() => _values[--_top];

    private uint Pop32() => unchecked((uint)_values[--_top]);

    /// <summary>A call that has not returned: the instruction it goes on with, where its locals begin and how many blocks its callers hold open.</summary>
    internal struct Activation
    {
        public PreparedFunction Function;
        public int Next;
        public int Base;
        public int Blocks;
    }

    /// <summary>A block that was entered: the instruction that began it and how many values lie below its own.</summary>
    internal readonly record struct OpenBlock(int Start, int Height);
}
