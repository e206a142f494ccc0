using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Crabwalk.Tasks;

/// <summary>
/// Compares crabwalk with rustc on a suite and writes <c>tests/conformance/SUITE.txt</c>. A program passes when both refuse it with the
/// same codes, or both accept it and it prints and gives back the same, or as many of its tests pass and fail.
/// </summary>
internal static partial class RustConformance
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(40);

    /// <summary>Programs that run longer are no test of anything here but patience.</summary>
    private static readonly TimeSpan RunLimit = TimeSpan.FromSeconds(5);

    /// <summary>Runs all programs, two at a time, and gives 0 when all pass.</summary>
    public static int Run(ConformanceOptions options)
    {
        string command = options.Command ?? Repository.BuiltCommand();
        ImmutableArray<RustProgram> programs =
            [.. RustSuites.Programs(options.Suite, options.Folder).Where(p => p.Name.Contains(options.Only ?? "", StringComparison.Ordinal))];
        var lines = new string[programs.Length];
        Parallel.For(0, programs.Length, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i =>
        {
            string? difference = Try(command, programs[i]);
            lines[i] = difference is null ? $"pass {programs[i].Name}\n" : $"FAIL {programs[i].Name}: {difference}\n";
            Console.Error.Write(difference is null ? "." : "F");
        });
        Console.Error.WriteLine();
        int passed = lines.Count(line => line.StartsWith("pass ", StringComparison.Ordinal));
        string snapshot = $"{options.Suite}: {programs.Length} programs, {passed} pass, {programs.Length - passed} fail\n" + string.Concat(lines);
        Console.Write(snapshot);
        if (options.Only is null)
        {
            Directory.CreateDirectory(Repository.In("tests", "conformance"));
            File.WriteAllText(Repository.In("tests", "conformance", (options.Snapshot ?? options.Suite) + ".txt"), snapshot);
        }

        return passed == programs.Length ? 0 : 1;
    }

    /// <summary>What differs; null when nothing does.</summary>
    private static string? Try(string command, RustProgram program)
    {
        string scratch = Directory.CreateTempSubdirectory("crabwalk-rust-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(scratch, "main.rs"), program.Source);
            ImmutableArray<string> flags = ["--edition", program.Edition, .. program.IsTest ? ["--test"] : ImmutableArray<string>.Empty];
            Finished rustc = Finished.Run(Limit, scratch, "rustc", ["-A", "warnings", .. flags, "-o", "program", "main.rs"]);
            Finished check = Finished.Run(Limit, scratch, command, ["check", .. flags, "main.rs"]);
            if (check.ExitCode is null or > 1)
            {
                return check.ExitCode is null ? "does not end in time" : "a fault of Crabwalk";
            }

            return (rustc.ExitCode == 0, check.ExitCode == 0) switch
            {
                (true, true) => program.IsTest ? DifferenceOfTests(command, program, scratch) : DifferenceOfRuns(command, program, scratch),
                (true, false) => $"is refused: {FirstError(check.Errors)}",
                (false, true) => $"is accepted, and rustc says {Codes(rustc.Errors)}",
                (false, false) => Codes(rustc.Errors) == Codes(check.Errors) ? null : $"rustc says {Codes(rustc.Errors)}, crabwalk {Codes(check.Errors)}",
            };
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    private static string? DifferenceOfRuns(string command, RustProgram program, string scratch)
    {
        Finished real = Finished.Run(RunLimit, scratch, Path.Combine(scratch, "program"));
        Finished ours = Finished.Run(Limit, scratch, command, "run", "--edition", program.Edition, "main.rs");
        return real.ExitCode is null ? null
            : ours.ExitCode != real.ExitCode ? $"exit code {ours.ExitCode}, expected {real.ExitCode}: {FirstError(ours.Errors)}"
            : ours.Output != real.Output && Sorted(ours.Output) != Sorted(real.Output) ? "prints something else" : null;
    }

    private static string? DifferenceOfTests(string command, RustProgram program, string scratch)
    {
        Finished real = Finished.Run(RunLimit, scratch, Path.Combine(scratch, "program"), "--test-threads=1");
        Finished ours = Finished.Run(Limit, scratch, command, "test", "--edition", program.Edition, "main.rs");
        string wanted = Counts().Match(real.Output).Value;
        return Counts().Match(ours.Output).Value == wanted ? null : $"other tests pass, expected {wanted}";
    }

    // Threads and hash maps may come in any order.
    private static string Sorted(string output) => string.Join('\n', output.Split('\n').Order(StringComparer.Ordinal));

    private static string Codes(string errors)
    {
        string[] codes = [.. Code().Matches(errors).Select(m => m.Groups[1].Value).Distinct().Order(StringComparer.Ordinal)];
        return codes.Length == 0 ? "no code" : string.Join(' ', codes);
    }

    private static string FirstError(string errors) => errors.Split('\n').FirstOrDefault(line => line.StartsWith("error", StringComparison.Ordinal)) ?? "nothing is said";

    [GeneratedRegex(@"^error\[(E\d{4})\]", RegexOptions.Multiline)]
    private static partial Regex Code();

    [GeneratedRegex(@"\d+ passed; \d+ failed; \d+ ignored")]
    private static partial Regex Counts();
}
