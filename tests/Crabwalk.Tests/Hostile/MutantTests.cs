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

    private static readonly Gen<Change[]> Changes =
        Gen.Select(Gen.Enum<ChangeKind>(), Gen.Int[0, 100_000], Gen.Int[0, 100_000], (kind, at, other) => new Change(kind, at, other)).Array[1, 6];

    private static readonly Gen<(int Program, Change[] Changes)> All = Gen.Select(Gen.Int[0, 100_000], Changes);

    private enum ChangeKind
    {
        Drop,
        Double,
        Exchange,
        Cut,
        Number,
    }

    private sealed record Change(ChangeKind Kind, int At, int Other);

    [Fact]
    public void No_mutant_brings_Crabwalk_down() => All.Sample(mutant => Try(mutant.Program, mutant.Changes), iter: Mutants, seed: Seed, threads: 1);

    private static void Try(int program, Change[] changes)
    {
        Assert.SkipWhen(Programs.Length == 0, "no programs to change");
        string text = File.ReadAllText(Programs[program % Programs.Length]);
        string mutant = changes.Aggregate(text, Apply);
        var files = new Memory(mutant);
        Compilation compilation = Compiler.Compile(["main.c"], new CompileSettings { Warnings = ["all", "extra"] }, files);
        if (compilation.Program is not null)
        {
            var settings = new RunSettings { Arguments = ["main.c"], MaxSteps = 200_000, MaxMemoryBytes = 16 << 20, MaxOutputBytes = 1 << 20, MaxDepth = 1_000 };
            Auditor.Run(compilation, settings, new ClosedHost(["main.c"], default));
        }
    }

    private static string Apply(string text, Change change)
    {
        string[] words = System.Text.RegularExpressions.Regex.Split(text, "(\\W)");
        int at = change.At % words.Length, other = change.Other % words.Length;
        switch (change.Kind)
        {
            case ChangeKind.Drop:
                words[at] = "";
                break;
            case ChangeKind.Double:
                words[at] += words[at];
                break;
            case ChangeKind.Exchange:
                (words[at], words[other]) = (words[other], words[at]);
                break;
            case ChangeKind.Cut:
                return string.Concat(words.Take(Math.Max(at, 1)));
            default:
                words[at] = char.IsAsciiDigit(words[at].FirstOrDefault()) ? (change.Other - 50_000).ToString(System.Globalization.CultureInfo.InvariantCulture) : words[at];
                break;
        }

        return string.Concat(words);
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
