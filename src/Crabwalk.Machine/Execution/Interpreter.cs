using System.Runtime.InteropServices;
using Crabwalk.Machine.Code;
using Crabwalk.Machine.Compiled;
using Crabwalk.Machine.Memory;
using Crabwalk.Machine.Rules;
using Crabwalk.Mir.Bodies;

namespace Crabwalk.Machine.Execution;

/// <summary>Why the loop came back.</summary>
internal enum StopReason
{
    /// <summary>It did not: go on.</summary>
    None,

    /// <summary>The work given to it is used up.</summary>
    Fuel,

    /// <summary>The step asked for was reached.</summary>
    Step,

    /// <summary>The program ended by itself.</summary>
    Exited,

    /// <summary>The program ended by <c>abort</c>.</summary>
    Aborted,

    /// <summary>Undefined behaviour, and the policy is to stop.</summary>
    Undefined,

    /// <summary>A real machine would have killed it: a wild access after undefined behaviour.</summary>
    Trapped,

    /// <summary>A panic that nobody caught.</summary>
    Panicked,

    /// <summary>The stack is full.</summary>
    StackLimit,

    /// <summary>Too many open calls.</summary>
    DepthLimit,

    /// <summary>Too much output.</summary>
    OutputLimit,

    /// <summary>Something Crabwalk cannot do yet.</summary>
    Unsupported,

    /// <summary>What is kept for going back has become too much.</summary>
    RecordingLimit,
}

/// <summary>
/// Runs a program's register code. Calls are explicit frames in memory of our own, so that a run can be stopped, kept, put back
/// and gone on with at any instruction; the guest's recursion never becomes the host's. Nothing is allocated on the .NET heap per
/// instruction. The quick way is in Interpreter.Loop.cs; everything else is reached through <see cref="Slow"/>.
/// </summary>
internal sealed unsafe partial class Interpreter : IDisposable
{
    private readonly MachineOptions _options;
    private readonly CodePurpose _purpose;
    private readonly GuestMemory _memory;
    private readonly ProgramImage _image;
    private readonly CodeTables _tables = new();
    private readonly Choices _choices;
    private readonly List<UndefinedReport> _reports = [];

    private ulong* _registers;
    private uint* _provenances;
    private ulong* _registersEnd;
    private long _registerCapacity;
    private Frame* _frames;
    private Frame* _framesEnd;
    private Frame* _frame;
    private Frame* _lowFrame;
    private int _frameCapacity;
    private FunctionEntry* _entries;
    private int _entryCount;
    private StepEntry* _steps;
    private long _stepCapacity;

    private Instr* _pc;
    private long _fuel;
    private long _stepCount;
    private long _stepStop;
    private int _serial;
    private ulong _stackLow;
    private bool _watching;
    private int _exitCode;
    private string _stopText = "";
    private long _outputBytes;
    private int _choicePosition;
    private ulong _randomState = 0x9E3779B97F4A7C15;
    private long _virtualTime;

    public Interpreter(MirProgram program, IHost host, MachineOptions options, CodePurpose purpose, IReadOnlyList<Choice>? known = null)
    {
        _options = options;
        _purpose = purpose;
        _memory = new GuestMemory(options.Memory, withPermanent: program.Resolver is not null);
        _image = new ProgramImage(program, new Layouts(program.Types, program.Target, program.Resolver is { } resolver ? resolver.Normalize : null), _memory);
        _choices = new Choices(host, known);
        _stackLow = _memory.StackLow + 4096;
        _tier = SecondTier.For(this, options, purpose);
        GrowRegisters(1 << 14);
        GrowFrames(256);
        GrowEntries();
        GrowSteps(purpose.KeepsSteps() ? 1 << 12 : 1);
        if (purpose != CodePurpose.Constant)
        {
            Mir.Definitions.DefId start = program.Start ?? program.Main ?? throw new InvalidOperationException("a program without a start cannot be run");
            Begin(_image.FunctionOf(new Instance(start)));
        }
    }

    ~Interpreter() => Free();

    /// <summary>The program in memory.</summary>
    public ProgramImage Image => _image;

    /// <summary>The guest's memory.</summary>
    public GuestMemory Memory => _memory;

    /// <summary>What instructions refer to.</summary>
    public CodeTables Tables => _tables;

    /// <summary>What was reported so far.</summary>
    public IReadOnlyList<UndefinedReport> Reports => _reports;

    /// <summary>How many steps have been made.</summary>
    public long StepCount => _stepCount;

    /// <summary>The exit code, once the program has ended.</summary>
    public int ExitCode => _exitCode;

    /// <summary>What a stop says: the panic's message, the unsupported thing.</summary>
    public string StopText => _stopText;

    /// <summary>The number of open calls below the innermost one.</summary>
    public int Depth => (int)(_frame - _frames);

    /// <summary>An entry of the log of steps, counted from 0; entries past the current step stay as they were.</summary>
    public StepEntry StepAt(long index) => _steps[index];

    /// <summary>What the world has answered.</summary>
    public Choices Choices => _choices;

    /// <summary>Runs until a step, until so much work is done, or until the program ends.</summary>
    public StopReason Run(long fuel, long stepStop)
    {
        if (_image.IsTooLarge)
        {
            return StackFull($"the variables of the program need {_image.StaticBytes} bytes, and there are {_memory.Limits.HeapBytes}");
        }

        Fill(fuel);
        while (true)
        {
            _stepStop = Math.Min(stepStop, _stepCapacity);
            StopReason stop = _stepCount >= stepStop && _purpose.KeepsSteps() ? StopReason.Step : Loop(NoFloor);
            if (stop != StopReason.Step || _stepCount >= stepStop)
            {
                _pc = _pc->Op == Op.EnterCompiled ? _pc + _pc->High : _pc;
                return stop;
            }

            GrowSteps(_stepCapacity * 2);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _memory.Dispose();
        Free();
        GC.SuppressFinalize(this);
    }

    private void Begin(FunctionInfo function)
    {
        CompiledCode code = CodeOf(function);
        _frame = _frames;
        *_frame = new Frame
        {
            Base = AddressSpace.StackTop - 16,
            Low = AddressSpace.StackTop - 16 - (ulong)code.FrameBytes,
            Function = function.Number,
            Serial = ++_serial,
        };
        _lowFrame = _frame;
        _pc = code.Start;
    }

    /// <summary>The code of a function, compiled when it is first needed.</summary>
    public CompiledCode CodeOf(FunctionInfo function)
    {
        if (function.Code is null)
        {
            function.Code = BodyCompiler.Compile(_image, _tables, function, _purpose);
            GrowEntries();
            FunctionEntry* entry = _entries + function.Number;
            // A frame that is aligned to more than 16 bytes is left to the slow twin.
            entry->Start = function.Code.FrameAlign > 16 ? null : function.Code.Start;
            entry->Registers = function.Code.Registers;
            entry->FrameBytes = (int)function.Code.FrameBytes;
            _tier?.Add(function.Code);
        }

        return function.Code;
    }

    private int SwitchDistance(int function, int table, ulong value)
    {
        SwitchTable found = _image.Functions[function].Code!.Tables[table];
        int at = Array.BinarySearch(found.Values, value);
        return at < 0 ? 0 : found.Distances[at];
    }

    private void GrowRegisters(long needed)
    {
        long capacity = Math.Max(needed, _registerCapacity * 2);
        _registers = (ulong*)NativeMemory.Realloc(_registers, (nuint)(capacity * 8));
        _provenances = (uint*)NativeMemory.Realloc(_provenances, (nuint)(capacity * 4));
        new Span<ulong>(_registers + _registerCapacity, (int)(capacity - _registerCapacity)).Clear();
        new Span<uint>(_provenances + _registerCapacity, (int)(capacity - _registerCapacity)).Clear();
        _registerCapacity = capacity;
        _registersEnd = _registers + capacity;
    }

    private void GrowFrames(int capacity)
    {
        long frame = _frame - _frames;
        long low = _lowFrame - _frames;
        _frames = (Frame*)NativeMemory.Realloc(_frames, (nuint)(capacity * sizeof(Frame)));
        _framesEnd = _frames + capacity;
        _frameCapacity = capacity;
        _frame = _frames + frame;
        _lowFrame = _frames + low;
    }

    private void GrowEntries()
    {
        int count = _image.Functions.Count;
        if (count > _entryCount)
        {
            _entries = (FunctionEntry*)NativeMemory.Realloc(_entries, (nuint)(count * sizeof(FunctionEntry)));
            new Span<FunctionEntry>(_entries + _entryCount, count - _entryCount).Clear();
            _entryCount = count;
        }
    }

    private void GrowSteps(long capacity)
    {
        _steps = (StepEntry*)NativeMemory.Realloc(_steps, (nuint)(capacity * sizeof(StepEntry)));
        _stepCapacity = capacity;
    }

    private void Free()
    {
        NativeMemory.Free(_registers);
        NativeMemory.Free(_provenances);
        NativeMemory.Free(_frames);
        NativeMemory.Free(_entries);
        NativeMemory.Free(_steps);
        foreach (FunctionInfo function in _image.Functions)
        {
            function.Code?.Release();
            function.Code = null;
        }

        _registers = null;
        _provenances = null;
        _frames = null;
        _entries = null;
        _steps = null;
    }
}
