using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Visiting;

namespace Crabwalk.Mir.Dataflow;

/// <summary>
/// What both analyses of initialisation by whole locals share. Writing any part counts as initialising the whole, and so does taking the
/// address, because the write may then come through the pointer: made for warnings, where silence is better than a false alarm.
/// Rust's exact moves are the ownership checker's matter.
/// </summary>
public abstract class InitializationAnalysis : GenKillAnalysis<LocalId>
{
    /// <inheritdoc/>
    public override Direction Direction => Direction.Forward;

    /// <inheritdoc/>
    protected override int Capacity(Body body) => body.Locals.Count;

    /// <inheritdoc/>
    protected override void Effect(IFacts<LocalId> facts, Statement statement, Location location) => Apply(facts, LocalEffects.Of(statement));

    /// <inheritdoc/>
    protected override void Effect(IFacts<LocalId> facts, Terminator terminator, Location location) => Apply(facts, LocalEffects.Of(terminator));

    /// <inheritdoc/>
    protected override void ReturnEffect(IFacts<LocalId> facts, TerminatorKind.Call call)
    {
        if (!call.Destination.HasDeref)
        {
            Initialized(facts, call.Destination.Local);
        }
    }

    /// <summary>The local has a value from here on.</summary>
    private protected abstract void Initialized(IFacts<LocalId> facts, LocalId local);

    /// <summary>The local has none from here on.</summary>
    private protected abstract void Uninitialized(IFacts<LocalId> facts, LocalId local);

    private void Apply(IFacts<LocalId> facts, IReadOnlyList<(Place Place, PlaceUse Use)> effects)
    {
        foreach ((Place place, PlaceUse use) in effects.Where(effect => !effect.Place.HasDeref))
        {
            if (use is PlaceUse.Store or PlaceUse.SetDiscriminant or PlaceUse.AddressOf or PlaceUse.SharedBorrow or PlaceUse.MutableBorrow)
            {
                Initialized(facts, place.Local);
            }
            else if (use is PlaceUse.StorageLive or PlaceUse.StorageDead || (place.IsLocal && use is PlaceUse.Move or PlaceUse.Drop))
            {
                Uninitialized(facts, place.Local);
            }
        }
    }
}

/// <summary>Which locals may hold no value.</summary>
public sealed class MaybeUninitialized : InitializationAnalysis
{
    /// <inheritdoc/>
    public override void Begin(Body body, BitSet<LocalId> state)
    {
        state.Fill();
        foreach (LocalId argument in body.Arguments)
        {
            state.Remove(argument);
        }
    }

    private protected override void Initialized(IFacts<LocalId> facts, LocalId local) => facts.Kill(local);

    private protected override void Uninitialized(IFacts<LocalId> facts, LocalId local) => facts.Gen(local);
}

/// <summary>Which locals may hold a value; a read of one that is not here is certain to find none.</summary>
public sealed class MaybeInitialized : InitializationAnalysis
{
    /// <inheritdoc/>
    public override void Begin(Body body, BitSet<LocalId> state)
    {
        foreach (LocalId argument in body.Arguments)
        {
            state.Add(argument);
        }
    }

    private protected override void Initialized(IFacts<LocalId> facts, LocalId local) => facts.Gen(local);

    private protected override void Uninitialized(IFacts<LocalId> facts, LocalId local) => facts.Kill(local);
}

/// <summary>
/// Which locals hold a value whatever way was taken: the complement of <see cref="MaybeUninitialized"/>, kept as a must-analysis of its own
/// for those who join by intersection. Ways not found yet count as initialising everything.
/// </summary>
public sealed class DefinitelyInitialized : InitializationAnalysis
{
    /// <inheritdoc/>
    public override BitSet<LocalId> Bottom(Body body)
    {
        BitSet<LocalId> all = base.Bottom(body);
        all.Fill();
        return all;
    }

    /// <inheritdoc/>
    public override void Begin(Body body, BitSet<LocalId> state)
    {
        state.Clear();
        foreach (LocalId argument in body.Arguments)
        {
            state.Add(argument);
        }
    }

    /// <inheritdoc/>
    public override bool Join(BitSet<LocalId> state, BitSet<LocalId> other) => state.IntersectWith(other);

    private protected override void Initialized(IFacts<LocalId> facts, LocalId local) => facts.Gen(local);

    private protected override void Uninitialized(IFacts<LocalId> facts, LocalId local) => facts.Kill(local);
}
