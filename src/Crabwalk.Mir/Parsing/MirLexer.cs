using System.Globalization;
using System.Text;

namespace Crabwalk.Mir.Parsing;

/// <summary>
/// Cuts a MIR text into tokens. Comments are skipped, but for those that tell an origin: behind <c>// scope</c> and <c>// at</c> come
/// tokens, so that the spans in a dump can be read back.
/// </summary>
internal sealed class MirLexer
{
    private static readonly string[] LongSymbols = ["->", "=>", "::", "..."];

    private readonly string _text;
    private int _at;

    private MirLexer(string text) => _text = text;

    /// <summary>All tokens, the end included.</summary>
    public static List<MirToken> Lex(string text)
    {
        var lexer = new MirLexer(text);
        var tokens = new List<MirToken>();
        do
        {
            tokens.Add(lexer.Next());
        }
        while (tokens[^1].Kind != MirTokenKind.End);
        return tokens;
    }

    private char Here => At(0);

    private char At(int ahead) => _at + ahead < _text.Length ? _text[_at + ahead] : '\0';

    private MirToken Next()
    {
        if (SkipBlanks() is { } origin)
        {
            return origin;
        }

        int start = _at;
        if (_at >= _text.Length)
        {
            return new(MirTokenKind.End, "", start);
        }

        return Here switch
        {
            'b' when At(1) == '"' => Quoted(MirTokenKind.Bytes, '"', skip: 1),
            '"' => Quoted(MirTokenKind.Text, '"'),
            '`' => Quoted(MirTokenKind.QuotedName, '`'),
            '\'' => Tick(),
            var c when IsWordStart(c) => new(MirTokenKind.Word, Word(), start),
            var c when char.IsAsciiDigit(c) => Number(),
            _ => Symbol(),
        };
    }

    private MirToken? SkipBlanks()
    {
        while (_at < _text.Length)
        {
            if (char.IsWhiteSpace(Here))
            {
                _at++;
            }
            else if (Here == '/' && At(1) == '/')
            {
                if (Origin() is { } origin)
                {
                    return origin;
                }

                int end = _text.IndexOf('\n', _at);
                _at = end < 0 ? _text.Length : end;
            }
            else
            {
                return null;
            }
        }

        return null;
    }

    private MirToken? Origin()
    {
        foreach (string word in (string[])["scope ", "at \""])
        {
            if (string.CompareOrdinal(_text, _at, "// " + word, 0, word.Length + 3) == 0 && (word[0] == 'a' || char.IsAsciiDigit(At(9))))
            {
                int start = _at;
                string keyword = word[..word.IndexOf(' ', StringComparison.Ordinal)];
                _at += 3 + keyword.Length;
                return new(MirTokenKind.Origin, keyword, start);
            }
        }

        return null;
    }

    // A path goes on over `::` and `.` as long as a name follows.
    private string Word()
    {
        int start = _at;
        while (true)
        {
            while (IsWordStart(Here) || char.IsAsciiDigit(Here))
            {
                _at++;
            }

            int joint = Here == '.' ? 1 : Here == ':' && At(1) == ':' ? 2 : 0;
            if (joint == 0 || !IsWordStart(At(joint)))
            {
                return _text[start.._at];
            }

            _at += joint;
        }
    }

    private MirToken Number()
    {
        int start = _at;
        while (IsWordStart(Here) || char.IsAsciiDigit(Here) || (Here == '.' && char.IsAsciiDigit(At(1))) || (Here is '+' or '-' && IsExponent(start)))
        {
            _at++;
        }

        return new(MirTokenKind.Number, _text[start.._at], start);
    }

    private bool IsExponent(int start) =>
        _text[_at - 1] is 'e' or 'E' && char.IsAsciiDigit(At(1)) && !_text.AsSpan(start, _at - start).Contains('x') && !_text.AsSpan(start, _at - start).Contains('_');

    private MirToken Tick()
    {
        int start = _at;
        if (At(1) == '\\' || At(2) == '\'')
        {
            return Quoted(MirTokenKind.Character, '\'');
        }

        _at++;
        while (IsWordStart(Here) || char.IsAsciiDigit(Here))
        {
            _at++;
        }

        return new(MirTokenKind.Lifetime, _text[start.._at], start);
    }

    private MirToken Quoted(MirTokenKind kind, char quote, int skip = 0)
    {
        int start = _at;
        _at += skip + 1;
        var text = new StringBuilder();
        while (_at < _text.Length && Here != quote)
        {
            if (Here != '\\')
            {
                text.Append(_text[_at++]);
            }
            else if (!Escape(text))
            {
                return new(MirTokenKind.Wrong, "unknown escape", start);
            }
        }

        if (_at >= _text.Length)
        {
            return new(MirTokenKind.Wrong, "missing closing quote", start);
        }

        _at++;
        return new(kind, text.ToString(), start);
    }

    private bool Escape(StringBuilder text)
    {
        char c = At(1);
        _at += 2;
        switch (c)
        {
            case 'n':
                text.Append('\n');
                return true;
            case 't':
                text.Append('\t');
                return true;
            case '\\' or '"' or '\'' or '`':
                text.Append(c);
                return true;
            case 'x':
                return Hex(text, _at, 2);
            case 'u' when Here == '{':
                int end = _text.IndexOf('}', _at);
                bool isRead = end > 0 && Hex(text, _at + 1, end - _at - 1);
                _at = end > 0 ? end + 1 : _at;
                return isRead;
            default:
                return false;
        }
    }

    // Code points beyond the first plane come as two escapes, as a text has them.
    private bool Hex(StringBuilder text, int start, int length)
    {
        if (start + length > _text.Length || !int.TryParse(_text.AsSpan(start, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int value))
        {
            return false;
        }

        _at = start + length;
        text.Append(value is <= char.MaxValue and >= 0 ? ((char)value).ToString() : value is > 0 and <= 0x10FFFF ? char.ConvertFromUtf32(value) : "\uFFFD");
        return true;
    }

    private MirToken Symbol()
    {
        int start = _at;
        string text = Array.Find(LongSymbols, symbol => string.CompareOrdinal(_text, start, symbol, 0, symbol.Length) == 0) ?? Here.ToString();
        _at += text.Length;
        return new("->=>::...()[]{}<>,;:=&*#/^!?@+-_|.".Contains(text, StringComparison.Ordinal) ? MirTokenKind.Symbol : MirTokenKind.Wrong, text, start);
    }

    private static bool IsWordStart(char c) => char.IsAsciiLetter(c) || c is '_' or '$';
}
