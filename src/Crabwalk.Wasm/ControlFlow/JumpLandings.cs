using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Wasm.ControlFlow;

/// <summary>Where a <c>longjmp</c> into a body lands.</summary>
/// <param name="Selector">The number of the <c>setjmp</c> that is meant.</param>
/// <param name="Value">What it gives this time.</param>
internal sealed record JumpLanding(LocalId Selector, LocalId Value);

/// <summary>
/// Shows in the control flow what <c>setjmp</c> means: every call in a body that calls it may come back by a second edge, to a block that
/// goes on behind one of the body's <c>setjmp</c>s (C17 7.13.1.1). Each <c>setjmp</c> gets its number as a second argument.
/// </summary>
internal static class JumpLandings
{
    /// <summary>The name of the operation.</summary>
    public const string SetJump = "__crabwalk_setjmp";

    /// <summary>Changes a body that calls <c>setjmp</c>; null for one that does not.</summary>
    public static JumpLanding? Add(Body body, TyInterner types, DefTable definitions)
    {
        List<BlockId> places = [.. body.Blocks.Ids.Where(id => body.Blocks[id].Terminator.Kind is TerminatorKind.Call { Target: not null } call && IsSetJump(call, definitions))];
        if (places.Count == 0)
        {
            return null;
        }

        var source = new SourceInfo(body.Blocks[places[0]].Terminator.Source.Span, ScopeId.Function);
        Ty number = types.Int(IntKind.I32);
        LocalId selector = body.Locals.Add(new(number, LocalKind.Temporary, source));
        LocalId value = body.Locals.Add(new(number, LocalKind.Temporary, source));
        int known = body.Blocks.Count;
        EquatableArray<(UInt128, BlockId)> landings = [.. places.Select((place, i) => ((UInt128)i, AddLanding(body, place, i, value, number)))];
        BlockId nowhere = body.Blocks.Add(new([], new(new TerminatorKind.Unreachable(), source)));
        BlockId dispatch = body.Blocks.Add(new([], new(new TerminatorKind.SwitchInt(new Operand.Copy(selector), landings, nowhere), source)));
        for (int i = 0; i < known; i++)
        {
            Block block = body.Blocks[BlockId.At(i)];
            if (block.Terminator.Kind is TerminatorKind.Call call && !IsIntrinsic(call, definitions))
            {
                block.Terminator = block.Terminator with { Kind = call with { Unwind = new UnwindAction.Cleanup(dispatch) } };
            }
        }

        return new(selector, value);
    }

    private static BlockId AddLanding(Body body, BlockId place, int index, LocalId value, Ty type)
    {
        Terminator terminator = body.Blocks[place].Terminator;
        var call = (TerminatorKind.Call)terminator.Kind;
        var self = new Operand.Constant(new ConstValue.Scalar(type, (UInt128)index));
        body.Blocks[place].Terminator = terminator with { Kind = call with { Arguments = [call.Arguments[0], self] } };
        var result = new Statement(new StatementKind.Assign(call.Destination, new Rvalue.Use(new Operand.Copy(value))), terminator.Source);
        return body.Blocks.Add(new([result], new(new TerminatorKind.Goto(call.Target!.Value), terminator.Source)));
    }

    private static bool IsSetJump(TerminatorKind.Call call, DefTable definitions) => Callee(call) is { } callee && definitions[callee].Name == SetJump;

    private static bool IsIntrinsic(TerminatorKind.Call call, DefTable definitions) => Callee(call) is { } callee && definitions[callee].Kind == DefKind.Intrinsic;

    private static DefId? Callee(TerminatorKind.Call call) =>
        call.Function is Operand.Constant(ConstValue.ZeroSized(Ty.FnDef function)) ? function.Definition : null;
}
