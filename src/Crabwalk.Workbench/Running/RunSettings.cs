using Crabwalk.Foundation.Collections;

namespace Crabwalk.Workbench.Running;

/// <summary>What happens when a program does something that has no meaning.</summary>
public enum OnUndefined
{
    /// <summary>The run ends there and is explained.</summary>
    Stop,

    /// <summary>The run goes on as on a real machine: junk is read, arithmetic wraps; each rule is still reported once.</summary>
    Continue,
}

/// <summary>What a program is given and what it may use up. Every limit that is reached is reported as such.</summary>
public sealed record RunSettings
{
    /// <summary>The program's arguments, its own name first.</summary>
    public EquatableArray<string> Arguments { get; init; } = ["program"];

    /// <summary>Its environment.</summary>
    public EquatableArray<(string Name, string Value)> Environment { get; init; } = [];

    /// <summary>How many machine operations (walk: steps) it may take; null for the default.</summary>
    public long? MaxSteps { get; init; }

    /// <summary>How much memory it may hold at once.</summary>
    public long MaxMemoryBytes { get; init; } = 1L << 30;

    /// <summary>How much it may print.</summary>
    public long MaxOutputBytes { get; init; } = 64L << 20;

    /// <summary>How much a recording may keep for going back; a longer run is kept more coarsely.</summary>
    public long MaxRecordingBytes { get; init; } = 512L << 20;

    /// <summary>How many calls within calls.</summary>
    public int MaxDepth { get; init; } = 200_000;

    /// <summary>
    /// A function that took so many units of work is compiled to code of the host where that is possible; null for never, 0 for at once.
    /// </summary>
    public long? CompileAfter { get; init; }

    /// <summary>What happens at undefined behaviour.</summary>
    public OnUndefined OnUndefined { get; init; }
}
