using System.Text;
using Crabwalk.Machine.Execution;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Instances;
using Crabwalk.Mir.Optimisation;
using Crabwalk.Tests.Fixtures;
using Crabwalk.Workbench.Auditing;
using Crabwalk.Workbench.Compiling;
using Crabwalk.Workbench.Running;

namespace Crabwalk.Tests.Mir;

/// <summary>
/// The checking machine as oracle of the optimiser: run fixtures give what they gave before, and break no rule that they did not break. Every body is
/// validated after each pass. The suite takes a sample; <c>CRABWALK_OPTIMISED=all</c> takes all, or else those whose name has the value in it.
/// </summary>
public sealed class OptimisedOnMachineTests
{
    private const int SampleStep = 15;
    private const long MostSteps = 20_000_000;

    /// <summary>The fixtures that need nothing but their file and their input.</summary>
    public static TheoryData<string> Fixtures()
    {
        string wanted = Environment.GetEnvironmentVariable("CRABWALK_OPTIMISED") ?? "";
        IEnumerable<string> plain = FixtureTree.All.Where(IsPlain).Select(fixture => fixture.RowName);
        return [.. plain.Where((name, index) => wanted == "" ? IsSample(name, index) : wanted == "all" || name.Contains(wanted, StringComparison.Ordinal))];
    }

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void An_optimised_fixture_says_the_same(string name)
    {
        Fixture fixture = FixtureTree.Find(name);
        Compilation compilation = Compiler.Compile([fixture.Path], new() { IsMarked = false, SuppressWarnings = true }, new Disk());
        Assert.NotNull(compilation.Program);
        Optimise(compilation.Program);
        var host = new ClosedHost([name, .. fixture.Directives.Arguments], Encoding.UTF8.GetBytes(fixture.Directives.Stdin));
        AuditReport report = Auditor.Run(compilation, new RunSettings { MaxSteps = MostSteps }, host, TestContext.Current.CancellationToken);
        Assert.Empty(report.Diagnostics.Select(diagnostic => $"{diagnostic.Code} {diagnostic.Message}"));
        string golden = fixture.GoldenPath("stdout");
        Assert.Equal(File.Exists(golden) ? File.ReadAllText(golden) : "", host.OutputText);
    }

    // A program of Rust brings much of its library, which takes long to optimise in a debug build.
    private static bool IsSample(string name, int index) => name.StartsWith("c/", StringComparison.Ordinal) ? index % SampleStep == 0 : name.StartsWith("rust/run/closures/", StringComparison.Ordinal);

    private static bool IsPlain(Fixture fixture) => fixture.Expected == Expected.Runs && fixture.Name.Contains("/run/", StringComparison.Ordinal) && fixture.Revision is null
        && fixture.Directives is { Exit: null or 0, Flags.IsEmpty: true, Files.IsEmpty: true, Needs.IsEmpty: true, Folder: null, Package: null, KnownBug: null };

    // All of C; of Rust, whose generic code the machine puts types into by itself, `main` with what melts into it.
    private static void Optimise(MirProgram program)
    {
        var optimiser = new Optimiser(program, new MonoBodies(program).Find) { Validates = program.Resolver is null, Languages = [SourceLanguage.C, SourceLanguage.Rust] };
        IEnumerable<DefId> functions = program.Resolver is null ? program.Bodies.Keys : [program.Main!.Value];
        List<Body> optimised = [.. functions.Select(function => optimiser.Find(new(function))!)];
        foreach (Body body in optimised)
        {
            program.Bodies[body.Definition] = body;
        }
    }

    private sealed class Disk : Crabwalk.Foundation.Text.ISourceProvider
    {
        public byte[]? Read(string path, out string reason)
        {
            reason = File.Exists(path) ? "" : "no such file";
            return File.Exists(path) ? File.ReadAllBytes(path) : null;
        }
    }
}
