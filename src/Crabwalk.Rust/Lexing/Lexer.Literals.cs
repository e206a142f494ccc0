using Crabwalk.Foundation.Text;

namespace Crabwalk.Rust.Lexing;

/// <content>Numbers, characters, strings, lifetimes and raw names.</content>
public sealed partial class Lexer
{
    private bool TryLiteral(out Token token)
    {
        int start = _at;
        token = default;
        switch (Peek(), Peek(1), Peek(2))
        {
            case ('"', _, _):
                token = Quoted(start, TokenKind.String, "");
                return true;
            case ('\'', _, _):
                token = CharOrLifetime();
                return true;
            case ('b', '\'', _):
                token = QuotedChar(start, TokenKind.Byte);
                return true;
            case ('b', '"', _):
                token = Quoted(start, TokenKind.ByteString, "b");
                return true;
            case ('c', '"', _) when _edition >= Edition.Rust2021:
                token = Quoted(start, TokenKind.CString, "c");
                return true;
            case ('r', '"' or '#', _):
                return TryRaw(start, 1, TokenKind.RawString, out token);
            case ('b', 'r', '"' or '#'):
                return TryRaw(start, 2, TokenKind.RawByteString, out token);
            case ('c', 'r', '"' or '#') when _edition >= Edition.Rust2021:
                return TryRaw(start, 2, TokenKind.RawCString, out token);
            default:
                return false;
        }
    }

    private Token Literal(TokenKind kind, int start, TokenFlags flags = TokenFlags.None)
    {
        Symbol text = _symbols.Intern(Bytes[start.._at]);
        Symbol suffix = Symbol.Empty;
        int end = _at;
        if ((flags & TokenFlags.Broken) == 0 && IsNameStart(_at, out _))
        {
            SkipName();
            suffix = _symbols.Intern(Bytes[end.._at]);
        }

        return new(kind, SpanFrom(start), text) { Suffix = suffix, Flags = flags };
    }

    private bool TryRaw(int start, int prefix, TokenKind kind, out Token token)
    {
        token = default;
        int hashes = 0;
        while (Peek(prefix + hashes) == '#')
        {
            hashes++;
        }

        if (Peek(prefix + hashes) != '"')
        {
            return prefix == 1 && hashes == 1 && TryRawName(start, out token);
        }

        _at += prefix + hashes + 1;
        token = RawString(start, kind, hashes);
        return true;
    }

    private bool TryRawName(int start, out Token token)
    {
        token = default;
        if (!IsNameStart(start + 2, out _))
        {
            return false;
        }

        _at = start + 2;
        SkipName();
        token = MakeName(start, start + 2);
        string name = _symbols[token.Text];
        if (Keywords.Of(name) is Keyword.Underscore or Keyword.SelfType or Keyword.SelfValue or Keyword.Super or Keyword.Crate)
        {
            _sink.Error(LexicalErrors.RawNameNotAllowed(token.Span, name));
        }

        return true;
    }

    private Token RawString(int start, TokenKind kind, int hashes)
    {
        int open = _at;
        while (_at < _source.Length)
        {
            int quote = Bytes[_at..].IndexOf((byte)'"');
            if (quote < 0)
            {
                break;
            }

            _at += quote + 1;
            int found = 0;
            while (found < hashes && Peek(found) == '#')
            {
                found++;
            }

            if (found == hashes)
            {
                _at += hashes;
                return Literal(kind, start);
            }
        }

        _at = _source.Length;
        _sink.Error(LexicalErrors.UnterminatedRawString(SpanFrom(start) with { End = open }, hashes));
        return Literal(kind, start, TokenFlags.Broken);
    }

    private Token Quoted(int start, TokenKind kind, string prefix)
    {
        _at += prefix.Length + 1;
        while (_at < _source.Length)
        {
            int c = Bytes[_at++];
            if (c == '"')
            {
                return Checked(Literal(kind, start), prefix.Length + 1);
            }

            _at += c == '\\' && _at < _source.Length ? 1 : 0;
        }

        _sink.Error(LexicalErrors.UnterminatedString(SpanFrom(start), prefix));
        return Literal(kind, start, TokenFlags.Broken);
    }

    private Token Checked(Token literal, int contentStart)
    {
        int end = literal.Span.End - _symbols[literal.Suffix].Length - 1;
        bool isFine = new EscapeChecker(_source, literal.Span, _sink).Check(literal.Kind, literal.Span.Start + contentStart, end);
        return isFine ? literal : literal with { Flags = literal.Flags | TokenFlags.Broken };
    }

    // `'a'` is a character, `'a` a lifetime: what follows the first character decides.
    private Token CharOrLifetime()
    {
        int start = _at;
        return IsCharLiteralAt(_at) || !IsNamePart(_at + 1, out _) ? QuotedChar(start, TokenKind.Char) : Lifetime(start);
    }

    private bool IsCharLiteralAt(int quote)
    {
        if (quote + 1 >= _source.Length || Bytes[quote + 1] == '\'')
        {
            return false;
        }

        if (Bytes[quote + 1] == '\\')
        {
            return true;
        }

        RuneAt(quote + 1, out int length);
        return quote + 1 + length < _source.Length && Bytes[quote + 1 + length] == '\'';
    }

    private Token Lifetime(int start)
    {
        _at++;
        bool startsWithDigit = Peek() is >= '0' and <= '9';
        bool isRaw = _edition >= Edition.Rust2021 && Peek() == 'r' && Peek(1) == '#' && IsNameStart(_at + 2, out _);
        int name = isRaw ? _at + 2 : start;
        _at = isRaw ? name : _at;
        SkipName();
        if (Peek() == '\'')
        {
            _at++;
            _sink.Error(ManyCodepoints(SpanFrom(start), _source.Slice(start + 1, _at - 1)));
            return Literal(TokenKind.Char, start, TokenFlags.Broken);
        }

        if (startsWithDigit)
        {
            _sink.Error(LexicalErrors.At(SpanFrom(start), "lifetimes cannot start with a number"));
        }

        Symbol text = isRaw ? _symbols.Intern("'" + _source.Slice(name, _at)) : _symbols.Intern(Bytes[start.._at]);
        return new(TokenKind.Lifetime, SpanFrom(start), text) { Flags = isRaw ? TokenFlags.Raw : 0 };
    }

    private static Foundation.Diagnostics.Diagnostic ManyCodepoints(Span span, string content) =>
        LexicalErrors.At(span, "character literal may only contain one codepoint") with
        {
            Fixes = [new("if you meant to write a string literal, use double quotes", [new(span, $"\"{content}\"")])],
        };

    private Token QuotedChar(int start, TokenKind kind)
    {
        int prefix = kind == TokenKind.Byte ? 2 : 1;
        _at += prefix;
        int scan = _at;
        while (scan < _source.Length && Bytes[scan] is not ((byte)'\'' or (byte)'\n'))
        {
            scan += Bytes[scan] == '\\' ? 2 : 1;
        }

        if (scan < _source.Length && Bytes[scan] == '\'')
        {
            _at = scan + 1;
            return Checked(Literal(kind, start), prefix);
        }

        // `'` alone: take the rest of the line's first character only when it cannot begin a token of its own.
        _at = LineEnd(start);
        _sink.Error(kind == TokenKind.Byte ? LexicalErrors.UnterminatedByte(SpanFrom(start)) : LexicalErrors.UnterminatedChar(SpanFrom(start)));
        return Literal(kind, start, TokenFlags.Broken);
    }

    private Token Number()
    {
        int start = _at;
        int radix = Peek() != '0' ? 10 : Peek(1) switch { 'b' => 2, 'o' => 8, 'x' => 16, _ => 10 };
        if (radix != 10)
        {
            _at += 2;
            return RadixNumber(start, radix);
        }

        SkipDigits(10);
        bool isFloat = false;
        if (Peek() == '.' && Peek(1) != '.' && !IsNameStart(_at + 1, out _))
        {
            _at++;
            isFloat = true;
            SkipDigits(10);
        }

        isFloat |= TryExponent(start);
        return Literal(isFloat ? TokenKind.Float : TokenKind.Integer, start);
    }

    private Token RadixNumber(int start, int radix)
    {
        int digits = SkipDigits(radix == 16 ? 16 : 10);
        if (digits == 0)
        {
            _sink.Error(LexicalErrors.NoDigits(SpanFrom(start)));
            return Literal(TokenKind.Integer, start) with { Flags = TokenFlags.Broken };
        }

        TokenFlags flags = TokenFlags.None;
        for (int i = start + 2; i < _at; i++)
        {
            if (radix < 10 && Bytes[i] is >= (byte)'0' and <= (byte)'9' && Bytes[i] - '0' >= radix)
            {
                _sink.Error(LexicalErrors.At(new(_id, i, i + 1, _expansion), $"invalid digit for a base {radix} literal"));
                flags = TokenFlags.Broken;
            }
        }

        Token token = Literal(TokenKind.Integer, start);
        return token with { Flags = flags };
    }

    private int SkipDigits(int radix)
    {
        int count = 0;
        for (; ; _at++)
        {
            int c = Peek();
            if (c is >= '0' and <= '9' || (radix == 16 && c is (>= 'a' and <= 'f') or (>= 'A' and <= 'F') && radix == 16))
            {
                count++;
            }
            else if (c != '_')
            {
                return count;
            }
        }
    }

    // `1e5`, `1E-5`; `1em` is a number with the suffix `em`, `1e+` lacks its digits.
    private bool TryExponent(int start)
    {
        if (Peek() is not ('e' or 'E'))
        {
            return false;
        }

        int sign = Peek(1) is '+' or '-' ? 1 : 0;
        int ahead = 1 + sign;
        while (Peek(ahead) == '_')
        {
            ahead++;
        }

        if (Peek(ahead) is not (>= '0' and <= '9'))
        {
            if (sign == 0 && IsNamePart(_at + 1, out _))
            {
                return false;
            }

            _at += ahead;
            _sink.Error(LexicalErrors.At(SpanFrom(start), "expected at least one digit in exponent"));
            return true;
        }

        _at += ahead;
        SkipDigits(10);
        return true;
    }
}
