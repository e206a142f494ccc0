using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Mir.Definitions;

namespace Crabwalk.Rust.Semantics.Queries;

/// <summary>The questions that are being answered, outermost first: what a cycle's message tells.</summary>
internal sealed class QueryStack(DefTable definitions, Func<DefId, string> nameOf, Action<Diagnostic> report)
{
    /// <summary>Where rustc says more.</summary>
    public const string Explanation =
        "see https://rustc-dev-guide.rust-lang.org/overview.html#queries and https://rustc-dev-guide.rust-lang.org/query.html for more information";

    private readonly List<(IItemQuery Query, DefId Definition)> _open = [];

    /// <summary>A question is begun.</summary>
    public void Push(IItemQuery query, DefId definition) => _open.Add((query, definition));

    /// <summary>The innermost question is answered.</summary>
    public void Pop() => _open.RemoveAt(_open.Count - 1);

    /// <summary>Reports E0391: the question is among those that led to it.</summary>
    public void ReportCycle(IItemQuery query, DefId definition)
    {
        int start = _open.FindLastIndex(entry => ReferenceEquals(entry.Query, query) && entry.Definition == definition);
        var children = new List<SubDiagnostic>();
        for (int i = start + 1; i < _open.Count; i++)
        {
            children.Add(new(Severity.Note, $"...which requires {Describe(_open[i])}...", [new(definitions[_open[i].Definition].Span)]));
        }

        children.Add(new(Severity.Note, children.Count == 0
            ? $"...which immediately requires {Describe(_open[start])} again"
            : $"...which again requires {Describe(_open[start])}, completing the cycle"));
        if (definitions[definition].Kind == DefKind.TypeAlias)
        {
            children.Add(new(Severity.Note, "type aliases cannot be recursive"));
            children.Add(new(Severity.Help, "consider using a struct, enum, or union instead to break the cycle"));
            children.Add(new(Severity.Help, "see <https://doc.rust-lang.org/reference/types.html#recursive-types> for more information"));
        }

        children.Add(new(Severity.Note, Explanation));
        report(new(Severity.Error, "E0391", $"cycle detected when {Describe(_open[start])}", new(definitions[definition].Span))
        {
            Children = children.ToEquatableArray(),
        });
    }

    private string Describe((IItemQuery Query, DefId Definition) entry) => $"{entry.Query.Task} `{nameOf(entry.Definition)}`";
}
