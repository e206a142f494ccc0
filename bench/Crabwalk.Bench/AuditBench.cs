using System.Globalization;
using System.Text;
using Crabwalk.Pictures.Charts;
using Crabwalk.Pictures.Svg;

namespace Crabwalk.Bench;

/// <summary>
/// Times <c>crabwalk audit</c> against gcc, ASan with UBSan, and valgrind's memcheck on the same programs, interleaved in one run, so
/// that a drift of the machine touches all alike. Whole processes are timed, start-up and compilation of <c>crabwalk</c> included;
/// gcc's compilation is not. Figures are medians of processor time; what is worth reading are the ratios. The native form of
/// <c>crabwalk</c> is taken when it was published, as that is what users get, else the one that was built.
/// </summary>
internal sealed class AuditBench(string repository, string scratch, int rounds)
{
    private static readonly (string Name, string Argument)[] Programs =
    [
        ("nbody", "400000"), ("spectral_norm", "500"), ("fannkuch", "9"), ("mandelbrot", "500"), ("binary_trees", "14"), ("gemm", "6"),
        ("sieve", "4000000"), ("quicksort", "1000000"), ("wordcount", "400000"), ("strings", "100000"), ("sha256", "32768"), ("list_churn", "500"),
    ];

    private static readonly string[] Ways = ["gcc -O2", "gcc -O0", "ASan+UBSan", "memcheck", "crabwalk audit"];

    private const double Goal = 0.6;

    private readonly string _cli = Figures.FindCli(Path.Combine(repository, "artifacts"));

    /// <summary>Measures everything and writes the table.</summary>
    public string Run()
    {
        Console.Error.WriteLine($"measures {Path.GetRelativePath(repository, _cli)}");
        var text = new StringBuilder("| program | " + string.Join(" | ", Ways) + " | audit / memcheck | audit / gcc -O2 |\n|---|" + string.Concat(Ways.Select(_ => "---|")) + "---|---|\n");
        var ratios = Ways.Select(_ => new List<double>()).ToArray();
        var toMemcheck = new List<double>();
        var bars = new List<Bar>();
        foreach ((string name, string argument) in Programs)
        {
            double[] medians = Measure(name, argument);
            Console.Error.WriteLine($"{name}: {string.Join("  ", medians.Select(Figures.Seconds))}");
            for (int i = 0; i < Ways.Length; i++)
            {
                ratios[i].Add(medians[i] / medians[0]);
            }

            toMemcheck.Add(medians[4] / medians[3]);
            bars.Add(new($"{name} {argument}", medians[4] / medians[3], IsOurs: true));
            text.Append(CultureInfo.InvariantCulture, $"| {name} {argument} | {string.Join(" | ", medians.Select(Figures.Seconds))} | {medians[4] / medians[3]:0.00} | {medians[4] / medians[0]:0.0} |\n");
        }

        bars.Add(new("geometric mean", Figures.Mean(toMemcheck), IsOurs: true));
        File.WriteAllText(Path.Combine(repository, "docs", "measurements", "audit.svg"), Chart(bars));
        string means = string.Join(" | ", ratios.Select(one => Figures.Mean(one).ToString("0.0", CultureInfo.InvariantCulture) + "x"));
        return text.Append(CultureInfo.InvariantCulture, $"| **geometric mean, to gcc -O2** | {means} | **{Figures.Mean(toMemcheck):0.00}** | {Figures.Mean(ratios[4]):0.0} |\n").ToString();
    }

    private string Chart(IEnumerable<Bar> bars) => ChartSvg.Render(
        new BarChart("crabwalk audit against valgrind's memcheck", "times memcheck's processor time", [.. bars], Goal, $"bench audit: medians of {rounds} interleaved rounds"),
        Theme.Light);

    private double[] Measure(string name, string argument)
    {
        string source = Path.Combine(repository, "bench", "c", name + ".c");
        string fast = Compile(source, name + "-O2", "-O2");
        string plain = Compile(source, name + "-O0", "-O0", "-g");
        string sanitized = Compile(source, name + "-san", "-O1", "-g", "-fsanitize=address,undefined");
        Func<Stopped>[] ways =
        [
            () => Stopped.Run(fast, argument),
            () => Stopped.Run(plain, argument),
            () => Stopped.Run(sanitized, argument),
            () => Stopped.Run("valgrind", "-q", "--tool=memcheck", plain, argument),
            () => Stopped.Run(_cli, "audit", source, "--", argument),
        ];
        var times = ways.Select(_ => new List<double>()).ToArray();
        string expected = ways[0]().Output;
        for (int round = 0; round < rounds; round++)
        {
            for (int way = 0; way < ways.Length; way++)
            {
                Stopped stopped = ways[way]();
                if (stopped.ExitCode != 0 || stopped.Output != expected)
                {
                    throw new InvalidOperationException($"{name} with {Ways[way]}: exit code {stopped.ExitCode}, or another output: {stopped.Output}");
                }

                times[way].Add(stopped.Seconds);
            }
        }

        return [.. times.Select(Figures.Median)];
    }

    private string Compile(string source, string name, params string[] options)
    {
        string output = Path.Combine(scratch, name);
        Stopped stopped = Stopped.Run("gcc", [.. options, "-o", output, source, "-lm"]);
        return stopped.ExitCode == 0 ? output : throw new InvalidOperationException(stopped.Output);
    }
}
