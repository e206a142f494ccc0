using System.Globalization;
using Crabwalk.Foundation.Collections;
using Crabwalk.Pictures.Layout;
using Crabwalk.Pictures.Scenes;
using Crabwalk.Pictures.Text;

namespace Crabwalk.Pictures.Svg;

/// <summary>
/// Draws the source beside the memory: the current line on the accent's ground, below it the line with its values, and what
/// went wrong, where it went wrong.
/// </summary>
internal sealed class SourceDrawing(WalkScene walk, StepScene step)
{
    private const double LineHeight = 24;
    private const double Gutter = 46;
    private const int MostLines = 24;
    private const double Narrowest = 380;
    private const double Widest = 600;

    private readonly EquatableArray<EquatableArray<TextRun>> _lines =
        step.Place is { } place && place.File >= 0 && place.File < walk.Sources.Count ? walk.Sources[place.File].Lines
        : walk.Sources.IsEmpty ? [] : walk.Sources[0].Lines;

    /// <summary>The width, the same for all steps of a walk.</summary>
    public double Width
    {
        get
        {
            double widest = walk.Sources.SelectMany(file => file.Lines).Select(Measure).Append(Narrowest).Max();
            return Math.Ceiling(Math.Clamp(widest, Narrowest, Widest));
        }
    }

    /// <summary>Draws from a height on and gives the height below.</summary>
    public double Draw(SvgWriter svg, double top)
    {
        double y = top;
        (int first, int last) = Window();
        for (int number = first; number <= last; number++)
        {
            bool isHere = step.Place is { } place && number >= place.Line && number <= place.EndLine;
            y = DrawLine(svg, number, isHere, y);
            y = step.Place?.EndLine == number ? DrawUnderLine(svg, y) : y;
        }

        return step.Place is null ? DrawProblem(svg, y) : y;
    }

    private static double Measure(EquatableArray<TextRun> line) =>
        Gutter + Metrics.Code(TextCanvas.PlainTextOf(line)) + 24;

    private (int First, int Last) Window()
    {
        int count = _lines.Count > 0 && _lines[^1].IsEmpty ? _lines.Count - 1 : _lines.Count;
        int here = step.Place?.Line ?? 1;
        int first = Math.Clamp(here - (MostLines / 2), 1, Math.Max(count - MostLines + 1, 1));
        return (first, Math.Min(first + MostLines - 1, count));
    }

    private double DrawLine(SvgWriter svg, int number, bool isHere, double y)
    {
        if (isHere)
        {
            svg.Rect(new(0, y, Width, LineHeight), "here", 0).Rect(new(0, y, 3, LineHeight), "bar", 0);
        }

        svg.Text(Gutter - 14, y + 17, isHere ? "" : "soft", number.ToString(CultureInfo.InvariantCulture), "end");
        DrawPart(svg, number, isHere, y);
        svg.Text(Gutter, y + 17, "", Clip(_lines[number - 1]));
        return y + LineHeight;
    }

    /// <summary>A frame around the part of the line that the step is about.</summary>
    private void DrawPart(SvgWriter svg, int number, bool isHere, double y)
    {
        if (!isHere || step.Place is not { } place || place.Line != place.EndLine)
        {
            return;
        }

        string text = TextCanvas.PlainTextOf(_lines[number - 1]);
        int end = Math.Min(place.EndColumn, text.Length);
        int start = Math.Min(place.Column, end);
        double x = Gutter + Metrics.Code(text[..start]);
        svg.Rect(new(x - 1, y + 2, Metrics.Code(text[start..end]) + 2, LineHeight - 4), "part", 3);
    }

    private double DrawUnderLine(SvgWriter svg, double y)
    {
        if (!step.Substituted.IsEmpty)
        {
            string text = TextCanvas.PlainTextOf(_lines[step.Place!.Line - 1]);
            double x = Gutter + Metrics.Code(text[..(text.Length - text.TrimStart().Length)]);
            svg.Rect(new(0, y, Width, LineHeight + 2), "here", 0).Rect(new(0, y, 3, LineHeight + 2), "bar", 0);
            svg.Text(Gutter - 14, y + 17, "soft", "=", "end");
            DrawValues(svg, x, y);
            svg.Text(x, y + 17, "", Clip(step.Substituted));
            y += LineHeight + 2;
        }

        return DrawProblem(svg, y);
    }

    /// <summary>Frames around the values that were put in, the newest in the accent's colour.</summary>
    private void DrawValues(SvgWriter svg, double x, double y)
    {
        foreach (TextRun run in step.Substituted)
        {
            double width = Metrics.Code(run.Text);
            string css = run.Style switch
            {
                TextStyle.Now or TextStyle.Changed => "r chg",
                TextStyle.Value => "r",
                TextStyle.Error => "r bad",
                _ => "",
            };
            if (css.Length > 0)
            {
                svg.Rect(new(x - 1, y + 3, width + 2, LineHeight - 5), css, 3);
            }

            x += width;
        }
    }

    private double DrawProblem(SvgWriter svg, double y)
    {
        if (step.Problem is not { } problem)
        {
            return y;
        }

        bool isError = problem.Level == ProblemLevel.Error;
        double left = Gutter - 8;
        double width = Width - left - 12;
        int columns = (int)((width - 28) / Metrics.Words(" "));
        List<EquatableArray<TextRun>> lines = [.. Title(problem), .. problem.Story.Concat(problem.Advice).SelectMany(line => Wrap.Lines(line, columns, 0))];
        svg.Rect(new(left, y + 8, width, (lines.Count * 20) + 18), isError ? "oops" : "caution", 8);
        double lineY = y + 30;
        foreach (EquatableArray<TextRun> line in lines)
        {
            svg.Text(left + 14, lineY, "w", line);
            lineY += 20;
        }

        return lineY + 8;

        IEnumerable<EquatableArray<TextRun>> Title(ProblemScene shown)
        {
            string where = string.Join(" · ", new[] { "", shown.Rule, shown.Citation }.Where((text, i) => i == 0 || text.Length > 0));
            return Wrap.Lines([new($"⚠ {shown.Title}", isError ? TextStyle.Error : TextStyle.Warning), new(where, TextStyle.Soft)], columns, 0);
        }
    }

    /// <summary>A line that is too long for the pane ends in an ellipsis.</summary>
    private EquatableArray<TextRun> Clip(EquatableArray<TextRun> line)
    {
        int room = (int)((Width - Gutter - 10) / Metrics.Code(" "));
        if (TextCanvas.WidthOf(line) <= room)
        {
            return line;
        }

        var kept = new List<TextRun>();
        foreach (TextRun run in line)
        {
            kept.Add(run with { Text = TextWidth.Clip(run.Text, Math.Max(room, 0), "…") });
            room -= TextWidth.Of(run.Text);
        }

        return kept.ToEquatableArray();
    }
}
