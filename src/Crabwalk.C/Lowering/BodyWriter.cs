using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;

namespace Crabwalk.C.Lowering;

/// <summary>
/// Writes a body block by block: there is always a block being written. After a jump that block is one that nothing reaches, so that
/// code after <c>return</c> needs no special case; <see cref="Finish"/> drops what cannot be reached.
/// </summary>
internal sealed class BodyWriter
{
    private readonly IndexList<BlockId, Draft> _drafts = [];
    private readonly List<BlockId> _order = [];

    /// <summary>A writer that begins in the body's entry block.</summary>
    public BodyWriter(Body body)
    {
        Body = body;
        Start(NewBlock());
    }

    /// <summary>The body under construction.</summary>
    public Body Body { get; }

    /// <summary>The block being written.</summary>
    public BlockId Current { get; private set; }

    /// <summary>The scope that statements belong to.</summary>
    public ScopeId Scope { get; set; }

    /// <summary>A block to be written later.</summary>
    public BlockId NewBlock() => _drafts.Add(new());

    /// <summary>From here on statements go to this block.</summary>
    public void Start(BlockId block)
    {
        Current = block;
        if (!_drafts[block].IsStarted)
        {
            _drafts[block].IsStarted = true;
            _order.Add(block);
        }
    }

    /// <summary>A local without a name.</summary>
    public LocalId NewTemporary(Ty type, Span span) => Body.Locals.Add(new(type, LocalKind.Temporary, Source(span)));

    /// <summary>Adds a statement to the current block.</summary>
    public void Add(StatementKind kind, Span span) => _drafts[Current].Statements.Add(new(kind, Source(span)));

    /// <summary>Adds an assignment.</summary>
    public void Assign(Place place, Rvalue value, Span span) => Add(new StatementKind.Assign(place, value), span);

    /// <summary>Puts statements before those of the entry block.</summary>
    public void Prepend(IEnumerable<Statement> statements) => _drafts[BlockId.Entry].Statements.InsertRange(0, statements);

    /// <summary>Ends the current block and goes on with the next one, which is new when none is given.</summary>
    public void End(TerminatorKind kind, Span span, BlockId? next = null)
    {
        _drafts[Current].Terminator = new(kind, Source(span));
        Start(next ?? NewBlock());
    }

    /// <summary>Ends the current block with a jump and goes on with the next one.</summary>
    public void Goto(BlockId target, Span span, BlockId? next = null) => End(new TerminatorKind.Goto(target), span, next);

    /// <summary>The origin of a statement.</summary>
    public SourceInfo Source(Span span) => new(span, Scope);

    /// <summary>Gives the body those blocks that can be reached, in the order in which they were begun: that of the text.</summary>
    public void Finish()
    {
        ThreadJumps();
        BitSet<BlockId> reached = Reachable();
        List<BlockId> kept = _order.FindAll(reached.Contains);
        var renumbered = kept.Select((old, index) => (old, New: BlockId.At(index))).ToDictionary(p => p.old, p => p.New);
        foreach (BlockId block in kept)
        {
            Terminator terminator = TerminatorOf(block);
            Body.Blocks.Add(new(_drafts[block].Statements, terminator with { Kind = Jumps.Retarget(terminator.Kind, t => renumbered[t]) }));
        }
    }

    // A block that only goes on is stepped over: every loop and if makes some.
    private void ThreadJumps()
    {
        foreach (BlockId block in _order)
        {
            Terminator terminator = TerminatorOf(block);
            _drafts[block].Terminator = terminator with { Kind = Jumps.Retarget(terminator.Kind, Destination) };
        }
    }

    private BlockId Destination(BlockId block)
    {
        for (int steps = 0; steps < _drafts.Count && _drafts[block] is { Statements.Count: 0, Terminator.Kind: TerminatorKind.Goto jump }; steps++)
        {
            block = jump.Target;
        }

        return block;
    }

    private BitSet<BlockId> Reachable()
    {
        var reached = new BitSet<BlockId>(_drafts.Count);
        var waiting = new Stack<BlockId>([BlockId.Entry]);
        reached.Add(BlockId.Entry);
        while (waiting.TryPop(out BlockId block))
        {
            foreach (BlockId successor in Jumps.Targets(TerminatorOf(block).Kind))
            {
                if (reached.Add(successor))
                {
                    waiting.Push(successor);
                }
            }
        }

        return reached;
    }

    // A block left open ends the function, whose end lowering has already dealt with.
    private Terminator TerminatorOf(BlockId block) => _drafts[block].Terminator ??= new(new TerminatorKind.Unreachable(), Source(Body.Span));

    private sealed class Draft
    {
        public List<Statement> Statements { get; } = [];

        public bool IsStarted { get; set; }

        public Terminator? Terminator { get; set; }
    }
}
