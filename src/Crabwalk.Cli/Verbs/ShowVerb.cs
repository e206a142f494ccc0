using System.CommandLine;
using Crabwalk.Cli.Disk;
using Crabwalk.Cli.Options;
using Crabwalk.Cli.Reporting;
using Crabwalk.Pictures.Json;
using Crabwalk.Pictures.Scenes;
using Crabwalk.Pictures.Text;
using Crabwalk.Workbench.Building;
using Crabwalk.Workbench.Compiling;
using Crabwalk.Workbench.Showing;

namespace Crabwalk.Cli.Verbs;

/// <summary><c>crabwalk show</c>: what a program is turned into on its way.</summary>
internal static class ShowVerb
{
    private const string Loans = "loans";
    private const string Permissions = "permissions";

    /// <summary>The verb.</summary>
    public static Command Make()
    {
        var compile = new CompileOptions();
        var report = new ReportOptions();
        var form = new Argument<string>("FORM") { Description = "pp (preprocessed text), mir, cfg (Graphviz), layout, wasm; of Rust: loans, permissions" };
        var all = new Option<bool>("--library") { Description = "the library's functions too" };
        var format = new Option<string>("--format") { Description = "form of loans and permissions", DefaultValueFactory = _ => "text" };
        form.AcceptOnlyFromAmong("pp", "mir", "cfg", "layout", "wasm", Loans, Permissions);
        format.AcceptOnlyFromAmong("text", "json");
        var verb = new Command("show", "Show what a program is turned into: preprocessed text, MIR, control flow, layouts, WebAssembly, borrows, permissions") { form };
        compile.AddTo(verb);
        report.AddTo(verb);
        verb.Add(all);
        verb.Add(format);
        verb.SetAction(parsed => parsed.GetValue(form) is Loans or Permissions
            ? ShowOwnership(parsed, compile, report, parsed.GetValue(form)!, parsed.GetValue(format) == "json")
            : Show(parsed, compile, report, parsed.GetValue(form)!, parsed.GetValue(all)));
        return verb;
    }

    private static int Show(ParseResult parsed, CompileOptions compile, ReportOptions report, string form, bool withLibrary)
    {
        if (form == "pp")
        {
            Console.Out.Write(Forms.Preprocessed(compile.FilesOf(parsed), compile.SettingsOf(parsed), new DiskSources()));
            return ExitCodes.Success;
        }

        if (form == "wasm")
        {
            return ShowModule(parsed, compile, report);
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

    /// <summary>Borrows or permissions, also of a program that breaks the rules of ownership: that is when they are asked for.</summary>
    private static int ShowOwnership(ParseResult parsed, CompileOptions compile, ReportOptions report, string form, bool asJson)
    {
        Compilation compilation = Compiling.Compile(parsed, compile);
        Reporter.For(parsed, report, compilation.Sources).Print(compilation.Diagnostics);
        if (compilation.Ownership is { } ownership)
        {
            OwnershipScene scene = OwnershipScenes.Of(ownership, compilation.Sources);
            Console.Out.Write(asJson ? OwnershipJson.Write(scene)
                : form == Loans ? OwnershipText.Loans(scene, new()).PlainText : OwnershipText.Permissions(scene, new()).PlainText);
        }
        else if (!compilation.HasErrors)
        {
            Console.Error.WriteLine($"crabwalk: {form} are a matter of Rust: C has no ownership to show");
            return ExitCodes.Usage;
        }

        return compilation.HasErrors ? ExitCodes.CompileErrors : ExitCodes.Success;
    }

    private static int ShowModule(ParseResult parsed, CompileOptions compile, ReportOptions report)
    {
        WasmBuild build = WasmBuilder.Build(compile.FilesOf(parsed), compile.SettingsOf(parsed), new DiskSources());
        Reporter.For(parsed, report, build.Sources).Print(build.Diagnostics);
        Console.Out.Write(build.Module is null ? "" : build.Text());
        return build.Module is null ? ExitCodes.CompileErrors : ExitCodes.Success;
    }
}
