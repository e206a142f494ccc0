using Crabwalk.C.Lexing;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;

namespace Crabwalk.Tests.C.Preprocessing;

/// <summary>Single tokens: kinds, spellings, places.</summary>
public sealed class LexerTests
{
    [Theory]
    [InlineData("x _1 $a caf\u00e9 caf\\u00e9", "Identifier x|Identifier _1|Identifier $a|Identifier caf\u00e9|Identifier caf\u00e9")]
    [InlineData("0x1p-3 1..2 .5e+1 1e+x 0b1", "PpNumber 0x1p-3|PpNumber 1..2|PpNumber .5e+1|PpNumber 1e+x|PpNumber 0b1")]
    [InlineData("'a' L'a' u'a' U'a' u8'a' \"s\" u8\"s\" L\"\\\"\"", "CharConstant 'a'|CharConstant L'a'|CharConstant u'a'|CharConstant U'a'|Identifier u8|CharConstant 'a'|StringLiteral \"s\"|StringLiteral u8\"s\"|StringLiteral L\"\\\"\"")]
    [InlineData("<<=>>=...->++--&&||!=##", "LessLessEqual <<=|GreaterGreaterEqual >>=|Ellipsis ...|Arrow ->|PlusPlus ++|MinusMinus --|AmpersandAmpersand &&|PipePipe |||ExclamationEqual !=|HashHash ##")]
    [InlineData("<: :> <% %> %: %:%: %:%", "LeftBracket <:|RightBracket :>|LeftBrace <%|RightBrace %>|Hash %:|HashHash %:%:|Hash %:|Percent %")]
    [InlineData("a/**/b//c\nd", "Identifier a|Identifier b|Identifier d")]
    [InlineData("a\\\nb+\\\n+", "Identifier ab|PlusPlus ++")]
    public void Kinds(string source, string expected)
    {
        var symbols = new SymbolTable();
        var found = new List<string>();
        Scan(source, symbols, token => found.Add($"{token.Kind} {symbols[token.Text]}"));
        Assert.Equal(expected, string.Join('|', found));
    }

    [Fact]
    public void A_place_counts_what_splices_took_out()
    {
        var places = new List<string>();
        Scan("a\\\nb c\\\n\\\nd e", new(), token => places.Add($"{token.Span.Start}-{token.Span.End}"));
        Assert.Equal("0-4 5-11 12-13", string.Join(' ', places));
    }

    [Theory]
    [InlineData("int", "`int`")]
    [InlineData("x", "identifier `x`")]
    [InlineData("12", "number `12`")]
    [InlineData("\"s\"", "string literal `\"s\"`")]
    [InlineData("", "end of file")]
    public void A_message_names_a_token_as_it_was_written(string source, string expected)
    {
        var run = Preprocess.Run(source);
        Assert.Equal(expected, run.Result.Tokens[0].Describe(run.Symbols));
    }

    [Theory]
    [InlineData("__inline__ inline", TokenKind.Inline)]
    [InlineData("typeof __typeof__", TokenKind.Typeof)]
    [InlineData("_Alignof __alignof__", TokenKind.Alignof)]
    [InlineData("__volatile__ volatile", TokenKind.Volatile)]
    public void Spellings_of_one_keyword_have_one_kind(string source, TokenKind kind)
    {
        Assert.All(Preprocess.Run(source).Result.Tokens.SkipLast(1), token => Assert.Equal(kind, token.Kind));
        Assert.True(kind.IsKeyword());
    }

    [Fact]
    public void The_strict_language_leaves_gnu_names_alone()
    {
        var run = Preprocess.Run("typeof asm", Preprocess.Options with { Standard = CStandard.C17 });
        Assert.All(run.Result.Tokens.SkipLast(1), token => Assert.Equal(TokenKind.Identifier, token.Kind));
        Assert.True(CStandard.TryParse("gnu17", out CStandard standard));
        Assert.Equal(CStandard.Gnu17, standard);
        Assert.False(CStandard.TryParse("c++17", out _));
    }

    [Fact]
    public void Nothing_is_allocated_for_a_token_seen_before()
    {
        string once = string.Concat(Enumerable.Range(0, 50).Select(i => $"static int name{i}[{i}] = {{ {i}.5e3, 'c', L\"text\" }}; /* words */ x <<= y{i}->z;\n"));
        long few = Measure(once);
        long many = Measure(string.Concat(Enumerable.Repeat(once, 40)));
        Assert.True(many - few < 1_000, $"{few} bytes for one copy, {many} for forty");
    }

    private static long Measure(string text)
    {
        var map = new SourceMap();
        SourceId id = map.Add(SourceText.FromString("a.c", text));
        int count = 0;
        Action<Token> take = _ => count++;
        var sink = new DiagnosticSink();
        TokenScanner.Scan(id, CStandard.Gnu17, map, new(), sink, take);
        long before = GC.GetAllocatedBytesForCurrentThread();
        TokenScanner.Scan(id, CStandard.Gnu17, map, new(), sink, take);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void Scan(string source, SymbolTable symbols, Action<Token> take)
    {
        var map = new SourceMap();
        TokenScanner.Scan(map.Add(SourceText.FromString("a.c", source)), CStandard.Gnu17, map, symbols, new(), take);
    }
}
