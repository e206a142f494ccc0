using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Dataflow;

namespace Crabwalk.Mir.Optimisation;

/// <summary>
/// Removes assignments to locals, or to parts of them, that nobody reads afterwards and nobody has a pointer to. What the assignment would
/// have computed has no effect but its value: reading memory, dividing and following a pointer may only go.
/// </summary>
internal static class DeadStores
{
    public static void Run(Body body)
    {
        BitSet<LocalId> borrowed = BorrowedLocals.Of(body);
        DataflowResults<BitSet<LocalId>> live = DataflowEngine.Run(new Liveness(), body);
        foreach (BlockId id in body.Blocks.Ids)
        {
            RemoveFrom(body.Blocks[id], live.StateOf(id).Clone(), borrowed);
        }
    }

    private static void RemoveFrom(Block block, BitSet<LocalId> live, BitSet<LocalId> borrowed)
    {
        var effects = new Liveness();
        effects.ApplyTerminator(live, block.Terminator, default);
        for (int i = block.Statements.Count - 1; i >= 0; i--)
        {
            Statement statement = block.Statements[i];
            if (statement.Kind is StatementKind.Assign(var place, _, false) && !place.HasDeref && !live.Contains(place.Local) && !borrowed.Contains(place.Local))
            {
                block.Statements.RemoveAt(i);
            }
            else
            {
                effects.ApplyStatement(live, statement, default);
            }
        }
    }
}
