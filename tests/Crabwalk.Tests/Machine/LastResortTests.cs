using Crabwalk.C;
using Crabwalk.C.Linking;
using Crabwalk.Foundation.Text;
using Crabwalk.Machine.Execution;
using Crabwalk.Mir.Layout;
using Crabwalk.Workbench.Auditing;
using Crabwalk.Workbench.Compiling;
using Crabwalk.Workbench.Running;

namespace Crabwalk.Tests.Machine;

/// <summary>Messages that end a compilation or a run when nothing else can.</summary>
public sealed class LastResortTests
{
    [Fact]
    public void A_hundred_errors_are_enough()
    {
        string text = "int main(void)\n{\n" + string.Concat(Enumerable.Range(0, 150).Select(i => $"    missing_{i} = {i};\n")) + "    return 0;\n}\n";
        Assert.Contains("C0200", CodesOf(text));
        Assert.DoesNotContain("C0200", CodesOf("int main(void)\n{\n    missing = 1;\n    return 0;\n}\n"));
    }

    [Fact]
    public void A_wild_write_that_is_passed_over_kills_the_program()
    {
        Compilation compilation = Compile("int main(void) { int *p = (int *)0x10; *p = 1; return 0; }");
        var settings = new RunSettings { OnUndefined = OnUndefined.Continue };
        AuditReport audit = Auditor.Run(compilation, settings, new ClosedHost(["program"], default), TestContext.Current.CancellationToken);
        Assert.Contains("CW0003", audit.Diagnostics.Select(diagnostic => diagnostic.Code));
        Assert.IsType<Ending.Killed>(audit.Ending);
    }

    [Fact]
    public void A_library_that_is_not_there_is_named()
    {
        var library = new CLibrary("nowhere", Target.X64, new OneFile(""));
        var sources = new SourceMap(library.Sources);
        SourceId source = sources.Add(SourceText.FromString("main.c", "int main(void) { return 0; }"));
        CCompilationResult result = CCompilation.Compile([source], new() { Library = library }, sources, new SymbolTable(), new OneFile(""));
        Assert.Contains("C0704", result.Diagnostics.Select(diagnostic => diagnostic.Code));
    }

    private static IEnumerable<string> CodesOf(string text) => Compile(text).Diagnostics.Select(diagnostic => diagnostic.Code);

    private static Compilation Compile(string text) => Compiler.Compile(["main.c"], new(), new OneFile(text));

    private sealed class OneFile(string text) : ISourceProvider
    {
        public byte[]? Read(string path, out string reason)
        {
            reason = path == "main.c" ? "" : "no such file";
            return path == "main.c" ? System.Text.Encoding.UTF8.GetBytes(text) : null;
        }
    }
}
