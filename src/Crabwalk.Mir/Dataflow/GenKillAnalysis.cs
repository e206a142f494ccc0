using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;

namespace Crabwalk.Mir.Dataflow;

/// <summary>Takes the facts that an effect makes true or false: a state itself, or the sum of a block.</summary>
public interface IFacts<TId>
    where TId : struct, IIndex<TId>
{
    /// <summary>The fact holds from here on.</summary>
    void Gen(TId id);

    /// <summary>The fact does not hold from here on.</summary>
    void Kill(TId id);
}

/// <summary>
/// An analysis whose facts are one bit per id and whose effects set or clear bits whatever the others are. A block is then summed up
/// once as two sets, so going through a loop again costs a few words of arithmetic.
/// </summary>
public abstract class GenKillAnalysis<TId> : Analysis<BitSet<TId>>
    where TId : struct, IIndex<TId>
{
    private readonly Dictionary<BlockId, Sum> _sums = [];

    /// <summary>How many ids there are.</summary>
    protected abstract int Capacity(Body body);

    /// <summary>What a statement does.</summary>
    protected abstract void Effect(IFacts<TId> facts, Statement statement, Location location);

    /// <summary>What a terminator does on every way out.</summary>
    protected abstract void Effect(IFacts<TId> facts, Terminator terminator, Location location);

    /// <summary>What a call does when it comes back.</summary>
    protected virtual void ReturnEffect(IFacts<TId> facts, TerminatorKind.Call call)
    {
    }

    /// <inheritdoc/>
    public override BitSet<TId> Bottom(Body body) => new(Capacity(body));

    /// <inheritdoc/>
    public override BitSet<TId> Clone(BitSet<TId> state) => state.Clone();

    /// <inheritdoc/>
    public override bool Join(BitSet<TId> state, BitSet<TId> other) => state.UnionWith(other);

    /// <inheritdoc/>
    public override void ApplyStatement(BitSet<TId> state, Statement statement, Location location) => Effect(new Direct(state), statement, location);

    /// <inheritdoc/>
    public override void ApplyTerminator(BitSet<TId> state, Terminator terminator, Location location) => Effect(new Direct(state), terminator, location);

    /// <inheritdoc/>
    public override void ApplyCallReturn(BitSet<TId> state, TerminatorKind.Call call, Location location) => ReturnEffect(new Direct(state), call);

    /// <inheritdoc/>
    public override void ApplyBlock(BitSet<TId> state, BlockId id, Block block)
    {
        if (!_sums.TryGetValue(id, out Sum? sum))
        {
            sum = SumOf(state.Capacity, id, block);
            _sums.Add(id, sum);
        }

        state.ExceptWith(sum.Killed);
        state.UnionWith(sum.Generated);
    }

    private Sum SumOf(int capacity, BlockId id, Block block)
    {
        var sum = new Sum(capacity);
        var end = new Location(id, block.Statements.Count);
        if (Direction == Direction.Backward)
        {
            Effect(sum, block.Terminator, end);
        }

        for (int i = 0; i < block.Statements.Count; i++)
        {
            int at = Direction == Direction.Forward ? i : block.Statements.Count - 1 - i;
            Effect(sum, block.Statements[at], new(id, at));
        }

        if (Direction == Direction.Forward)
        {
            Effect(sum, block.Terminator, end);
        }

        return sum;
    }

    private readonly struct Direct(BitSet<TId> state) : IFacts<TId>
    {
        public void Gen(TId id) => state.Add(id);

        public void Kill(TId id) => state.Remove(id);
    }

    private sealed class Sum(int capacity) : IFacts<TId>
    {
        public BitSet<TId> Generated { get; } = new(capacity);

        public BitSet<TId> Killed { get; } = new(capacity);

        public void Gen(TId id)
        {
            Generated.Add(id);
            Killed.Remove(id);
        }

        public void Kill(TId id)
        {
            Killed.Add(id);
            Generated.Remove(id);
        }
    }
}
