using Crabwalk.C.Tree;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Checking;

/// <summary>Finds the source text of a part of a string literal, through its escapes.</summary>
internal static class LiteralPlaces
{
    /// <summary>The text of a conversion specification; the whole literal when that was pasted together from several.</summary>
    public static Span SpanOf(SourceMap map, Expression.StringLiteral literal, FormatSpecifier specifier)
    {
        string text = map.TextOf(literal.Span);
        if (text.Length < 2 || text[0] != '"' || text[^1] != '"' || text.Length != literal.Span.Length || HasInnerQuote(text))
        {
            return literal.Span;
        }

        int start = PlaceOf(text, specifier.Start);
        int end = PlaceOf(text, specifier.End);
        return literal.Span with { Start = literal.Span.Start + start, End = literal.Span.Start + end };
    }

    private static bool HasInnerQuote(string text)
    {
        for (int at = 1; at < text.Length - 1; at++)
        {
            if (text[at] == '"')
            {
                return true;
            }

            at += text[at] == '\\' ? 1 : 0;
        }

        return false;
    }

    private static int PlaceOf(string text, int index)
    {
        int at = 1;
        for (; index > 0 && at < text.Length - 1; index--)
        {
            at += text[at] == '\\' ? EscapeLength(text, at) : 1;
        }

        return at;
    }

    private static int EscapeLength(string text, int at)
    {
        int end = at + 1;
        switch (text[end])
        {
            case 'x':
                end++;
                while (end < text.Length && char.IsAsciiHexDigit(text[end]))
                {
                    end++;
                }

                return end - at;
            case >= '0' and <= '7':
                while (end < at + 4 && text[end] is >= '0' and <= '7')
                {
                    end++;
                }

                return end - at;
            default:
                return 2;
        }
    }
}
