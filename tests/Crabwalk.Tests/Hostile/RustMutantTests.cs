using System.Text;
using Crabwalk.Foundation.Text;
using Crabwalk.Machine.Execution;
using Crabwalk.Tests.Fixtures;
using Crabwalk.Workbench.Compiling;
using Crabwalk.Workbench.Running;
using Crabwalk.Workbench.Walking;
using CsCheck;

namespace Crabwalk.Tests.Hostile;

/// <summary>
/// Good Rust programs with words dropped, doubled, exchanged and cut. Whatever comes of them is a message or a walk within small
/// limits; an exception fails with the smallest mutant that brings it about. <c>CRABWALK_MUTANTS</c> sets how many are tried.
/// </summary>
public sealed class RustMutantTests
{
    private const string Seed = "0000KOIPe036";
    private const int Mutants = 14;
    private const string Root = "main.rs";

    private static readonly string[] Programs =
    [
        .. FixtureTree.All.Where(f => f.Extension == ".rs" && f.Directives.Package is null && f.Name.Split('/')[1] is "run" or "ub").Select(f => f.Path).Distinct().Order(StringComparer.Ordinal),
    ];

    private static readonly Gen<(int Program, Mutation[] Changes)> All = Gen.Select(Gen.Int[0, 100_000], Mutation.Several);

    private static int Count => int.TryParse(Environment.GetEnvironmentVariable("CRABWALK_MUTANTS"), out int count) ? count : Mutants;

    [Fact]
    public void No_mutant_brings_Crabwalk_down() => All.Sample(mutant => Try(mutant.Program, mutant.Changes), iter: Count, seed: Seed, threads: 1);

    private static void Try(int program, Mutation[] changes)
    {
        Assert.SkipWhen(Programs.Length == 0, "no programs to change");
        string mutant = changes.Aggregate(File.ReadAllText(Programs[program % Programs.Length]), (text, change) => change.Apply(text));
        Compilation compilation = Compiler.Compile([Root], new CompileSettings(), new Memory(mutant));
        if (compilation is { HasErrors: false, Program: not null })
        {
            var settings = new RunSettings { Arguments = [Root], MaxSteps = 20_000, MaxMemoryBytes = 16 << 20, MaxOutputBytes = 1 << 20, MaxDepth = 1_000 };
            using Walk walk = Walk.Record(compilation, Root, settings, new ClosedHost([Root], default));
            Assert.NotNull(walk);
        }
    }

    private sealed class Memory(string main) : ISourceProvider
    {
        public byte[]? Read(string path, out string reason)
        {
            reason = path == Root ? "" : "no such file";
            return path == Root ? Encoding.UTF8.GetBytes(main) : null;
        }
    }
}
