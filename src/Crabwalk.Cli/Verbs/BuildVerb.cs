using System.CommandLine;
using System.Text;
using Crabwalk.Cli.Disk;
using Crabwalk.Cli.Options;
using Crabwalk.Cli.Reporting;
using Crabwalk.Workbench.Building;

namespace Crabwalk.Cli.Verbs;

/// <summary><c>crabwalk build</c>: compiles a program to a WebAssembly file for any engine that knows WASI preview 1.</summary>
internal static class BuildVerb
{
    /// <summary>The verb.</summary>
    public static Command Make()
    {
        var compile = new CompileOptions();
        var report = new ReportOptions();
        var output = new Option<string?>("-o", "--output") { Description = "the file to write; without it the program's name with .wasm or .wat", HelpName = "FILE" };
        var emit = new Option<string>("--emit") { Description = "wasm or wat (the text format)", DefaultValueFactory = _ => "wasm" };
        var release = new Option<bool>("--release") { Description = "as small as can be: without names for stack traces" };
        emit.AcceptOnlyFromAmong("wasm", "wat");
        var verb = new Command("build", "Compile a program to WebAssembly");
        compile.AddTo(verb);
        report.AddTo(verb);
        verb.Add(output);
        verb.Add(emit);
        verb.Add(release);
        verb.SetAction(parsed => Build(parsed, compile, report, parsed.GetValue(output), parsed.GetValue(emit)!, parsed.GetValue(release)));
        return verb;
    }

    private static int Build(ParseResult parsed, CompileOptions compile, ReportOptions report, string? output, string form, bool isRelease)
    {
        string[] files = compile.FilesOf(parsed);
        WasmBuild build = WasmBuilder.Build(files, compile.SettingsOf(parsed), new DiskSources());
        Reporter.For(parsed, report, build.Sources).Print(build.Diagnostics);
        if (build.Module is null)
        {
            return ExitCodes.CompileErrors;
        }

        string path = output ?? Path.ChangeExtension(Path.GetFileName(files[0]), form);
        byte[] bytes = form == "wat" ? Encoding.UTF8.GetBytes(build.Text()) : build.Write(withNames: !isRelease).Bytes;
        try
        {
            File.WriteAllBytes(path, bytes);
            return ExitCodes.Success;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"crabwalk: couldn't write `{path}`: {exception.Message}");
            return ExitCodes.CompileErrors;
        }
    }
}
