using Crabwalk.Tests.Fixtures;
using static Crabwalk.Tests.Hostile.CommandOnBadInput;

namespace Crabwalk.Tests.Hostile;

/// <summary>Programs that would never end, or take everything: each stops at its budget, and its walk up to there can be looked at.</summary>
public sealed class EndlessRunTests
{
    private const string Recursion = "int f(int n) { return f(n + 1) + 1; }\nint main(void) { return f(0); }\n";
    private const string Loop = "int main(void) { int i = 0; for (;;) i = (i + 1) % 7; }\n";
    private const string Leaking = "#include <stdlib.h>\nint main(void) { for (;;) malloc(16); }\n";
    private const string Printing = "#include <stdio.h>\nint main(void) { for (;;) puts(\"a line of text that is written again and again\"); }\n";

    [Theory]
    [InlineData(Recursion)]
    [InlineData(Loop)]
    [InlineData(Leaking)]
    [InlineData(Printing)]
    [InlineData("int main(void) { for (;;) __builtin_alloca(1000000); }")]
    [InlineData("int main(void) { long n = 1L << 40; char a[n]; a[0] = 1; return a[0]; }")]
    [InlineData("int main(void) { char a[2000000000]; a[0] = 1; return a[0]; }")]
    [InlineData("char a[0x7fffffffff]; int main(void) { return a[5]; }")]
    public void It_stops_at_its_budget(string source)
    {
        Ended ended = Run(source, "audit", "--max-steps", "1000000", "--max-memory", "32", "--max-output", "1");
        Assert.Equal(75, ended.Exit);
        Assert.Contains("error[CW0002]: the run was stopped at a limit", ended.Stderr, StringComparison.Ordinal);
        Assert.True(ended.Stdout.Length <= 1 << 20);
    }

    [Theory]
    [InlineData(Recursion)]
    [InlineData(Loop)]
    [InlineData(Leaking)]
    [InlineData(Printing)]
    public void Its_walk_is_kept(string source)
    {
        Ended ended = Run(source, "walk", "--print", "--steps", "..5", "--max-steps", "20000", "--max-memory", "32", "--max-output", "1");
        Assert.Equal(75, ended.Exit);
        Assert.Contains("step 5 of", ended.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Memory_that_is_not_there_is_a_null_pointer()
    {
        Ended ended = Run("#include <stdlib.h>\nint main(void) { return malloc(1L << 40) == NULL ? 3 : 4; }\n", "audit", "--max-memory", "32");
        Assert.Equal(3, ended.Exit);
        Assert.Equal(70, Run("#include <stdlib.h>\nint main(void) { for (;;) *(char *)malloc(1 << 20) = 1; }\n", "audit", "--max-memory", "32").Exit);
    }

    [Fact]
    public void Input_at_its_end_is_told_as_such()
    {
        const string Source = "#include <stdio.h>\nint main(void) { char b[9]; int x; return (getchar() == EOF) + (fgets(b, 9, stdin) == NULL) + (scanf(\"%d\", &x) == EOF); }\n";
        Assert.Equal(3, Run(Source, "audit").Exit);
    }

    [Fact]
    public void Long_arguments_and_variables_arrive()
    {
        using var scratch = new Scratch();
        File.WriteAllText(scratch["main.c"], "#include <stdio.h>\n#include <stdlib.h>\n#include <string.h>\nint main(int c, char **v) { printf(\"%d %zu %zu\", c, strlen(v[1]), strlen(getenv(\"LONG\"))); return 0; }\n");
        Ended ended = RunIn(scratch.Folder, ["audit", "--env", "LONG=" + Times(100_000, "x"), "main.c", "--", Times(100_000, "y"), ""]);
        Assert.Equal((0, "3 100000 100000"), (ended.Exit, ended.Text));
    }
}
