using System.Globalization;
using System.Text;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;

namespace Crabwalk.Rust.Lexing;

/// <summary>
/// Turns a text into tokens, the last one <see cref="TokenKind.EndOfFile"/>. White space and plain comments are dropped; everything
/// else is in the spans. It never fails: what is wrong is reported and a token that stands for it goes on. Literals are in
/// <c>Lexer.Literals.cs</c>.
/// </summary>
public sealed partial class Lexer
{
    // The tokens of a text are collected here and then taken out in one piece of their size: a library is a hundred texts.
    [ThreadStatic]
    private static List<Token>? _scratch;

    private readonly SourceText _source;
    private readonly SourceId _id;
    private readonly Edition _edition;
    private readonly SymbolTable _symbols;
    private readonly DiagnosticSink _sink;
    private readonly ExpansionId _expansion;
    private readonly List<Token> _tokens = _scratch ??= [];
    private readonly Dictionary<Symbol, Keyword> _words = [];
    private int _at;

    private Lexer(SourceId id, SourceText source, Edition edition, SymbolTable symbols, DiagnosticSink sink, ExpansionId expansion)
    {
        (_id, _source, _edition, _symbols, _sink, _expansion) = (id, source, edition, symbols, sink, expansion);
    }

    private ReadOnlySpan<byte> Bytes => _source.Bytes;

    /// <summary>All tokens of a text.</summary>
    public static Token[] Lex(SourceId id, Edition edition, SourceMap sources, SymbolTable symbols, DiagnosticSink sink, ExpansionId expansion = default)
    {
        var lexer = new Lexer(id, sources[id], edition, symbols, sink, expansion);
        lexer._tokens.Clear();
        lexer.Run();
        return [.. lexer._tokens];
    }

    private void Run()
    {
        if (!CheckUtf8())
        {
            _tokens.Add(new(TokenKind.EndOfFile, SpanFrom(0) with { End = 0 }));
            return;
        }

        SkipShebang();
        while (true)
        {
            SkipSpaceAndComments();
            if (_at >= _source.Length)
            {
                break;
            }

            _tokens.Add(Next());
        }

        _tokens.Add(new(TokenKind.EndOfFile, SpanFrom(_source.Length)));
    }

    private bool CheckUtf8()
    {
        ReadOnlySpan<byte> rest = Bytes;
        int at = 0;
        while (at < rest.Length)
        {
            int ascii = rest[at..].IndexOfAnyExceptInRange((byte)0, (byte)127);
            if (ascii < 0)
            {
                return true;
            }

            at += ascii;
            if (Rune.DecodeFromUtf8(rest[at..], out _, out int length) != System.Buffers.OperationStatus.Done)
            {
                var span = new Span(_id, at, at + 1, _expansion);
                _sink.Error(LexicalErrors.At(span, $"couldn't read `{_source.Path}`: stream did not contain valid UTF-8", $"byte `{rest[at]}` is not valid utf-8"));
                return false;
            }

            at += length;
        }

        return true;
    }

    // A first line `#!...` is the shell's, unless what follows is `[`: then it is an inner attribute.
    private void SkipShebang()
    {
        if (!Bytes.StartsWith("#!"u8))
        {
            return;
        }

        _at = 2;
        var quiet = new Lexer(_id, _source, _edition, _symbols, new DiagnosticSink(), _expansion) { _at = 2 };
        quiet.SkipSpaceAndComments();
        _at = quiet.Peek() == '[' ? 0 : LineEnd(0);
    }

    private int LineEnd(int from)
    {
        int length = Bytes[from..].IndexOf((byte)'\n');
        return length < 0 ? _source.Length : from + length;
    }

    private int Peek(int ahead = 0) => _at + ahead < _source.Length ? Bytes[_at + ahead] : -1;

    private Span SpanFrom(int start) => new(_id, start, Math.Max(start, _at), _expansion);

    private void SkipSpaceAndComments()
    {
        while (_at < _source.Length)
        {
            int c = Bytes[_at];
            if (c is ' ' or '\n' or '\t' or '\r' or '\v' or '\f')
            {
                _at++;
            }
            else if (c == '/' && Peek(1) == '/' && !IsLineDoc())
            {
                _at = LineEnd(_at);
            }
            else if (c == '/' && Peek(1) == '*' && !IsBlockDoc())
            {
                SkipBlockComment();
            }
            else if (c < 0x80 || !TrySkipUnicodeSpace())
            {
                return;
            }
        }
    }

    // Pattern_White_Space beyond ASCII: NEL, the two direction marks, line and paragraph separator.
    private bool TrySkipUnicodeSpace()
    {
        Rune rune = RuneAt(_at, out int length);
        bool isSpace = rune.Value is 0x85 or 0x200E or 0x200F or 0x2028 or 0x2029;
        _at += isSpace ? length : 0;
        return isSpace;
    }

    private Rune RuneAt(int at, out int length)
    {
        Rune.DecodeFromUtf8(Bytes[at..], out Rune rune, out length);
        return rune;
    }

    private bool IsLineDoc() => Peek(2) == '!' || (Peek(2) == '/' && Peek(3) != '/');

    private bool IsBlockDoc() => Peek(2) == '!' || (Peek(2) == '*' && Peek(3) is not ('*' or '/'));

    private bool SkipBlockComment()
    {
        int start = _at;
        int depth = 0;
        while (_at < _source.Length)
        {
            (int step, int change) = (Peek(), Peek(1)) switch
            {
                ('/', '*') => (2, 1),
                ('*', '/') => (2, -1),
                _ => (1, 0),
            };
            _at += step;
            depth += change;
            if (depth == 0)
            {
                return true;
            }
        }

        _sink.Error(LexicalErrors.UnterminatedBlockComment(SpanFrom(start)));
        return false;
    }

    private Token Next()
    {
        int c = Bytes[_at];
        if (c == '/' && Peek(1) is '/' or '*' && c == '/')
        {
            return DocComment();
        }

        if (c is >= '0' and <= '9')
        {
            return Number();
        }

        if (TryLiteral(out Token literal))
        {
            return literal;
        }

        return IsNameStart(_at, out _) ? Name() : Punctuation();
    }

    private Token DocComment()
    {
        int start = _at;
        bool isBlock = Peek(1) == '*';
        TokenFlags flags = (Peek(2) == '!' ? TokenFlags.InnerDoc : 0) | (isBlock ? TokenFlags.BlockDoc : 0);
        bool isClosed = true;
        if (isBlock)
        {
            isClosed = SkipBlockComment();
        }
        else
        {
            _at = LineEnd(_at);
        }

        int end = isBlock && isClosed ? _at - 2 : _at;
        end = !isBlock && end > start + 3 && Bytes[end - 1] == '\r' ? end - 1 : end;
        return new(TokenKind.DocComment, SpanFrom(start), _symbols.Intern(Bytes[Math.Min(start + 3, end)..end])) { Flags = flags };
    }

    private Token Name()
    {
        int start = _at;
        SkipName();
        return MakeName(start, start);
    }

    private Token MakeName(int start, int nameStart)
    {
        Symbol text = _symbols.Intern(Bytes[nameStart.._at]);
        bool isRaw = nameStart != start;
        CheckPrefix(start, isRaw);
        return new(TokenKind.Identifier, SpanFrom(start), text) { Word = isRaw ? Keyword.None : WordOf(text), Flags = isRaw ? TokenFlags.Raw : 0 };
    }

    private Keyword WordOf(Symbol text)
    {
        if (!_words.TryGetValue(text, out Keyword word))
        {
            _words.Add(text, word = Keywords.Of(_symbols[text]));
        }

        return word;
    }

    // Since 2021 a name that touches `"`, `'` or `#` is a reserved prefix.
    private void CheckPrefix(int start, bool isRaw)
    {
        if (isRaw || _edition < Edition.Rust2021 || Peek() is not ('"' or '\'' or '#'))
        {
            return;
        }

        if (Peek() == '\'' && !IsCharLiteralAt(_at))
        {
            return;
        }

        _sink.Error(LexicalErrors.ReservedPrefix(SpanFrom(start), _source.Slice(start, _at)));
    }

    private void SkipName()
    {
        IsNameStart(_at, out int length);
        for (_at += length; IsNamePart(_at, out length); _at += length)
        {
        }
    }

    private bool IsNameStart(int at, out int length)
    {
        length = 1;
        if (at >= _source.Length)
        {
            return false;
        }

        int c = Bytes[at];
        return c < 0x80 ? c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '_' : IsLetter(RuneAt(at, out length));
    }

    private bool IsNamePart(int at, out int length)
    {
        if (IsNameStart(at, out length))
        {
            return true;
        }

        if (at >= _source.Length)
        {
            return false;
        }

        int c = Bytes[at];
        return c < 0x80 ? c is >= '0' and <= '9' : IsMark(RuneAt(at, out length));
    }

    private static bool IsLetter(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter
        or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber;

    private static bool IsMark(Rune rune) => rune.Value == 0xB7 || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark
        or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.ConnectorPunctuation;

    private Token Punctuation()
    {
        int start = _at;
        for (int length = 3; length > 0; length--)
        {
            if (_at + length <= _source.Length && Operators.Find(Bytes.Slice(_at, length)) is { } kind)
            {
                _at += length;
                return new(kind, SpanFrom(start)) { Flags = Operators.Continues(Peek()) && !kind.IsOpen() && !kind.IsClose() ? TokenFlags.Joint : 0 };
            }
        }

        Rune rune = RuneAt(_at, out int bytes);
        _at += bytes;
        _sink.Error(LexicalErrors.UnknownStart(SpanFrom(start), Shown(rune)));
        return new(TokenKind.Unknown, SpanFrom(start), _symbols.Intern(Bytes[start.._at])) { Flags = TokenFlags.Broken };
    }

    private static string Shown(Rune rune) => Rune.IsControl(rune) ? $"\\u{{{rune.Value:x}}}" : rune.ToString();
}
