using System.Text;
using Crabwalk.C.Lexing;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Preprocessing;

/// <summary>
/// Preprocessed tokens as text, as <c>gcc -E -P</c> gives it: lines and spaces where the source had them, and a space more where
/// two tokens would otherwise be read as one. Lexing the text gives the same tokens again.
/// </summary>
public static class TokenPrinter
{
    /// <summary>The text of the tokens; the last line ends with a line feed.</summary>
    public static string Print(IReadOnlyList<Token> tokens, SymbolTable symbols)
    {
        var text = new StringBuilder();
        string previous = "";
        foreach (Token token in tokens)
        {
            if (token.Kind == TokenKind.EndOfFile)
            {
                break;
            }

            string spelling = symbols[token.Text];
            text.Append(Separator(token, previous, spelling)).Append(spelling);
            previous = spelling;
        }

        return previous.Length == 0 ? "" : text.Append('\n').ToString();
    }

    /// <summary>The same as UTF-8; bytes of the source that are none come out as they went in.</summary>
    public static byte[] PrintBytes(IReadOnlyList<Token> tokens, SymbolTable symbols) => SpellingTable.BytesOf(Print(tokens, symbols));

    /// <summary>One token a line: its kind, its spelling, where it stands.</summary>
    public static string List(IReadOnlyList<Token> tokens, SymbolTable symbols, SourceMap map)
    {
        var text = new StringBuilder();
        foreach (Token token in tokens)
        {
            Span place = map.Outermost(token.Span);
            LinePosition position = map.PositionOf(place);
            string macro = map.ExpansionOf(token.Span) is { } expansion ? $" from {expansion.Name}" : "";
            text.Append(System.Globalization.CultureInfo.InvariantCulture,
                $"{map[place.Source].Path}:{position.Line + 1}:{position.Column + 1}: {token.Kind} {symbols[token.Text]}{macro}\n");
        }

        return text.ToString();
    }

    private static string Separator(Token token, string previous, string spelling)
    {
        if (previous.Length == 0)
        {
            return "";
        }

        return token.IsAtLineStart ? "\n" : token.IsAfterSpace || WouldJoin(previous, spelling) ? " " : "";
    }

    private static bool WouldJoin(string previous, string next)
    {
        char last = previous[^1];
        char first = next[0];
        if (IsWordLike(previous[0]) || (previous[0] == '.' && previous.Length > 1 && char.IsAsciiDigit(previous[1])))
        {
            bool isLiteral = last is '"' or '\'';
            return !isLiteral && (IsWordLike(first) || first is '"' or '\'' or '.' or '+' or '-');
        }

        if (last is '"' or '\'')
        {
            return false;
        }

        if (last == '.' && (first == '.' || char.IsAsciiDigit(first)))
        {
            return true;
        }

        if (last == '/' && first is '/' or '*')
        {
            return true;
        }

        PunctuatorMatcher.Match(Encoding.UTF8.GetBytes(previous + next), out int length);
        return length > previous.Length;
    }

    private static bool IsWordLike(char value) => char.IsAsciiLetterOrDigit(value) || value is '_' or '$' or '\\' or >= '\x80';
}
