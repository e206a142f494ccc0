using System.Text;
using CsCheck;

namespace Crabwalk.Tests.C.Preprocessing;

/// <summary>No input makes the preprocessor throw, hang or flood: each ends in a message that says what was too much.</summary>
public sealed class HostileInputTests
{
    private static readonly string[] Pieces =
    [
        "#define f(x) x", "#define g(x, ...) f(x) ## __VA_ARGS__", "#if f(1)", "#endif", "#else", "#elif", "#include \"main.c\"", "f(", "g(1, 2)", ")", "##", "#",
        "__VA_OPT__(", "__VA_ARGS__", "\\\n", "\n", "/*", "*/", "//", "\"", "'", "??/", "defined", "__has_include(<", "_Pragma(\"pack(1)\")", "0x", "1e+", "u8\"", "\\u00e9",
        "__LINE__", "__COUNTER__", "#undef f", "#line 1", "#pragma once", "%:", "<::>", "@", "\0", "\u20ac", "int", ",",
    ];

    public static TheoryData<string, string> Bombs() => new()
    {
        { string.Concat(Enumerable.Range(1, 40).Select(i => $"#define a{i} a{i - 1} a{i - 1}\n")) + "#define a0 x\na40", "C0033" },
        { string.Concat(Enumerable.Range(1, 40).Select(i => $"#define a{i}(x) a{i - 1}(x x)\n")) + "#define a0(x) x\na40(y)", "C0033" },
        { "#define f(x) x\n" + Repeat("f(", 100_000) + Repeat(")", 100_000), "C0033" },
        { "#define f(x) x\n" + Repeat("f(", 1_000) + Repeat(")", 1_000), "C0032" },
        { string.Concat(Enumerable.Range(0, 20_000).Select(i => $"#define c{i} c{i + 1}\n")) + "c0", "C0032" },
        { "#define D(a, b) a##b\nD(" + Repeat("x", 40_000) + "," + Repeat("y", 40_000) + ")", "C0047" },
        { "#define S(x) T(x)\n#define T(x) #x\n" + string.Concat(Enumerable.Range(1, 40).Select(i => $"#define p{i} S(p{i - 1} p{i - 1})\n")) + "#define p0 x\np39", "C0033" },
        { "#if " + Repeat("(", 100_000) + "1" + Repeat(")", 100_000) + "\n#endif", "C0071" },
        { "#if " + Repeat("!", 100_000) + "1\n#endif", "C0071" },
        { "int a;\n#include \"main.c\"\n#include \"main.c\"\n", "C0078" },
    };

    [Theory]
    [MemberData(nameof(Bombs))]
    public void Too_much_is_said_once(string source, string code)
    {
        var run = Preprocess.Run(source);
        Assert.Equal(code, Assert.Single(run.Found).Code);
    }

    [Fact]
    public void Size_alone_is_no_fault()
    {
        string line = "int a[] = {" + Repeat("1, ", 350_000) + "};";
        Assert.Equal(700_009, Preprocess.Run(line).Result.Tokens.Length);
        string parentheses = "#define f(x) x\nf(" + Repeat("(", 100_000) + Repeat(")", 100_000) + ")";
        Assert.Equal(200_001, Preprocess.Run(parentheses).Result.Tokens.Length);
    }

    [Fact]
    public void Limits_on_files_and_tokens_hold()
    {
        var limits = Preprocess.Options.Limits with { IncludedFiles = 3, Tokens = 5 };
        var options = Preprocess.Options with { Limits = limits };
        Assert.Equal("4: ERROR C0079: more than 3 files included", Preprocess.Run(Repeat("#include \"a.h\"\n", 9), options, ("a.h", "\n")).Messages);
        Assert.Equal("1: ERROR C0085: the program has more than 5 tokens", Preprocess.Run("1 2 3 4 5 6 7", options).Messages);
    }

    [Fact]
    public void A_flood_is_counted()
    {
        var run = Preprocess.Run(Repeat("@ ", 100));
        Assert.Equal(31, run.Found.Count);
        Assert.Equal("-: NOTE C0003: 70 more messages of kind C0003 were left out", run.Messages.Split('\n')[^1]);
    }

    [Fact]
    public void Any_bytes_end() => Gen.Byte.Array[0, 400].Sample(bytes => Check(bytes), iter: 2_000, seed: "0000KOIPe036");

    [Fact]
    public void Any_mix_of_what_has_a_meaning_ends() =>
        Gen.Int[0, Pieces.Length - 1].Array[0, 60].Sample(
            picks => Check(Encoding.UTF8.GetBytes(string.Join(' ', picks.Select(i => Pieces[i])))), iter: 4_000, seed: "0000KOIPe036");

    // Whatever came out can be printed, and reading that again gives the same tokens.
    private static void Check(byte[] source)
    {
        var limits = Preprocess.Options.Limits with { IncludeDepth = 8, ExpandedTokens = 20_000, Tokens = 50_000 };
        var run = Preprocess.Run(source, Preprocess.Options with { Limits = limits });
        Assert.Equal(Crabwalk.C.Lexing.TokenKind.EndOfFile, run.Result.Tokens[^1].Kind);
        if (run.Found.Count == 0)
        {
            Assert.Equal(run.Words, string.Join(' ', Scan(run.Bytes)));
        }
    }

    private static List<string> Scan(byte[] text)
    {
        var map = new Foundation.Text.SourceMap();
        var symbols = new Foundation.Text.SymbolTable();
        var words = new List<string>();
        Foundation.Text.SourceId id = map.Add(Foundation.Text.SourceText.FromBytes("again.c", text));
        Crabwalk.C.Lexing.TokenScanner.Scan(id, Crabwalk.C.Lexing.CStandard.Gnu17, map, symbols, new(), token => words.Add(symbols[token.Text]));
        return words;
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
