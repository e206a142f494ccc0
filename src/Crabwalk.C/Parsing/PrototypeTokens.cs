using Crabwalk.C.Lexing;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Parsing;

/// <summary>Cuts the prototypes that Crabwalk carries itself into tokens: words and the few signs that occur in them.</summary>
internal static class PrototypeTokens
{
    public static Token[] Read(string text, SymbolTable symbols, CStandard standard)
    {
        var keywords = new KeywordTable(symbols, standard);
        var tokens = new List<Token>();
        for (int at = 0; at < text.Length;)
        {
            int end = at + 1;
            if (char.IsWhiteSpace(text[at]))
            {
                at = end;
                continue;
            }

            while (IsWord(text[at]) && end < text.Length && IsWord(text[end]))
            {
                end++;
            }

            end = text[at] == '.' ? at + 3 : end;
            Symbol name = symbols.Intern(text[at..end]);
            tokens.Add(new(KindOf(text[at], keywords, name), default, name));
            at = end;
        }

        tokens.Add(new(TokenKind.EndOfFile, default, Symbol.Empty));
        return [.. tokens];
    }

    private static bool IsWord(char character) => char.IsAsciiLetterOrDigit(character) || character == '_';

    private static TokenKind KindOf(char first, KeywordTable keywords, Symbol name) => first switch
    {
        '(' => TokenKind.LeftParen,
        ')' => TokenKind.RightParen,
        '*' => TokenKind.Star,
        ',' => TokenKind.Comma,
        '.' => TokenKind.Ellipsis,
        _ => keywords.KindOf(name),
    };
}
