namespace Crabwalk.C.Lexing;

/// <summary>White space, comments, and groups that are skipped (6.4.9, 6.10.1).</summary>
internal sealed partial class Lexer
{
    /// <summary>Skips everything up to a <c>#</c> that starts a line; false at the end of the file.</summary>
    public bool SkipToDirective()
    {
        ReadOnlySpan<byte> bytes = _text.Bytes;
        while (true)
        {
            TokenFlags flags = SkipSpace(bytes);
            if (_at >= bytes.Length)
            {
                return false;
            }

            if ((flags & TokenFlags.AtLineStart) != 0 && IsHash(bytes[_at..]))
            {
                _isAtLineStart = true;
                return true;
            }

            SkipWords(bytes);
        }
    }

    /// <summary>The rest of a directive's line goes unread.</summary>
    public void SkipLine()
    {
        while (Next().Kind != TokenKind.EndOfDirective)
        {
        }
    }

    /// <summary>The name after <c>#include</c> as one token with its delimiters, or null when the line does not start with one.</summary>
    public Token? TryHeaderName()
    {
        ReadOnlySpan<byte> bytes = _text.Bytes;
        TokenFlags flags = SkipSpace(bytes);
        if (_at >= bytes.Length || bytes[_at] is not ((byte)'<' or (byte)'"'))
        {
            return null;
        }

        byte closing = bytes[_at] == (byte)'<' ? (byte)'>' : (byte)'"';
        int length = bytes[(_at + 1)..].IndexOfAny(closing, (byte)'\n');
        if (length < 0 || bytes[_at + 1 + length] == (byte)'\n')
        {
            return null;
        }

        int start = _at;
        _at += length + 2;
        return Make(TokenKind.HeaderName, start, _spellings.Intern(bytes[start.._at]), flags);
    }

    private static bool IsHash(ReadOnlySpan<byte> rest) => rest is [(byte)'#', ..] or [(byte)'%', (byte)':', ..];

    private TokenFlags SkipSpace(ReadOnlySpan<byte> bytes)
    {
        TokenFlags flags = _isAtLineStart ? TokenFlags.AtLineStart | TokenFlags.AfterSpace : TokenFlags.None;
        _isAtLineStart = false;
        for (; _at < bytes.Length; _at++)
        {
            switch (bytes[_at])
            {
                case (byte)' ' or (byte)'\t' or (byte)'\r' or 0x0B or 0x0C:
                    flags |= TokenFlags.AfterSpace;
                    break;
                case (byte)'\n':
                    if (IsInDirective)
                    {
                        return flags;
                    }

                    flags |= TokenFlags.AtLineStart | TokenFlags.AfterSpace;
                    break;
                case (byte)'/' when _at + 1 < bytes.Length && bytes[_at + 1] is (byte)'/' or (byte)'*':
                    SkipComment(bytes);
                    flags |= TokenFlags.AfterSpace;
                    break;
                case 0:
                    SkipNulls(bytes);
                    flags |= TokenFlags.AfterSpace;
                    break;
                default:
                    return flags;
            }
        }

        return flags;
    }

    // Leaves the lexer on the last byte of the comment.
    private void SkipComment(ReadOnlySpan<byte> bytes)
    {
        int start = _at;
        if (bytes[start + 1] == (byte)'/')
        {
            int toLineEnd = bytes[start..].IndexOf((byte)'\n');
            _at = (toLineEnd < 0 ? bytes.Length : start + toLineEnd) - 1;
            return;
        }

        int length = bytes[(start + 2)..].IndexOf("*/"u8);
        if (length < 0)
        {
            _reporter.Error(LexicalDiagnostics.UnterminatedComment(SpanOf(start, start + 2)));
            _at = bytes.Length - 1;
            return;
        }

        int inner = bytes.Slice(start + 2, length).IndexOf("/*"u8);
        if (inner >= 0)
        {
            _reporter.Warn(LexicalDiagnostics.CommentInComment(SpanOf(start + 2 + inner, start + 4 + inner)));
        }

        _at = start + length + 3;
    }

    private void SkipNulls(ReadOnlySpan<byte> bytes)
    {
        int start = _at;
        while (_at + 1 < bytes.Length && bytes[_at + 1] == 0)
        {
            _at++;
        }

        _reporter.Warn(LexicalDiagnostics.NullCharacter(SpanOf(start, _at + 1)));
    }

    // Up to the line's end or the next comment. Quotes are honoured, as they may hide what looks like a comment;
    // one without a partner, as in a sentence of plain English, ends with its line.
    private void SkipWords(ReadOnlySpan<byte> bytes)
    {
        while (_at < bytes.Length)
        {
            int found = bytes[_at..].IndexOfAny("\n\"'/"u8);
            _at = found < 0 ? bytes.Length : _at + found;
            if (_at >= bytes.Length || bytes[_at] == (byte)'\n')
            {
                return;
            }

            if (bytes[_at] == (byte)'/')
            {
                if (_at + 1 < bytes.Length && bytes[_at + 1] is (byte)'/' or (byte)'*')
                {
                    return;
                }

                _at++;
                continue;
            }

            SkipQuoted(bytes, bytes[_at]);
        }
    }

    private void SkipQuoted(ReadOnlySpan<byte> bytes, byte quote)
    {
        for (_at++; _at < bytes.Length && bytes[_at] != (byte)'\n'; _at++)
        {
            if (bytes[_at] == quote)
            {
                _at++;
                return;
            }

            if (bytes[_at] == (byte)'\\' && _at + 1 < bytes.Length && bytes[_at + 1] != (byte)'\n')
            {
                _at++;
            }
        }
    }
}
