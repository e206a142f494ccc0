using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Crabwalk.Tests.Fixtures;

/// <summary>
/// One <c>//~</c> comment of a fixture: the line it speaks of and what must be reported there.
/// <c>//~ ERROR E0382: text</c> speaks of its own line, <c>//~^</c> of the line above (one per caret), <c>//~v</c> of a line below,
/// <c>//~|</c> of the same line as the marker before it, <c>//~?</c> of no line; <c>//~[revision]</c> holds in one revision only.
/// </summary>
internal sealed partial record Expectation(int WrittenAt, int? Line, string Level, string? Revision, string? Code, string Text)
{
    /// <summary>All markers of a source text, in order. A marker that cannot be read throws, so that a slip is not taken for silence.</summary>
    public static ImmutableArray<Expectation> ReadAll(string source)
    {
        var found = ImmutableArray.CreateBuilder<Expectation>();
        string[] lines = source.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i].Contains("//~", StringComparison.Ordinal))
            {
                found.Add(Read(lines[i], i + 1, found.Count == 0 ? null : found[^1].Line));
            }
        }

        return found.ToImmutable();
    }

    /// <summary>True when a reported message satisfies the marker's words: a part of it, or a pattern between slashes.</summary>
    public bool Matches(string code, string message) =>
        (Code is null || Code == code)
        && (Text is ['/', .. var pattern, '/'] ? Regex.IsMatch(message, pattern) : message.Contains(Text, StringComparison.Ordinal));

    /// <summary>The marker as a reader would say it.</summary>
    public override string ToString() => $"line {Line?.ToString() ?? "?"}: {Level}{(Code is null ? "" : " " + Code)}{(Text.Length == 0 ? "" : ": " + Text)}";

    private static Expectation Read(string line, int here, int? before)
    {
        Match m = Comment().Match(line);
        if (!m.Success)
        {
            throw new FormatException($"line {here}: this marker cannot be read: {line.Trim()}");
        }

        string where = m.Groups["where"].Value;
        int? speaksOf = where switch
        {
            "" => here,
            "?" => null,
            "|" => before ?? here,
            ['v', ..] => here + where.Length,
            _ => here - where.Length,
        };
        return new(here, speaksOf, m.Groups["level"].Value, Optional(m.Groups["revision"]), Optional(m.Groups["code"]), m.Groups["text"].Value.Trim());
    }

    private static string? Optional(Group group) => group.Success ? group.Value : null;

    [GeneratedRegex(@"//~(\[(?<revision>\w+)\])?(?<where>\||\?|\^+|v+)?\s*(?<level>ERROR|WARN|NOTE|HELP|UB|LEAK|PANIC)\b(\s+(?<code>[A-Z]+\d{4}|UB\.\w+|-W[\w+=-]+))?:?(?<text>.*)$")]
    private static partial Regex Comment();
}
