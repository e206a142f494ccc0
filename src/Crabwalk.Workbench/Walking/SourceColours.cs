using System.Text.RegularExpressions;
using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Pictures.Scenes;

namespace Crabwalk.Workbench.Walking;

/// <summary>
/// Colours source text for reading. It looks at one line at a time with one pattern for both languages and knows only comments that
/// run over lines: a picture is no place for a parser, and a wrong guess costs a colour.
/// </summary>
internal static partial class SourceColours
{
    /// <summary>What a tab is shown as.</summary>
    public const string Tab = "    ";

    /// <summary>All lines of a text as runs.</summary>
    public static EquatableArray<EquatableArray<TextRun>> Of(SourceText source)
    {
        var lines = new List<EquatableArray<TextRun>>();
        bool inComment = false;
        for (int line = 0; line < source.LineCount; line++)
        {
            lines.Add(Line(source.LineText(line).Replace("\t", Tab, StringComparison.Ordinal), ref inComment));
        }

        return [.. lines];
    }

    private static EquatableArray<TextRun> Line(string text, ref bool inComment)
    {
        var runs = new List<TextRun>();
        int at = 0;
        if (inComment)
        {
            int end = text.IndexOf("*/", StringComparison.Ordinal);
            inComment = end < 0;
            at = end < 0 ? text.Length : end + 2;
            Add(runs, text[..at], TextStyle.Comment);
        }

        foreach (Match match in Pieces().Matches(text, at))
        {
            Add(runs, text[at..match.Index], TextStyle.Plain);
            Add(runs, match.Value, StyleOf(match));
            at = match.Index + match.Length;
            inComment = match.Groups["comment"].Success && match.Value.StartsWith("/*", StringComparison.Ordinal) && !match.Value.EndsWith("*/", StringComparison.Ordinal);
        }

        Add(runs, text[at..], TextStyle.Plain);
        return [.. runs];
    }

    private static void Add(List<TextRun> runs, string text, TextStyle style)
    {
        if (text.Length > 0)
        {
            runs.Add(new(text, style));
        }
    }

    private static TextStyle StyleOf(Match match) =>
        match.Groups["comment"].Success ? TextStyle.Comment
        : match.Groups["text"].Success ? TextStyle.Text
        : match.Groups["number"].Success ? TextStyle.Number
        : match.Groups["type"].Success ? TextStyle.Type
        : TextStyle.Keyword;

    [GeneratedRegex("""
        (?<comment>//.*|/\*.*?(?:\*/|$))
        |(?<text>"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)+')
        |\b(?<number>\d[\w.]*)
        |(?<keyword>^\s*\#\s*\w+)
        |\b(?<type>void|char|short|int|long|float|double|signed|unsigned|_Bool|bool|size_t|u?int(?:8|16|32|64)_t|ptrdiff_t|FILE|[iu](?:8|16|32|64|128|size)|f32|f64|str|String|Vec|Box|Option|Result)\b
        |\b(?<keyword>auto|break|case|const|continue|default|do|else|enum|extern|for|goto|if|inline|register|restrict|return|sizeof|static|struct|switch|typedef|union|volatile|while|as|async|await|crate|dyn|fn|impl|in|let|loop|match|mod|move|mut|pub|ref|self|Self|super|trait|type|unsafe|use|where)\b
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex Pieces();
}
