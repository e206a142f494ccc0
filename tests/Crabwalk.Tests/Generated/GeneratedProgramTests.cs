using Crabwalk.Machine.Execution;
using Crabwalk.Machine.Time;
using Crabwalk.Tests.Fixtures;
using Crabwalk.Tests.Machine;

namespace Crabwalk.Tests.Generated;

/// <summary>
/// Random programs that every compiler must understand alike. The seeds are fixed, so a failure is there again the next time; the
/// message has the program.
/// </summary>
public sealed class GeneratedProgramTests
{
    private const int Programs = 24;

    /// <summary>The seeds.</summary>
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, Programs)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_defined_program_runs_as_gcc_runs_it(int seed)
    {
        string text = CProgramGenerator.Make(seed);
        ClosedHost host = CSource.Host();
        RunOutcome outcome = CSource.Run(text, host: host);
        Assert.True(outcome.End is RunEnd.Exited, $"ended as {outcome.End}:\n{text}");
        Assert.True(outcome.Reports.IsEmpty && outcome.Leaks.IsEmpty, $"a false alarm: {outcome.Reports}\n{text}");
        Assert.Equal(host.OutputText, OutputInAWalk(text));
        if (GccOracle.Gcc is { } gcc)
        {
            (string output, int exit) = WithGcc(gcc, text);
            Assert.True(output == host.OutputText && exit == ((RunEnd.Exited)outcome.End).Code, $"gcc prints\n{output}and Crabwalk\n{host.OutputText}for\n{text}");
        }
    }

    [Fact]
    public void Programs_of_different_seeds_differ_and_of_one_seed_do_not()
    {
        Assert.Equal(Programs, Enumerable.Range(1, Programs).Select(CProgramGenerator.Make).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(CProgramGenerator.Make(7), CProgramGenerator.Make(7));
    }

    // Code for a walk is compiled with marks and without fused instructions, so this holds one against the other.
    private static string OutputInAWalk(string text)
    {
        ClosedHost host = CSource.Host();
        using Recording recording = CSource.Record(text, host);
        return host.OutputText;
    }

    private static (string Output, int Exit) WithGcc(string gcc, string text)
    {
        using var scratch = new Scratch();
        string source = scratch["program.c"];
        string program = scratch["program"];
        File.WriteAllText(source, text);
        Ended compiled = Processes.Run(gcc, ["-std=gnu17", "-w", "-fsanitize=undefined", "-fno-sanitize-recover=all", "-o", program, source]);
        Assert.True(compiled.Exit == 0, $"gcc refuses the program:\n{compiled.Stderr}\n{text}");
        Ended ran = Processes.Run(program, []);
        return (System.Text.Encoding.UTF8.GetString(ran.Stdout), ran.Exit);
    }
}
