using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Cfg;

namespace Crabwalk.Mir.Passes;

/// <summary>
/// Makes the control flow as small as it can be without changing what runs: targets skip blocks that only go on, a switch whose ways all
/// lead to one block becomes a plain step, a block takes in its only successor when it is that one's only predecessor, and what nobody
/// reaches is removed.
/// </summary>
internal static class SimplifyCfg
{
    public static void Run(Body body)
    {
        SkipEmptyBlocks(body);
        UnreachableBlocks.Remove(body);
        JoinBlocks(body);
        UnreachableBlocks.Remove(body);
    }

    private static void SkipEmptyBlocks(Body body)
    {
        BlockId[] final = [.. body.Blocks.Ids.Select(id => FollowEmpty(body, id))];
        foreach (Block block in body.Blocks)
        {
            TerminatorKind kind = block.Terminator.Kind.MapTargets(target => final[target.Index]);
            if (kind is TerminatorKind.SwitchInt s && s.Targets.Span.ToArray().All(t => t.Target == s.Otherwise))
            {
                kind = new TerminatorKind.Goto(s.Otherwise);
            }

            block.Terminator = block.Terminator with { Kind = kind };
        }
    }

    // The end of a chain of empty blocks; a ring of them ends where it was entered.
    private static BlockId FollowEmpty(Body body, BlockId start)
    {
        BlockId at = start;
        for (int steps = 0; steps < body.Blocks.Count; steps++)
        {
            Block block = body.Blocks[at];
            if (block.Statements.Count > 0 || block.Terminator.Kind is not TerminatorKind.Goto(var next) || next == at || block.IsCleanup != body.Blocks[next].IsCleanup)
            {
                return at;
            }

            at = next;
        }

        return start;
    }

    private static void JoinBlocks(Body body)
    {
        int[] uses = new int[body.Blocks.Count];
        uses[0] = 1;
        foreach (BlockId next in body.Blocks.SelectMany(block => block.Successors()))
        {
            uses[next.Index]++;
        }

        var taken = new bool[body.Blocks.Count];
        foreach (BlockId id in body.Blocks.Ids.Where(id => !taken[id.Index]))
        {
            Block block = body.Blocks[id];
            while (block.Terminator.Kind is TerminatorKind.Goto(var next) && next != id && uses[next.Index] == 1 && body.Blocks[next].IsCleanup == block.IsCleanup)
            {
                block.Statements.AddRange(body.Blocks[next].Statements);
                block.Terminator = body.Blocks[next].Terminator;
                taken[next.Index] = true;
            }
        }
    }
}
