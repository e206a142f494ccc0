using System.Text;
using Crabwalk.Foundation.Text;
using Crabwalk.Machine.Execution;
using Crabwalk.Tests.Fixtures;
using Crabwalk.Workbench.Auditing;
using Crabwalk.Workbench.Compiling;
using Crabwalk.Workbench.Running;
using CsCheck;

namespace Crabwalk.Tests.Hostile;

/// <summary>
/// Good programs with bytes, words and lines dropped, doubled, exchanged and cut. Whatever comes of them is a message or a run within
/// small limits; an exception fails with the smallest mutant that brings it about.
/// </summary>
public sealed class MutantTests
{
    private const string Seed = "0000KOIPe036";
    private const int Mutants = 300;

    private static readonly string[] Programs =
    [
        .. FixtureTree.All.Where(f => f.Extension == ".c" && f.Name.Split('/')[1] is "run" or "ub").Select(f => f.Path).Distinct().Order(StringComparer.Ordinal),
    ];

    private static readonly Gen<(int Program, Mutation[] Changes)> All = Gen.Select(Gen.Int[0, 100_000], Mutation.Several);

    [Fact]
    public void No_mutant_brings_Crabwalk_down() => All.Sample(mutant => Try(mutant.Program, mutant.Changes), iter: Mutants, seed: Seed, threads: 1);

    private static void Try(int program, Mutation[] changes)
    {
        Assert.SkipWhen(Programs.Length == 0, "no programs to change");
        string text = File.ReadAllText(Programs[program % Programs.Length]);
        string mutant = changes.Aggregate(text, (words, change) => change.Apply(words));
        var files = new Memory(mutant);
        Compilation compilation = Compiler.Compile(["main.c"], new CompileSettings { Warnings = ["all", "extra"] }, files);
        if (compilation.Program is not null)
        {
            var settings = new RunSettings { Arguments = ["main.c"], MaxSteps = 200_000, MaxMemoryBytes = 16 << 20, MaxOutputBytes = 1 << 20, MaxDepth = 1_000 };
            Auditor.Run(compilation, settings, new ClosedHost(["main.c"], default));
        }
    }

    private sealed class Memory(string main) : ISourceProvider
    {
        public byte[]? Read(string path, out string reason)
        {
            reason = path == "main.c" ? "" : "no such file";
            return path == "main.c" ? Encoding.UTF8.GetBytes(main) : null;
        }
    }
}
