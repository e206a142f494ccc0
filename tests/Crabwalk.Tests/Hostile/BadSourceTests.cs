using System.Text;
using Crabwalk.Tests.Fixtures;
using static Crabwalk.Tests.Hostile.CommandOnBadInput;

namespace Crabwalk.Tests.Hostile;

/// <summary>Sources of every bad kind end in a clear message or in the right result, and never in a crash.</summary>
public sealed class BadSourceTests
{
    private const int Many = 100_000;

    public static TheoryData<string, string, string> Refused() => new()
    {
        { "a line of a megabyte", "int main(void) { return 0" + Times(250_000, " + 0") + "; }", "C0208" },
        { "parentheses", "int main(void) { return " + Times(Many, "(") + "1" + Times(Many, ")") + "; }", "C0207" },
        { "braces", "int main(void) " + Times(Many, "{") + Times(Many, "}"), "C0207" },
        { "unary operators", "int main(void) { return " + Times(Many, "- ") + "1; }", "C0207" },
        { "declarators", "int " + Times(Many, "(*") + "x" + Times(Many, ")") + ";", "C0207" },
        { "pointers", "int " + Times(Many, "*") + "x;", "C0207" },
        { "initializers", "int x[1] = " + Times(Many, "{") + "1" + Times(Many, "}") + ";", "C0207" },
        { "ifs", "int main(void) { int x = 0; " + Times(Many, "if (x) ") + "; }", "C0207" },
        { "structures in structures", "struct s0 { int a; };\n" + Each(20_000, i => $"struct s{i + 1} {{ struct s{i} a; int b; }};\n"), "C0207" },
        { "macros", "#define a0 +1\n" + Each(40, i => $"#define a{i + 1} a{i} a{i}\n") + "int main(void) { return 0 a40; }", "C0033" },
        { "a file that includes itself", "#include \"main.c\"\nint main(void) { return 0; }", "C0078" },
        { "a header that is missing", "#include \"gone.h\"\nint main(void) { return 0; }", "C0077" },
        { "a switch of another kind", "int main(void) { switch (1.5) { } }", "C0604" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void It_is_said_what_is_too_much(string what, string source, string code)
    {
        Ended ended = Run(source, "check");
        Assert.True(ended.Exit == 1, what);
        Assert.Contains($"error[{code}]", ended.Stderr, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Accepted() => new()
    {
        { "many statements on one line", "int main(void) { int a = 0; " + Times(50_000, "a = 1; ") + "return a - 1; }" },
        { "many functions", Each(20_000, i => $"static int f{i}(int a) {{ return a + {i}; }}\n") + "int main(void) { return f0(0); }" },
        { "many strings", "const char *all[] = {" + Each(20_000, i => $"\"string {i}\",\n") + "};\nint main(void) { return all[19999][0] != 's'; }" },
        { "a large initializer", "int a[] = {" + Each(200_000, i => $"{i},") + "};\nint main(void) { return a[199999] != 199999; }" },
        { "a row of else if", "int main(void) { int x = 9999;\n" + Each(10_000, i => $"if (x == {i}) return {i} - 9999; else ") + "return 1; }" },
        { "a row of case labels", "int main(void) { switch (9999) {" + Each(10_000, i => $"case {i}: ") + "return 0; } return 1; }" },
        { "a row of labels", "int main(void) { goto l9999; " + Each(10_000, i => $"l{i}: ") + "return 0; }" },
        { "carriage returns", "#include <stdio.h>\r\n#define A \\\r\n 0\r\nint main(void)\r\n{\r\n    return A;\r\n}\r\n" },
        { "a mark of UTF-8", "\uFEFFint main(void) { return 0; }\n" },
        { "null characters", "int main(void) { char a\0 = 0; return a; }\n\0\0" },
    };

    [Theory]
    [MemberData(nameof(Accepted))]
    public void Size_and_form_alone_are_no_fault(string what, string source)
    {
        Ended ended = Run(source, "audit");
        Assert.True(ended.Exit == 0, $"{what}: exit {ended.Exit}\n{ended.Stderr}");
    }

    [Fact]
    public void Utf_16_is_read_by_its_mark()
    {
        Assert.Equal(3, Run([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("int main(void) { return 3; }")], "audit").Exit);
        Assert.Equal(3, Run([.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes("int main(void) { return 3; }")], "audit").Exit);
    }

    [Fact]
    public void Other_encodings_pass_in_strings_and_are_named_elsewhere()
    {
        Assert.Equal(0, Run([.. "/* caf"u8, 0xE9, .. " */ int main(void) { return \"caf"u8, 0xE9, .. "\"[0] - 'c'; }"u8], "audit").Exit);
        Ended ended = Run([.. "int caf"u8, 0xE9, .. ";"u8], "check");
        Assert.Equal(1, ended.Exit);
        Assert.Contains("stray byte 0xE9, which is not UTF-8", ended.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public void Garbage_is_refused()
    {
        byte[] garbage = new byte[20_000];
        new Random(1).NextBytes(garbage);
        Assert.Equal(1, Run(garbage, "check").Exit);
    }

    [Fact]
    public void An_empty_file_is_checked_and_cannot_be_run()
    {
        Assert.Equal(0, Run("", "check").Exit);
        Ended ended = Run("", "audit");
        Assert.Equal(1, ended.Exit);
        Assert.Contains("error[C0703]: undefined reference to `main`", ended.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_file_is_named()
    {
        using var scratch = new Scratch();
        Directory.CreateDirectory(scratch["folder.c"]);
        Ended missing = RunIn(scratch.Folder, ["check", "gone.c"]);
        Ended folder = RunIn(scratch.Folder, ["check", "folder.c"]);
        Assert.Equal((1, 1), (missing.Exit, folder.Exit));
        Assert.Contains("couldn't read `gone.c`: no such file", missing.Stderr, StringComparison.Ordinal);
        Assert.Contains("couldn't read `folder.c`: it is a folder", folder.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public void Headers_that_include_each_other_end()
    {
        using var scratch = new Scratch();
        File.WriteAllText(scratch["a.h"], "#include \"b.h\"\n");
        File.WriteAllText(scratch["b.h"], "#include \"a.h\"\n");
        File.WriteAllText(scratch["main.c"], "#include \"a.h\"\nint main(void) { return 0; }\n");
        Ended ended = RunIn(scratch.Folder, ["check", "main.c"]);
        Assert.Equal(1, ended.Exit);
        Assert.Contains("error[C0078]", ended.Stderr, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("check")]
    [InlineData("check", "main.c", "--no-such-option")]
    [InlineData("audit", "main.c", "--max-steps", "many")]
    [InlineData("no-such-verb")]
    public void A_wrong_command_line_is_usage(params string[] arguments)
    {
        using var scratch = new Scratch();
        File.WriteAllText(scratch["main.c"], "int main(void) { return 0; }");
        Assert.Equal(64, RunIn(scratch.Folder, arguments).Exit);
    }
}
