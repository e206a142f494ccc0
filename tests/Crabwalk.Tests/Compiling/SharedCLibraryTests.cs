using System.Text;
using Crabwalk.Foundation.Diagnostics.Rendering;
using Crabwalk.Foundation.Text;
using Crabwalk.Machine.Execution;
using Crabwalk.Mir.Layout;
using Crabwalk.Workbench.Compiling;

namespace Crabwalk.Tests.Compiling;

/// <summary>Programs of one process share the parsed files of C's library, and none of them notices another.</summary>
public sealed class SharedCLibraryTests
{
    private const string Prints = "#include <stdio.h>\nint main(void) { printf(\"%d %.3f %s\\n\", 42, 2.5, \"text\"); return 0; }\n";

    private static readonly (string Text, CompileSettings Settings, string Outcome)[] Programs =
    [
        (Prints, new(), "42 2.500 text\n"),
        (Prints, new() { Target = Target.Wasm32, Standard = "c99", Defines = ["int=long"] }, ""),
        ("#define NULL 17\n#define size_t char\nint puts(const char *);\nint main(void) { return puts(\"macros\") < 0; }\n", new() { Defines = ["EOF=7", "static="] }, "macros\n"),
        ("#include <stdio.h>\nint putchar(int c) { return fputs(c == 'x' ? \"mine\" : \"\", stdout); }\nint main(void) { return putchar('x') < 0; }\n", new(), "mine"),
        ("#include <stdio.h>\nstruct node { char c; };\nint main(void) { struct node n = { 'n' }; FILE *f = stdout; return fputc(n.c, f) < 0; }\n", new(), "n"),
        ("#include <stdlib.h>\nint main(void) { return atoi(\"3\") + missing(); }\n", new(), "undefined reference to `missing`"),
    ];

    [Fact]
    public void No_program_sees_the_ones_before_it()
    {
        foreach ((string text, CompileSettings settings, string outcome) in Programs.Concat(Programs.Reverse()))
        {
            Assert.Contains(outcome, Outcome(text, settings), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Programs_of_several_threads_share_it()
    {
        string[] alone = [.. Programs.Select(program => Outcome(program.Text, program.Settings))];
        Parallel.For(0, 24, new() { MaxDegreeOfParallelism = 8 }, i =>
        {
            (string text, CompileSettings settings, _) = Programs[i % Programs.Length];
            Assert.Equal(alone[i % Programs.Length], Outcome(text, settings));
        });
    }

    private static string Outcome(string text, CompileSettings settings)
    {
        Compilation compilation = Compiler.Compile(["main.c"], settings, new OneFile(text));
        var outcome = new StringBuilder(string.Concat(compilation.Diagnostics.Select(found => HumanRenderer.Render(found, compilation.Sources).ToString())));
        if (compilation is { Program: { Main: not null } program } && program.Target == Target.X64)
        {
            var host = new ClosedHost(["main"], default);
            RunOutcome run = CheckedMachine.Run(program, host, new());
            outcome.Append(Encoding.UTF8.GetString(host.Output)).Append(run.End);
        }

        return outcome.ToString();
    }

    private sealed class OneFile(string text) : ISourceProvider
    {
        public byte[]? Read(string path, out string reason)
        {
            reason = "no such file";
            return path == "main.c" ? Encoding.UTF8.GetBytes(text) : null;
        }
    }
}
