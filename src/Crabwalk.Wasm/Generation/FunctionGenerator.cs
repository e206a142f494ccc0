using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;
using Crabwalk.Mir.Typing;
using Crabwalk.Wasm.ControlFlow;
using Crabwalk.Wasm.Linking;
using Crabwalk.Wasm.Modules;

namespace Crabwalk.Wasm.Generation;

/// <summary>
/// Translates one body, whose types are all concrete, into one function. Locals whose address nobody takes become locals of the function;
/// the others lie in a frame on the shadow stack, which grows down in linear memory. Blocks are written in the order that
/// <see cref="StructuredControl"/> asks for.
/// </summary>
/// <remarks>
/// A value in memory (<see cref="Representation.InMemory"/>) is passed by address. The caller copies what it goes on using, so the callee
/// owns what it is given; a result in memory is written where the first argument points.
/// </remarks>
internal sealed partial class FunctionGenerator : IBlockWriter
{
    private readonly ProgramLinker _program;
    private readonly Body _body;
    private readonly Layouts _layouts;
    private readonly BodyTypes _types;
    private readonly CodeBuilder _code = new();
    private readonly BitSet<LocalId> _inMemory;
    private readonly Slot?[] _slots;
    private readonly FrameLayout _frame;
    private readonly JumpLanding? _landing;

    private FunctionGenerator(ProgramLinker program, Body body, JumpLanding? landing)
    {
        _program = program;
        _body = body;
        _landing = landing;
        _layouts = program.Layouts;
        _types = new(program.Types, body.Locals);
        _inMemory = LocalPlacement.InMemory(body, program.Types, _layouts);
        _slots = new Slot?[body.Locals.Count];
        _frame = new(_code);
    }

    private TyInterner Types => _program.Types;

    /// <summary>The function of a body, with the given name and type; <paramref name="landing"/> is where jumps into it land.</summary>
    public static WasmFunction Generate(ProgramLinker program, Body body, JumpLanding? landing, CallShape shape, string name)
    {
        var generator = new FunctionGenerator(program, body, landing);
        generator.TakeParameters(shape);
        StructuredControl.Write(body, ControlFlowOf(body), generator._code, generator);
        return FunctionFinisher.Finish(generator._code, generator._frame, program.TypeIndex(shape.Type), shape.Type, name);
    }

    private static Mir.Cfg.ControlFlow ControlFlowOf(Body body) => Mir.Cfg.ControlFlow.Of(body);

    private void TakeParameters(CallShape shape)
    {
        if (shape.ReturnsByAddress)
        {
            _slots[0] = new Slot.Pointed(_code.NewLocal(WasmType.I32, "result"));
        }

        var moved = new List<(LocalId Local, int First)>();
        foreach (LocalId local in _body.Arguments)
        {
            TakeParameter(local, moved);
        }

        if (shape.TakesVariable)
        {
            _variableArguments = _code.NewLocal(WasmType.I32, "arguments");
        }

        if (shape.TakesCaller)
        {
            _callerLocation = _code.NewLocal(WasmType.I32, "caller");
        }

        foreach ((LocalId local, int first) in moved)
        {
            StoreParameter(local, first);
        }
    }

    // A parameter whose address is taken arrives in a local and moves to memory.
    private void TakeParameter(LocalId local, List<(LocalId Local, int First)> moved)
    {
        Representation representation = _layouts.Of(_body.Locals[local].Type);
        int first = _code.Locals.Count;
        foreach (WasmType type in representation.Types)
        {
            _code.NewLocal(type, NameOf(local));
        }

        switch (representation)
        {
            case Representation.Nothing:
                break;
            case Representation.InMemory:
                _slots[local.Index] = new Slot.Pointed(first);
                break;
            default:
                if (_inMemory.Contains(local))
                {
                    moved.Add((local, first));
                }
                else
                {
                    _slots[local.Index] = new Slot.Locals(first, representation is Representation.Pair ? first + 1 : -1);
                }

                break;
        }
    }

    private void StoreParameter(LocalId local, int first)
    {
        Ty type = _body.Locals[local].Type;
        int second = _layouts.Of(type) is Representation.Pair ? first + 1 : -1;
        StoreLocals(AccessOf(local), new(type, first, second));
    }

    private string NameOf(LocalId local) => _body.Variables.FirstOrDefault(variable => variable.Place.IsLocal && variable.Place.Local == local)?.Name ?? "";

    /// <summary>The type of a place; its parts are concrete, as the body's types are.</summary>
    private Ty TypeOf(Place place) => _types.TypeOf(place);

    private Ty TypeOf(Operand operand) => _types.TypeOf(operand);

    private Representation Of(Ty type) => _layouts.Of(type);

    private int NewLocal(WasmType type) => _code.NewLocal(type);

    /// <inheritdoc/>
    public BlockExit WriteBlock(BlockId id)
    {
        Block block = _body.Blocks[id];
        foreach (Statement statement in block.Statements)
        {
            At(statement.Source.Span, () => WriteStatement(statement.Kind));
        }

        BlockExit exit = new BlockExit.Ended();
        bool isWritten = At(block.Terminator.Source.Span, () => exit = WriteTerminator(block.Terminator.Kind));
        if (!isWritten)
        {
            _code.Add(Opcode.Unreachable);
        }

        return isWritten ? exit : new BlockExit.Ended();
    }

    // What cannot be translated is told once, at its place; the rest of the function is still looked at.
    private bool At(Span span, Action write)
    {
        _code.ComesFrom(span);
        try
        {
            write();
            return true;
        }
        catch (UnsupportedException unsupported)
        {
            _program.Unsupported(unsupported.Message, span);
            return false;
        }
    }
}
