using System.Diagnostics;
using System.Globalization;
using System.Text;
using Crabwalk.Foundation.Text;
using Crabwalk.Workbench.Compiling;

namespace Crabwalk.Bench;

/// <summary>
/// Times <c>crabwalk check</c> of Rust programs of 200 and 5,000 lines against <c>rustc --emit=metadata</c>, as whole processes and
/// interleaved; and, without a rival, inside a process that has compiled before, with and without a library that was loaded ahead.
/// </summary>
internal sealed class RustCheckBench(string repository, string scratch, int rounds)
{
    private const int WarmRounds = 12;

    private readonly string _cli = Figures.FindCli(Path.Combine(repository, "artifacts"));

    /// <summary>Measures everything and writes the table.</summary>
    public async Task<string> Run()
    {
        Console.Error.WriteLine($"measures {Path.GetRelativePath(repository, _cli)}");
        var text = new StringBuilder("""
            | lines | rustc --emit=metadata | crabwalk check | ratio | warm process | warm, library loaded ahead |
            |---|---|---|---|---|---|

            """);
        foreach (int lines in (int[])[1, 200, 5000])
        {
            string source = Path.Combine(scratch, $"lines_{lines}.rs");
            string program = lines == 1 ? "fn main() { println!(\"hello\"); }\n" : RustSources.OfLines(lines);
            await File.WriteAllTextAsync(source, program);
            (double rustc, double ours) = Cold(source);
            (double warm, double ahead) = (await Warm(source, isAhead: false), await Warm(source, isAhead: true));
            text.Append(CultureInfo.InvariantCulture, $"| {program.Count(c => c == '\n')} | {rustc * 1000:0} ms | {ours * 1000:0} ms | {ours / rustc:0.00} | {warm:0} ms | {ahead:0} ms |\n");
        }

        return text.ToString();
    }

    private (double Rustc, double Ours) Cold(string source)
    {
        var times = (Rustc: new List<double>(), Ours: new List<double>());
        for (int round = 0; round < rounds; round++)
        {
            times.Rustc.Add(Accepted(Stopped.Run("rustc", "--edition", "2024", "--emit=metadata", "-o", Path.Combine(scratch, "out.rmeta"), source)));
            times.Ours.Add(Accepted(Stopped.Run(_cli, "check", source)));
        }

        return (Figures.Median(times.Rustc), Figures.Median(times.Ours));
    }

    private static double Accepted(Stopped stopped) => stopped.ExitCode == 0 ? stopped.Seconds : throw new InvalidOperationException(stopped.Output);

    // The thread's own time, so that what is loaded ahead on another thread does not count.
    private static async Task<double> Warm(string source, bool isAhead)
    {
        var settings = new CompileSettings { IsOnlyChecked = true, IsMarked = false };
        var times = new List<double>();
        for (int i = 0; i < WarmRounds; i++)
        {
            if (isAhead)
            {
                await Compiler.Prepare(settings);
            }

            double began = ThreadTime.Milliseconds();
            Compilation compilation = Compiler.Compile([source], settings, new Disk());
            times.Add(ThreadTime.Milliseconds() - began);
            Debug.Assert(!compilation.HasErrors, "the program is right");
        }

        return Figures.Median(times[(WarmRounds / 2)..]);
    }

    private sealed class Disk : ISourceProvider
    {
        public byte[]? Read(string path, out string reason)
        {
            reason = "no such file";
            return File.Exists(path) ? File.ReadAllBytes(path) : null;
        }
    }
}
