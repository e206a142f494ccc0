using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Parsing;
using Crabwalk.Mir.Printing;
using Crabwalk.Tests.Fixtures;

namespace Crabwalk.Tests.Mir;

/// <summary>The text form of MIR is read back to the program it was printed from.</summary>
public sealed class MirTextTests
{
    /// <summary>Files that are in the printer's own form.</summary>
    public static TheoryData<string> Files() => MirFiles.In("syntax");

    [Theory]
    [MemberData(nameof(Files))]
    public void Printing_what_was_read_gives_the_same_text(string name)
    {
        string text = MirFiles.Read(name);
        string printed = MirPrinter.Print(MirFiles.Parse(text));
        Assert.True(text == printed, Golden.Diff(text, printed));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void The_full_form_is_read_back_too(string name)
    {
        MirProgram program = MirFiles.Parse(MirFiles.Read(name));
        string full = MirPrinter.Print(program, MirPrintOptions.Full);
        string again = MirPrinter.Print(MirFiles.Parse(full), MirPrintOptions.Full);
        Assert.True(full == again, Golden.Diff(full, again));
    }

    [Theory]
    [InlineData("fn f(", "1:6: expected `)`, found the end")]
    [InlineData("fn f() {\n    let mut _0: i33;\n}", "2:17: type `i33` is not declared")]
    [InlineData("fn f() {\n    let _0: ();\n    bb1: {\n    }\n}", "3:5: expected `bb0`, found `bb1`")]
    [InlineData("fn f() {\n    let _0: ();\n    bb0: {\n        _0 = g();\n    }\n}", "4:14: expected a value, found `g`")]
    [InlineData("fn f() {\n    let _1: ();\n}", "3:1: `_0` of `f` is not declared")]
    [InlineData("struct a {}\nstruct a {}", "2:10: `a` is declared twice")]
    [InlineData("static x: i32 = bytes b\"\\q\";", "1:23: expected bytes in quotes (unknown escape)")]
    [InlineData("#[what]\nfn f;", "1:7: unknown attribute `what`")]
    public void Errors_tell_where(string text, string expected) => Assert.Equal(expected, MirParser.Parse(text).Error?.ToString());

    [Fact]
    public void Deep_nesting_is_an_error()
    {
        string text = $"static x: {new string('[', 100_000)}i32{new string(']', 100_000)} = zero;";
        Assert.Contains("nested too deeply", MirParser.Parse(text).Error?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Broken_texts_never_throw()
    {
        string text = MirFiles.Read("syntax/everything.mir");
        var random = new Random(7);
        for (int i = 0; i < 500; i++)
        {
            int at = random.Next(text.Length);
            string broken = random.Next(3) switch
            {
                0 => text.Remove(at, Math.Min(random.Next(1, 20), text.Length - at)),
                1 => text.Insert(at, "(){}[];:=<>&*#_1bb0`'\"const"[random.Next(27)].ToString()),
                _ => text[..at],
            };
            MirParser.Parse(broken);
        }
    }
}
