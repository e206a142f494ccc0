using System.Text;
using Crabwalk.C.Lexing;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Preprocessing.Macros;

/// <summary><c>#</c> (6.10.3.2): an argument's spelling becomes a string literal.</summary>
internal sealed class Stringifier(Session session)
{
    // A string of a string of a string doubles its backslashes each time: text counts as the tokens it could be.
    private const int CharactersPerToken = 8;
    private readonly Dictionary<string, Token> _made = new(StringComparer.Ordinal);

    /// <summary>The string literal of the tokens; it stands where <paramref name="hash"/> stands.</summary>
    public Token Stringify(ReadOnlySpan<Token> argument, Token hash)
    {
        string text = Spell(argument, hash);
        session.ExpandedTokens += text.Length / CharactersPerToken;
        if (!_made.TryGetValue(text, out Token made))
        {
            made = Literal(session, "<stringified>", text);
            _made.Add(text, made);
        }

        return made with { Flags = hash.Flags };
    }

    /// <summary>A token for text that stands in no file: it gets a source of its own.</summary>
    public static Token Literal(Session session, string sourceName, string text, TokenKind kind = TokenKind.StringLiteral)
    {
        byte[] bytes = SpellingTable.BytesOf(text);
        SourceId id = session.Map.Add(SourceText.FromBytes(sourceName, bytes, SourceKind.Synthetic));
        return new(kind, new(id, 0, bytes.Length), session.Symbols.Intern(text));
    }

    private string Spell(ReadOnlySpan<Token> argument, Token hash)
    {
        var text = new StringBuilder("\"");
        for (int i = 0; i < argument.Length; i++)
        {
            Token token = argument[i];
            if (i > 0 && (token.Flags & (TokenFlags.AfterSpace | TokenFlags.AtLineStart)) != 0)
            {
                text.Append(' ');
            }

            Append(text, token);
        }

        if (TrailingBackslashes(text) % 2 != 0)
        {
            session.Reporter.Warn(MacroDiagnostics.DanglingBackslash(hash.Span));
            text.Length--;
        }

        return text.Append('"').ToString();
    }

    private void Append(StringBuilder text, Token token)
    {
        string spelling = session.TextOf(token);
        if (token.Kind is not (TokenKind.StringLiteral or TokenKind.CharConstant or TokenKind.HeaderName))
        {
            text.Append(spelling);
            return;
        }

        foreach (char character in spelling)
        {
            text.Append(character is '"' or '\\' ? "\\" : "").Append(character);
        }
    }

    private static int TrailingBackslashes(StringBuilder text)
    {
        int count = 0;
        while (count < text.Length - 1 && text[text.Length - 1 - count] == '\\')
        {
            count++;
        }

        return count;
    }
}
