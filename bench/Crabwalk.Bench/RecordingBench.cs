using System.Diagnostics;
using System.Globalization;
using Crabwalk.Machine.Execution;
using Crabwalk.Pictures.Charts;
using Crabwalk.Pictures.Scenes;
using Crabwalk.Pictures.Svg;
using Crabwalk.Workbench.Compiling;
using Crabwalk.Workbench.Walking;

namespace Crabwalk.Bench;

/// <summary>
/// Records a million steps and asks for steps of it in random order, as somebody who drags along the timeline does: how long until
/// a step's whole scene is there, and how many bytes a step takes. The goals are one picture of a screen that draws sixty in a second,
/// in the worst case, and sixty bytes.
/// </summary>
internal sealed class RecordingBench(string repository)
{
    private const int Steps = 1_000_000;
    private const int Samples = 4_000;
    private const double GoalMilliseconds = 16;

    /// <summary>Measures, writes the chart beside the table in docs/measurements, and gives the table.</summary>
    public string Run()
    {
        string source = Path.Combine(repository, "bench", "c", "recording.c");
        Compilation compilation = Compiler.Compile([source], new(), new DiskSources());
        var watch = Stopwatch.StartNew();
        using Walk walk = Walk.Record(compilation, "recording.c", new() { MaxSteps = Steps }, new ClosedHost(["recording"], default));
        double recording = watch.Elapsed.TotalSeconds;
        long count = walk.CountOf(Grain.Expression);
        double[] times = ShowAtRandom(walk, count);
        Array.Sort(times);
        File.WriteAllText(Path.Combine(repository, "docs", "measurements", "recording.svg"), Chart(times));
        return Table(times, count, recording, walk.SizeBytes);
    }

    private static double[] ShowAtRandom(Walk walk, long count)
    {
        var random = new Random(1);
        for (int i = 0; i < 200; i++)
        {
            walk.SceneAt(Grain.Expression, random.NextInt64(count) + 1);
        }

        var times = new double[Samples];
        for (int i = 0; i < times.Length; i++)
        {
            long step = random.NextInt64(count) + 1;
            double began = ThreadTime.Milliseconds();
            walk.SceneAt(Grain.Expression, step);
            times[i] = ThreadTime.Milliseconds() - began;
        }

        return times;
    }

    private static string Table(double[] times, long count, double seconds, long bytes) => string.Create(CultureInfo.InvariantCulture, $"""
        | what | measured | goal |
        |---|---|---|
        | steps recorded, expression stops among them | {Steps:N0}, {count:N0} | |
        | recording took | {seconds:0.00} s | |
        | bytes a step | {(double)bytes / Steps:0.0} | < 60 |
        | any step, median of {times.Length:N0} at random | {At(times, 50):0.00} ms | |
        | any step, 90 % | {At(times, 90):0.00} ms | |
        | any step, 99 % | {At(times, 99):0.00} ms | |
        | any step, worst | {times[^1]:0.00} ms | < {GoalMilliseconds} ms |

        """);

    private static string Chart(double[] times) => ChartSvg.Render(
        new LineChart(
            "Any step of a million",
            "steps shown within the time, %",
            "ms",
            [
                new("scene of a step", [.. Enumerable.Range(0, 201).Select(i => new ChartPoint(i / 2.0, At(times, i / 2.0)))], IsOurs: true),
                new("one picture at 60 Hz", [new(0, GoalMilliseconds), new(100, GoalMilliseconds)]),
            ],
            "bench recording: random steps of 1,000,000 recorded ones, the whole scene each time"),
        Theme.Light);

    /// <summary>The time that so many percent of the samples, which are sorted, do not exceed.</summary>
    private static double At(double[] times, double percent) => times[Math.Clamp((int)Math.Ceiling(percent / 100 * times.Length) - 1, 0, times.Length - 1)];
}
