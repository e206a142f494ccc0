using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Cfg;
using Crabwalk.Mir.Types;
using Crabwalk.Mir.Typing;

namespace Crabwalk.Mir.Optimisation;

/// <summary>
/// Puts the code of small functions in place of calls of them. What is put in is not looked through again: whoever wants more optimises
/// callees before their callers.
/// </summary>
internal sealed class Inliner
{
    private readonly MirProgram _program;
    private readonly Body _body;
    private readonly BodyTypes _types;
    private readonly BitSet<LocalId> _borrowed;
    private int _size;

    private Inliner(MirProgram program, Body body)
    {
        _program = program;
        _body = body;
        _types = new(program.Types, body.Locals);
        _borrowed = BorrowedLocals.Of(body);
        _size = InlineCost.SizeOf(body);
    }

    /// <summary>Inlines calls of what <paramref name="bodyOf"/> knows the code of.</summary>
    public static void Run(MirProgram program, Body body, Func<Ty.FnDef, Body?> bodyOf)
    {
        var inliner = new Inliner(program, body);
        BitSet<BlockId> inLoops = BlocksInLoops(body);
        int known = body.Blocks.Count;
        for (int i = 0; i < known; i++)
        {
            var id = new BlockId(i);
            if (!body.Blocks[id].IsCleanup && body.Blocks[id].Terminator.Kind is TerminatorKind.Call { Function: Operand.Constant({ Type: Ty.FnDef function }) } call
                && bodyOf(function) is { } callee && inliner.IsWanted(callee, inLoops.Contains(id)) && inliner.ArgumentsOf(call, callee) is { } arguments)
            {
                inliner.PutIn(id, call, callee, arguments);
            }
        }
    }

    private bool IsWanted(Body callee, bool isInLoop)
    {
        int size = InlineCost.SizeOf(callee);
        return callee != _body && InlineCost.IsWorth(callee, isInLoop) && InlineCost.CanBeInlined(callee, _program.Definitions) && _size + size <= InlineCost.MostOfResult;
    }

    // A closure's body takes the parts of the tuple that the `Fn` traits pass. Types that differ, as C allows them, leave the call alone.
    private Operand[]? ArgumentsOf(TerminatorKind.Call call, Body callee)
    {
        Operand[] arguments = [.. call.Arguments];
        if (arguments.Length != callee.ArgumentCount && arguments is [var self, Operand.Move({ } tuple)] && _types.TypeOf(tuple) is Ty.Tuple parts)
        {
            arguments = [self, .. parts.Parts.Select((part, i) => new Operand.Move(tuple.Field(i, part)))];
        }

        bool fits = arguments.Length == callee.ArgumentCount
            && arguments.Zip(callee.Arguments).All(pair => ReferenceEquals(_types.TypeOf(pair.First), callee.Locals[pair.Second].Type))
            && (callee.Locals[LocalId.Return].Type is Ty.Never || ReferenceEquals(_types.TypeOf(call.Destination), callee.Locals[LocalId.Return].Type));
        return fits ? arguments : null;
    }

    private void PutIn(BlockId at, TerminatorKind.Call call, Body callee, Operand[] arguments)
    {
        Block block = _body.Blocks[at];
        SourceInfo source = block.Terminator.Source;
        var splice = new BodySplice(_body, callee, call, source, ResultOf(call, callee));
        for (int i = 0; i < arguments.Length; i++)
        {
            block.Statements.Add(new(new StatementKind.Assign(splice.Local(new(i + 1)), new Rvalue.Use(arguments[i])), source));
        }

        block.Terminator = new(new TerminatorKind.Goto(splice.Append()), source);
        _size += InlineCost.SizeOf(callee);
    }

    // The callee may write its result where the caller wants it when nobody can look there before it returns.
    private LocalId? ResultOf(TerminatorKind.Call call, Body callee) =>
        call.Destination.IsLocal && !_borrowed.Contains(call.Destination.Local) && ReferenceEquals(_body.Locals[call.Destination.Local].Type, callee.Locals[LocalId.Return].Type)
            ? call.Destination.Local
            : null;

    private static BitSet<BlockId> BlocksInLoops(Body body)
    {
        var flow = ControlFlow.Of(body);
        var found = new BitSet<BlockId>(body.Blocks.Count);
        foreach (NaturalLoop loop in NaturalLoop.FindAll(body, flow))
        {
            found.UnionWith(loop.Blocks);
        }

        return found;
    }
}
