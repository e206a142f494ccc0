using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Passes;
using Crabwalk.Mir.Types;
using Crabwalk.Mir.Typing;
using Crabwalk.Wasm.Linking;

namespace Crabwalk.Wasm.Lowering;

/// <summary>
/// Makes the ends of Rust's blocks plain: an assertion becomes a choice and a call of the library's panic, a drop of what needs none a jump, and unwinding
/// either goes to a cleanup block or on to the caller. Where panics abort, nothing is unwound and the cleanup blocks go.
/// </summary>
internal sealed class UnwindLowering
{
    private readonly ProgramLinker _program;
    private readonly Body _body;
    private readonly BodyTypes _types;
    private readonly Dictionary<bool, BlockId> _terminations = [];

    private UnwindLowering(ProgramLinker program, Body body) => (_program, _body, _types) = (program, body, new(program.Types, body.Locals));

    /// <summary>Changes a body of Rust; one of C stays as it is.</summary>
    public static void Run(ProgramLinker program, Body body)
    {
        if (body.Language != SourceLanguage.Rust)
        {
            return;
        }

        var lowering = new UnwindLowering(program, body);
        int known = body.Blocks.Count;
        for (int i = 0; i < known; i++)
        {
            Block block = body.Blocks[BlockId.At(i)];
            block.Terminator = block.Terminator with { Kind = lowering.Lowered(block) };
        }

        PassTable.Of("simplify_cfg").Run(program.Program, body);
    }

    private TerminatorKind Lowered(Block block) => block.Terminator.Kind switch
    {
        TerminatorKind.Assert assert => Choice(assert, block),
        TerminatorKind.Drop drop when !_program.NeedsDrop(_types.TypeOf(drop.Place)) => new TerminatorKind.Goto(drop.Target),
        TerminatorKind.Drop drop => drop with { Unwind = Lowered(drop.Unwind) },
        TerminatorKind.Call call => call with { Unwind = Lowered(call.Unwind) },
        TerminatorKind.FalseEdge(var real, _) => new TerminatorKind.Goto(real),
        TerminatorKind.FalseUnwind(var real, _) => new TerminatorKind.Goto(real),
        TerminatorKind.UnwindTerminate(var inCleanup) => Termination(inCleanup, block.Terminator.Source),
        var other => other,
    };

    private UnwindAction Lowered(UnwindAction unwind) => unwind switch
    {
        _ when _program.AbortsOnPanic => new UnwindAction.Continue(),
        UnwindAction.Terminate(var inCleanup) => new UnwindAction.Cleanup(TerminationBlock(inCleanup)),
        UnwindAction.Unreachable => new UnwindAction.Continue(),
        _ => unwind,
    };

    private BlockId TerminationBlock(bool inCleanup)
    {
        if (!_terminations.TryGetValue(inCleanup, out BlockId block))
        {
            var source = new SourceInfo(_body.Span, ScopeId.Function);
            block = _body.Blocks.Add(new([], new(Termination(inCleanup, source), source), isCleanup: true));
            _terminations.Add(inCleanup, block);
        }

        return block;
    }

    private TerminatorKind.Call Termination(bool inCleanup, SourceInfo source) =>
        PanicCall(inCleanup ? "panic_in_cleanup" : "panic_cannot_unwind", [], new UnwindAction.Continue(), source);

    private TerminatorKind.Call PanicCall(string item, EquatableArray<Operand> arguments, UnwindAction unwind, SourceInfo source)
    {
        LocalId never = _body.Locals.Add(new(_program.Types.Never, LocalKind.Temporary, source));
        Ty function = _program.Types.FnDef(_program.LangFunction(item).Function, []);
        return new(new Operand.Constant(new ConstValue.ZeroSized(function)), arguments, never, null, unwind, source.Span) { CallSource = CallSource.Other };
    }

    private TerminatorKind.SwitchInt Choice(TerminatorKind.Assert assert, Block block)
    {
        SourceInfo source = block.Terminator.Source;
        UnwindAction unwind = Lowered(assert.Unwind);
        TerminatorKind.Call call = assert.Message is AssertMessage.BoundsCheck(var length, var index)
            ? PanicCall("panic_bounds_check", [index, length], unwind, source)
            : PanicCall("panic", [_program.Texts.Operand(TextOf(assert.Message))], unwind, source);
        BlockId panic = _body.Blocks.Add(new([], new(call, source), block.IsCleanup));
        return assert.Expected ? new(assert.Condition, [(0, panic)], assert.Target) : new(assert.Condition, [(0, assert.Target)], panic);
    }

    private static string TextOf(AssertMessage message) => message switch
    {
        AssertMessage.Overflow(var operation, _, _) => operation switch
        {
            BinaryOp.Add or BinaryOp.AddWithOverflow => "attempt to add with overflow",
            BinaryOp.Sub or BinaryOp.SubWithOverflow => "attempt to subtract with overflow",
            BinaryOp.Mul or BinaryOp.MulWithOverflow => "attempt to multiply with overflow",
            BinaryOp.Div => "attempt to divide with overflow",
            BinaryOp.Rem => "attempt to calculate the remainder with overflow",
            BinaryOp.Shl => "attempt to shift left with overflow",
            BinaryOp.Shr => "attempt to shift right with overflow",
            _ => $"attempt to compute {operation} with overflow",
        },
        AssertMessage.OverflowNeg => "attempt to negate with overflow",
        AssertMessage.DivisionByZero => "attempt to divide by zero",
        AssertMessage.RemainderByZero => "attempt to calculate the remainder with a divisor of zero",
        AssertMessage.Resumed(var text) => text,
        AssertMessage.ValueMoved(var place, _) => $"`{place}` is used after its value was moved",
        AssertMessage.ValueUnset(var place) => $"`{place}` is used before it has a value",
        AssertMessage.BoundsCheck => "index out of bounds",
    };
}
