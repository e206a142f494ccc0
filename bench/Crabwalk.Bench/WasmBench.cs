using System.Globalization;
using System.Text;
using Crabwalk.Workbench.Building;

namespace Crabwalk.Bench;

/// <summary>
/// Compares the modules that <c>crabwalk build --release</c> makes of C programs with clang's (<c>-O2 --target=wasm32-wasi</c>) on the same
/// Wasmtime and with native code of <c>gcc -O2</c>, interleaved in one run. A module's time is that of its <c>_start</c>, the native one
/// that of the whole process; medians of processor time. Sizes are set against <c>clang -Oz</c>, stripped.
/// </summary>
internal sealed class WasmBench(string repository, string scratch, int rounds)
{
    private static readonly (string Name, string Argument)[] Programs =
    [
        ("nbody", "6000000"), ("spectral_norm", "2000"), ("fannkuch", "10"), ("mandelbrot", "2000"), ("binary_trees", "18"), ("gemm", "200"),
        ("sieve", "10000000"), ("quicksort", "3000000"), ("wordcount", "3000000"), ("strings", "1000000"), ("sha256", "1048576"), ("list_churn", "200000"),
    ];

    private sealed record Row(string Name, double Native, double Clang, double Ours, long ClangBytes, long OurBytes, double BuildMilliseconds);

    /// <summary>Measures everything and writes the table; with a name only that program.</summary>
    public string Run(string? only)
    {
        var text = new StringBuilder("| program | gcc -O2 | clang wasm | ours | ours / gcc | ours / clang wasm | bytes | bytes / clang -Oz | build ms |\n|---|---|---|---|---|---|---|---|---|\n");
        List<Row> rows = [];
        WarmUp();
        foreach ((string name, string argument) in Programs.Where(program => only is null || program.Name == only))
        {
            Row row = Measure(name, argument);
            Console.Error.WriteLine($"{name}: native {Figures.Seconds(row.Native)}  clang {row.Clang / row.Native:0.00}  ours {row.Ours / row.Native:0.00}  ours to clang {row.Ours / row.Clang:0.00}");
            rows.Add(row);
            text.Append(CultureInfo.InvariantCulture, $"| {name} {argument} | {Figures.Seconds(row.Native)} | {Figures.Seconds(row.Clang)} | {Figures.Seconds(row.Ours)} | {row.Ours / row.Native:0.00} | {row.Ours / row.Clang:0.00} | {row.OurBytes} | {(double)row.OurBytes / row.ClangBytes:0.00} | {row.BuildMilliseconds:0} |\n");
        }

        string toNative = Mean(rows, row => row.Ours / row.Native);
        string toClang = Mean(rows, row => row.Ours / row.Clang);
        string sizes = Mean(rows, row => (double)row.OurBytes / row.ClangBytes);
        return text.Append(CultureInfo.InvariantCulture, $"| **geometric mean** | | | | **{toNative}** | **{toClang}** | | **{sizes}** | |\n").ToString();
    }

    private static string Mean(List<Row> rows, Func<Row, double> ratio) => Figures.Mean([.. rows.Select(ratio)]).ToString("0.00", CultureInfo.InvariantCulture);

    // The first build pays for what .NET compiles.
    private void WarmUp() => BuildOurs(SourceOf("sieve"));

    private string SourceOf(string name) => Path.Combine(repository, "bench", "c", name + ".c");

    private static byte[] BuildOurs(string source)
    {
        WasmBuild build = WasmBuilder.Build([source], new() { SuppressWarnings = true }, new DiskSources());
        return build.Module is null
            ? throw new InvalidOperationException(string.Join('\n', build.Diagnostics.Select(diagnostic => diagnostic.Message)))
            : build.Write(withNames: false).Bytes;
    }

    private Row Measure(string name, string argument)
    {
        string source = SourceOf(name);
        double began = ThreadTime.Milliseconds();
        byte[] ourBytes = BuildOurs(source);
        double buildTime = ThreadTime.Milliseconds() - began;
        byte[] clangBytes = File.ReadAllBytes(Clang(source, name + "-O2.wasm", "-O2"));
        string native = Compile("gcc", source, name, "-O2");
        using var ours = new WasmModuleRun(name, ourBytes, Path.Combine(scratch, "ours.txt"));
        using var clang = new WasmModuleRun(name, clangBytes, Path.Combine(scratch, "clang.txt"));
        var times = new List<double>[] { [], [], [] };
        for (int round = 0; round < rounds; round++)
        {
            times[0].Add(Stopped.Run(native, argument).Seconds);
            (double clangTime, string expected) = clang.Run(name, argument);
            (double ourTime, string actual) = ours.Run(name, argument);
            times[1].Add(clangTime);
            times[2].Add(ourTime);
            if (actual != expected)
            {
                throw new InvalidOperationException($"{name}: clang's module prints\n{expected}\nours prints\n{actual}");
            }
        }

        double[] medians = [.. times.Select(Figures.Median)];
        return new(name, medians[0], medians[1], medians[2], SizeOfSmall(source, name), ourBytes.Length, buildTime);
    }

    private long SizeOfSmall(string source, string name) => new FileInfo(Clang(source, name + "-Oz.wasm", "-Oz", "-Wl,--strip-all")).Length;

    private string Clang(string source, string name, params string[] options) => Compile("clang", source, name, ["--target=wasm32-wasi", .. options]);

    private string Compile(string compiler, string source, string name, params string[] options)
    {
        string output = Path.Combine(scratch, name);
        Stopped stopped = Stopped.Run(compiler, [.. options, "-o", output, source, "-lm"]);
        return stopped.ExitCode == 0 ? output : throw new InvalidOperationException(stopped.Output);
    }
}
