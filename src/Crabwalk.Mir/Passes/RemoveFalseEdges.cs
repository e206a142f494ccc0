using Crabwalk.Mir.Bodies;

namespace Crabwalk.Mir.Passes;

/// <summary>Makes false edges true ones.</summary>
internal static class RemoveFalseEdges
{
    public static void Run(Body body)
    {
        foreach (Block block in body.Blocks)
        {
            BlockId? real = block.Terminator.Kind switch
            {
                TerminatorKind.FalseEdge(var target, _) => target,
                TerminatorKind.FalseUnwind(var target, _) => target,
                _ => null,
            };
            if (real is { } only)
            {
                block.Terminator = block.Terminator with { Kind = new TerminatorKind.Goto(only) };
            }
        }
    }
}
