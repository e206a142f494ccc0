using System.Globalization;
using System.Text;
using Crabwalk.Foundation.Text;
using Crabwalk.Rust.Lexing;

namespace Crabwalk.Rust.Expansion;

/// <summary>From a literal as spelled to what it means (Reference: Tokens). The lexer has checked the spelling.</summary>
internal static class LiteralText
{
    /// <summary>The text of a string literal; null for other literals.</summary>
    public static string? StringOf(Token token, SymbolTable symbols) =>
        token.Kind is TokenKind.String or TokenKind.RawString ? Encoding.UTF8.GetString(BytesOf(token, symbols)) : null;

    /// <summary>The bytes of a string, byte string or C string, without the zero that ends the last.</summary>
    public static byte[] BytesOf(Token token, SymbolTable symbols)
    {
        string spelled = symbols[token.Text];
        int quote = spelled.IndexOf('"', StringComparison.Ordinal);
        int last = spelled.LastIndexOf('"');
        if (quote < 0 || last <= quote)
        {
            return [];
        }

        string inner = spelled[(quote + 1)..last].Replace("\r\n", "\n", StringComparison.Ordinal);
        bool isRaw = token.Kind is TokenKind.RawString or TokenKind.RawByteString or TokenKind.RawCString;
        return isRaw ? Encoding.UTF8.GetBytes(inner) : Unescape(inner, token.Kind);
    }

    /// <summary>The character of <c>'a'</c> or <c>b'a'</c>.</summary>
    public static Rune CharOf(Token token, SymbolTable symbols)
    {
        string spelled = symbols[token.Text];
        int start = spelled.IndexOf('\'', StringComparison.Ordinal) + 1;
        int end = spelled.LastIndexOf('\'');
        if (end <= start)
        {
            return new(0);
        }

        int at = start;
        return spelled[at] == '\\' ? ReadEscape(spelled, ref at) ?? new(0) : Rune.GetRuneAt(spelled, at);
    }

    /// <summary>The value of an integer literal; null when it does not fit 128 bits.</summary>
    public static UInt128? IntegerOf(Token token, SymbolTable symbols)
    {
        string digits = symbols[token.Text].Replace("_", "", StringComparison.Ordinal);
        uint radix = digits.Length < 2 || digits[0] != '0' ? 10u : digits[1] switch { 'x' => 16u, 'o' => 8u, 'b' => 2u, _ => 10u };
        UInt128 value = 0;
        foreach (char c in digits.AsSpan(radix == 10 ? 0 : 2))
        {
            uint digit = (uint)Convert.ToInt32(c.ToString(), 16);
            if (value > (UInt128.MaxValue - digit) / radix)
            {
                return null;
            }

            value = (value * radix) + digit;
        }

        return value;
    }

    /// <summary>How a place of a string's content is spelled: the offset in the literal's text of each byte of the value, and of its end.</summary>
    public static int[]? OffsetsOf(Token token, SymbolTable symbols)
    {
        string spelled = symbols[token.Text];
        int quote = spelled.IndexOf('"', StringComparison.Ordinal);
        int last = spelled.LastIndexOf('"');
        if (quote < 0 || last <= quote)
        {
            return null;
        }

        bool isRaw = token.Kind is TokenKind.RawString;
        var offsets = new List<int>();
        int spelledBytes = Encoding.UTF8.GetByteCount(spelled.AsSpan(0, quote + 1));
        for (int at = quote + 1; at < last;)
        {
            int start = at;
            int valueBytes = isRaw || spelled[at] != '\\' ? PlainLength(spelled, ref at) : EscapeLength(spelled, last, ref at);
            for (int i = 0; i < valueBytes; i++)
            {
                offsets.Add(spelledBytes);
            }

            spelledBytes += Encoding.UTF8.GetByteCount(spelled.AsSpan(start, at - start));
        }

        offsets.Add(spelledBytes);
        return [.. offsets];
    }

    private static int PlainLength(string text, ref int at)
    {
        Rune rune = Rune.TryGetRuneAt(text, at, out Rune found) ? found : Rune.ReplacementChar;
        bool isCarriage = text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n';
        at += rune == Rune.ReplacementChar ? 1 : rune.Utf16SequenceLength;
        return isCarriage ? 0 : rune.Utf8SequenceLength;
    }

    private static int EscapeLength(string text, int end, ref int at)
    {
        if (text[at + 1] is '\n' or '\r')
        {
            SkipLineEnd(text.AsSpan(0, end), ref at);
            return 0;
        }

        return ReadEscape(text, ref at)?.Utf8SequenceLength ?? 1;
    }

    private static byte[] Unescape(string text, TokenKind kind)
    {
        var bytes = new List<byte>(text.Length);
        System.Span<byte> buffer = stackalloc byte[4];
        for (int at = 0; at < text.Length;)
        {
            if (text[at] != '\\')
            {
                Rune plain = Rune.TryGetRuneAt(text, at, out Rune found) ? found : Rune.ReplacementChar;
                bytes.AddRange(buffer[..plain.EncodeToUtf8(buffer)]);
                at += plain == Rune.ReplacementChar ? 1 : plain.Utf16SequenceLength;
            }
            else if (at + 1 < text.Length && text[at + 1] is '\n' or '\r')
            {
                SkipLineEnd(text, ref at);
            }
            else
            {
                bool isByte = at + 1 < text.Length && text[at + 1] == 'x' && kind != TokenKind.String;
                Rune rune = ReadEscape(text, ref at) ?? new(0);
                bytes.AddRange(isByte ? [(byte)rune.Value] : buffer[..rune.EncodeToUtf8(buffer)]);
            }
        }

        return [.. bytes];
    }

    private static void SkipLineEnd(ReadOnlySpan<char> text, ref int at)
    {
        at++;
        while (at < text.Length && text[at] is ' ' or '\n' or '\t' or '\r')
        {
            at++;
        }
    }

    // At the backslash; behind the escape afterwards. Null for what the lexer has reported.
    private static Rune? ReadEscape(string text, ref int at)
    {
        char kind = at + 1 < text.Length ? text[at + 1] : '\0';
        at += 2;
        switch (kind)
        {
            case 'n':
                return new('\n');
            case 't':
                return new('\t');
            case 'r':
                return new('\r');
            case '0':
                return new(0);
            case 'x':
                at += 2;
                return at <= text.Length && int.TryParse(text.AsSpan(at - 2, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out int value) ? new(value) : null;
            case 'u':
                int close = text.IndexOf('}', at);
                string digits = close < 0 ? "" : text[(at + 1)..close].Replace("_", "", StringComparison.Ordinal);
                at = close < 0 ? text.Length : close + 1;
                return int.TryParse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out int scalar) && Rune.IsValid(scalar) ? new(scalar) : null;
            default:
                return new(kind);
        }
    }
}
