using System.Globalization;
using Crabwalk.Foundation.Text;

namespace Crabwalk.Foundation.Diagnostics.Rendering;

/// <summary>Draws the places of one message: the arrow with file, line and column, then the marked lines of each source.</summary>
/// <param name="map">The sources.</param>
/// <param name="canvas">What is drawn on, from its next line on.</param>
/// <param name="digits">The width of line numbers in the whole report.</param>
internal sealed class SnippetRenderer(SourceMap map, TextCanvas canvas, int digits)
{
    /// <summary>Draws all places; there is at least one primary label.</summary>
    public void Draw(IReadOnlyList<PlacedLabel> labels)
    {
        PlacedLabel first = labels.First(l => l.IsPrimary);
        List<MarkedSource> sources = Annotations.Collect(map, labels);
        for (int i = 0; i < sources.Count; i++)
        {
            if (i == 0)
            {
                DrawArrow("--> ", Position(map, first.Span));
            }
            else
            {
                canvas.Put(canvas.Count, digits + 1, '|', TextStyle.Gutter);
                MarkedLine line = sources[i].Lines[0];
                DrawArrow("::: ", $"{sources[i].Source.Path}:{line.Number}:{line.Marks[0].StartColumn + 1}");
            }

            canvas.Put(canvas.Count, digits + 1, '|', TextStyle.Gutter);
            DrawLines(sources[i]);
        }
    }

    /// <summary>The place a span starts, as <c>file:line:column</c>.</summary>
    public static string Position(SourceMap map, Span span)
    {
        Place place = Columns.PlaceOf(map[span.Source], span.Start);
        return string.Create(CultureInfo.InvariantCulture, $"{map[span.Source].Path}:{place.Line}:{place.Column + 1}");
    }

    private void DrawArrow(string arrow, string where)
    {
        int row = canvas.Count;
        canvas.Put(row, digits, arrow, TextStyle.Gutter);
        canvas.Append(row, where, TextStyle.Plain);
    }

    private void DrawLines(MarkedSource marked)
    {
        int gutter = digits + 3;
        int code = marked.Depth == 0 ? gutter : gutter + marked.Depth + 1;
        var renderer = new MarkedLineRenderer(canvas, gutter, code);
        var running = new SortedDictionary<int, TextStyle>();
        for (int i = 0; i < marked.Lines.Count; i++)
        {
            MarkedLine line = marked.Lines[i];
            int top = canvas.Count;
            var begun = new List<(int Depth, TextStyle Style)>();
            foreach ((int depth, TextStyle style) in renderer.Draw(marked.Source, line))
            {
                if (!running.Remove(depth))
                {
                    begun.Add((depth, style));
                }
            }

            DrawBars(running, top, gutter);
            if (i + 1 < marked.Lines.Count)
            {
                DrawGap(renderer, marked, i, running, gutter);
            }

            foreach ((int depth, TextStyle style) in begun)
            {
                running[depth] = style;
            }
        }
    }

    /// <summary>What lies between two marked lines: nothing, the one line between, or dots.</summary>
    private void DrawGap(MarkedLineRenderer renderer, MarkedSource marked, int i, SortedDictionary<int, TextStyle> running, int gutter)
    {
        int next = marked.Lines[i + 1].Number, between = next - marked.Lines[i].Number;
        if (between < 2)
        {
            return;
        }

        int row = canvas.Count;
        if (between > 2)
        {
            canvas.Put(row, 0, "...", TextStyle.Gutter);
        }
        else
        {
            renderer.DrawSource(row, next - 1, LongLine.Cut(marked.Source.LineText(next - 2)));
        }

        DrawBars(running, row, gutter);
        foreach (Mark mark in marked.Lines[i].Marks.Where(m => m.Part == MarkPart.Start))
        {
            canvas.Put(row, gutter + mark.Depth - 1, '|', MarkedLineRenderer.StyleOf(mark));
        }
    }

    private void DrawBars(SortedDictionary<int, TextStyle> running, int top, int gutter)
    {
        foreach ((int depth, TextStyle style) in running)
        {
            for (int row = top; row < canvas.Count; row++)
            {
                canvas.Put(row, gutter + depth - 1, '|', style);
            }
        }
    }
}
