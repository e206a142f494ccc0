using System.Globalization;
using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;

namespace Crabwalk.Foundation.Diagnostics.Rendering;

/// <summary>
/// Draws a suggestion as the lines it changes: one line with <c>+++</c> or <c>~~~</c> under what is new, a pair of <c>-</c> and <c>+</c>
/// lines where something goes away, or several lines marked <c>~</c> and <c>+</c>.
/// </summary>
internal sealed class SuggestionRenderer(SourceMap map, TextCanvas canvas, int digits)
{
    private const int MostAlternatives = 4;

    private enum Form
    {
        Plain,
        Underline,
        Diff,
        Add,
    }

    /// <summary>Draws a fix from the canvas's next line on; nothing when it changes nothing.</summary>
    public void Draw(Fix fix, Span? primary)
    {
        List<ChangedText> ways = [.. WaysOf(fix).Select(edits => ChangedText.Of(map, edits)).OfType<ChangedText>()];
        if (ways.Count == 0)
        {
            return;
        }

        if (ways.Any(w => w.Lines.Any(LongLine.IsTooLong)))
        {
            HumanRenderer.DrawPlainNote(canvas, Severity.Help, fix.Title, digits);
            return;
        }

        int row = HumanRenderer.DrawHeader(canvas, canvas.Count, Severity.Help, "", fix.Title, TextStyle.Header);
        foreach (ChangedText way in ways.Take(MostAlternatives))
        {
            canvas.Put(row++, digits + 1, '|', TextStyle.Gutter);
            row = DrawFile(way, primary, row);
            row = DrawWay(way, row);
        }

        canvas.Put(row, digits + 1, '|', TextStyle.Gutter);
        if (ways.Count > MostAlternatives)
        {
            int more = ways.Count - MostAlternatives;
            canvas.Put(row + 1, digits + 1, "= ", TextStyle.Gutter);
            canvas.Append(row + 1, $"and {more} other candidate{(more == 1 ? "" : "s")}", TextStyle.Plain);
        }
    }

    /// <summary>The last line number a fix shows.</summary>
    public static int LastLine(SourceMap map, Fix fix) => WaysOf(fix).Select(edits => ChangedText.Of(map, edits)).OfType<ChangedText>()
        .Select(w => w.Changes[0].OriginalLine + Math.Max(0, w.Lines.Length - 1)).DefaultIfEmpty(0).Max();

    private static IEnumerable<EquatableArray<Edit>> WaysOf(Fix fix) => [fix.Edits, .. fix.Alternatives];

    private int DrawFile(ChangedText way, Span? primary, int row)
    {
        if (primary is not { } span || map[span.Source].Path == way.Changes[0].Source.Path)
        {
            return row;
        }

        Change first = way.Changes[0];
        canvas.Put(row - 1, 0, new string(' ', digits) + "--> ", TextStyle.Gutter);
        canvas.Append(row - 1, string.Create(CultureInfo.InvariantCulture, $"{first.Source.Path}:{first.Start.Line}:{first.Start.Column + 1}"), TextStyle.Plain);
        canvas.Put(row, digits + 1, '|', TextStyle.Gutter);
        return row + 1;
    }

    private int DrawWay(ChangedText way, int row)
    {
        Form form = FormOf(way);
        int number = way.Changes[0].OriginalLine;
        if (way.Lines.Length == 0)
        {
            return DrawRemovedLines(way.Changes[0], number, row);
        }

        row = form == Form.Diff ? DrawDiff(way, number, row) : DrawLines(way, form, number, row);
        return form == Form.Underline ? DrawUnderlines(way, row) : row;
    }

    private static Form FormOf(ChangedText way)
    {
        bool severalLines = way.Lines.Length > 1;
        string whole = way.Text.Trim();
        Change first = way.Changes[0];
        if (!severalLines && way.Changes.Any(c => c.IsDeletion || c.IsDestructive))
        {
            return Form.Diff;
        }

        if (way.Changes.Count == 1 && first.New.EndsWith('\n') && first.New.Trim() == whole)
        {
            return Form.Add;
        }

        return !severalLines && (way.Changes.Count != 1 || first.New.Trim() != whole) ? Form.Underline : Form.Plain;
    }

    private int DrawRemovedLines(Change change, int number, int row)
    {
        for (int line = number; line <= change.End.Line; line++)
        {
            DrawLine(row++, line, "- ", change.Source.LineText(line - 1), TextStyle.Removal);
        }

        return row;
    }

    private int DrawDiff(ChangedText way, int number, int row)
    {
        Change first = way.Changes[0];
        int last = first.End.Line;
        for (int line = number; line < last; line++)
        {
            DrawLine(row++, line, "- ", first.Source.LineText(line - 1), TextStyle.Removal);
        }

        string changed = way.Lines[0];
        if (first.Source.LineText(last - 1) == changed)
        {
            return row;
        }

        DrawLine(row++, last, "- ", first.Source.LineText(last - 1), TextStyle.Removal);
        if (changed.Trim().Length > 0)
        {
            DrawLine(row++, number, "+ ", changed, TextStyle.Addition);
        }

        return row;
    }

    /// <summary>Lines before the first change are left out; of a long stretch between two changes only its ends are shown.</summary>
    private int DrawLines(ChangedText way, Form form, int number, int row)
    {
        string[] lines = way.Lines;
        var unchanged = new List<int>();
        for (int i = 0; i < Math.Min(lines.Length, way.Highlights.Count); i++)
        {
            if (way.Highlights[i].Count == 0)
            {
                unchanged.Add(i);
                continue;
            }

            row = DrawUnchanged(unchanged, lines, number, row);
            unchanged.Clear();
            (string sign, TextStyle style) = SignOf(form, lines, way.Highlights[i], i);
            DrawLine(row++, number + i, sign, lines[i], style);
        }

        bool isAttribute = form == Form.Add && lines.Length == 1 && lines[0].Trim() is ['#', '[', .., ']'];
        if (isAttribute)
        {
            DrawLine(row++, number + 1, "| ", way.Changes[0].Source.LineText(number - 1), TextStyle.Gutter);
        }

        return row;
    }

    private int DrawUnchanged(List<int> unchanged, string[] lines, int number, int row)
    {
        const int FewEnough = 3;
        foreach (int i in unchanged)
        {
            bool isEnd = i == unchanged[0] || i == unchanged[^1];
            if (unchanged.Count <= FewEnough || isEnd)
            {
                DrawLine(row++, number + i, "| ", lines[i], TextStyle.Gutter);
            }
            else if (i == unchanged[1])
            {
                canvas.Put(row++, Math.Max(0, digits - 3), "...", TextStyle.Gutter);
            }
        }

        return row;
    }

    private static (string Sign, TextStyle Style) SignOf(Form form, string[] lines, IReadOnlyList<Highlight> highlights, int i)
    {
        if (lines.Length == 1)
        {
            return form == Form.Add ? ("+ ", TextStyle.Addition) : ("| ", TextStyle.Gutter);
        }

        return highlights switch
        {
            [{ Start: 0, End: 0 }] => ("| ", TextStyle.Gutter),
            [{ Start: 0, End: var end }] when end == lines[i].Length => ("+ ", TextStyle.Addition),
            _ => ("~ ", TextStyle.Addition),
        };
    }

    private void DrawLine(int row, int number, string sign, string text, TextStyle style)
    {
        string digitsOfNumber = number.ToString(CultureInfo.InvariantCulture);
        canvas.Put(row, digits - digitsOfNumber.Length, digitsOfNumber, TextStyle.Gutter);
        string printable = Columns.Printable(text);
        canvas.Put(row, digits + 1, printable.Length == 0 && sign == "| " ? "|" : sign, style);
        canvas.Put(row, digits + 3, printable, style is TextStyle.Gutter ? TextStyle.Plain : style);
    }

    private int DrawUnderlines(ChangedText way, int row)
    {
        var shifts = new List<(int After, int By)>();
        canvas.Put(row, digits + 1, '|', TextStyle.Gutter);
        foreach (Change change in way.Changes)
        {
            string visible = change.New.Trim();
            bool isBlank = visible.Length == 0;
            int lead = isBlank ? 0 : change.New.Length - change.New.TrimStart().Length;
            int shift = shifts.Where(s => change.Start.Cell >= s.After).Sum(s => s.By);
            int start = change.Start.Cell + lead + shift;
            for (int cell = 0; change.IsDifferent && cell < Columns.Width(isBlank ? change.New : visible); cell++)
            {
                canvas.Put(row, digits + 3 + start + cell, change.IsAddition ? '+' : '~', TextStyle.Addition);
            }

            shifts.Add((change.End.Cell, Columns.Width(change.New) - (change.End.Cell - change.Start.Cell)));
        }

        // The bar that closes the suggestion or opens the next one stands in this very row.
        return row;
    }
}
