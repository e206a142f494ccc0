using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Lints.Early;

/// <summary>The lint <c>redundant_semicolons</c>: semicolons that end nothing.</summary>
internal static class RedundantSemicolons
{
    /// <summary>Adds a message for each row of them in a block.</summary>
    public static void Find(Block block, List<Diagnostic> found)
    {
        Span? row = null;
        int count = 0;
        bool isAfterItem = false;
        foreach (Statement statement in block.Statements)
        {
            if (statement.Kind is StatementKind.Empty && statement.Span.Expansion.IsNone)
            {
                row = row is { } start ? start.To(statement.Span) : statement.Span;
                count++;
            }
            else
            {
                Add(row, count, isAfterItem, found);
                (row, count) = (null, 0);
                isAfterItem = statement.Kind is StatementKind.OfItem;
            }
        }

        Add(row, count, isAfterItem, found);
    }

    // A semicolon after an item's brace is a habit of C that rustc lets pass.
    private static void Add(Span? row, int count, bool isAfterItem, List<Diagnostic> found)
    {
        if (row is { } span && !isAfterItem)
        {
            (string noun, string these) = count > 1 ? ("semicolons", "these semicolons") : ("semicolon", "this semicolon");
            found.Add(new(Severity.Warning, "redundant_semicolons", $"unnecessary trailing {noun}", new(span))
            {
                Fixes = [new($"remove {these}", [new(span, "")])],
            });
        }
    }
}
