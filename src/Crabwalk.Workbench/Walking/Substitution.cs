using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Machine.Inspect;
using Crabwalk.Mir.Bodies;
using Crabwalk.Pictures.Scenes;

namespace Crabwalk.Workbench.Walking;

/// <summary>
/// Rewrites the current source line with values as they become known: <c>f(g(a), g(b))</c>, <c>f(20, g(b))</c>, <c>f(20, 40)</c>, <c>60</c>.
/// </summary>
internal static class Substitution
{
    /// <summary>The lines of <paramref name="statement"/> with known values in place; empty when nothing is known on them.</summary>
    public static EquatableArray<TextRun> Of(
        SourceMap sources, Span statement, EquatableArray<KnownValue> known, Span? now, Span? fault, ValueText text, SourceLanguage language)
    {
        SourceText source = sources[statement.Source];
        int start = AfterIndentation(source, source.LineStart(source.PositionOf(statement.Start).Line));
        int end = source.LineEnd(source.PositionOf(Math.Max(statement.Start, statement.End - 1)).Line);
        List<(Span Span, TextRun Run)> pieces = Pieces(sources, statement.Source, start, end, known, now, fault, text, language);
        if (pieces.Count == 0)
        {
            return [];
        }

        var runs = new List<TextRun>();
        int at = start;
        foreach ((Span span, TextRun run) in pieces)
        {
            AddPlain(runs, source, at, span.Start);
            runs.Add(run);
            at = span.End;
        }

        AddPlain(runs, source, at, end);
        return [.. runs];
    }

    private static int AfterIndentation(SourceText source, int start)
    {
        while (start < source.Length && source.Bytes[start] is (byte)' ' or (byte)'\t')
        {
            start++;
        }

        return start;
    }

    private static List<(Span Span, TextRun Run)> Pieces(
        SourceMap sources, SourceId file, int start, int end, EquatableArray<KnownValue> known, Span? now, Span? fault, ValueText text, SourceLanguage language)
    {
        var pieces = new List<(Span Span, TextRun Run)>();
        foreach (KnownValue value in known)
        {
            Span span = sources.Outermost(value.Span);
            if (span.Source == file && span.Start >= start && span.End <= end)
            {
                TextStyle style = value.IsJunk ? TextStyle.Junk : span == now ? TextStyle.Now : TextStyle.Value;
                pieces.Add((span, new(text.Known(value, language), style)));
            }
        }

        if (fault is { } wrong && wrong.Source == file && wrong.Start >= start && wrong.End <= end && !pieces.Exists(piece => piece.Span.Contains(wrong)))
        {
            string words = TextWith(sources[file], wrong, WithoutInner([.. pieces.Where(piece => wrong.Contains(piece.Span))]));
            pieces.RemoveAll(piece => wrong.Contains(piece.Span));
            pieces.Add((wrong, new(words, TextStyle.Error)));
        }

        return WithoutInner(pieces);
    }

    /// <summary>A span's text with the values that are known inside of it.</summary>
    private static string TextWith(SourceText source, Span span, List<(Span Span, TextRun Run)> pieces)
    {
        var text = new System.Text.StringBuilder();
        int at = span.Start;
        foreach ((Span inner, TextRun run) in pieces)
        {
            text.Append(source.Slice(at, inner.Start)).Append(run.Text);
            at = inner.End;
        }

        return text.Append(source.Slice(at, span.End)).ToString();
    }

    /// <summary>Sorts by place and drops what lies inside of another.</summary>
    private static List<(Span Span, TextRun Run)> WithoutInner(List<(Span Span, TextRun Run)> pieces)
    {
        var outer = new List<(Span Span, TextRun Run)>();
        foreach ((Span Span, TextRun Run) piece in pieces.OrderBy(piece => piece.Span.Start).ThenByDescending(piece => piece.Span.End))
        {
            if (outer.Count == 0 || piece.Span.Start >= outer[^1].Span.End)
            {
                outer.Add(piece);
            }
        }

        return outer;
    }

    private static void AddPlain(List<TextRun> runs, SourceText source, int start, int end)
    {
        string between = end > start ? source.Slice(start, end) : "";
        if (between.Length > 0)
        {
            runs.Add(new(between.Replace('\n', ' ').Replace("\r", "", StringComparison.Ordinal)));
        }
    }
}
