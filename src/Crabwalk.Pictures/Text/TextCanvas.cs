using System.Text;
using Crabwalk.Foundation.Collections;
using Crabwalk.Pictures.Scenes;

namespace Crabwalk.Pictures.Text;

/// <summary>
/// Lines of styled runs. A terminal maps the styles to colours; a pipe takes <see cref="PlainText"/>, which is the runs' text
/// and nothing more, so colour never carries a meaning of its own.
/// </summary>
public sealed record TextCanvas(EquatableArray<EquatableArray<TextRun>> Lines)
{
    /// <summary>All lines as plain text, each ended by a line feed, without trailing blanks.</summary>
    public string PlainText
    {
        get
        {
            var text = new StringBuilder();
            foreach (EquatableArray<TextRun> line in Lines)
            {
                text.Append(PlainTextOf(line).TrimEnd()).Append('\n');
            }

            return text.ToString();
        }
    }

    /// <summary>The widest line's columns.</summary>
    public int Width => Lines.IsEmpty ? 0 : Lines.Max(WidthOf);

    /// <summary>The columns of a line.</summary>
    public static int WidthOf(EquatableArray<TextRun> line)
    {
        int columns = 0;
        foreach (TextRun run in line)
        {
            columns += TextWidth.Of(run.Text);
        }

        return columns;
    }

    /// <summary>A line's text.</summary>
    public static string PlainTextOf(EquatableArray<TextRun> line)
    {
        var text = new StringBuilder();
        foreach (TextRun run in line)
        {
            text.Append(run.Text);
        }

        return text.ToString();
    }

    /// <summary>This canvas with another one below.</summary>
    public TextCanvas Above(TextCanvas other) => new(Lines.Concat(other.Lines).ToEquatableArray());

    /// <summary>This canvas with another one to the right, the second one starting at a column.</summary>
    public TextCanvas Beside(TextCanvas other, int column)
    {
        var lines = new List<EquatableArray<TextRun>>();
        for (int i = 0; i < Math.Max(Lines.Count, other.Lines.Count); i++)
        {
            var line = new LineBuilder();
            line.Append(i < Lines.Count ? Lines[i] : []);
            if (i < other.Lines.Count)
            {
                line.PadTo(column).Append(other.Lines[i]);
            }

            lines.Add(line.Build());
        }

        return new(lines.ToEquatableArray());
    }
}

/// <summary>Puts a line together.</summary>
internal sealed class LineBuilder
{
    private readonly List<TextRun> _runs = [];

    public int Width { get; private set; }

    public LineBuilder Append(string text, TextStyle style = TextStyle.Plain, long? step = null)
    {
        if (text.Length > 0)
        {
            _runs.Add(new(text, style, step));
            Width += TextWidth.Of(text);
        }

        return this;
    }

    public LineBuilder Append(EquatableArray<TextRun> runs)
    {
        foreach (TextRun run in runs)
        {
            Append(run.Text, run.Style, run.Step);
        }

        return this;
    }

    /// <summary>Fills up with blanks to a column; one that is passed already gets one blank, so that words never touch.</summary>
    public LineBuilder PadTo(int column) => Append(new string(' ', Width <= column ? column - Width : 1));

    public EquatableArray<TextRun> Build() => _runs.ToEquatableArray();
}
