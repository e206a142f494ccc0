using System.Globalization;
using Crabwalk.C.Lexing;
using Crabwalk.C.Lexing.Literals;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Layout;

namespace Crabwalk.Tests.C.Preprocessing;

/// <summary>What constants and string literals mean, and what is said when they mean nothing.</summary>
public sealed class LiteralTests
{
    [Theory]
    [InlineData("0", "Int 0")]
    [InlineData("2147483647", "Int 2147483647")]
    [InlineData("2147483648", "Long 2147483648")]
    [InlineData("0x80000000", "UnsignedInt 2147483648")]
    [InlineData("0xffffffffffffffff", "UnsignedLong 18446744073709551615")]
    [InlineData("017u", "UnsignedInt 15")]
    [InlineData("0b101LL", "LongLong 5")]
    [InlineData("1uLL", "UnsignedLongLong 1")]
    [InlineData("18446744073709551615", "UnsignedLongLong 18446744073709551615 C0125")]
    [InlineData("18446744073709551616", "Int 0 C0124")]
    [InlineData("08", "C0121")]
    [InlineData("12abc", "C0120")]
    [InlineData("0x", "C0120")]
    [InlineData("1.5", "1.5")]
    [InlineData("1.5f", "1.5 F")]
    [InlineData("0.1f", "0.10000000149011612 F")]
    [InlineData("1e400", "Infinity -Woverflow")]
    [InlineData("1e-400", "0 -Woverflow")]
    [InlineData("4.9e-324", "5E-324")]
    [InlineData("9007199254740993.0", "9007199254740992")]
    [InlineData("0x1.8p1L", "3 L")]
    [InlineData("0x1.00000000000008p0", "1")]
    [InlineData("0x1.000000000000081p0", "1.0000000000000002")]
    [InlineData("0x1p-1075", "0 -Woverflow")]
    [InlineData("0x1.8p-1075", "5E-324")]
    [InlineData("0x1.000001p0f", "1 F")]
    [InlineData("0x1p1024", "Infinity -Woverflow")]
    [InlineData("1.2.3", "C0122")]
    [InlineData("1e+", "C0123")]
    [InlineData("0x1.0", "C0123")]
    [InlineData("1.0i", "CW0001")]
    public void Numbers(string spelling, string expected)
    {
        (LiteralDecoder decoder, Token[] tokens, DiagnosticSink sink) = Lex(spelling);
        string value = decoder.DecodeNumber(tokens[0]) switch
        {
            NumberLiteral.Integer integer => $"{integer.TypeOn(Target.X64)} {integer.Value}",
            NumberLiteral.Floating { Suffix: FloatingSuffix.None } floating => floating.Value.ToString("R", CultureInfo.InvariantCulture),
            NumberLiteral.Floating floating => $"{floating.Value.ToString("R", CultureInfo.InvariantCulture)} {floating.Suffix}",
            NumberLiteral.Invalid => "",
        };
        Assert.Equal(expected, Joined(value, sink));
    }

    [Theory]
    [InlineData("'a'", "97")]
    [InlineData("'\\377'", "-1")]
    [InlineData("'\\x80'", "-128")]
    [InlineData("'\\e'", "27")]
    [InlineData("'ab'", "24930 -Wmultichar")]
    [InlineData("'abcde'", "1650680933 C0127")]
    [InlineData("''", "0 C0126")]
    [InlineData("'\\q'", "113 C0128")]
    [InlineData("'\\x'", "0 C0129")]
    [InlineData("'\\x100'", "0 C0130")]
    [InlineData("L'\\xffffffff'", "-1")]
    [InlineData("u'\\xffff'", "65535")]
    [InlineData("U'\u20ac'", "8364")]
    [InlineData("L'\\u20ac'", "8364")]
    [InlineData("L'\\u12'", "63 C0131")]
    [InlineData("L'\\ud800'", "63 C0131")]
    public void Characters(string spelling, string expected)
    {
        (LiteralDecoder decoder, Token[] tokens, DiagnosticSink sink) = Lex(spelling);
        Assert.Equal(expected, Joined(decoder.DecodeChar(tokens[0]).Value.ToString(CultureInfo.InvariantCulture), sink));
    }

    [Theory]
    [InlineData("\"ab\" \"c\\0\"", "None 61 62 63 00")]
    [InlineData("\"\\x41\" \"1\"", "None 41 31")]
    [InlineData("\"\u20ac\"", "None E2 82 AC")]
    [InlineData("u\"\U0001F980\"", "Utf16 3E D8 80 DD")]
    [InlineData("\"a\" L\"b\"", "Wide 61 00 00 00 62 00 00 00")]
    [InlineData("u8\"\u00e9\"", "Utf8 C3 A9")]
    [InlineData("L\"a\" u\"b\"", "Wide 61 00 00 00 62 00 00 00 C0132")]
    public void Strings(string spelling, string expected)
    {
        (LiteralDecoder decoder, Token[] tokens, DiagnosticSink sink) = Lex(spelling);
        StringLiteral value = decoder.DecodeStrings(tokens);
        string bytes = string.Join(' ', value.Bytes.Select(b => b.ToString("X2", CultureInfo.InvariantCulture)));
        Assert.Equal(expected, Joined($"{value.Prefix} {bytes}", sink));
    }

    private static string Joined(string value, DiagnosticSink sink) => string.Join(' ', sink.Found.Select(d => d.Code).Prepend(value)).Trim();

    private static (LiteralDecoder Decoder, Token[] Tokens, DiagnosticSink Sink) Lex(string text)
    {
        var map = new SourceMap();
        var symbols = new SymbolTable();
        var sink = new DiagnosticSink();
        var tokens = new List<Token>();
        TokenScanner.Scan(map.Add(SourceText.FromString("a.c", text)), CStandard.Gnu17, map, symbols, sink, tokens.Add);
        return (new(symbols, map, sink, WarningPolicies.All), [.. tokens], sink);
    }
}
