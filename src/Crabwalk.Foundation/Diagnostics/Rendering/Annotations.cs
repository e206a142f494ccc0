using Crabwalk.Foundation.Text;

namespace Crabwalk.Foundation.Diagnostics.Rendering;

/// <summary>What part of a mark a line holds.</summary>
internal enum MarkPart
{
    /// <summary>The whole of it.</summary>
    Whole,

    /// <summary>Its first line.</summary>
    Start,

    /// <summary>A line between.</summary>
    Through,

    /// <summary>Its last line.</summary>
    End,
}

/// <summary>A mark under one line. <paramref name="Depth"/> counts from 1 and says in which column its bar runs when it spans lines.</summary>
internal sealed record Mark(int Start, int End, int StartColumn, bool IsPrimary, string Label, MarkPart Part, int Depth)
{
    /// <summary>True with words.</summary>
    public bool HasLabel => Label.Length > 0;

    /// <summary>True for the end of a mark over several lines: its horizontal line needs room.</summary>
    public bool TakesSpace => Part is MarkPart.Start or MarkPart.End;

    /// <summary>The cells underlined.</summary>
    public int Length => Math.Abs(End - Start);

    /// <summary>True when two marks share a cell, the first one made longer by <paramref name="padding"/>.</summary>
    public static bool Overlap(Mark a, Mark b, int padding) =>
        (b.Start <= a.Start && a.Start < b.End) || (a.Start <= b.Start && b.Start < a.End + padding);
}

/// <summary>A line, from 1, with the marks under it.</summary>
internal sealed record MarkedLine(int Number, List<Mark> Marks);

/// <summary>The marked lines of one source, sorted; <see cref="Depth"/> is how many bars may run side by side.</summary>
internal sealed record MarkedSource(SourceText Source, List<MarkedLine> Lines)
{
    /// <summary>How many columns of bars are needed.</summary>
    public int Depth { get; set; }

    /// <summary>Marks a line.</summary>
    public void Add(int number, Mark mark)
    {
        int at = Lines.FindIndex(l => l.Number >= number);
        if (at >= 0 && Lines[at].Number == number)
        {
            Lines[at].Marks.Add(mark);
        }
        else
        {
            Lines.Insert(at < 0 ? Lines.Count : at, new(number, [mark]));
        }
    }
}

/// <summary>Sorts labels into sources and lines, and gives bars to those that span several lines.</summary>
internal static class Annotations
{
    private const int LinesShownAtStart = 4;

    /// <summary>The marked sources, that of the first primary label first.</summary>
    public static List<MarkedSource> Collect(SourceMap map, IReadOnlyList<PlacedLabel> labels)
    {
        var sources = new List<(SourceId Id, MarkedSource Marked)>();
        var spans = new List<LongMark>();
        foreach (PlacedLabel label in labels)
        {
            SourceText source = map[label.Span.Source];
            Place start = Columns.PlaceOf(source, label.Span.Start);
            Place end = Columns.PlaceOf(source, label.Span.End);
            if (start.Line != end.Line)
            {
                spans.Add(new(Of(label.Span.Source), start, end, label.IsPrimary, label.Text));
            }
            else
            {
                int last = start.Cell == end.Cell ? end.Cell + 1 : end.Cell;
                Of(label.Span.Source).Add(start.Line, new(start.Cell, last, start.Column, label.IsPrimary, label.Text, MarkPart.Whole, 0));
            }
        }

        AddLong(spans);
        int depth = spans.Count == 0 ? 0 : spans.Max(s => s.Depth);
        foreach ((_, MarkedSource marked) in sources)
        {
            marked.Depth = depth;
        }

        return InOrder(sources, labels);

        MarkedSource Of(SourceId id)
        {
            int at = sources.FindIndex(s => s.Id == id);
            if (at < 0)
            {
                sources.Add((id, new(map[id], [])));
                at = sources.Count - 1;
            }

            return sources[at].Marked;
        }
    }

    private static List<MarkedSource> InOrder(List<(SourceId Id, MarkedSource Marked)> sources, IReadOnlyList<PlacedLabel> labels)
    {
        SourceId? first = labels.FirstOrDefault(l => l.IsPrimary)?.Span.Source;
        return [.. sources.OrderBy(s => s.Id == first ? 0 : 1).ThenBy(s => s.Marked.Source.Path, StringComparer.Ordinal).Select(s => s.Marked)];
    }

    /// <summary>Marks that overlap get bars in different columns, the longer one farther left.</summary>
    private static void AddLong(List<LongMark> spans)
    {
        List<LongMark> sorted = [.. spans.OrderBy(s => s.Start.Line).ThenByDescending(s => s.End.Line)];
        foreach (LongMark one in sorted)
        {
            foreach (LongMark other in sorted)
            {
                if (!one.SameSpan(other) && one.SharesLines(other))
                {
                    other.Depth++;
                }
                else if (one.SameSpan(other) && !ReferenceEquals(one, other))
                {
                    other.IsRepeat = true;
                }
                else
                {
                    break;
                }
            }
        }

        int depth = sorted.Count == 0 ? 0 : sorted.Max(s => s.Depth);
        foreach (LongMark span in sorted)
        {
            span.Depth = depth - span.Depth + 1;
            span.Add(LinesShownAtStart);
        }
    }

    /// <summary>A mark over several lines, on its way to becoming one mark per line shown.</summary>
    private sealed class LongMark(MarkedSource source, Place start, Place end, bool isPrimary, string label)
    {
        private static readonly string[] Bare = ["", "{", "}", "(", ")", "[", "]"];

        public Place Start => start;

        public Place End => end;

        public int Depth { get; set; } = 1;

        /// <summary>Another label covers the very same span: its start is not drawn twice.</summary>
        public bool IsRepeat { get; set; }

        public bool SameSpan(LongMark other) => start == other.Start && end == other.End;

        public bool SharesLines(LongMark other) => start.Line <= other.End.Line && other.Start.Line <= end.Line;

        /// <summary>Marks the first line, a few after it, the last but one when it says something, and the last.</summary>
        public void Add(int shown)
        {
            var last = new Mark(Math.Max(0, end.Cell - 1), end.Cell, Math.Max(0, end.Column - 1), isPrimary, label, MarkPart.End, Depth);
            if (IsRepeat)
            {
                source.Add(end.Line, last with { Part = MarkPart.Whole });
                return;
            }

            source.Add(start.Line, new(start.Cell, start.Cell + 1, start.Column, isPrimary, "", MarkPart.Start, Depth));
            int middle = Math.Min(start.Line + shown, end.Line);
            int until = middle;
            while (until > start.Line && !SaysSomething(until - 1))
            {
                until--;
            }

            for (int line = start.Line + 1; line < until; line++)
            {
                source.Add(line, new(0, 0, 0, isPrimary, "", MarkPart.Through, Depth));
            }

            if (middle < end.Line - 1 && SaysSomething(end.Line - 1))
            {
                source.Add(end.Line - 1, new(0, 0, 0, isPrimary, "", MarkPart.Through, Depth));
            }

            source.Add(end.Line, last);
        }

        /// <summary>False for a line that is blank, a comment or a lone bracket.</summary>
        private bool SaysSomething(int line)
        {
            string text = source.Source.LineText(line - 1).Trim();
            bool isComment = text.StartsWith("//", StringComparison.Ordinal)
                && !text.StartsWith("///", StringComparison.Ordinal) && !text.StartsWith("//!", StringComparison.Ordinal);
            return !isComment && !Bare.Contains(text);
        }
    }
}

/// <summary>A label that is known to be primary or not.</summary>
internal sealed record PlacedLabel(Span Span, string Text, bool IsPrimary);
