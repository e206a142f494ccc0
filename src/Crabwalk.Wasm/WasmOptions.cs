using Crabwalk.Mir.Definitions;

namespace Crabwalk.Wasm;

/// <summary>What a module is made with besides the program.</summary>
public sealed record WasmOptions
{
    /// <summary>
    /// Finds a function that the program's own language has no code for, in the program's parts in C or the library, and makes it a part of the
    /// program; null where there is none.
    /// </summary>
    public Func<string, DefId?> FindForeign { get; init; } = static _ => null;

    /// <summary>A panic ends the program at once: nothing is unwound, and no engine needs to know exceptions.</summary>
    public bool AbortsOnPanic { get; init; }

    /// <summary>Whether code is made quick and small. A walk goes through the code as it was written.</summary>
    public bool IsOptimised { get; init; } = true;
}
