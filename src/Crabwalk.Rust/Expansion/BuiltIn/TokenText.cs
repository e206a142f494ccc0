using System.Text;
using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Rust.Lexing;
using Crabwalk.Rust.Parsing;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Expansion;

/// <summary>Tokens as text, for <c>stringify!</c> and the messages of <c>assert!</c>: with the spaces that the source has, one at most.</summary>
internal static class TokenText
{
    /// <summary>The text of trees.</summary>
    public static string Of(EquatableArray<TokenTree> trees, RustSession session)
    {
        var text = new StringBuilder();
        Token? previous = null;
        foreach (Token token in TokenTrees.Flatten(trees, default))
        {
            if (token.Kind is TokenKind.EndOfFile or TokenKind.OpenInvisible or TokenKind.CloseInvisible)
            {
                continue;
            }

            if (previous is { } before && HasSpace(before, token, session))
            {
                text.Append(' ');
            }

            text.Append(ParseErrors.Text(token, session.Symbols));
            previous = token;
        }

        return text.ToString();
    }

    /// <summary>The text of an expression.</summary>
    public static string OfExpression(Span span, EquatableArray<TokenTree> trees, RustSession session)
    {
        string written = session.Sources.TextOf(span);
        return span.Expansion.IsNone && !written.Contains('\n', StringComparison.Ordinal) && !written.Contains("//", StringComparison.Ordinal) && !written.Contains("/*", StringComparison.Ordinal) ? written : Of(trees, session);
    }

    // Tokens of one text stand apart as they do there; tokens that came together in a macro as a reader would write them.
    private static bool HasSpace(Token before, Token token, RustSession session)
    {
        if (before.Span.Source == token.Span.Source && before.Span.Expansion == token.Span.Expansion && before.Span.End <= token.Span.Start)
        {
            return before.Span.End < token.Span.Start && token.Span.Start - before.Span.End < 4096 && IsBlank(session.Sources[before.Span.Source].Bytes[before.Span.End..token.Span.Start]);
        }

        bool isTight = before.Kind.IsOpen() || before.Kind is TokenKind.Dot or TokenKind.PathSeparator or TokenKind.And or TokenKind.Not or TokenKind.Dollar
            || token.Kind.IsClose() || token.Kind is TokenKind.Comma or TokenKind.Semicolon or TokenKind.Dot or TokenKind.PathSeparator or TokenKind.Question
            || (token.Kind is TokenKind.OpenParen or TokenKind.OpenBracket or TokenKind.Not or TokenKind.Colon && before.Kind == TokenKind.Identifier);
        return !isTight;
    }

    private static bool IsBlank(ReadOnlySpan<byte> bytes) => bytes.IndexOfAny((byte)' ', (byte)'\n', (byte)'\t') >= 0;
}
