using System.Text;
using Crabwalk.Foundation.Text;
using Crabwalk.LanguageServer.Protocol;

namespace Crabwalk.LanguageServer.Analysis;

/// <summary>Turns byte offsets into the protocol's lines and UTF-16 columns, both from 0.</summary>
internal static class TextRanges
{
    /// <summary>The range of a span in its text.</summary>
    public static Protocol.Range Of(SourceText text, Span span) => new(PositionOf(text, span.Start), PositionOf(text, span.End));

    /// <summary>The range of two offsets in a text.</summary>
    public static Protocol.Range Of(ReadOnlySpan<byte> text, int start, int end) => new(PositionOf(text, start), PositionOf(text, end));

    private static Position PositionOf(SourceText text, int offset)
    {
        LinePosition position = text.PositionOf(offset);
        return new(position.Line, text.Slice(text.LineStart(position.Line), offset).Length);
    }

    private static Position PositionOf(ReadOnlySpan<byte> text, int offset)
    {
        ReadOnlySpan<byte> before = text[..Math.Clamp(offset, 0, text.Length)];
        int line = before.Count((byte)'\n');
        int start = before.LastIndexOf((byte)'\n') + 1;
        return new(line, Encoding.UTF8.GetCharCount(before[start..]));
    }
}
