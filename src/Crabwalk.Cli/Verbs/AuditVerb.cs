using System.CommandLine;
using Crabwalk.Cli.Disk;
using Crabwalk.Cli.Options;
using Crabwalk.Cli.Reporting;
using Crabwalk.Workbench.Auditing;
using Crabwalk.Workbench.Compiling;
using Crabwalk.Workbench.Running;

namespace Crabwalk.Cli.Verbs;

/// <summary><c>crabwalk audit</c>: runs a program on the checking machine and reports every memory error and leak.</summary>
internal static class AuditVerb
{
    /// <summary>The verb.</summary>
    public static Command Make(string[] programArguments) =>
        RunningVerb.Make("audit", "Run a program with every check on and report memory errors and leaks", programArguments, RunningMode.Audit);
}

/// <summary>What a run is for.</summary>
internal enum RunningMode
{
    /// <summary>To find what is wrong with the program.</summary>
    Audit,

    /// <summary>To get its output.</summary>
    Run,
}

/// <summary>What <c>audit</c> and <c>run</c> have in common: compile, run, report, give back the program's exit code.</summary>
internal static class RunningVerb
{
    /// <summary>A verb that runs a program to its end.</summary>
    public static Command Make(string name, string description, string[] programArguments, RunningMode mode)
    {
        var compile = new CompileOptions();
        var report = new ReportOptions();
        var run = new RunOptions(mode == RunningMode.Audit ? OnUndefined.Stop : OnUndefined.Continue);
        var verb = new Command(name, description);
        compile.AddTo(verb);
        report.AddTo(verb);
        run.AddTo(verb);
        verb.SetAction(parsed => Run(parsed, compile, report, run, programArguments, mode));
        return verb;
    }

    /// <summary>Compiles for the checking machine and runs there.</summary>
    public static int Run(ParseResult parsed, CompileOptions compile, ReportOptions report, RunOptions run, string[] programArguments, RunningMode mode)
    {
        Compilation compilation = Compiling.Compile(parsed, compile, settings => run.SettingsOf(parsed, settings));
        var reporter = Reporter.For(parsed, report, compilation.Sources);
        reporter.PrintBeforeRun(compilation);
        if (!compilation.MayRun)
        {
            return ExitCodes.CompileErrors;
        }

        RunSettings settings = run.SettingsOf(parsed, Compiling.NameOf(parsed, compile), programArguments);
        using Stream input = Console.OpenStandardInput();
        using Stream output = Console.OpenStandardOutput();
        using Stream errors = Console.OpenStandardError();
        using DiskHost? host = ProgramWorld.Open(parsed, run, settings, input, output, errors);
        if (host is null)
        {
            return ExitCodes.Usage;
        }

        AuditReport audit = Auditor.Run(compilation, settings, host);
        reporter.PrintAfterRun(compilation, audit);
        bool tells = mode == RunningMode.Audit || settings.OnUndefined == OnUndefined.Stop;
        reporter.Print(tells ? [.. audit.Diagnostics, .. mode == RunningMode.Audit ? audit.Leaks : []] : audit.EndDiagnostics);
        return tells ? ExitCodeOf(audit) : ExitCodeOf(audit with { HasUndefinedBehaviour = false });
    }

    /// <summary>The program's own exit code, or the one that says why it did not come to it.</summary>
    internal static int ExitCodeOf(AuditReport audit) =>
        audit is { Ending: Ending.Exited, HasUndefinedBehaviour: true } ? ExitCodes.UndefinedBehaviour : ExitCodeOf(audit.Ending);

    /// <summary>The program's own exit code, or the one that says why it did not come to it.</summary>
    internal static int ExitCodeOf(Ending ending) => ending switch
    {
        Ending.Exited exited => exited.Code,
        Ending.Undefined => ExitCodes.UndefinedBehaviour,
        Ending.Killed => ExitCodes.Killed,
        Ending.Aborted => ExitCodes.Aborted,
        Ending.Panicked => ExitCodes.Panic,
        Ending.OverBudget => ExitCodes.BudgetExceeded,
        Ending.Unsupported => ExitCodes.CompileErrors,
    };
}
