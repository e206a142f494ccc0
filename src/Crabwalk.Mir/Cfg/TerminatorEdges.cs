using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;

namespace Crabwalk.Mir.Cfg;

/// <summary>Where a terminator may go.</summary>
public static class TerminatorEdges
{
    private static readonly IReadOnlyList<BlockId> None = [];

    /// <summary>All blocks that may come next, unwinding included, in the order of the terminator; one may occur twice.</summary>
    public static IReadOnlyList<BlockId> Successors(this TerminatorKind kind) => kind switch
    {
        TerminatorKind.Goto(var target) => [target],
        TerminatorKind.SwitchInt s => [.. s.Targets.Select(pair => pair.Target), s.Otherwise],
        TerminatorKind.Return or TerminatorKind.Unreachable or TerminatorKind.UnwindResume or TerminatorKind.UnwindTerminate => None,
        TerminatorKind.Drop d => With(d.Target, d.Unwind),
        TerminatorKind.Call c => c.Target is { } target ? With(target, c.Unwind) : c.Unwind is UnwindAction.Cleanup(var block) ? [block] : None,
        TerminatorKind.Assert a => With(a.Target, a.Unwind),
        TerminatorKind.FalseEdge(var real, var imaginary) => [real, imaginary],
        TerminatorKind.FalseUnwind f => With(f.Real, f.Unwind),
    };

    /// <summary>All blocks that may come next.</summary>
    public static IReadOnlyList<BlockId> Successors(this Block block) => block.Terminator.Kind.Successors();

    /// <summary>What it does when it unwinds; null when it cannot.</summary>
    public static UnwindAction? UnwindOf(this TerminatorKind kind) => kind switch
    {
        TerminatorKind.Drop d => d.Unwind,
        TerminatorKind.Call c => c.Unwind,
        TerminatorKind.Assert a => a.Unwind,
        TerminatorKind.FalseUnwind f => f.Unwind,
        TerminatorKind.Goto or TerminatorKind.SwitchInt or TerminatorKind.Return or TerminatorKind.Unreachable
            or TerminatorKind.FalseEdge or TerminatorKind.UnwindResume or TerminatorKind.UnwindTerminate => null,
    };

    /// <summary>The same terminator with every target replaced.</summary>
    public static TerminatorKind MapTargets(this TerminatorKind kind, Func<BlockId, BlockId> map) => kind switch
    {
        TerminatorKind.Goto(var target) => new TerminatorKind.Goto(map(target)),
        TerminatorKind.SwitchInt s => s with
        {
            Targets = s.Targets.Select(pair => (pair.Value, map(pair.Target))).ToEquatableArray(),
            Otherwise = map(s.Otherwise),
        },
        TerminatorKind.Return or TerminatorKind.Unreachable or TerminatorKind.UnwindResume or TerminatorKind.UnwindTerminate => kind,
        TerminatorKind.Drop d => d with { Target = map(d.Target), Unwind = Map(d.Unwind, map) },
        TerminatorKind.Call c => c with { Target = c.Target is { } target ? map(target) : null, Unwind = Map(c.Unwind, map) },
        TerminatorKind.Assert a => a with { Target = map(a.Target), Unwind = Map(a.Unwind, map) },
        TerminatorKind.FalseEdge(var real, var imaginary) => new TerminatorKind.FalseEdge(map(real), map(imaginary)),
        TerminatorKind.FalseUnwind f => new TerminatorKind.FalseUnwind(map(f.Real), Map(f.Unwind, map)),
    };

    private static BlockId[] With(BlockId target, UnwindAction unwind) => unwind is UnwindAction.Cleanup(var block) ? [target, block] : [target];

    private static UnwindAction Map(UnwindAction unwind, Func<BlockId, BlockId> map) =>
        unwind is UnwindAction.Cleanup(var block) ? new UnwindAction.Cleanup(map(block)) : unwind;
}
