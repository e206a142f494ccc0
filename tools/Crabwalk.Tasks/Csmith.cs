using System.Collections.Immutable;
using System.Globalization;

namespace Crabwalk.Tasks;

/// <summary>What to try.</summary>
/// <param name="Count">How many programs.</param>
/// <param name="First">The first seed; the others follow it.</param>
/// <param name="Command">The crabwalk to try, or null for the built one.</param>
internal sealed record CsmithOptions(int Count, int First, string? Command);

/// <summary>
/// Holds <c>crabwalk audit</c> against gcc on programs that csmith makes: these have no undefined behaviour and print a checksum of
/// all their variables, so every other output, exit code or message is a fault. A program that fails is kept, for a look at it.
/// Packed structures are left out: csmith takes addresses of their members, and such a pointer is misaligned (C17 6.3.2.3p7).
/// </summary>
internal static class Csmith
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Where packages of csmith put its header.</summary>
    private static readonly ImmutableArray<string> Headers = ["/usr/include/csmith", "/usr/local/include/csmith", "/usr/include"];

    /// <summary>Makes and tries the programs, two at a time, and gives 0 when all agree.</summary>
    public static int Run(CsmithOptions options)
    {
        string command = options.Command ?? Repository.BuiltCommand();
        string folder = Directory.CreateTempSubdirectory("crabwalk-csmith-").FullName;
        var verdicts = new Verdict[options.Count];
        Parallel.For(0, options.Count, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i =>
        {
            verdicts[i] = Try(command, folder, (options.First + i).ToString(CultureInfo.InvariantCulture));
            Console.Error.Write(verdicts[i].Outcome switch { Outcome.Pass => ".", Outcome.Skipped => "s", _ => "F" });
        });
        Console.Error.WriteLine();
        foreach (Verdict verdict in verdicts.Where(v => v.Outcome is not (Outcome.Pass or Outcome.Skipped)))
        {
            Console.Write(verdict.Line);
        }

        Console.WriteLine(string.Join(", ", verdicts.GroupBy(v => v.Outcome).OrderBy(g => g.Key).Select(g => $"{g.Count()} {g.Key.ToString().ToLowerInvariant()}")));
        return verdicts.All(v => v.Outcome is Outcome.Pass or Outcome.Skipped) ? 0 : 1;
    }

    private static Verdict Try(string command, string folder, string seed)
    {
        string source = Path.Combine(folder, $"seed{seed}.c");
        Finished made = Finished.Run(Limit, folder, "csmith", "--no-packed-struct", "--seed", seed, "--output", source);
        if (made.ExitCode != 0)
        {
            return new(seed, Outcome.Skipped, "csmith makes no program of this seed");
        }

        var program = new SuiteProgram(seed, [source], ["-I", Header()], folder, null);
        SecondOpinion second = Gcc.Try(program);
        Verdict verdict = second is { Expected: null }
            ? new(seed, Outcome.Skipped, "does not end by itself")
            : Verdict.Of(program, Finished.Run(Limit, folder, command, ["audit", "-w", "--error-format", "json", .. program.Flags, source]), second.Expected);
        if (verdict.Outcome is Outcome.Pass or Outcome.Skipped)
        {
            File.Delete(source);
            return verdict;
        }

        return verdict with { Reason = $"{verdict.Reason} ({source})" };
    }

    private static string Header() => Headers.FirstOrDefault(h => File.Exists(Path.Combine(h, "csmith.h")))
        ?? throw new InvalidOperationException("csmith.h was not found: install csmith and libcsmith-dev");
}
