using Crabwalk.Machine.Memory;

namespace Crabwalk.Machine.Execution;

/// <summary>What happens at undefined behaviour.</summary>
public enum UndefinedPolicy
{
    /// <summary>The run stops and reports.</summary>
    Stop,

    /// <summary>It is reported, and the run goes on as a real machine would.</summary>
    Continue,
}

/// <summary>How a program is run, and how far.</summary>
public sealed record MachineOptions
{
    /// <summary>The usual limits: 4 billion units of work, 1 GiB of heap, 8 MiB of stack, 64 MiB of output.</summary>
    public static readonly MachineOptions Default = new();

    /// <summary>At undefined behaviour.</summary>
    public UndefinedPolicy OnUndefined { get; init; }

    /// <summary>How many units of work; a unit is a jump back or a call.</summary>
    public long WorkLimit { get; init; } = 4_000_000_000;

    /// <summary>How many steps a recording may have.</summary>
    public long StepLimit { get; init; } = 20_000_000;

    /// <summary>How many bytes may be written.</summary>
    public long OutputLimit { get; init; } = 64L << 20;

    /// <summary>How many calls may be open at once.</summary>
    public int DepthLimit { get; init; } = 1_000_000;

    /// <summary>How much memory there is.</summary>
    public MemoryLimits Memory { get; init; } = new(8L << 20, 1L << 30, 64L << 20);

    /// <summary>How much memory a recording may take for going back.</summary>
    public long RecordingBytes { get; init; } = 512L << 20;

    /// <summary>
    /// A function that took so many units of work is compiled to code of the host, where there is a compiler; null for never. 0 compiles
    /// everything at its first call, for tests.
    /// </summary>
    public long? CompileAfter { get; init; }

    /// <summary>How many reports a run that goes on keeps.</summary>
    public int ReportLimit { get; init; } = 1000;
}
