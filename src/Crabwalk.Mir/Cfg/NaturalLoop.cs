using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;

namespace Crabwalk.Mir.Cfg;

/// <summary>A natural loop: a block that dominates some blocks which go back to it, and all blocks between (Aho, Lam, Sethi, Ullman: "Compilers", 9.6.6).</summary>
/// <param name="Header">The only block that the loop is entered by.</param>
/// <param name="Latches">The blocks that go back to it.</param>
/// <param name="Blocks">All blocks of it, the header included.</param>
public sealed record NaturalLoop(BlockId Header, EquatableArray<BlockId> Latches, BitSet<BlockId> Blocks)
{
    /// <summary>The loops of a body, inner ones before those around them; cycles with several entries are not among them.</summary>
    public static IReadOnlyList<NaturalLoop> FindAll(Body body, ControlFlow flow)
    {
        var loops = new List<NaturalLoop>();
        foreach (BlockId header in flow.LoopHeaders.Members)
        {
            EquatableArray<BlockId> latches = [.. flow.PredecessorsOf(header).Where(latch => flow.Dominates(header, latch))];
            if (!latches.IsEmpty)
            {
                loops.Add(new(header, latches, BlocksOf(header, latches, body, flow)));
            }
        }

        return [.. loops.OrderBy(loop => loop.Blocks.Count)];
    }

    private static BitSet<BlockId> BlocksOf(BlockId header, EquatableArray<BlockId> latches, Body body, ControlFlow flow)
    {
        var blocks = new BitSet<BlockId>(body.Blocks.Count);
        blocks.Add(header);
        var open = new Stack<BlockId>();
        foreach (BlockId latch in latches)
        {
            open.Push(latch);
        }

        while (open.TryPop(out BlockId block))
        {
            if (blocks.Add(block))
            {
                foreach (BlockId predecessor in flow.PredecessorsOf(block))
                {
                    open.Push(predecessor);
                }
            }
        }

        return blocks;
    }
}
