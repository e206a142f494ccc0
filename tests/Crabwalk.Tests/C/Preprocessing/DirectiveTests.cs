using Crabwalk.C.Lexing;
using Crabwalk.C.Preprocessing;
using Crabwalk.Foundation.Text;

namespace Crabwalk.Tests.C.Preprocessing;

/// <summary>Conditions, includes and the text forms.</summary>
public sealed class DirectiveTests
{
    [Theory]
    [InlineData("1", true)]
    [InlineData("0", false)]
    [InlineData("(-5)/2 == -2 && -5 % 3 == -2", true)]
    [InlineData("-1 > 0u", true)]
    [InlineData("-1 > 0", false)]
    [InlineData("1 ? 2 : (1/0)", true)]
    [InlineData("0 && 1/0", false)]
    [InlineData("1 || 1/0", true)]
    [InlineData("0x7fffffffffffffff + 1 < 0", true)]
    [InlineData("0xffffffffffffffff == -1", true)]
    [InlineData("~0 == -1 && !0 == 1 && - -1 == 1", true)]
    [InlineData("1 << 63 < 0 && 1u << 63 > 0 && -1 >> 70 == -1 && 1 << 64 == 0", true)]
    [InlineData("'a' == 97 && '\\n' == 10 && '\\xff' == -1 && L'\\xff' == 255", true)]
    [InlineData("2 + 3 * 4 == 14 && (2 + 3) * 4 == 20 && 10 - 4 - 3 == 3", true)]
    [InlineData("1 == 1 == 1 && (3 > 2 > 1) == 0", true)]
    [InlineData("0b101 == 5 && 010 == 8 && 1ULL == 1", true)]
    [InlineData("defined X || defined(Y)", false)]
    [InlineData("defined __LINE__ && defined __STDC__", true)]
    [InlineData("UNKNOWN == 0", true)]
    [InlineData("__has_include(<here.h>) && !__has_include(\"gone.h\")", true)]
    [InlineData("5 & 3 | 8 ^ 1", true)]
    public void A_condition_is_evaluated(string condition, bool isTrue)
    {
        var options = Preprocess.Options with { Folders = [new("lib", SourceKind.User)] };
        var run = Preprocess.Run($"#if {condition}\nyes\n#else\nno\n#endif", options, ("lib/here.h", ""));
        Assert.Equal("", run.Messages);
        Assert.Equal(isTrue ? "yes" : "no", run.Words);
    }

    [Theory]
    [InlineData("#ifdef A\n1\n#elifdef B\n2\n#elifndef C\n3\n#else\n4\n#endif", "3")]
    [InlineData("#if 0\ndon't \"\n#if 1\nx\n#else\ny\n#endif\n#bad\n/* #endif */\n#elif 1\nok\n#elif 1/0\n#else\nno\n#endif", "ok")]
    [InlineData("#if 1\na\n#elif nonsense (\nb\n#endif", "a")]
    [InlineData("#if 0\n\"/*\"\n#else\nok\n#endif\n/* */", "ok")]
    [InlineData("#\n# /* nothing */\n  #  define A 1\n%: define B 2\nA B", "1 2")]
    [InlineData("#if /* a\n b */ 1\nok\n#endif", "ok")]
    [InlineData("#define A(x) \\\n  x + \\\r\n 1\nA(2)", "2 + 1")]
    [InlineData("in\\\nt a; // c \\\n still\nb", "int a ; b")]
    public void Groups_and_lines(string source, string expected) => Assert.Equal(expected, Preprocess.Run(source).Words);

    [Fact]
    public void Includes_search_beside_the_file_then_the_folders()
    {
        var options = Preprocess.Options with { Folders = [new("one", SourceKind.User), new("two", SourceKind.Library)] };
        var run = Preprocess.Run(
            "#include \"a.h\"\n#include <a.h>\n#define N <b.h>\n#include N\n",
            options,
            ("a.h", "beside\n"),
            ("one/a.h", "one __FILE__\n#include_next <a.h>\n"),
            ("two/a.h", "two __INCLUDE_LEVEL__\n"),
            ("two/b.h", "#include \"c.h\"\n"),
            ("two/c.h", "c\n"));
        Assert.Equal("beside one \"one/a.h\" two 2 c", run.Words);
        Assert.Equal("", run.Messages);
        Assert.Equal(SourceKind.Library, run.Map[run.Result.Includes[^1].Included].Kind);
    }

    [Theory]
    [InlineData("#ifndef A_H\n#define A_H\nint a;\n#endif\n")]
    [InlineData("/* head */\n#if !defined(A_H)\n#define A_H\nint a;\n#endif // tail\n")]
    [InlineData("#pragma once\nint a;\n")]
    public void A_guarded_header_is_read_once(string header)
    {
        var run = Preprocess.Run("#include \"a.h\"\n#include \"./a.h\"\n", null, ("a.h", header));
        Assert.Equal("int a ;", run.Words);
        Assert.Equal([InclusionEffect.Entered, InclusionEffect.SkippedByGuard], run.Result.Includes.Select(i => i.Effect));
    }

    [Theory]
    [InlineData("#ifndef A_H\n#define A_H\n#endif\nint a;\n")]
    [InlineData("#ifndef A_H\n#else\nint a;\n#endif\n")]
    public void A_header_that_only_looks_guarded_is_read_again(string header)
    {
        var run = Preprocess.Run("#include \"a.h\"\n#include \"a.h\"\n", null, ("a.h", header));
        Assert.All(run.Result.Includes, i => Assert.Equal(InclusionEffect.Entered, i.Effect));
    }

    [Fact]
    public void Trigraphs_work_in_the_strict_language_only()
    {
        var strict = Preprocess.Options with { Standard = CStandard.C17 };
        Assert.Equal("[ 1 ] \"#\"", Preprocess.Run("??=define A ??( 1 ??)\nA ??/\n\"??=\"", strict).Words);
        Assert.Equal("\"??=\" ;", Preprocess.Run("\"??=\";").Words);
    }

    [Theory]
    [InlineData("#define P +\n#define f(x) -x\n+P f(-1) x.P.. 1.P 0xe P /P/ *", "+ + - - 1 x . + . . 1.P 0xe + / + / *")]
    [InlineData("#define H %:\n#define D .\nH H D D D 1 L \"x\"", "%: %: . . . 1 L \"x\"")]
    public void What_is_printed_is_read_back_as_the_same_tokens(string source, string expected)
    {
        var run = Preprocess.Run(source);
        Assert.Equal(expected, run.Words);
        Assert.Equal(expected, Preprocess.Run("x " + run.Text).Words[2..]);
    }
}
