using System.Text;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Lexing.Literals;

/// <summary>
/// One character of a literal: a code point to be encoded, or a number that an escape sequence gives for one element as it is
/// (6.4.4.4p6-7).
/// </summary>
internal readonly record struct LiteralUnit(uint Value, bool IsRaw);

/// <summary>Reads the characters between a literal's quotes, escape sequence by escape sequence.</summary>
internal ref struct EscapeReader(Reporter reporter, Span span, string spelling, int start, LiteralPrefix prefix)
{
    private readonly int _end = spelling.Length > start + 1 && spelling[^1] == spelling[start] ? spelling.Length - 1 : spelling.Length;
    private int _at = start + 1;

    /// <summary>Takes the next character; false at the closing quote.</summary>
    public bool TryNext(out LiteralUnit unit)
    {
        if (_at >= _end)
        {
            unit = default;
            return false;
        }

        char first = spelling[_at];
        if (first == '\\' && _at + 1 < _end)
        {
            unit = ReadEscape();
        }
        else if (first is >= '\uDC80' and <= '\uDCFF')
        {
            // A byte of the source that is no UTF-8.
            unit = new(first - 0xDC00u, IsRaw: true);
            _at++;
        }
        else
        {
            Rune.DecodeFromUtf16(spelling.AsSpan(_at, _end - _at), out Rune rune, out int used);
            unit = new((uint)rune.Value, IsRaw: false);
            _at += used;
        }

        return true;
    }

    private LiteralUnit ReadEscape()
    {
        int backslash = _at;
        char letter = spelling[_at + 1];
        _at += 2;
        switch (letter)
        {
            case >= '0' and <= '7':
                return ReadOctal();
            case 'x':
                return ReadHex(backslash);
            case 'u' or 'U':
                return ReadUniversal(backslash, letter == 'u' ? 4 : 8);
            default:
                return new(ReadSimple(backslash, letter), IsRaw: letter <= 0x7F);
        }
    }

    private uint ReadSimple(int backslash, char letter)
    {
        switch (letter)
        {
            case 'n':
                return '\n';
            case 't':
                return '\t';
            case 'r':
                return '\r';
            case 'a':
                return '\a';
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'v':
                return '\v';
            case 'e' or 'E':
                // gcc's escape character.
                return 27;
            case '\'' or '"' or '\\' or '?':
                return letter;
            default:
                return ReadUnknown(backslash);
        }
    }

    private uint ReadUnknown(int backslash)
    {
        char letter = spelling[backslash + 1];
        reporter.Warn(LiteralDiagnostics.UnknownEscape(Part(backslash, _at), letter));
        if (letter is >= '\uDC80' and <= '\uDCFF')
        {
            return letter - 0xDC00u;
        }

        Rune.DecodeFromUtf16(spelling.AsSpan(backslash + 1), out Rune rune, out int used);
        _at = backslash + 1 + used;
        return (uint)rune.Value;
    }

    private LiteralUnit ReadOctal()
    {
        int start = _at - 1;
        uint value = 0;
        for (_at = start; _at < _end && _at < start + 3 && spelling[_at] is >= '0' and <= '7'; _at++)
        {
            value = (value << 3) | (uint)(spelling[_at] - '0');
        }

        return Fit(value, start - 1, "octal");
    }

    private LiteralUnit ReadHex(int backslash)
    {
        int digits = 0;
        ulong value = 0;
        for (; _at < _end && char.IsAsciiHexDigit(spelling[_at]); _at++)
        {
            value = Math.Min((value << 4) | (uint)Convert.ToInt32(spelling[_at].ToString(), 16), uint.MaxValue + 1ul);
            digits++;
        }

        if (digits == 0)
        {
            reporter.Error(LiteralDiagnostics.HexEscapeWithoutDigits(Part(backslash, _at)));
        }

        return Fit(value, backslash, "hex");
    }

    private readonly LiteralUnit Fit(ulong value, int backslash, string kind)
    {
        ulong most = prefix.ElementBytes() switch
        {
            1 => byte.MaxValue,
            2 => ushort.MaxValue,
            _ => uint.MaxValue,
        };
        if (value > most)
        {
            reporter.Warn(LiteralDiagnostics.EscapeOutOfRange(Part(backslash, _at), kind));
        }

        return new((uint)(value & most), IsRaw: true);
    }

    private LiteralUnit ReadUniversal(int backslash, int wanted)
    {
        uint value = 0;
        int digits = 0;
        for (; digits < wanted && _at < _end && char.IsAsciiHexDigit(spelling[_at]); _at++, digits++)
        {
            value = unchecked((value << 4) | (uint)Convert.ToInt32(spelling[_at].ToString(), 16));
        }

        // 6.4.3p2: neither a surrogate nor a basic character but these three.
        bool isValid = digits == wanted && Rune.IsValid(value) && (value >= 0xA0 || value is '$' or '@' or '`');
        if (!isValid)
        {
            reporter.Error(LiteralDiagnostics.InvalidUniversalName(Part(backslash, _at), spelling[backslash.._at], digits < wanted));
            return new('?', IsRaw: false);
        }

        return new(value, IsRaw: false);
    }

    // Offsets in the spelling are offsets in the source as long as no line splice lies between and all is ASCII.
    private readonly Span Part(int from, int to) => span.Length == spelling.Length
        ? span with { Start = span.Start + from, End = span.Start + to }
        : span;
}
