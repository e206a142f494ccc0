using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Cfg;
using Crabwalk.Mir.Types;

namespace Crabwalk.Wasm.ControlFlow;

/// <summary>
/// Makes loops with several entries, which only <c>goto</c> and <c>switch</c> into a loop can make, into loops with one: every jump to an entry notes
/// which one it means and goes to a new block that tells them apart. Only the entries of such loops pay for it.
/// </summary>
internal static class ReducibleFlow
{
    /// <summary>Changes the body until all its loops have one entry.</summary>
    public static void Make(Body body, TyInterner types)
    {
        // Each round leaves one loop less with several entries.
        for (int rounds = body.Blocks.Count; !Mir.Cfg.ControlFlow.Of(body).IsReducible; rounds--)
        {
            AddDispatch(body, types, FindLoop(body) is { } loop && rounds > 0 ? loop : throw new CompilerBugException("a loop keeps its second entry"));
        }
    }

    // Jumps from outside and from inside choose in blocks of their own: a block for both would be an entry itself.
    private static void AddDispatch(Body body, TyInterner types, List<BlockId> loop)
    {
        List<BlockId> entries = EntriesOf(body, loop);
        var inside = new HashSet<BlockId>(loop);
        var source = new SourceInfo(body.Blocks[entries[0]].Terminator.Source.Span, ScopeId.Function);
        LocalId selector = body.Locals.Add(new(types.Int(IntKind.U32), LocalKind.Temporary, source));
        int known = body.Blocks.Count;
        EquatableArray<(UInt128, BlockId)> targets = [.. entries.Skip(1).Select((entry, i) => ((UInt128)(i + 1), entry))];
        BlockId dispatch = body.Blocks.Add(new([], new(new TerminatorKind.SwitchInt(new Operand.Copy(selector), targets, entries[0]), source)));
        BlockId[] fromOutside = [.. entries.Select((_, i) => body.Blocks.Add(Choosing(types, selector, i, dispatch, source)))];
        BlockId[] fromInside = [.. entries.Select((_, i) => body.Blocks.Add(Choosing(types, selector, i, dispatch, source)))];
        for (int i = 0; i < known; i++)
        {
            Block block = body.Blocks[BlockId.At(i)];
            BlockId[] choices = inside.Contains(BlockId.At(i)) ? fromInside : fromOutside;
            block.Terminator = block.Terminator with { Kind = block.Terminator.Kind.MapTargets(target => entries.IndexOf(target) is >= 0 and var entry ? choices[entry] : target) };
        }
    }

    private static Block Choosing(TyInterner types, LocalId selector, int entry, BlockId dispatch, SourceInfo source)
    {
        var number = new Operand.Constant(new ConstValue.Scalar(types.Int(IntKind.U32), (UInt128)entry));
        return new([new(new StatementKind.Assign(selector, new Rvalue.Use(number)), source)], new(new TerminatorKind.Goto(dispatch), source));
    }

    // The outermost loop that has several entries; loops with one are looked into without their header.
    private static List<BlockId>? FindLoop(Body body)
    {
        var open = new Stack<List<BlockId>>();
        open.Push([.. Mir.Cfg.ControlFlow.Of(body).ReversePostorder]);
        while (open.TryPop(out List<BlockId>? region))
        {
            var inside = new HashSet<BlockId>(region);
            foreach (List<BlockId> loop in LoopsIn(body, region, inside))
            {
                List<BlockId> entries = EntriesOf(body, loop);
                if (entries.Count > 1)
                {
                    return loop;
                }

                open.Push([.. loop.Where(id => !entries.Contains(id))]);
            }
        }

        return null;
    }

    private static List<BlockId> EntriesOf(Body body, List<BlockId> loop)
    {
        var inside = new HashSet<BlockId>(loop);
        var entries = new HashSet<BlockId>();
        if (inside.Contains(BlockId.Entry))
        {
            entries.Add(BlockId.Entry);
        }

        foreach (BlockId id in Mir.Cfg.ControlFlow.Of(body).ReversePostorder.Where(id => !inside.Contains(id)))
        {
            entries.UnionWith(body.Blocks[id].Successors().Where(inside.Contains));
        }

        return [.. entries.OrderBy(id => id.Index)];
    }

    // The strongly connected components with a cycle (Tarjan 1972), without recursion.
    private static List<List<BlockId>> LoopsIn(Body body, List<BlockId> region, HashSet<BlockId> inside)
    {
        var loops = new List<List<BlockId>>();
        var number = new Dictionary<BlockId, int>();
        var low = new Dictionary<BlockId, int>();
        var waiting = new Stack<BlockId>();
        var isWaiting = new HashSet<BlockId>();
        var path = new Stack<(BlockId Block, IReadOnlyList<BlockId> Successors, int Next)>();
        foreach (BlockId start in region.Where(id => !number.ContainsKey(id)))
        {
            Begin(start);
            while (path.TryPop(out var top))
            {
                if (top.Next < top.Successors.Count)
                {
                    path.Push(top with { Next = top.Next + 1 });
                    See(top.Block, top.Successors[top.Next]);
                }
                else
                {
                    Finish(top.Block);
                }
            }
        }

        return loops;

        void Begin(BlockId id)
        {
            number[id] = low[id] = number.Count;
            waiting.Push(id);
            isWaiting.Add(id);
            path.Push((id, [.. body.Blocks[id].Successors().Where(inside.Contains)], 0));
        }

        void See(BlockId from, BlockId to)
        {
            if (!number.TryGetValue(to, out int known))
            {
                Begin(to);
            }
            else if (isWaiting.Contains(to))
            {
                low[from] = Math.Min(low[from], known);
            }
        }

        void Finish(BlockId id)
        {
            if (path.TryPeek(out var parent))
            {
                low[parent.Block] = Math.Min(low[parent.Block], low[id]);
            }

            if (low[id] != number[id])
            {
                return;
            }

            var component = new List<BlockId>();
            BlockId last;
            do
            {
                last = waiting.Pop();
                isWaiting.Remove(last);
                component.Add(last);
            }
            while (last != id);
            if (component.Count > 1 || body.Blocks[id].Successors().Contains(id))
            {
                loops.Add(component);
            }
        }
    }
}
