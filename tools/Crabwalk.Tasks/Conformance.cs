using System.Collections.Immutable;
using System.Text;

namespace Crabwalk.Tasks;

/// <summary>What to try.</summary>
/// <param name="Suite">A name of <see cref="Suites"/>.</param>
/// <param name="Folder">Where its sources are.</param>
/// <param name="Snapshot">The snapshot's name, when it is not the suite's.</param>
/// <param name="Command">The crabwalk to try, or null for the built one.</param>
/// <param name="Only">Only programs whose name holds this; no snapshot is written then.</param>
internal sealed record ConformanceOptions(string Suite, string Folder, string? Snapshot, string? Command, string? Only);

/// <summary>
/// Runs a suite under <c>crabwalk audit</c> and writes <c>tests/conformance/SUITE.txt</c>: the counts, then each program with its
/// verdict and, for one that does not pass, the first thing that was said. The snapshot is committed, so progress is a diff.
/// </summary>
internal static class Conformance
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(40);

    /// <summary>Runs all programs, two at a time, and gives 0 when none fails.</summary>
    public static int Run(ConformanceOptions options)
    {
        string command = options.Command ?? Repository.BuiltCommand();
        ImmutableArray<SuiteProgram> programs =
            [.. Suites.Programs(options.Suite, options.Folder).Where(p => p.Name.Contains(options.Only ?? "", StringComparison.Ordinal))];
        var verdicts = new Verdict[programs.Length];
        Parallel.For(0, programs.Length, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i =>
        {
            verdicts[i] = Try(command, programs[i]);
            Console.Error.Write(verdicts[i].Outcome == Outcome.Fail ? "F" : ".");
        });
        Console.Error.WriteLine();
        string name = options.Snapshot ?? options.Suite;
        string snapshot = Snapshot(name, verdicts);
        Console.Write(snapshot);
        if (options.Only is null)
        {
            Directory.CreateDirectory(Repository.In("tests", "conformance"));
            File.WriteAllText(Repository.In("tests", "conformance", name + ".txt"), snapshot);
        }

        return verdicts.Any(v => v.Outcome == Outcome.Fail) ? 1 : 0;
    }

    private static Verdict Try(string command, SuiteProgram program)
    {
        SecondOpinion second = program.Expected is { } known ? new(Accepts: true, known) : Gcc.Try(program);
        if (second is { Accepts: true, Expected: null })
        {
            return new(program.Name, Outcome.Skipped, "does not end by itself");
        }

        Finished run = Finished.Run(Limit, program.Folder, command, ["audit", "-w", "--error-format", "json", .. program.Flags, .. program.Sources]);
        return Verdict.Of(program, run, second.Expected);
    }

    private static string Snapshot(string suite, Verdict[] verdicts)
    {
        var text = new StringBuilder($"{suite}: {verdicts.Length} programs");
        foreach (IGrouping<Outcome, Verdict> outcome in verdicts.GroupBy(v => v.Outcome).OrderBy(g => g.Key))
        {
            text.Append($", {outcome.Count()} {outcome.Key.ToString().ToLowerInvariant()}");
        }

        return verdicts.Aggregate(text.Append('\n'), (all, verdict) => all.Append(verdict.Line)).ToString();
    }
}
