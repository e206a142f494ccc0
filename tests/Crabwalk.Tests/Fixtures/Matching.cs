using System.Collections.Immutable;

namespace Crabwalk.Tests.Fixtures;

/// <summary>
/// Holds what was said against the markers. Errors, warnings, undefined behaviour, leaks and panics must all be marked; notes and
/// helps only in a file that marks one of their kind, so that a fixture says as much as it is about.
/// </summary>
internal static class Matching
{
    private static readonly ImmutableHashSet<string> AlwaysMarked = ["ERROR", "WARN", "UB", "LEAK", "PANIC"];

    /// <summary>One sentence per difference; empty when all agree.</summary>
    public static ImmutableArray<string> Differences(ImmutableArray<Expectation> expected, ImmutableArray<Said> said)
    {
        var left = said.ToList();
        var differences = ImmutableArray.CreateBuilder<string>();
        foreach (Expectation expectation in expected)
        {
            int at = left.FindIndex(s => Satisfies(s, expectation));
            if (at >= 0)
            {
                left.RemoveAt(at);
            }
            else
            {
                differences.Add($"expected, and not said: {expectation}");
            }
        }

        ImmutableHashSet<string> demanded = AlwaysMarked.Union(expected.Select(e => e.Level));
        differences.AddRange(left.Where(s => demanded.Contains(s.Level)).Select(s => $"said, and not expected: {s}"));
        return differences.ToImmutable();
    }

    private static bool Satisfies(Said said, Expectation expectation) =>
        said.Level == expectation.Level
        && said.Line == expectation.Line
        && expectation.Matches(said.Code, said.Text);
}
