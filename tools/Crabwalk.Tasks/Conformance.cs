using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;

namespace Crabwalk.Tasks;

/// <summary>What to try.</summary>
internal sealed record ConformanceOptions(string Suite, string Folder, string? Command, string? Only);

/// <summary>
/// Runs a suite under <c>crabwalk audit</c> and writes <c>tests/conformance/SUITE.txt</c>: how many pass, then each program with its
/// verdict and, for a failing one, the first thing it said. The snapshot is committed, so progress is a diff.
/// </summary>
internal static class Conformance
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Runs all programs, two at a time, and gives 0 when all pass.</summary>
    public static int Run(ConformanceOptions options)
    {
        string command = options.Command ?? BuiltCommand();
        ImmutableArray<SuiteProgram> programs =
            [.. Suites.Programs(options.Suite, options.Folder).Where(p => p.Name.Contains(options.Only ?? "", StringComparison.Ordinal))];
        var verdicts = new Verdict[programs.Length];
        Parallel.For(0, programs.Length, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i =>
        {
            verdicts[i] = Try(command, programs[i]);
            Console.Error.Write(verdicts[i].Passed ? "." : "F");
        });
        Console.Error.WriteLine();
        string snapshot = Snapshot(options.Suite, verdicts);
        Console.Write(snapshot);
        if (options.Only is null)
        {
            Directory.CreateDirectory(Repository.In("tests", "conformance"));
            File.WriteAllText(Repository.In("tests", "conformance", options.Suite + ".txt"), snapshot);
        }

        return verdicts.All(v => v.Passed) ? 0 : 1;
    }

    private static Verdict Try(string command, SuiteProgram program)
    {
        var start = new ProcessStartInfo(command, ["audit", .. program.Flags, .. program.Sources])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["NO_COLOR"] = "1";
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            return new(program.Name, Passed: false, $"did not end within {Limit.TotalSeconds:0} s");
        }

        return Judge(program, process.ExitCode, output.Result, errors.Result);
    }

    private static Verdict Judge(SuiteProgram program, int exit, string output, string errors)
    {
        if (exit != 0)
        {
            return new(program.Name, Passed: false, $"exit {exit}: {FirstError(errors) ?? LastLine(output)}");
        }

        return program.ExpectedOutput is null || program.ExpectedOutput == output
            ? new(program.Name, Passed: true, "")
            : new(program.Name, Passed: false, "prints something else");
    }

    private static string? FirstError(string errors) =>
        errors.Split('\n').FirstOrDefault(l => l.StartsWith("error", StringComparison.Ordinal)) is { } line ? line.Trim() : null;

    private static string LastLine(string output) => output.TrimEnd().Split('\n')[^1];

    private static string Snapshot(string suite, Verdict[] verdicts)
    {
        var text = new StringBuilder();
        text.Append($"{suite}: passed {verdicts.Count(v => v.Passed)} / {verdicts.Length}\n");
        foreach (Verdict verdict in verdicts)
        {
            text.Append(verdict.Passed ? $"pass {verdict.Name}\n" : $"FAIL {verdict.Name}: {verdict.Reason}\n");
        }

        return text.ToString();
    }

    private static string BuiltCommand()
    {
        string path = Repository.In("artifacts", "bin", "Crabwalk.Cli", "release", "crabwalk");
        return File.Exists(path) ? path : path.Replace("release", "debug", StringComparison.Ordinal);
    }

    private sealed record Verdict(string Name, bool Passed, string Reason);
}
