using System.Globalization;
using System.Text;

namespace Crabwalk.Bench;

/// <summary>
/// Times <c>crabwalk audit</c> of the bench programs in Rust against rustc's native builds, with and without optimisation. Whole
/// processes are timed, interleaved; compilation counts for <c>crabwalk</c>, which has no other form.
/// </summary>
internal sealed class RustAuditBench(string repository, string scratch, int rounds)
{
    private static readonly (string Name, string Argument)[] Programs =
    [
        ("nbody", "20000"), ("spectral_norm", "100"), ("fannkuch", "7"), ("mandelbrot", "100"), ("binary_trees", "10"), ("gemm", "1"),
        ("sieve", "100000"), ("quicksort", "50000"), ("wordcount", "20000"), ("strings", "10000"), ("sha256", "1024"), ("list_churn", "100"),
    ];

    private readonly string _cli = Figures.FindCli(Path.Combine(repository, "artifacts"));

    /// <summary>Measures everything and writes the table.</summary>
    public string Run()
    {
        Console.Error.WriteLine($"measures {Path.GetRelativePath(repository, _cli)}");
        var text = new StringBuilder("| program | rustc -O | rustc | crabwalk audit | audit / rustc |\n|---|---|---|---|---|\n");
        var ratios = new List<double>();
        foreach ((string name, string argument) in Programs)
        {
            double[] medians = Measure(name, argument);
            Console.Error.WriteLine($"{name}: {string.Join("  ", medians.Select(Figures.Seconds))}");
            ratios.Add(medians[2] / medians[1]);
            text.Append(CultureInfo.InvariantCulture, $"| {name} {argument} | {string.Join(" | ", medians.Select(Figures.Seconds))} | {ratios[^1]:0.0} |\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"| **geometric mean** | | | | **{Figures.Mean(ratios):0.0}** |\n").ToString();
    }

    private double[] Measure(string name, string argument)
    {
        string source = Path.Combine(repository, "bench", "rust", name + ".rs");
        string fast = Compile(source, name + "-O", "-O");
        string plain = Compile(source, name + "-debug");
        Func<Stopped>[] ways = [() => Stopped.Run(fast, argument), () => Stopped.Run(plain, argument), () => Stopped.Run(_cli, "audit", source, "--", argument)];
        List<double>[] times = [.. ways.Select(_ => new List<double>())];
        string expected = ways[0]().Output;
        for (int round = 0; round < rounds; round++)
        {
            for (int way = 0; way < ways.Length; way++)
            {
                Stopped stopped = ways[way]();
                times[way].Add(stopped.ExitCode == 0 && stopped.Output == expected ? stopped.Seconds
                    : throw new InvalidOperationException($"{name}, way {way}: exit code {stopped.ExitCode}, or another output: {stopped.Output}"));
            }
        }

        return [.. times.Select(Figures.Median)];
    }

    private string Compile(string source, string name, params string[] options)
    {
        string output = Path.Combine(scratch, name);
        Stopped stopped = Stopped.Run("rustc", ["--edition", "2024", .. options, "-o", output, source]);
        return stopped.ExitCode == 0 ? output : throw new InvalidOperationException(stopped.Output);
    }
}
