using System.Text;

namespace Crabwalk.Foundation.Diagnostics.Rendering;

/// <summary>
/// What is shown of a line that no screen holds, such as generated code on one line: the part around the mark, with dots for the rest.
/// Lines of a length that people write are shown whole.
/// </summary>
internal static class LongLine
{
    /// <summary>Longer lines, in cells, are cut.</summary>
    private const int Limit = 1000;

    /// <summary>How much is shown before and after the place that matters.</summary>
    private const int Around = 60;

    private const string Dots = "...";

    /// <summary>True for a line that is not shown whole.</summary>
    public static bool IsTooLong(string text) => text.Length > Limit;

    /// <summary>The line as it is drawn, and its marks moved along.</summary>
    public static (string Text, MarkedLine Line) Cut(string text, MarkedLine line)
    {
        if (!IsTooLong(text))
        {
            return (text, line);
        }

        Mark main = line.Marks.Find(m => m.IsPrimary) ?? line.Marks[0];
        int from = Math.Max(0, main.Start - Around);
        int until = Math.Min(from + (4 * Around), Math.Max(main.End, main.Start) + Around);
        int lead = from == 0 ? 0 : Dots.Length;
        return (Part(text, from, until), line with { Marks = [.. line.Marks.Select(m => Moved(m, from, until, lead))] });
    }

    /// <summary>The beginning of a line that has no marks.</summary>
    public static string Cut(string text) => !IsTooLong(text) ? text : Part(text, 0, 4 * Around);

    private static Mark Moved(Mark mark, int from, int until, int lead)
    {
        int start = Math.Clamp(mark.Start, from, until) - from + lead;
        int end = Math.Clamp(mark.End, from, until) - from + lead;
        return mark with { Start = start, End = mark.Part == MarkPart.Through ? end : Math.Max(end, start + 1) };
    }

    private static string Part(string text, int from, int until)
    {
        var part = new StringBuilder(from == 0 ? "" : Dots);
        int cell = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (cell >= until)
            {
                return part.Append(Dots).ToString();
            }

            if (cell >= from)
            {
                part.Append(rune);
            }

            cell += Columns.Width(rune);
        }

        return part.ToString();
    }
}
