using Crabwalk.Foundation.Text;
using Crabwalk.LanguageServer.Documents;
using Crabwalk.Workbench.Compiling;
using Crabwalk.Workbench.Editing;

namespace Crabwalk.LanguageServer.Analysis;

/// <summary>
/// A text with what a compilation knows of it. The text may have gone on since: what lies before and behind the changed part is then
/// still right, and is found again by its distance from the start or the end.
/// </summary>
internal sealed class CheckedText
{
    private readonly int _same;
    private readonly int _sameFromEnd;
    private readonly byte[] _now;

    /// <summary>Lays what is known over a text.</summary>
    public CheckedText(Document document, Compilation compilation)
    {
        Compilation = compilation;
        _now = document.Bytes;
        Source = compilation.Sources.Find(document.Path);
        ReadOnlySpan<byte> then = Source is { } id ? compilation.Sources[id].Bytes : [];
        int shorter = Math.Min(then.Length, _now.Length);
        _same = then[..shorter].CommonPrefixLength(_now.AsSpan(0, shorter));
        while (_sameFromEnd < shorter - _same && then[^(_sameFromEnd + 1)] == _now[^(_sameFromEnd + 1)])
        {
            _sameFromEnd++;
        }
    }

    /// <summary>The compilation.</summary>
    public Compilation Compilation { get; }

    /// <summary>What it knows.</summary>
    public CodeModel Model => Compilation.Model;

    /// <summary>The text among the compilation's; null when it never came to it.</summary>
    public SourceId? Source { get; }

    /// <summary>The name at an offset of the present text.</summary>
    public Occurrence? At(int offset)
    {
        if (Source is not { } source)
        {
            return null;
        }

        int length = Compilation.Sources[source].Length;
        int? then = offset <= _same ? offset : offset >= _now.Length - _sameFromEnd ? offset - _now.Length + length : null;
        return then is { } known && Model.At(source, known) is { } found && RangeOf(found.Span) is not null ? found : null;
    }

    /// <summary>Where a piece of this text stands now; null when it was changed.</summary>
    public Protocol.Range? RangeOf(Span span)
    {
        if (span.Source != Source)
        {
            return null;
        }

        int length = Compilation.Sources[span.Source].Length;
        if (span.End <= _same)
        {
            return TextRanges.Of(_now, span.Start, span.End);
        }

        int shift = _now.Length - length;
        return span.Start >= length - _sameFromEnd ? TextRanges.Of(_now, span.Start + shift, span.End + shift) : null;
    }
}
