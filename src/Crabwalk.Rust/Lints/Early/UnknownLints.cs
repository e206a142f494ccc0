using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Rust.Checking;
using Crabwalk.Rust.Lints.Levels;

namespace Crabwalk.Rust.Lints.Early;

/// <summary>The lint <c>unknown_lints</c>: a level for something that is no lint.</summary>
internal static class UnknownLints
{
    /// <summary>A message for each such name; names of other tools hold <c>::</c>.</summary>
    public static IEnumerable<Diagnostic> Find(LintScopes scopes)
    {
        foreach (LintSetting setting in scopes.Settings)
        {
            if (setting is { Span: { } span, Name: var name } && !KnownLintNames.All.Contains(name) && !name.Contains("::", StringComparison.Ordinal))
            {
                var found = new Diagnostic(Severity.Warning, "unknown_lints", $"unknown lint: `{name}`", new(span));
                yield return SimilarNames.Best(name, KnownLintNames.All) is { } near ? found with { Fixes = [new("did you mean", [new(span, near)])] } : found;
            }
        }
    }
}
