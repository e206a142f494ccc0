using Crabwalk.Mir.Bodies;

namespace Crabwalk.Mir.Passes;

/// <summary>Removes the points a walk may stop at: for code that only runs.</summary>
internal static class RemoveMarks
{
    public static void Run(Body body)
    {
        foreach (Block block in body.Blocks)
        {
            block.Statements.RemoveAll(static statement => statement.Kind is StatementKind.Mark);
        }
    }
}

/// <summary>Removes statements that do nothing.</summary>
internal static class RemoveNops
{
    public static void Run(Body body)
    {
        foreach (Block block in body.Blocks)
        {
            block.Statements.RemoveAll(static statement => statement.Kind is StatementKind.Nop);
        }
    }
}
