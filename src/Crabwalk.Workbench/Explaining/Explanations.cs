using Crabwalk.Machine.Rules;

namespace Crabwalk.Workbench.Explaining;

/// <summary>What <c>crabwalk explain</c> says of a code.</summary>
/// <param name="Code">The code or rule.</param>
/// <param name="Title">A few words.</param>
/// <param name="Citation">Where the language says so; may be empty.</param>
/// <param name="Text">A paragraph or more.</param>
public sealed record Explanation(string Code, string Title, string Citation, string Text);

/// <summary>All codes that can be explained.</summary>
public static class Explanations
{
    private static readonly Explanation Unsupported = new(
        "CW0001",
        "not supported by Crabwalk yet",
        "",
        "The program uses something of its language that Crabwalk does not know yet. It is no mistake of the program: a real compiler may well accept it. The message names the construct and its line.");

    private static readonly Explanation Leak = new(
        "UB.Leak",
        "block that is never freed",
        "C17 7.22.3p1",
        "The block was allocated and never given back, and at the end of the program no pointer leads to it any more. The language gives this a meaning, so the program's result does not change; but a program that runs long enough eats all memory. The report tells where the block came from and, in a walk, where its last pointer was lost.");

    /// <summary>All of them, by code.</summary>
    public static IEnumerable<Explanation> All =>
        UndefinedRules.Known.Select(Of).Append(Unsupported).Append(Leak).Concat(ErrorPages.All).DistinctBy(explanation => explanation.Code).OrderBy(explanation => explanation.Code, StringComparer.Ordinal);

    /// <summary>The explanation of a code, in any case, with or without <c>UB.</c>.</summary>
    public static Explanation? Find(string code) =>
        All.FirstOrDefault(explanation => explanation.Code.Equals(code, StringComparison.OrdinalIgnoreCase))
        ?? All.FirstOrDefault(explanation => explanation.Code.Equals("UB." + code, StringComparison.OrdinalIgnoreCase));

    /// <summary>The code that looks most like a misspelt one, or null when none does.</summary>
    public static string? Nearest(string code) => All
        .Select(explanation => (explanation.Code, Distance: Distance(explanation.Code.ToUpperInvariant(), code.ToUpperInvariant())))
        .Where(pair => pair.Distance <= Math.Max(2, pair.Code.Length / 3))
        .OrderBy(pair => pair.Distance)
        .Select(pair => pair.Code)
        .FirstOrDefault();

    private static Explanation Of(UndefinedRule rule) => new(rule.FullName, rule.Title, rule.Citation, rule.Explanation);

    /// <summary>Levenshtein's distance: how many characters to add, drop or change.</summary>
    private static int Distance(string left, string right)
    {
        int[] previous = [.. Enumerable.Range(0, right.Length + 1)];
        for (int i = 1; i <= left.Length; i++)
        {
            int[] current = new int[right.Length + 1];
            current[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int change = previous[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                current[j] = Math.Min(change, Math.Min(previous[j], current[j - 1]) + 1);
            }

            previous = current;
        }

        return previous[^1];
    }
}
