using Crabwalk.Machine.Execution;
using Crabwalk.Machine.Memory;

namespace Crabwalk.Machine.Time;

/// <summary>A state of the run that can be come back to.</summary>
/// <param name="State">Calls, registers and numbers.</param>
/// <param name="IsAtStep">True right after a step's mark; false somewhere on the way to the next.</param>
internal sealed record Keyframe(RunState State, bool IsAtStep)
{
    /// <summary>What changed in memory between here and the next keyframe.</summary>
    public Journal Changes { get; } = new();

    /// <summary>How many steps had been made.</summary>
    public long Step => State.Numbers.Steps;
}
