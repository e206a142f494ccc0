using System.CommandLine;
using Crabwalk.Cli.Disk;
using Crabwalk.Cli.Options;
using Crabwalk.Cli.Reporting;
using Crabwalk.Workbench.Auditing;
using Crabwalk.Workbench.Building;
using Crabwalk.Workbench.Compiling;
using Crabwalk.Workbench.Running;
using Crabwalk.Workbench.Walking;
using Crabwalk.Workbench.Walking.Modules;
using Spectre.Console;

namespace Crabwalk.Cli.Verbs;

/// <summary>What the verbs that show a walk have in common: compile, record, then do something with the recording.</summary>
internal sealed class WalkSetup(string[] programArguments, params string[] moreGrains)
{
    private readonly CompileOptions _compile = new();
    private readonly ReportOptions _report = new();
    private readonly RunOptions _run = new();

    /// <summary>Which steps, and how far one goes.</summary>
    public WalkOptions Options { get; } = new(moreGrains);

    /// <summary>Adds all options to a verb.</summary>
    public void AddTo(Command verb)
    {
        _compile.AddTo(verb);
        Options.AddTo(verb);
        _report.AddTo(verb);
        _run.AddTo(verb);
    }

    /// <summary>Records the program of a command line and hands the walk on; errors of the program are printed instead.</summary>
    public int Walk(ParseResult parsed, Func<Walk, int> use)
    {
        Compilation compilation = Compiling.Compile(parsed, _compile, settings => _run.SettingsOf(parsed, settings));
        var reporter = Reporter.For(parsed, _report, compilation.Sources);
        reporter.PrintBeforeRun(compilation);
        if (!compilation.MayRun)
        {
            return ExitCodes.CompileErrors;
        }

        return InWorld(parsed, (name, settings, host) =>
        {
            using Walk walk = WithProgress(() => Workbench.Walking.Walk.Record(compilation, name, settings, host));
            walk.Options = Options.ScenesOf(parsed);
            reporter.PrintAfterRun(compilation, walk.Audit);
            return use(walk);
        });
    }

    /// <summary>Makes a module of the program of a command line, records how it runs and hands that walk on.</summary>
    public int WalkModule(ParseResult parsed, Func<ModuleWalk, int> use)
    {
        WasmBuild build = WasmBuilder.Build(_compile.FilesOf(parsed), _compile.SettingsOf(parsed), new DiskSources(), isOptimised: false);
        var reporter = Reporter.For(parsed, _report, build.Sources);
        reporter.Print(build.Diagnostics);
        if (build.Module is null)
        {
            return ExitCodes.CompileErrors;
        }

        return InWorld(parsed, (name, settings, host) =>
        {
            ModuleWalk walk = WithProgress(() => ModuleWalk.Record(build, name, settings, host, Options.ScenesOf(parsed)));
            reporter.Print([.. EndDiagnostics.Of(walk.Ending, walk.EndPlace)]);
            return use(walk);
        });
    }

    /// <summary>Opens what the program reads and the folders it was granted, and lets <paramref name="record"/> run it there.</summary>
    private int InWorld(ParseResult parsed, Func<string, RunSettings, DiskHost, int> record)
    {
        string name = Compiling.NameOf(parsed, _compile);
        RunSettings settings = _run.SettingsOf(parsed, name, programArguments);
        if (OpenInput(Options.StdinOf(parsed)) is not { } input)
        {
            return ExitCodes.Usage;
        }

        using (input)
        using (DiskHost? host = ProgramWorld.Open(parsed, _run, settings, input, Stream.Null, Stream.Null))
        {
            if (host is null)
            {
                return ExitCodes.Usage;
            }

            return record(name, settings, host);
        }
    }

    /// <summary>Says what is going on when it takes long and somebody is looking.</summary>
    private static T WithProgress<T>(Func<T> work)
    {
        if (Console.IsErrorRedirected)
        {
            return work();
        }

        Task<T> running = Task.Run(work);
        if (!running.Wait(TimeSpan.FromMilliseconds(400)))
        {
            IAnsiConsole errors = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(Console.Error) });
            errors.Status().Start("recording the run; a limit of steps ends it in any case (--max-steps)", _ => running.Wait());
        }

        return running.GetAwaiter().GetResult();
    }

    /// <summary>The program's input: a file, this command's own, or nothing when the keys come from there.</summary>
    private static Stream? OpenInput(string? file)
    {
        if (file is null)
        {
            return Console.IsInputRedirected ? Console.OpenStandardInput() : Stream.Null;
        }

        if (file == "-")
        {
            return Console.OpenStandardInput();
        }

        try
        {
            return File.OpenRead(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"crabwalk: cannot read `{file}`: {exception.Message}");
            return null;
        }
    }
}
