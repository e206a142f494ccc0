using System.Text;
using Crabwalk.Foundation.Collections;

namespace Crabwalk.Foundation.Diagnostics.Rendering;

/// <summary>What a piece of a report is, so that a shell can choose a colour for it.</summary>
public enum TextStyle
{
    /// <summary>Source text and anything without a meaning of its own.</summary>
    Plain,

    /// <summary>The word <c>error</c> with its code.</summary>
    Error,

    /// <summary>The word <c>warning</c> with its code.</summary>
    Warning,

    /// <summary>The word <c>note</c>.</summary>
    Note,

    /// <summary>The word <c>help</c>.</summary>
    Help,

    /// <summary>The words of the header.</summary>
    Header,

    /// <summary>Line numbers and the bars beside them.</summary>
    Gutter,

    /// <summary>Underline and label of the place at fault, in the colour of its severity.</summary>
    Primary,

    /// <summary>Underline and label of a place that explains.</summary>
    Secondary,

    /// <summary>Text that a suggestion adds.</summary>
    Addition,

    /// <summary>Text that a suggestion takes away.</summary>
    Removal,
}

/// <summary>Text in one style.</summary>
public readonly record struct StyledRun(string Text, TextStyle Style);

/// <summary>A line as runs, without its line break.</summary>
public sealed record StyledLine(EquatableArray<StyledRun> Runs)
{
    /// <summary>The line's text.</summary>
    public override string ToString() => string.Concat(Runs.Select(r => r.Text));
}

/// <summary>A report as lines; its text is the lines, each with a line feed.</summary>
public sealed record StyledText(EquatableArray<StyledLine> Lines)
{
    /// <summary>All lines of several texts.</summary>
    public static StyledText Join(IEnumerable<StyledText> texts) => new([.. texts.SelectMany(t => t.Lines)]);

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (StyledLine line in Lines)
        {
            text.Append(line).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The text with ANSI colours; primary marks take the colour of <paramref name="severity"/>.</summary>
    public string ToAnsi(Severity severity)
    {
        var text = new StringBuilder();
        foreach (StyledLine line in Lines)
        {
            foreach (StyledRun run in line.Runs)
            {
                string colour = AnsiOf(run.Style, severity);
                text.Append(colour).Append(run.Text).Append(colour.Length > 0 ? "\e[0m" : "");
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static string AnsiOf(TextStyle style, Severity severity) => style switch
    {
        TextStyle.Plain => "",
        TextStyle.Error => "\e[1m\e[91m",
        TextStyle.Warning => "\e[1m\e[33m",
        TextStyle.Note => "\e[1m\e[92m",
        TextStyle.Help => "\e[1m\e[96m",
        TextStyle.Header => "\e[1m",
        TextStyle.Gutter or TextStyle.Secondary => "\e[1m\e[94m",
        TextStyle.Primary => AnsiOf(StyleOf(severity), severity),
        TextStyle.Addition => "\e[92m",
        TextStyle.Removal => "\e[91m",
    };

    /// <summary>The style of a severity's word.</summary>
    internal static TextStyle StyleOf(Severity severity) => severity switch
    {
        Severity.Error => TextStyle.Error,
        Severity.Warning => TextStyle.Warning,
        Severity.Note => TextStyle.Note,
        Severity.Help => TextStyle.Help,
    };
}
