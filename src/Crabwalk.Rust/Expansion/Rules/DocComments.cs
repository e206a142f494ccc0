using Crabwalk.Foundation.Text;
using Crabwalk.Rust.Lexing;

namespace Crabwalk.Rust.Expansion;

/// <summary>Macros see doc comments as the attributes they stand for: <c>#[doc = r"text"]</c> (Reference: Macros by example, metavariables).</summary>
internal static class DocComments
{
    /// <summary>The tokens with every doc comment written out.</summary>
    public static Token[] AsAttributes(Token[] tokens, SymbolTable symbols)
    {
        if (!Array.Exists(tokens, token => token.Kind == TokenKind.DocComment))
        {
            return tokens;
        }

        var written = new List<Token>(tokens.Length);
        foreach (Token token in tokens)
        {
            if (token.Kind == TokenKind.DocComment)
            {
                Write(token, written, symbols);
            }
            else
            {
                written.Add(token);
            }
        }

        return [.. written];
    }

    private static void Write(Token comment, List<Token> into, SymbolTable symbols)
    {
        Span span = comment.Span;
        into.Add(new(TokenKind.Pound, span));
        if ((comment.Flags & TokenFlags.InnerDoc) != 0)
        {
            into.Add(new(TokenKind.Not, span));
        }

        into.Add(new(TokenKind.OpenBracket, span));
        into.Add(Keywords.NameToken(symbols.Intern("doc"), span, symbols));
        into.Add(new(TokenKind.Assign, span));
        string text = symbols[comment.Text];
        string hashes = new('#', MostHashes(text));
        into.Add(new(TokenKind.RawString, span, symbols.Intern($"r{hashes}\"{text}\"{hashes}")));
        into.Add(new(TokenKind.CloseBracket, span));
    }

    // As many as keep a quote in the text from ending it.
    private static int MostHashes(string text)
    {
        int most = 0;
        for (int at = text.IndexOf('"', StringComparison.Ordinal); at >= 0; at = text.IndexOf('"', at + 1))
        {
            int end = at + 1;
            while (end < text.Length && text[end] == '#')
            {
                end++;
            }

            most = Math.Max(most, end - at);
        }

        return most;
    }
}
