using System.CommandLine;
using Crabwalk.Cli.Disk;
using Crabwalk.Cli.Options;
using Crabwalk.Cli.Reporting;
using Crabwalk.Foundation.Text;
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
    private const string Interpreter = "interpreter";

    /// <summary>The verb.</summary>
    public static Command Make(string[] programArguments)
    {
        var compile = new CompileOptions();
        var report = new ReportOptions();
        var run = new RunOptions(OnUndefined.Continue);
        var engine = new Option<string?>("--engine") { Description = "machine (the checking machine; the default), wasm (WebAssembly on Wasmtime, where C's long has 32 bits) or interpreter (the same module, slowly)" };
        engine.AcceptOnlyFromAmong(Wasm, Machine, Interpreter);
        var verb = new Command("run", "Run a program; its output and exit code are what matters");
        compile.AddTo(verb);
        report.AddTo(verb);
        run.AddTo(verb);
        verb.Add(engine);
        verb.SetAction(parsed => (parsed.GetValue(engine) ?? Machine) == Machine
            ? RunningVerb.Run(parsed, compile, report, run, programArguments, RunningMode.Run)
            : RunModule(parsed, compile, report, run, programArguments, parsed.GetValue(engine)!));
        return verb;
    }

    private static int RunModule(ParseResult parsed, CompileOptions compile, ReportOptions report, RunOptions run, string[] programArguments, string engine)
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

        (Ending ending, Span? place) = engine == Wasm ? OnWasmtime(build, new WasiWorld(host, settings), settings) : Interpreted(build, new WasiWorld(host, settings), settings);
        reporter.Print([.. EndDiagnostics.Of(ending, place)]);
        return RunningVerb.ExitCodeOf(ending);
    }

    private static (Ending Ending, Span? Place) OnWasmtime(WasmBuild build, WasiWorld world, RunSettings settings)
    {
        WrittenModule written = build.Write();
        WasmRun run = WasmEngine.Run(written.Bytes, world, settings);
        return (run.Ending, CodeMap.PlaceOf(written, build.Sources, run.Offsets));
    }

    private static (Ending Ending, Span? Place) Interpreted(WasmBuild build, WasiWorld world, RunSettings settings)
    {
        InterpretedRun run = ModuleInterpretation.Run(build.Module!, world, settings);
        return (run.Ending, CodeMap.PlaceOf(build.Module!, build.Sources, run.Calls));
    }
}
