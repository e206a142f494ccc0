using Crabwalk.Foundation.Text;
using Crabwalk.Machine.Execution;
using Crabwalk.Workbench.Running;

namespace Crabwalk.DebugAdapter;

/// <summary>What a shell grants each program: the most that a launch may ask for.</summary>
public sealed record DebugLimits
{
    /// <summary>Steps of a walk.</summary>
    public long MostSteps { get; init; } = 5_000_000;

    /// <summary>Memory of the program.</summary>
    public long MostMemoryBytes { get; init; } = 1L << 30;

    /// <summary>What the program prints.</summary>
    public long MostOutputBytes { get; init; } = 64L << 20;

    /// <summary>Calls within calls.</summary>
    public int MostDepth { get; init; } = 200_000;

    /// <summary>Source text that is handed in with a launch, all files together.</summary>
    public int MostSourceBytes { get; init; } = 16 << 20;

    /// <summary>What a recording keeps for going back; a longer run is kept more coarsely, so going back takes longer.</summary>
    public long MostRecordingBytes { get; init; } = 512L << 20;

    /// <summary>Time for compiling and recording; null for as long as the other limits let it.</summary>
    public TimeSpan? LongestLaunch { get; init; }
}

/// <summary>What a shell puts around debug sessions: files, the world of the programs, limits.</summary>
/// <param name="Files">Reads source files that a launch does not bring along.</param>
/// <param name="MakeHost">The world that a program runs in, given its settings and its standard input.</param>
/// <param name="Limits">What a program may use up.</param>
public sealed record DebugWorld(ISourceProvider Files, Func<RunSettings, byte[], IHost> MakeHost, DebugLimits Limits);
