using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Mir.Bodies;

namespace Crabwalk.C.Lowering;

/// <summary>The blocks a terminator of C code goes to.</summary>
internal static class Jumps
{
    /// <summary>Where it may go.</summary>
    public static IEnumerable<BlockId> Targets(TerminatorKind kind) => kind switch
    {
        TerminatorKind.Goto jump => [jump.Target],
        TerminatorKind.SwitchInt choice => choice.Targets.Select(t => t.Target).Append(choice.Otherwise),
        TerminatorKind.Call { Target: { } target } => [target],
        _ => [],
    };

    /// <summary>The same terminator with other block numbers.</summary>
    public static TerminatorKind Retarget(TerminatorKind kind, Func<BlockId, BlockId> rename) => kind switch
    {
        TerminatorKind.Goto jump => new TerminatorKind.Goto(rename(jump.Target)),
        TerminatorKind.SwitchInt choice => choice with
        {
            Targets = choice.Targets.Select(t => (t.Value, rename(t.Target))).ToEquatableArray(),
            Otherwise = rename(choice.Otherwise),
        },
        TerminatorKind.Call { Target: { } target } call => call with { Target = rename(target) },
        TerminatorKind.Call or TerminatorKind.Return or TerminatorKind.Unreachable => kind,
        _ => throw new CompilerBugException($"C lowering made a {kind.GetType().Name}"),
    };
}
