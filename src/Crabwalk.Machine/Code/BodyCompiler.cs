using System.Collections.Frozen;
using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;
using Crabwalk.Mir.Typing;

namespace Crabwalk.Machine.Code;

/// <summary>
/// Compiles one body to register code. Scalars whose address is never taken live in registers; everything else lives in the
/// frame's memory, with a register that points to it, so that all memory is reached in one way: a register with provenance plus a
/// constant. The semantics are MIR's, unoptimised: only what cannot hide undefined behaviour is done (fusing a comparison with its
/// jump, writing a small loop header twice).
/// Registers: 0 the result (or where to put it), then the parameters as passed, the locals, then what a statement needs for itself.
/// The registers of a callee begin inside of the caller's, at the window, where the caller puts the arguments.
/// </summary>
internal sealed partial class BodyCompiler
{
    private const int MaxRegisters = 60000;

    private readonly ProgramImage _image;
    private readonly CodeTables _tables;
    private readonly FunctionInfo _function;
    private readonly Body _body;
    private readonly BodyTypes _types;
    private readonly EquatableArray<GenericArg> _args;
    private readonly IndexList<LocalId, LocalDecl> _locals;
    private readonly Dictionary<Ty, Ty> _mono = [];
    private readonly CodePurpose _purpose;
    private readonly LocalUses _uses;
    private readonly DefiniteValues _values;
    private readonly List<Instr> _code = [];
    private readonly List<SourceInfo> _sources = [];
    private readonly List<Location> _locations = [];
    private readonly List<AccessFacts> _accesses = [];
    private readonly List<(int Instruction, BlockId Target)> _jumps = [];
    private readonly List<(SwitchTable Table, BlockId[] Targets, BlockId Otherwise, int Instruction)> _switches = [];
    private readonly List<(int Instruction, BlockId Target)> _landings = [];
    private readonly int[] _blockStart;
    private BitSet<LocalId> _defined;
    private SourceInfo _source;
    private Location _location;
    private int _firstFree;
    private int _nextFree;
    private int _registers;

    private BodyCompiler(ProgramImage image, CodeTables tables, FunctionInfo function, Body body, CodePurpose purpose)
    {
        _image = image;
        _tables = tables;
        _function = function;
        _body = body;
        _args = function.Instance.Args;
        _purpose = purpose;
        _locals = MonomorphicLocals();
        _types = new BodyTypes(image.Program.Types, _locals);
        _uses = LocalUses.Of(body);
        _values = DefiniteValues.Of(body, nothingLasts: CallsSetjmp);
        _blockStart = new int[body.Blocks.Count];
        _defined = new BitSet<LocalId>(body.Locals.Count);
        _slots = new LocalSlot[body.Locals.Count];
    }

    /// <summary>Compiles a function's body.</summary>
    public static CompiledCode Compile(ProgramImage image, CodeTables tables, FunctionInfo function, CodePurpose purpose)
    {
        Body body = image.Bodies.Find(function.Instance) ?? throw new UnsupportedException($"`{function.Name}`, which has no body");
        return new BodyCompiler(image, tables, function, body, purpose).Compile();
    }

    private Layouts Layouts => _image.Layouts;

    private bool WithMarks => _purpose.KeepsSteps();

    private bool WithInstructions => _purpose == CodePurpose.Instructions && !IsLibrary;

    private unsafe CompiledCode Compile()
    {
        PlaceLocals();
        JumpSnapshot? snapshot = PlaceSnapshot();
        _source = new SourceInfo(_body.Span, ScopeId.Function);
        WritePrologue();
        WriteBlocks();
        ResolveJumps();
        Dictionary<int, int> landings = Landings();
        int doors = CompiledCode.EntriesOf(_code).Count;
        return new CompiledCode
        {
            Number = _function.Number,
            Body = _body,
            Start = CompiledCode.Place(_code, doors),
            Doors = doors,
            Length = _code.Count,
            Args = _args,
            Registers = _registers + 1,
            Received = _receivedEnd,
            ResultKind = KindOf(_locals[LocalId.Return].Type),
            FrameBytes = (_frameBytes + 15) & ~15L,
            FrameAlign = _frameAlign,
            Slots = _slots,
            PointerRegisters = PointerRegisters(),
            VariableRegisters = VariableRegisters(),
            Sources = [.. _sources],
            Locations = [.. _locations],
            Accesses = [.. _accesses],
            Landings = landings,
            Catches = _catches.Select(c => c.Instruction).ToFrozenSet(),
            Tables = [.. _switches.Select(s => s.Table)],
            IsLibrary = IsLibrary,
            Snapshot = snapshot,
        };
    }

    private bool IsLibrary => _function.Instance.Shim is not null || _image.Program.Definitions[_body.Definition] is { IsLibrary: true } or { Name: ['_', '_', 'c', 'r', 'a', 'b', 'w', 'a', 'l', 'k', '_', ..] }
        || _image.Program.Sources.IsLibrary(_body.Span);

    private TyInterner Types => _image.Program.Types;

    private bool IsGeneric => !_args.IsEmpty || _image.Program.Resolver is not null;

    private IndexList<LocalId, LocalDecl> MonomorphicLocals() =>
        IsGeneric ? [.. _body.Locals.Select(local => local with { Type = Mono(local.Type) })] : _body.Locals;

    /// <summary>A type of the body with the instance's arguments put in, and aliases replaced.</summary>
    private Ty Mono(Ty type)
    {
        if (!IsGeneric)
        {
            return type;
        }

        if (!_mono.TryGetValue(type, out Ty? concrete))
        {
            concrete = _image.Concrete(type, _args);
            _mono.Add(type, concrete);
        }

        return concrete;
    }

    private EquatableArray<GenericArg> Mono(EquatableArray<GenericArg> args) => args.IsEmpty || !IsGeneric ? args : _image.Concrete(args, _args);

    private Ty TypeOf(Place place) => PlaceTyOf(place).Type;

    private PlaceTy PlaceTyOf(Place place)
    {
        var at = new PlaceTy(_locals[place.Local].Type);
        foreach (Projection step in place.Path)
        {
            at = StepOf(at, step);
        }

        return at;
    }

    private PlaceTy StepOf(PlaceTy at, Projection step)
    {
        PlaceTy next = _types.Step(at, step) ?? throw new CompilerBugException($"`{at.Type}` in `{_function.Name}` has no part {step}");
        return next with { Type = Mono(next.Type) };
    }

    private Ty TypeOf(Operand operand) => operand switch
    {
        Operand.Copy(var place) => TypeOf(place),
        Operand.Move(var place) => TypeOf(place),
        Operand.Constant(var value) => Mono(value.Type),
    };

    private ValueKind KindOf(Ty type) => Layouts.KindOf(type);

    private void WriteBlocks()
    {
        List<BlockId> order = BlockOrder.Of(_body);
        Array.Fill(_blockStart, -1);
        for (int i = 0; i < order.Count; i++)
        {
            _blockStart[order[i].Index] = _code.Count;
            WriteBlock(order[i], i + 1 < order.Count ? order[i + 1] : null);
        }
    }

    private void WriteBlock(BlockId id, BlockId? next)
    {
        Block block = _body.Blocks[id];
        _defined = _values.AtEntry(id);
        int fused = FusedComparison(block);
        for (int i = 0; i < block.Statements.Count; i++)
        {
            Statement statement = block.Statements[i];
            _source = statement.Source;
            _location = new Location(id, i);
            if (i != fused)
            {
                MarkInstruction(ComputesNothing(statement.Kind));
                WriteStatement(statement.Kind);
            }

            DefiniteValues.Apply(statement.Kind, _defined);
            _nextFree = _firstFree;
        }

        _source = block.Terminator.Source;
        _location = new Location(id, block.Statements.Count);
        MarkInstruction(isNothing: false);
        WriteTerminator(block, fused, next);
        _nextFree = _firstFree;
    }

    private int Emit(Instr instruction)
    {
        _code.Add(instruction);
        _sources.Add(_source);
        _locations.Add(_location);
        _accesses.Add(AccessFacts.None);
        return _code.Count - 1;
    }

    private int Emit(Op op, int a = 0, int b = 0, int c = 0, long imm = 0) => Emit(new Instr(op, a, b, c, imm));

    private void EmitJump(Op op, int a, int b, int c, int high, BlockId target) =>
        _jumps.Add((Emit(Instr.Halves(op, a, b, c, 0, high)), target));

    private void ResolveJumps()
    {
        foreach ((int instruction, BlockId target) in _jumps)
        {
            _code[instruction] = _code[instruction] with { Low = _blockStart[target.Index] - instruction - 1 };
        }

        foreach ((SwitchTable table, BlockId[] targets, _, int instruction) in _switches)
        {
            for (int i = 0; i < targets.Length; i++)
            {
                table.Distances[i] = _blockStart[targets[i].Index] - instruction - 1;
            }
        }
    }

    private int Temporary(ValueKind kind = ValueKind.U64)
    {
        int register = _nextFree;
        _nextFree += kind.Registers();
        _registers = Math.Max(_registers, _nextFree);
        return register <= MaxRegisters ? register : throw new UnsupportedException("a function with so many variables");
    }

    private void Unsupported(string what) => Emit(Op.Unsupported, imm: _tables.Texts.Add(what));
}

/// <summary>What code is compiled for.</summary>
internal enum CodePurpose
{
    /// <summary>To run it: marks are left out.</summary>
    Run,

    /// <summary>To walk it: every mark is a step.</summary>
    Walk,

    /// <summary>To walk it in the smallest grain: each statement and terminator of the user's functions is a step too.</summary>
    Instructions,

    /// <summary>To evaluate a constant.</summary>
    Constant,
}

/// <summary>Questions about purposes.</summary>
internal static class CodePurposes
{
    /// <summary>True when a run keeps its steps.</summary>
    public static bool KeepsSteps(this CodePurpose purpose) => purpose is CodePurpose.Walk or CodePurpose.Instructions;
}

/// <summary>Something in a body that cannot be compiled yet; the compiler turns it into an instruction that says so.</summary>
internal sealed class UnsupportedException(string what) : Exception(what);
