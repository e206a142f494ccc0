using Crabwalk.Foundation.Text;
using Crabwalk.Rust.Expansion;
using Crabwalk.Rust.Lexing;
using Crabwalk.Rust.Parsing;

namespace Crabwalk.Rust.Hir.Lowering;

/// <summary>From literal tokens to their values.</summary>
internal static class Literals
{
    /// <summary>The value; what was reported by the lexer or parser is <see cref="Lit.Error"/>.</summary>
    public static Lit Lower(Token token, RustSession session)
    {
        if ((token.Flags & TokenFlags.Broken) != 0)
        {
            return new Lit.Error();
        }

        SymbolTable symbols = session.Symbols;
        switch (token.Kind)
        {
            case TokenKind.Identifier:
                return new Lit.Bool(token.Word == Keyword.True);
            case TokenKind.Integer:
                return Integer(token, session);
            case TokenKind.Float:
                return new Lit.Float(symbols[token.Text].Replace("_", "", StringComparison.Ordinal), session.Primitives.Find(token.Suffix));
            case TokenKind.Char:
                return new Lit.Char(LiteralText.CharOf(token, symbols));
            case TokenKind.Byte:
                return new Lit.Byte((byte)LiteralText.CharOf(token, symbols).Value);
            case TokenKind.String or TokenKind.RawString:
                return new Lit.Str([.. LiteralText.BytesOf(token, symbols)]);
            case TokenKind.ByteString or TokenKind.RawByteString:
                return new Lit.ByteStr([.. LiteralText.BytesOf(token, symbols)]);
            case TokenKind.CString or TokenKind.RawCString:
                return new Lit.CStr([.. LiteralText.BytesOf(token, symbols), 0]);
            default:
                return new Lit.Error();
        }
    }

    // `1f64` is a floating number without a point.
    private static Lit Integer(Token token, RustSession session)
    {
        Mir.Types.Ty? suffix = session.Primitives.Find(token.Suffix);
        if (suffix is Mir.Types.Ty.Float)
        {
            return new Lit.Float(session.Symbols[token.Text].Replace("_", "", StringComparison.Ordinal), suffix);
        }

        if (LiteralText.IntegerOf(token, session.Symbols) is { } value)
        {
            return new Lit.Int(value, suffix);
        }

        session.Sink.Error(ParseErrors.At(token.Span, "integer literal is too large").WithNote($"value exceeds limit of `{UInt128.MaxValue}`"));
        return new Lit.Error();
    }
}
