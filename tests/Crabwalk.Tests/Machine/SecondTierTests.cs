using System.Text;
using Crabwalk.Machine.Execution;
using Crabwalk.Mir.Bodies;
using Crabwalk.Tests.Fixtures;
using Crabwalk.Tests.Generated;
using Crabwalk.Workbench.Compiling;

namespace Crabwalk.Tests.Machine;

/// <summary>
/// The interpreter is the slow, obvious twin of compiled code: the same program must end the same way in both, with the same words, the
/// same output, the same leaks and the same calls open, also when a limit on work cuts it short.
/// </summary>
public sealed class SecondTierTests
{
    private const long AtOnce = 0;
    private const long Soon = 300;
    private const long MostWork = 3_000_000;

    /// <summary>The C fixtures that are one file and ask nothing of a disk.</summary>
    public static TheoryData<string> Rows() =>
    [
        .. FixtureTree.All
            .Where(f => f.Extension == ".c" && f.Name.Split('/') is [_, "run" or "ub", ..] && f.Directives is { Files.IsEmpty: true, Flags.IsEmpty: true, Folder: null })
            .Where(f => !File.ReadAllText(f.Path).Contains("#include \"", StringComparison.Ordinal))
            .Select(f => f.RowName),
    ];

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_fixture_ends_the_same(string name)
    {
        Fixture fixture = FixtureTree.Find(name);
        MirProgram program = Compile(File.ReadAllBytes(fixture.Path));
        AgreeOn(program, fixture, MachineOptions.Default with { WorkLimit = MostWork });
        if (fixture.Name.Contains("/ub/", StringComparison.Ordinal))
        {
            AgreeOn(program, fixture, MachineOptions.Default with { WorkLimit = MostWork, OnUndefined = UndefinedPolicy.Continue });
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(99)]
    [InlineData(1000)]
    [InlineData(7777)]
    public void A_limit_on_work_cuts_at_the_same_place(long work)
    {
        MirProgram program = Compile(Encoding.UTF8.GetBytes("""
            #include <stdio.h>
            static int turns;
            static int turn(int x) { turns++; return x * 3 % 101; }
            static int deep(int n) { return n == 0 ? turn(turns) : deep(n - 1) + 1; }
            int main(void)
            {
                for (int i = 0; ; i++) {
                    printf("%d %d\n", i, turn(i));
                    deep(i % 50);
                }
            }
            """));
        AgreeOn(program, null, MachineOptions.Default with { WorkLimit = work });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void A_generated_program_ends_the_same(int seed) =>
        AgreeOn(Compile(Encoding.UTF8.GetBytes(CProgramGenerator.Make(seed))), null, MachineOptions.Default with { WorkLimit = MostWork });

    [Fact]
    public void Recursion_that_fills_the_stack_ends_the_same()
    {
        MirProgram program = Compile("int down(int n) { return down(n + 1) + 1; } int main(void) { return down(0); }"u8.ToArray());
        AgreeOn(program, null, MachineOptions.Default);
        AgreeOn(program, null, MachineOptions.Default with { DepthLimit = 5000 });
    }

    private static MirProgram Compile(byte[] text)
    {
        Compilation compilation = Compiler.Compile(["program.c"], new CompileSettings(), new CSource(Encoding.UTF8.GetString(text)));
        Assert.True(compilation.Program is not null, string.Join('\n', compilation.Diagnostics.Select(d => d.Message)));
        return compilation.Program;
    }

    private static void AgreeOn(MirProgram program, Fixture? fixture, MachineOptions options)
    {
        string expected = Told(program, fixture, options with { CompileAfter = null });
        Assert.Equal(expected, Told(program, fixture, options with { CompileAfter = AtOnce }));
        Assert.Equal(expected, Told(program, fixture, options with { CompileAfter = Soon }));
    }

    private static string Told(MirProgram program, Fixture? fixture, MachineOptions options)
    {
        var host = new ClosedHost(["program", .. fixture?.Directives.Arguments ?? []], Encoding.UTF8.GetBytes(fixture?.Directives.Stdin ?? ""));
        RunOutcome outcome = CheckedMachine.Run(program, host, options, TestContext.Current.CancellationToken);
        var text = new StringBuilder();
        text.AppendJoin('\n', [outcome.End, .. outcome.Reports, .. outcome.Leaks, .. outcome.Calls]).AppendLine();
        text.AppendLine(host.OutputText).AppendLine(Encoding.UTF8.GetString(host.Errors));
        return text.ToString();
    }
}
