using System.CommandLine;
using Crabwalk.Cli.Disk;
using Crabwalk.Cli.Options;
using Crabwalk.Cli.Reporting;
using Crabwalk.Workbench.Compiling;
using Crabwalk.Workbench.Showing;

namespace Crabwalk.Cli.Verbs;

/// <summary><c>crabwalk show</c>: what a program is turned into on its way.</summary>
internal static class ShowVerb
{
    /// <summary>The verb.</summary>
    public static Command Make()
    {
        var compile = new CompileOptions();
        var report = new ReportOptions();
        var form = new Argument<string>("FORM") { Description = "pp (preprocessed text), mir, cfg (Graphviz) or layout" };
        var all = new Option<bool>("--library") { Description = "the library's functions too" };
        form.AcceptOnlyFromAmong("pp", "mir", "cfg", "layout");
        var verb = new Command("show", "Show what a program is turned into: preprocessed text, MIR, control flow, layouts") { form };
        compile.AddTo(verb);
        report.AddTo(verb);
        verb.Add(all);
        verb.SetAction(parsed => Show(parsed, compile, report, parsed.GetValue(form)!, parsed.GetValue(all)));
        return verb;
    }

    private static int Show(ParseResult parsed, CompileOptions compile, ReportOptions report, string form, bool withLibrary)
    {
        if (form == "pp")
        {
            Console.Out.Write(Forms.Preprocessed(compile.FilesOf(parsed), compile.SettingsOf(parsed), new DiskSources()));
            return ExitCodes.Success;
        }

        Compilation compilation = Compiling.Compile(parsed, compile);
        Reporter.For(parsed, report, compilation.Sources).Print(compilation.Diagnostics);
        if (compilation.HasErrors)
        {
            return ExitCodes.CompileErrors;
        }

        Console.Out.Write(form switch
        {
            "cfg" => Forms.ControlFlow(compilation.WholeProgram(), withLibrary),
            "layout" => Forms.Layouts(compilation.WholeProgram(), withLibrary),
            _ => Forms.Mir(compilation.WholeProgram(), withLibrary),
        });
        return ExitCodes.Success;
    }
}
