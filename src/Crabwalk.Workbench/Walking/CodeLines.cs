using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;

namespace Crabwalk.Workbench.Walking;

/// <summary>Finds the lines of a file that a walk can stop on.</summary>
internal static class CodeLines
{
    /// <summary>Lines, counted from 0, on which a statement begins or a function is entered.</summary>
    public static SortedSet<int> Of(MirProgram program, SourceId source)
    {
        var lines = new SortedSet<int>();
        foreach (Statement statement in program.Bodies.Values.SelectMany(body => body.Blocks).SelectMany(block => block.Statements))
        {
            if (statement.Kind is StatementKind.Mark { Kind: MarkKind.Statement or MarkKind.Enter })
            {
                Span span = program.Sources.Outermost(statement.Source.Span);
                if (span.Source == source)
                {
                    lines.Add(program.Sources.PositionOf(span).Line);
                }
            }
        }

        return lines;
    }
}
