using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Mir.Bodies;

namespace Crabwalk.Rust.Building;

/// <summary>The blocks of a body while it is built: several may be open at a time.</summary>
internal sealed class ControlGraph
{
    private readonly IndexList<BlockId, OpenBlock> _blocks = [];

    /// <summary>All blocks so far.</summary>
    public IEnumerable<BlockId> Ids => _blocks.Ids;

    /// <summary>A new, open block.</summary>
    public BlockId NewBlock(bool isCleanup = false) => _blocks.Add(new(isCleanup));

    /// <summary>Adds a statement.</summary>
    public void Push(BlockId block, SourceInfo source, StatementKind statement) => _blocks[block].Statements.Add(new(statement, source));

    /// <summary><c>place = value</c></summary>
    public void Assign(BlockId block, SourceInfo source, Place place, Rvalue value) => Push(block, source, new StatementKind.Assign(place, value));

    /// <summary>Ends a block.</summary>
    public void Terminate(BlockId block, SourceInfo source, TerminatorKind kind)
    {
        if (_blocks[block].Terminator is not null)
        {
            throw new CompilerBugException($"{block} has its terminator already");
        }

        _blocks[block].Terminator = new(kind, source);
    }

    /// <summary>Ends a block by going to another.</summary>
    public void Goto(BlockId block, SourceInfo source, BlockId target) => Terminate(block, source, new TerminatorKind.Goto(target));

    /// <summary>Ends a block whose target becomes known when the drops on the way out do.</summary>
    public void Leave(BlockId block, SourceInfo source) => Terminate(block, source, new TerminatorKind.UnwindResume());

    /// <summary>Where the last statement of a block comes from.</summary>
    public SourceInfo? LastSource(BlockId block) => _blocks[block].Statements is [.., var last] ? last.Source : null;

    /// <summary>The terminator of a block.</summary>
    public Terminator? TerminatorOf(BlockId block) => _blocks[block].Terminator;

    /// <summary>Puts another terminator in the place of one.</summary>
    public void Replace(BlockId block, TerminatorKind kind) => _blocks[block].Terminator = _blocks[block].Terminator! with { Kind = kind };

    /// <summary>Lets a block lead to one of a drop tree: by its unwind edge, or as the target that was left open.</summary>
    public void Redirect(BlockId from, BlockId to, bool isUnwinding)
    {
        Terminator terminator = _blocks[from].Terminator ?? throw new CompilerBugException($"{from} has no terminator");
        if (!isUnwinding)
        {
            Replace(from, new TerminatorKind.Goto(to));
            return;
        }

        if (terminator.Kind is TerminatorKind.Drop { Unwind: UnwindAction.Cleanup(var assignment) })
        {
            // A drop before an assignment: the assignment happens even when the drop panics.
            Goto(assignment, terminator.Source, to);
            return;
        }

        var unwind = new UnwindAction.Cleanup(to);
        Replace(from, terminator.Kind switch
        {
            TerminatorKind.Drop drop => drop with { Unwind = unwind },
            TerminatorKind.FalseUnwind edge => edge with { Unwind = unwind },
            TerminatorKind.Call call => call with { Unwind = unwind },
            TerminatorKind.Assert assert => assert with { Unwind = unwind },
            _ => throw new CompilerBugException($"{from} cannot unwind"),
        });
    }

    /// <summary>The finished blocks. A block without terminator is one that control never comes to.</summary>
    public IEnumerable<Block> Finish(SourceInfo end) =>
        _blocks.Select(block => new Block(block.Statements, block.Terminator ?? new(new TerminatorKind.Unreachable(), end), block.IsCleanup));

    private sealed class OpenBlock(bool isCleanup)
    {
        public bool IsCleanup { get; } = isCleanup;

        public List<Statement> Statements { get; } = [];

        public Terminator? Terminator { get; set; }
    }
}
