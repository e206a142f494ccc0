using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Lexing;

/// <summary>
/// Cuts one source into preprocessing tokens (6.4), on demand. It knows nothing of macros; every name is an identifier. Nothing
/// is allocated for a token whose spelling was seen before. Faults that only matter where a token is really used (a stray
/// character, a missing quote) are marked on the token and reported when it leaves the preprocessor, so that text in a group
/// that is skipped or in a macro that is not used stays silent.
/// </summary>
internal sealed partial class Lexer
{
    private readonly SourceId _source;
    private readonly LogicalText _text;
    private readonly SpellingTable _spellings;
    private readonly LexerSymbols _known;
    private readonly Reporter _reporter;
    private readonly bool _warnsOfTrigraphs;
    private int _at;
    private bool _isAtLineStart = true;

    public Lexer(SourceId id, SourceText source, CStandard standard, SpellingTable spellings, LexerSymbols known, Reporter reporter)
    {
        _source = id;
        _text = LogicalText.Of(source, standard);
        _spellings = spellings;
        _known = known;
        _reporter = reporter;
        _warnsOfTrigraphs = !standard.IsStrict;
        foreach (int offset in _text.SpacedSplices)
        {
            reporter.Warn(LexicalDiagnostics.SpaceInSplice(new(id, offset, offset + 1)));
        }
    }

    /// <summary>While true, the end of a line gives <see cref="TokenKind.EndOfDirective"/> over and over.</summary>
    public bool IsInDirective { get; set; }

    /// <summary>The empty place where the lexer stands.</summary>
    public Span Here => SpanOf(_at, _at);

    /// <summary>The next token.</summary>
    public Token Next()
    {
        ReadOnlySpan<byte> bytes = _text.Bytes;
        TokenFlags flags = SkipSpace(bytes);
        int start = _at;
        if (start >= bytes.Length)
        {
            return new(IsInDirective ? TokenKind.EndOfDirective : TokenKind.EndOfFile, Here, Symbol.Empty, flags);
        }

        return CharacterClasses.Of(bytes[start]) switch
        {
            CharacterClass.Letter => LexWord(bytes, flags),
            CharacterClass.Digit => LexNumber(bytes, flags),
            CharacterClass.Dot when start + 1 < bytes.Length && char.IsAsciiDigit((char)bytes[start + 1]) => LexNumber(bytes, flags),
            CharacterClass.Dot or CharacterClass.Punctuator => LexPunctuator(bytes, flags),
            CharacterClass.Quote => LexLiteral(bytes, start, start, flags),
            CharacterClass.LineBreak => new(TokenKind.EndOfDirective, Here, Symbol.Empty, flags),
            CharacterClass.Extended => LexExtendedWord(bytes, flags),
            _ => LexStray(bytes, flags),
        };
    }

    private Span SpanOf(int start, int end) => new(_source, _text.OriginalStart(start), _text.OriginalEnd(end));

    private Token Make(TokenKind kind, int start, Symbol text, TokenFlags flags) => new(kind, SpanOf(start, _at), text, flags);

    private Token LexWord(ReadOnlySpan<byte> bytes, TokenFlags flags)
    {
        int start = _at;
        int at = start;
        uint hash = SpellingTable.HashSeed;
        while (at < bytes.Length && CharacterClasses.IsWord(bytes[at]))
        {
            hash = SpellingTable.Hash(hash, bytes[at]);
            at++;
        }

        if (at < bytes.Length && bytes[at] is (byte)'"' or (byte)'\'' or (byte)'\\' or >= 0x80)
        {
            if (bytes[at] is (byte)'\\' or >= 0x80)
            {
                return LexExtendedWord(bytes, flags);
            }

            if (IsLiteralPrefix(bytes[start..at], bytes[at]))
            {
                return LexLiteral(bytes, start, at, flags);
            }
        }

        _at = at;
        return Make(TokenKind.Identifier, start, _spellings.Intern(bytes[start..at], hash), flags);
    }

    // 6.4.4.4 and 6.4.5: u8 makes strings only.
    private static bool IsLiteralPrefix(ReadOnlySpan<byte> word, byte quote) =>
        word is [(byte)'L' or (byte)'u' or (byte)'U'] || (word is [(byte)'u', (byte)'8'] && quote == (byte)'"');

    // 6.4.8: a number goes on through letters, dots, and signs after an exponent's letter.
    private Token LexNumber(ReadOnlySpan<byte> bytes, TokenFlags flags)
    {
        int start = _at;
        int at = start;
        uint hash = SpellingTable.HashSeed;
        while (at < bytes.Length && (CharacterClasses.IsWord(bytes[at]) || bytes[at] == (byte)'.' || IsExponentSign(bytes, at, start)))
        {
            hash = SpellingTable.Hash(hash, bytes[at]);
            at++;
        }

        _at = at;
        return Make(TokenKind.PpNumber, start, _spellings.Intern(bytes[start..at], hash), flags);
    }

    private static bool IsExponentSign(ReadOnlySpan<byte> bytes, int at, int start) =>
        bytes[at] is (byte)'+' or (byte)'-' && at > start && (bytes[at - 1] | 0x20) is 'e' or 'p';

    private Token LexPunctuator(ReadOnlySpan<byte> bytes, TokenFlags flags)
    {
        int start = _at;
        TokenKind kind = PunctuatorMatcher.Match(bytes[start..], out int length);
        if (kind == TokenKind.Question)
        {
            WarnOfTrigraph(bytes, start);
        }

        _at += length;
        Symbol usual = _known.OfPunctuator(kind);
        bool isDigraph = length != kind.Spelling().Length;
        return Make(kind, start, isDigraph ? _spellings.Intern(bytes.Slice(start, length)) : usual, flags);
    }

    private Token LexLiteral(ReadOnlySpan<byte> bytes, int start, int quoteAt, TokenFlags flags)
    {
        byte quote = bytes[quoteAt];
        int at = quoteAt + 1;
        bool isClosed = false;
        while (at < bytes.Length && !isClosed && bytes[at] != (byte)'\n')
        {
            isClosed = bytes[at] == quote;
            if (bytes[at] == (byte)'?')
            {
                WarnOfTrigraph(bytes, at);
            }

            at += bytes[at] == (byte)'\\' && at + 1 < bytes.Length && bytes[at + 1] != (byte)'\n' ? 2 : 1;
        }

        if (!isClosed && at > quoteAt + 1 && bytes[at - 1] == (byte)'\r')
        {
            at--;
        }

        _at = at;
        TokenKind kind = quote == (byte)'"' ? TokenKind.StringLiteral : TokenKind.CharConstant;
        return Make(kind, start, _spellings.Intern(bytes[start..at]), isClosed ? flags : flags | TokenFlags.Unterminated);
    }

    private Token LexStray(ReadOnlySpan<byte> bytes, TokenFlags flags)
    {
        int start = _at++;
        if (bytes[start] is < (byte)' ' or 0x7F)
        {
            while (_at < bytes.Length && CharacterClasses.Of(bytes[_at]) == CharacterClass.Stray && bytes[_at] < (byte)' ')
            {
                _at++;
            }
        }

        return Make(TokenKind.Unknown, start, _spellings.Intern(bytes[start.._at]), flags);
    }

    private void WarnOfTrigraph(ReadOnlySpan<byte> bytes, int at)
    {
        if (_warnsOfTrigraphs && LogicalText.Trigraph(bytes[at..]) is var meaning and not 0)
        {
            string text = System.Text.Encoding.ASCII.GetString(bytes.Slice(at, 3));
            _reporter.Warn(LexicalDiagnostics.TrigraphIgnored(SpanOf(at, at + 3), text, (char)meaning));
        }
    }
}
