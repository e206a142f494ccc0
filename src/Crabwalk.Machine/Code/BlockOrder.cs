using Crabwalk.Mir.Bodies;

namespace Crabwalk.Machine.Code;

/// <summary>The order in which blocks are written: each where possible right after one that leads to it.</summary>
internal static class BlockOrder
{
    /// <summary>Where a terminator may go, the likely way on first.</summary>
    public static IEnumerable<BlockId> Successors(TerminatorKind terminator) => terminator switch
    {
        TerminatorKind.Goto(var target) => [target],
        TerminatorKind.SwitchInt(_, var targets, var otherwise) => [otherwise, .. targets.Select(t => t.Target)],
        TerminatorKind.Call call => [.. Optional(call.Target), .. Of(call.Unwind)],
        TerminatorKind.Drop drop => [drop.Target, .. Of(drop.Unwind)],
        TerminatorKind.Assert assert => [assert.Target, .. Of(assert.Unwind)],
        TerminatorKind.FalseEdge(var real, _) => [real],
        TerminatorKind.FalseUnwind(var real, _) => [real],
        TerminatorKind.Return or TerminatorKind.Unreachable or TerminatorKind.UnwindResume or TerminatorKind.UnwindTerminate => [],
    };

    /// <summary>The reachable blocks in writing order.</summary>
    public static List<BlockId> Of(Body body)
    {
        var order = new List<BlockId>();
        var seen = new bool[body.Blocks.Count];
        var waiting = new Stack<BlockId>([BlockId.Entry]);
        while (waiting.TryPop(out BlockId block))
        {
            if (seen[block.Index])
            {
                continue;
            }

            seen[block.Index] = true;
            order.Add(block);
            foreach (BlockId next in Successors(body.Blocks[block].Terminator.Kind).Reverse())
            {
                if (!seen[next.Index])
                {
                    waiting.Push(next);
                }
            }
        }

        return order;
    }

    private static IEnumerable<BlockId> Optional(BlockId? block) => block is { } b ? [b] : [];

    private static IEnumerable<BlockId> Of(UnwindAction action) => action is UnwindAction.Cleanup(var block) ? [block] : [];
}
