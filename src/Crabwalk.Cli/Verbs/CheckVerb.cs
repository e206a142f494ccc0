using System.CommandLine;
using Crabwalk.Cli.Disk;
using Crabwalk.Cli.Options;
using Crabwalk.Cli.Reporting;
using Crabwalk.Workbench.Compiling;

namespace Crabwalk.Cli.Verbs;

/// <summary><c>crabwalk check</c>: says what is wrong with a program without running it.</summary>
internal static class CheckVerb
{
    /// <summary>The verb.</summary>
    public static Command Make()
    {
        var compile = new CompileOptions();
        var report = new ReportOptions();
        var verb = new Command("check", "Say what is wrong with a program, without running it");
        compile.AddTo(verb);
        report.AddTo(verb);
        verb.SetAction(parsed => Check(parsed, compile, report));
        return verb;
    }

    private static int Check(ParseResult parsed, CompileOptions compile, ReportOptions report)
    {
        CompileSettings settings = compile.SettingsOf(parsed) with { IsOnlyChecked = true };
        Compilation compilation = Compiler.Compile(compile.FilesOf(parsed), settings, new DiskSources());
        Reporter.For(parsed, report, compilation.Sources).Print(compilation.Diagnostics);
        return compilation.HasErrors ? ExitCodes.CompileErrors : ExitCodes.Success;
    }
}
