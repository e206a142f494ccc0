using Crabwalk.Foundation.Text;

namespace Crabwalk.Foundation.Diagnostics.Rendering;

/// <summary>
/// Draws one source line and the marks under it, as rustc does: underlines in the first row below, labels at the end of the row
/// where there is room, else hung below on bars, from right to left so that no label crosses a bar.
/// </summary>
/// <param name="canvas">What is drawn on.</param>
/// <param name="gutter">Where the bars of marks over several lines begin.</param>
/// <param name="code">Where the source text begins.</param>
internal sealed class MarkedLineRenderer(TextCanvas canvas, int gutter, int code)
{
    /// <summary>Draws a line; gives the bars that begin or end on it.</summary>
    public List<(int Depth, TextStyle Style)> Draw(SourceText source, MarkedLine line)
    {
        int top = canvas.Count;
        (string text, line) = LongLine.Cut(source.LineText(line.Number - 1), line);
        DrawSource(top, line.Number, text);
        if (OnlyStartsAtIndentation(line, text))
        {
            return DrawShortStarts(top, line);
        }

        Mark[] marks = [.. line.Marks.OrderByDescending(m => m.Start).ThenByDescending(m => m.StartColumn)];
        if (marks.All(m => m.Part == MarkPart.Through))
        {
            return [];
        }

        (List<(int Row, Mark Mark)> placed, int rows) = PlaceLabels(marks);
        for (int row = 0; row <= rows; row++)
        {
            canvas.Put(top + row + 1, gutter - 2, '|', TextStyle.Gutter);
        }

        DrawHorizontals(top, placed);
        DrawVerticals(top, placed, rows);
        DrawLabels(top, placed);
        DrawUnderlines(top, placed);
        return [.. placed.Where(p => p.Mark.TakesSpace).Select(p => (p.Mark.Depth, StyleOf(p.Mark)))];
    }

    /// <summary>A source line with its number.</summary>
    public void DrawSource(int row, int number, string text)
    {
        string digits = number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        canvas.Put(row, gutter - 3 - digits.Length, digits, TextStyle.Gutter);
        canvas.Put(row, gutter - 2, '|', TextStyle.Gutter);
        string printable = Columns.Printable(text);
        canvas.Put(row, code, printable, TextStyle.Plain);
    }

    /// <summary>The style of a mark.</summary>
    public static TextStyle StyleOf(Mark mark) => mark.IsPrimary ? TextStyle.Primary : TextStyle.Secondary;

    private static bool OnlyStartsAtIndentation(MarkedLine line, string text) =>
        line.Marks.All(m => m.Part == MarkPart.Through || (m.Part == MarkPart.Start && text.EnumerateRunes().Take(m.StartColumn).All(System.Text.Rune.IsWhiteSpace)));

    private List<(int Depth, TextStyle Style)> DrawShortStarts(int top, MarkedLine line)
    {
        var begun = new List<(int, TextStyle)>();
        foreach (Mark mark in line.Marks.Where(m => m.Part == MarkPart.Start))
        {
            canvas.Put(top, gutter + mark.Depth - 1, '/', StyleOf(mark));
            begun.Add((mark.Depth, StyleOf(mark)));
        }

        return begun;
    }

    /// <summary>Gives each mark, from right to left, a row for its label; 0 is beside the underline.</summary>
    private static (List<(int Row, Mark Mark)> Placed, int Rows) PlaceLabels(Mark[] marks)
    {
        var placed = new List<(int Row, Mark Mark)>();
        int rows = 0, row = 0;
        for (int i = 0; i < marks.Length; i++)
        {
            Mark mark = marks[i];
            ReadOnlySpan<Mark> further = marks.AsSpan(i + 1);
            if (row == 0 && mark.HasLabel && MustHang(mark, further))
            {
                row++;
            }

            placed.Add((row, mark));
            if (NextNeedsRow(mark, further, row))
            {
                row++;
            }

            rows = Math.Max(rows, row);
        }

        if (rows > 0)
        {
            rows++;
        }

        return placed.All(p => p.Mark.Part == MarkPart.Start) ? TurnAround(placed, rows) : (placed, rows);
    }

    private static bool MustHang(Mark mark, ReadOnlySpan<Mark> further)
    {
        foreach (Mark next in further)
        {
            bool mergesWithNext = next.Start == mark.Start && next.End == mark.End && !next.HasLabel;
            if (Mark.Overlap(next, mark, 0) && !mergesWithNext)
            {
                return true;
            }
        }

        return false;
    }

    private static bool NextNeedsRow(Mark mark, ReadOnlySpan<Mark> further, int row)
    {
        foreach (Mark next in further)
        {
            int padding = next.HasLabel ? System.Text.Encoding.UTF8.GetByteCount(next.Label) + 2 : 0;
            bool overlap = Mark.Overlap(next, mark, padding);
            if ((overlap && mark.HasLabel && next.HasLabel)
                || (mark.TakesSpace && next.HasLabel)
                || (mark.HasLabel && next.TakesSpace)
                || (mark.TakesSpace && next.TakesSpace)
                || (overlap && next.End <= mark.End && next.HasLabel && row == 0))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>When only starts meet on a line, turning the rows around makes their lines cross least.</summary>
    private static (List<(int Row, Mark Mark)> Placed, int Rows) TurnAround(List<(int Row, Mark Mark)> placed, int rows)
    {
        int last = placed.Max(p => p.Row);
        return ([.. placed.Select(p => (last - p.Row, p.Mark))], Math.Max(0, rows - 1));
    }

    private void DrawHorizontals(int top, List<(int Row, Mark Mark)> placed)
    {
        foreach ((int row, Mark mark) in placed)
        {
            for (int column = gutter + mark.Depth; mark.TakesSpace && column < code + mark.Start; column++)
            {
                canvas.Put(top + row + 1, column, '_', StyleOf(mark));
            }
        }
    }

    private void DrawVerticals(int top, List<(int Row, Mark Mark)> placed, int rows)
    {
        foreach ((int row, Mark mark) in placed)
        {
            int at = top + row + 1;
            if (row > 0 && (mark.HasLabel || mark.TakesSpace))
            {
                DrawBar(top + 1, at + 1, code + mark.Start, StyleOf(mark));
            }

            if (mark.Part == MarkPart.Start)
            {
                canvas.Put(at, gutter + mark.Depth - 1, ' ', StyleOf(mark));
                DrawBar(at + 1, top + rows + 2, gutter + mark.Depth - 1, StyleOf(mark));
            }
            else if (mark.Part == MarkPart.End)
            {
                DrawBar(top, at + 1, gutter + mark.Depth - 1, StyleOf(mark));
            }
        }
    }

    private void DrawBar(int from, int to, int column, TextStyle style)
    {
        for (int row = from; row < to; row++)
        {
            canvas.Put(row, column, '|', style);
        }
    }

    private void DrawLabels(int top, List<(int Row, Mark Mark)> placed)
    {
        foreach ((int row, Mark mark) in placed)
        {
            if (!mark.HasLabel)
            {
                continue;
            }

            (int at, int column) = row == 0
                ? (top + 1, mark.End == 0 ? mark.End + 2 : mark.End + 1)
                : (top + row + 2, mark.Start);
            canvas.Put(at, code + column, mark.Label, StyleOf(mark));
        }
    }

    /// <summary>Long marks first, so that short ones stay visible on top of them.</summary>
    private void DrawUnderlines(int top, List<(int Row, Mark Mark)> placed)
    {
        foreach ((_, Mark mark) in placed.OrderByDescending(p => p.Mark.Length).ThenBy(p => p.Mark.IsPrimary))
        {
            for (int cell = mark.Start; cell < mark.End; cell++)
            {
                canvas.Put(top + 1, code + cell, mark.IsPrimary ? '^' : '-', StyleOf(mark));
            }
        }
    }
}
