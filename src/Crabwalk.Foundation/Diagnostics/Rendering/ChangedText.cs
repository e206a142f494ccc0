using System.Text;
using Crabwalk.Foundation.Text;

namespace Crabwalk.Foundation.Diagnostics.Rendering;

/// <summary>One replacement, cut down to what really changes: <c>"a"</c> into <c>"ab"</c> is the adding of <c>b</c>.</summary>
internal sealed record Change(SourceText Source, Place Start, Place End, string Old, string New, int OriginalLine, int StartByte, int EndByte)
{
    /// <summary>Only something new.</summary>
    public bool IsAddition => New.Length > 0 && !ReplacesContent;

    /// <summary>Only something gone.</summary>
    public bool IsDeletion => New.Trim().Length == 0 && ReplacesContent;

    /// <summary>Something else, of which the old is no part.</summary>
    public bool IsDestructive => New.Length > 0 && ReplacesContent && Sandwich(Old.Trim(), New.Trim()) is null;

    /// <summary>True when the text changes at all.</summary>
    public bool IsDifferent => Old != New;

    private bool ReplacesContent => Old.Trim().Length > 0;

    /// <summary>The change that an edit makes.</summary>
    public static Change Of(SourceMap map, Edit edit)
    {
        SourceText source = map[edit.Span.Source];
        string old = map.TextOf(edit.Span);
        int start = edit.Span.Start, end = edit.Span.End;
        int line = source.PositionOf(start).Line + 1;
        string text = edit.NewText;
        if (text.Length > 0 && Sandwich(old, text) is var (prefix, inner, suffix))
        {
            start += Encoding.UTF8.GetByteCount(old[..prefix]);
            end -= Encoding.UTF8.GetByteCount(old[(old.Length - suffix)..]);
            old = old[prefix..(old.Length - suffix)];
            text = inner;
        }

        return new(source, Columns.PlaceOf(source, start), Columns.PlaceOf(source, end), old, text, line, start, end);
    }

    /// <summary>When <paramref name="text"/> is <paramref name="old"/> with something put inside: what, and what is kept around it.</summary>
    private static (int Prefix, string Inner, int Suffix)? Sandwich(string old, string text)
    {
        int prefix = old.AsSpan().CommonPrefixLength(text);
        if (prefix > 0 && prefix < old.Length && char.IsLowSurrogate(old[prefix]))
        {
            prefix--;
        }

        string rest = old[prefix..];
        return text.AsSpan(prefix).EndsWith(rest, StringComparison.Ordinal)
            ? (prefix, text[prefix..(text.Length - rest.Length)], rest.Length)
            : null;
    }
}

/// <summary>A changed stretch of a line, in cells after the change.</summary>
internal readonly record struct Highlight(int Start, int End);

/// <summary>
/// The lines that a suggestion touches as they would read after it, and which stretches of them are new. Lines between two edits
/// are part of it.
/// </summary>
internal sealed record ChangedText(string Text, IReadOnlyList<Change> Changes, IReadOnlyList<IReadOnlyList<Highlight>> Highlights)
{
    /// <summary>The lines of the text.</summary>
    public string[] Lines => Text.Length == 0 ? [] : Text.Split('\n');

    /// <summary>Applies the edits, which lie in one source and do not overlap; null when nothing would change.</summary>
    public static ChangedText? Of(SourceMap map, IEnumerable<Edit> edits)
    {
        List<Change> changes = [.. edits.OrderBy(e => e.Span.Start).Select(e => Change.Of(map, e))];
        if (changes.Count == 0 || changes.All(c => !c.IsDifferent))
        {
            return null;
        }

        var splicer = new Splicer(changes[0].Source);
        splicer.Begin(changes[0].OriginalLine);
        foreach (Change change in changes)
        {
            splicer.Splice(change);
        }

        return splicer.End(changes);
    }

    /// <summary>Builds the text edit by edit.</summary>
    private sealed class Splicer(SourceText source)
    {
        private readonly StringBuilder _text = new();
        private readonly List<IReadOnlyList<Highlight>> _highlights = [];
        private List<Highlight> _current = [];
        private int _line;
        private int _byte;
        private int _shift;

        public void Begin(int line)
        {
            _line = line;
            _byte = source.LineStart(line - 1);
        }

        public void Splice(Change change)
        {
            while (_line < change.Start.Line)
            {
                _text.Append(source.Slice(_byte, source.LineEnd(_line - 1))).Append('\n');
                EndLine();
                _line++;
                _byte = source.LineStart(_line - 1);
            }

            _text.Append(source.Slice(_byte, change.StartByte));
            AddHighlights(change);
            _text.Append(change.New);
            _line = change.End.Line;
            _byte = change.EndByte;
        }

        public ChangedText End(List<Change> changes)
        {
            _highlights.Add(_current);
            if (_text.Length == 0 || _text[^1] != '\n')
            {
                _text.Append(source.Slice(_byte, source.LineEnd(_line - 1)));
            }

            string text = _text.ToString().TrimEnd('\n');
            return new(text, changes, _highlights);
        }

        private void AddHighlights(Change change)
        {
            string[] lines = change.New.Split('\n');
            int first = Columns.Width(lines[0]);
            if (change.IsDifferent)
            {
                _current.Add(new(change.Start.Column + _shift, change.Start.Column + _shift + first));
            }

            _shift += first - (change.End.Column - change.Start.Column);
            foreach (string line in lines.Skip(1))
            {
                EndLine();
                _current.Add(new(0, Columns.Width(line)));
            }
        }

        private void EndLine()
        {
            _highlights.Add(_current);
            _current = [];
            _shift = 0;
        }
    }
}
