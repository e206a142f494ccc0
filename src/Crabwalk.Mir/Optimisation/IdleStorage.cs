using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;

namespace Crabwalk.Mir.Optimisation;

/// <summary>Removes the storage statements of locals that nobody points to: their life is what the code reads of them, and a value may then move to where it is used.</summary>
internal static class IdleStorage
{
    public static void Run(Body body)
    {
        BitSet<LocalId> borrowed = BorrowedLocals.Of(body);
        foreach (Statement dynamic in body.Blocks.SelectMany(block => block.Statements))
        {
            if (dynamic.Kind is StatementKind.StorageDynamic(var local, _, _))
            {
                borrowed.Add(local);
            }
        }

        foreach (Block block in body.Blocks)
        {
            block.Statements.RemoveAll(statement => statement.Kind switch
            {
                StatementKind.StorageLive(var local) => !borrowed.Contains(local),
                StatementKind.StorageDead(var local) => !borrowed.Contains(local),
                _ => false,
            });
        }
    }
}
