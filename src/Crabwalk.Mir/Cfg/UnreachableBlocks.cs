using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;

namespace Crabwalk.Mir.Cfg;

/// <summary>Finds and removes blocks that control never comes to.</summary>
public static class UnreachableBlocks
{
    /// <summary>The blocks that can be reached from the entry.</summary>
    public static BitSet<BlockId> ReachableFrom(IndexList<BlockId, Block> blocks)
    {
        var seen = new BitSet<BlockId>(blocks.Count);
        var open = new Stack<BlockId>([BlockId.Entry]);
        seen.Add(BlockId.Entry);
        while (open.TryPop(out BlockId block))
        {
            foreach (BlockId next in blocks[block].Successors())
            {
                if (seen.Add(next))
                {
                    open.Push(next);
                }
            }
        }

        return seen;
    }

    /// <summary>Takes unreachable blocks out and closes the gaps; the others keep their order. True when there were any.</summary>
    public static bool Remove(Body body)
    {
        BitSet<BlockId> reachable = ReachableFrom(body.Blocks);
        if (reachable.Count == body.Blocks.Count)
        {
            return false;
        }

        Keep(body, [.. reachable.Members]);
        return true;
    }

    /// <summary>Keeps only the given blocks, in their order, and renames all targets.</summary>
    internal static void Keep(Body body, IReadOnlyList<BlockId> kept)
    {
        var renamed = new BlockId[body.Blocks.Count];
        for (int i = 0; i < kept.Count; i++)
        {
            renamed[kept[i].Index] = new(i);
        }

        Block[] blocks = [.. kept.Select(id => body.Blocks[id])];
        foreach (Block block in blocks)
        {
            block.Terminator = block.Terminator with { Kind = block.Terminator.Kind.MapTargets(target => renamed[target.Index]) };
        }

        body.Blocks.ReplaceAll(blocks);
    }
}
