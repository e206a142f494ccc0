using Crabwalk.Mir.Bodies;

namespace Crabwalk.Mir.Dataflow;

/// <summary>Which way facts flow.</summary>
public enum Direction
{
    /// <summary>From what runs first to what runs later.</summary>
    Forward,

    /// <summary>From what runs later to what runs first.</summary>
    Backward,
}

/// <summary>
/// A dataflow analysis over a join-semilattice: what a state is, how two states join, and what each statement and terminator does to it.
/// States only grow by joining: <see cref="Join"/> must be idempotent, commutative and associative, and every effect monotone.
/// Effects change the state in place. <see cref="DataflowEngine"/> finds the least fixpoint.
/// </summary>
public abstract class Analysis<TState>
    where TState : class
{
    /// <summary>Which way facts flow.</summary>
    public abstract Direction Direction { get; }

    /// <summary>The state of a place that no way has been found to yet.</summary>
    public abstract TState Bottom(Body body);

    /// <summary>Adds what holds where the flow begins: at the entry, or backwards at each block without successor.</summary>
    public virtual void Begin(Body body, TState state)
    {
    }

    /// <summary>A copy.</summary>
    public abstract TState Clone(TState state);

    /// <summary>Joins <paramref name="other"/> into <paramref name="state"/>; true when that changed it.</summary>
    public abstract bool Join(TState state, TState other);

    /// <summary>What a statement does.</summary>
    public abstract void ApplyStatement(TState state, Statement statement, Location location);

    /// <summary>What a terminator does on every way out of it.</summary>
    public abstract void ApplyTerminator(TState state, Terminator terminator, Location location);

    /// <summary>What a call does only when it comes back: its destination is written.</summary>
    public virtual void ApplyCallReturn(TState state, TerminatorKind.Call call, Location location)
    {
    }

    /// <summary>What a whole block does, but for its call's return; analyses that can sum up a block override it.</summary>
    public virtual void ApplyBlock(TState state, BlockId id, Block block)
    {
        var end = new Location(id, block.Statements.Count);
        if (Direction == Direction.Backward)
        {
            ApplyTerminator(state, block.Terminator, end);
        }

        for (int i = 0; i < block.Statements.Count; i++)
        {
            int at = Direction == Direction.Forward ? i : block.Statements.Count - 1 - i;
            ApplyStatement(state, block.Statements[at], new(id, at));
        }

        if (Direction == Direction.Forward)
        {
            ApplyTerminator(state, block.Terminator, end);
        }
    }
}
