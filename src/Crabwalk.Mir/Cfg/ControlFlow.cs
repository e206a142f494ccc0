using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;

namespace Crabwalk.Mir.Cfg;

/// <summary>
/// The shape of a body's control flow, computed once: orders, predecessors, dominators (Cooper, Harvey, Kennedy: "A Simple, Fast Dominance
/// Algorithm"), loop headers. It describes the body as it was; a pass that changes targets makes a new one.
/// </summary>
public sealed class ControlFlow
{
    private readonly List<BlockId>[] _predecessors;
    private readonly BlockId[] _order;
    private readonly int[] _position;
    private readonly int[] _dominator;

    private ControlFlow(IndexList<BlockId, Block> blocks)
    {
        _predecessors = [.. blocks.Select(_ => new List<BlockId>())];
        _position = new int[blocks.Count];
        Array.Fill(_position, -1);
        _order = ReversePostorderOf(blocks);
        for (int i = 0; i < _order.Length; i++)
        {
            _position[_order[i].Index] = i;
        }

        foreach (BlockId id in _order)
        {
            foreach (BlockId next in blocks[id].Successors().Distinct())
            {
                _predecessors[next.Index].Add(id);
            }
        }

        _dominator = ComputeDominators();
        LoopHeaders = FindLoopHeaders(blocks, out bool isReducible);
        IsReducible = isReducible;
    }

    /// <summary>The reachable blocks, each before its successors but for loops.</summary>
    public IReadOnlyList<BlockId> ReversePostorder => _order;

    /// <summary>The blocks that some block which they dominate goes back to.</summary>
    public BitSet<BlockId> LoopHeaders { get; }

    /// <summary>False when a loop has two entries, as <c>goto</c> can make them: then structured code needs a dispatcher.</summary>
    public bool IsReducible { get; }

    /// <summary>The control flow of a body.</summary>
    public static ControlFlow Of(Body body) => new(body.Blocks);

    /// <summary>True when control can come to the block.</summary>
    public bool IsReachable(BlockId block) => _position[block.Index] >= 0;

    /// <summary>The reachable blocks that go to this one, each once.</summary>
    public IReadOnlyList<BlockId> PredecessorsOf(BlockId block) => _predecessors[block.Index];

    /// <summary>The place of a reachable block in <see cref="ReversePostorder"/>.</summary>
    public int PositionOf(BlockId block) => _position[block.Index];

    /// <summary>The nearest other block that every way to this one comes through; null for the entry and for unreachable blocks.</summary>
    public BlockId? ImmediateDominatorOf(BlockId block) =>
        _position[block.Index] is > 0 and var position ? _order[_dominator[position]] : null;

    /// <summary>True when every way to <paramref name="block"/> comes through <paramref name="dominator"/>; a block dominates itself.</summary>
    public bool Dominates(BlockId dominator, BlockId block)
    {
        int wanted = _position[dominator.Index];
        int at = _position[block.Index];
        while (at > wanted && wanted >= 0)
        {
            at = _dominator[at];
        }

        return at == wanted && at >= 0;
    }

    private static BlockId[] ReversePostorderOf(IndexList<BlockId, Block> blocks)
    {
        var postorder = new List<BlockId>(blocks.Count);
        var seen = new BitSet<BlockId>(blocks.Count);
        var open = new Stack<(BlockId Block, IReadOnlyList<BlockId> Successors, int Next)>();
        seen.Add(BlockId.Entry);
        open.Push((BlockId.Entry, blocks[BlockId.Entry].Successors(), 0));
        while (open.TryPop(out var top))
        {
            if (top.Next == top.Successors.Count)
            {
                postorder.Add(top.Block);
                continue;
            }

            open.Push(top with { Next = top.Next + 1 });
            BlockId next = top.Successors[top.Next];
            if (seen.Add(next))
            {
                open.Push((next, blocks[next].Successors(), 0));
            }
        }

        postorder.Reverse();
        return [.. postorder];
    }

    private int[] ComputeDominators()
    {
        var dominator = new int[_order.Length];
        Array.Fill(dominator, -1);
        dominator[0] = 0;
        for (bool changed = true; changed;)
        {
            changed = false;
            for (int i = 1; i < _order.Length; i++)
            {
                int best = -1;
                foreach (BlockId predecessor in _predecessors[_order[i].Index])
                {
                    int position = _position[predecessor.Index];
                    best = dominator[position] < 0 ? best : best < 0 ? position : Meet(dominator, position, best);
                }

                changed |= best != dominator[i];
                dominator[i] = best;
            }
        }

        return dominator;
    }

    private static int Meet(int[] dominator, int left, int right)
    {
        while (left != right)
        {
            (left, right) = left > right ? (dominator[left], right) : (left, dominator[right]);
        }

        return left;
    }

    // An edge that goes back in reverse postorder closes a loop; the loop is a natural one when its target dominates its source.
    private BitSet<BlockId> FindLoopHeaders(IndexList<BlockId, Block> blocks, out bool isReducible)
    {
        var headers = new BitSet<BlockId>(blocks.Count);
        isReducible = true;
        foreach (BlockId id in _order)
        {
            foreach (BlockId next in blocks[id].Successors())
            {
                if (PositionOf(next) <= PositionOf(id))
                {
                    headers.Add(next);
                    isReducible &= Dominates(next, id);
                }
            }
        }

        return headers;
    }
}
