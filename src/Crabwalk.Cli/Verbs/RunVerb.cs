using System.CommandLine;
using Crabwalk.Cli.Disk;
using Crabwalk.Cli.Options;
using Crabwalk.Cli.Reporting;
using Crabwalk.Sandbox;
using Crabwalk.Wasm.Binary;
using Crabwalk.Workbench.Auditing;
using Crabwalk.Workbench.Building;
using Crabwalk.Workbench.Running;
using Crabwalk.Workbench.Running.Wasi;

namespace Crabwalk.Cli.Verbs;

/// <summary>
/// <c>crabwalk run</c>: runs a program for its output and exit code: on the checking machine, where undefined behaviour does what a real
/// machine would make of it, or with <c>--engine wasm</c> as WebAssembly on Wasmtime. That becomes the default once it knows all of Rust.
/// </summary>
internal static class RunVerb
{
    private const string Machine = "machine";
    private const string Wasm = "wasm";

    /// <summary>The verb.</summary>
    public static Command Make(string[] programArguments)
    {
        var compile = new CompileOptions();
        var report = new ReportOptions();
        var run = new RunOptions(OnUndefined.Continue);
        var engine = new Option<string?>("--engine") { Description = "machine (the checking machine; the default) or wasm (WebAssembly on Wasmtime, where C's long has 32 bits)" };
        engine.AcceptOnlyFromAmong(Wasm, Machine);
        var verb = new Command("run", "Run a program; its output and exit code are what matters");
        compile.AddTo(verb);
        report.AddTo(verb);
        run.AddTo(verb);
        verb.Add(engine);
        verb.SetAction(parsed => (parsed.GetValue(engine) ?? Machine) == Machine
            ? RunningVerb.Run(parsed, compile, report, run, programArguments, RunningMode.Run)
            : RunModule(parsed, compile, report, run, programArguments));
        return verb;
    }

    private static int RunModule(ParseResult parsed, CompileOptions compile, ReportOptions report, RunOptions run, string[] programArguments)
    {
        WasmBuild build = WasmBuilder.Build(compile.FilesOf(parsed), compile.SettingsOf(parsed), new DiskSources());
        var reporter = Reporter.For(parsed, report, build.Sources);
        reporter.Print(build.Diagnostics);
        if (build.Module is null)
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

        WrittenModule written = build.Write();
        WasmRun ended = WasmEngine.Run(written.Bytes, new WasiWorld(host, settings), settings);
        reporter.Print([.. EndDiagnostics.Of(ended.Ending, CodeMap.PlaceOf(written, build.Sources, ended.Offsets))]);
        return RunningVerb.ExitCodeOf(ended.Ending);
    }
}
