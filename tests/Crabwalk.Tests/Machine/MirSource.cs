using Crabwalk.Foundation.Text;
using Crabwalk.Machine.Execution;
using Crabwalk.Machine.Time;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Parsing;
using Crabwalk.Mir.Validation;
using Crabwalk.Tests.Ownership;

namespace Crabwalk.Tests.Machine;

/// <summary>A Rust program given as MIR text, run as programs are. Its exit code is what <c>main</c> returns.</summary>
internal static class MirSource
{
    private static MachineOptions Options => MachineOptions.Default with { Memory = MachineOptions.Default.Memory with { StackBytes = 1 << 16 } };

    /// <summary>The program, checked by the validator.</summary>
    public static MirProgram Program(string text)
    {
        string whole = "target x86_64;\nstart main;\nmain_is main;\n" + text;
        var sources = new SourceMap();
        sources.Add(SourceText.FromString("program.mir", whole));
        MirParseResult result = MirParser.Parse(whole, null, sources);
        Assert.True(result.Error is null, result.Error?.ToString());
        MirProgram program = result.Program!;
        Assert.Empty(Validator.Check(program).Select(v => v.ToString()));
        program.Resolver = new TextResolver(program);
        program.DropFacts = new MirTypeFacts(program, text);
        return program;
    }

    /// <summary>How a run ends.</summary>
    public static RunOutcome Run(string text, IHost? host = null) =>
        CheckedMachine.Run(Program(text), host ?? new ClosedHost(["program"], default), Options, TestContext.Current.CancellationToken);

    /// <summary>A recording of a run.</summary>
    public static Recording Record(string text) =>
        Recording.Make(Program(text), new ClosedHost(["program"], default), Options, TestContext.Current.CancellationToken);

    /// <summary>Runs a program that must end by itself without leaks, and gives its exit code.</summary>
    public static int ExitCode(string text)
    {
        RunOutcome outcome = Run(text);
        Assert.True(outcome.End is RunEnd.Exited, outcome.End.ToString());
        Assert.Empty(outcome.Leaks);
        return ((RunEnd.Exited)outcome.End).Code;
    }

    /// <summary>Runs a program that must end at undefined behaviour, and gives the rule and the message.</summary>
    public static string Rule(string text)
    {
        RunOutcome outcome = Run(text);
        return outcome.End is RunEnd.Undefined(var report) ? $"{report.Rule.Name}: {report.Message}" : outcome.End.ToString();
    }
}
