using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Drops;
using Crabwalk.Mir.Optimisation;

namespace Crabwalk.Mir.Passes;

/// <summary>All passes, in the order in which they run, and the demands on that order. The order is checked when the table is first used.</summary>
public static class PassTable
{
    /// <summary>The passes in order.</summary>
    public static readonly IReadOnlyList<Pass> All =
    [
        new("erase_borrow_hints", "removes what only borrow checking looks at: fake reads and borrows, ascriptions, the two phases of borrows",
            MirPhase.Built, MirPhase.Analysed, static (_, body) => EraseBorrowHints.Run(body)),
        new("remove_false_edges", "makes false edges true ones, so that only ways remain that a run can take",
            MirPhase.Analysed, null, static (_, body) => RemoveFalseEdges.Run(body)),
        new("elaborate_drops", "makes drops exact: none where there is no value, behind a flag where that depends on the way, part by part after partial moves",
            MirPhase.Analysed, MirPhase.Runnable, DropElaboration.Run),
        new("mark_ownership", "marks where values are moved and dropped, for a walk", MirPhase.Runnable, null, static (_, body) => MarkOwnership.Run(body)),
        new("elaborate_box_derefs", "makes what lies in a box what its pointer points to", MirPhase.Runnable, null, ElaborateBoxDerefs.Run),
        new("remove_marks", "removes the points a walk may stop at", MirPhase.Runnable, null, static (_, body) => RemoveMarks.Run(body)),
        new("remove_nops", "removes statements that do nothing", MirPhase.Built, null, static (_, body) => RemoveNops.Run(body)),
        new("simplify_cfg", "joins blocks that follow each other only, skips empty ones, removes unreachable ones",
            MirPhase.Built, null, static (_, body) => SimplifyCfg.Run(body)),
        new("inline", "puts the code of small functions in place of calls of them, one level deep",
            MirPhase.Runnable, null, static (program, body) => Inliner.Run(program, body, callee => program.FindBody(callee.Definition))),
        new("idle_storage", "removes the beginning and end of storage that nobody points to", MirPhase.Runnable, null, static (_, body) => IdleStorage.Run(body)),
        new("copy_propagation", "reads constants and originals instead of copies, folds, and decides branches that are known",
            MirPhase.Runnable, null, CopyPropagation.Run),
        new("dead_stores", "removes assignments that nobody reads", MirPhase.Runnable, null, static (_, body) => DeadStores.Run(body)),
        new("unused_locals", "removes locals that no code names", MirPhase.Runnable, null, static (_, body) => UnusedLocals.Run(body)),
    ];

    /// <summary>The demands on the order.</summary>
    public static readonly IReadOnlyList<PassOrder> Orders =
    [
        new("remove_false_edges", "erase_borrow_hints", "a runnable body may hold no hint for the borrow checker"),
        new("elaborate_drops", "remove_false_edges", "a false edge would make values look as if they might be gone"),
        new("mark_ownership", "elaborate_drops", "before, a drop does not tell whether it happens"),
        new("elaborate_box_derefs", "elaborate_drops", "moves out of a box are known by the box, not by its pointer"),
        new("remove_nops", "erase_borrow_hints", "erased hints leave statements that do nothing"),
        new("simplify_cfg", "remove_false_edges", "false edges keep blocks apart and alive that a run never tells apart"),
        new("simplify_cfg", "remove_marks", "a block with nothing but marks is empty only without them"),
        new("simplify_cfg", "remove_nops", "a block with nothing but idle statements is empty only without them"),
        new("copy_propagation", "idle_storage", "an original may be read for longer than its storage said"),
        new("dead_stores", "copy_propagation", "a copy is dead only once its original is read instead"),
        new("unused_locals", "dead_stores", "a store that goes may have been the last that named a local"),
    ];

    private static readonly PassPipeline Checked = new(All);

    /// <summary>The pass with a name, or null.</summary>
    public static Pass? Find(string name) => All.FirstOrDefault(pass => pass.Name == name);

    /// <summary>What code for WebAssembly is made of: nothing in it is for looking at. The optimiser's passes have their place here.</summary>
    public static PassPipeline ForEmission { get; } = Of("remove_marks", "remove_nops", "simplify_cfg");

    /// <summary>What makes a body small before callers look whether to take it in.</summary>
    public static PassPipeline BeforeInlining { get; } = Of("simplify_cfg", "idle_storage", "copy_propagation", "dead_stores", "unused_locals");

    /// <summary>What makes use of inlined code.</summary>
    public static PassPipeline AfterInlining { get; } = Of("simplify_cfg", "idle_storage", "copy_propagation", "simplify_cfg", "dead_stores", "unused_locals");

    /// <summary>All passes.</summary>
    public static PassPipeline Everything => Checked;

    /// <summary>Some passes by name, in the order given, which must keep the demands.</summary>
    public static PassPipeline Of(params IEnumerable<string> names) =>
        new([.. names.Select(name => Find(name) ?? throw new CompilerBugException($"there is no pass `{name}`"))]);
}
