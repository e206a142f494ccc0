using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Visiting;

namespace Crabwalk.Mir.Dataflow;

/// <summary>
/// Which locals may be read later. A pointer to a local does not keep it live: whoever needs that looks at borrows. Marks read nothing.
/// </summary>
public sealed class Liveness : GenKillAnalysis<LocalId>
{
    /// <inheritdoc/>
    public override Direction Direction => Direction.Backward;

    /// <inheritdoc/>
    protected override int Capacity(Body body) => body.Locals.Count;

    /// <inheritdoc/>
    protected override void Effect(IFacts<LocalId> facts, Statement statement, Location location) => Apply(facts, LocalEffects.Of(statement));

    /// <inheritdoc/>
    protected override void Effect(IFacts<LocalId> facts, Terminator terminator, Location location)
    {
        if (terminator.Kind is TerminatorKind.Return)
        {
            facts.Gen(LocalId.Return);
        }

        Apply(facts, LocalEffects.Of(terminator));
    }

    /// <inheritdoc/>
    protected override void ReturnEffect(IFacts<LocalId> facts, TerminatorKind.Call call)
    {
        if (call.Destination.IsLocal)
        {
            facts.Kill(call.Destination.Local);
        }
    }

    // Backwards: what is written whole dies first, then what is read comes alive.
    private static void Apply(IFacts<LocalId> facts, IReadOnlyList<(Place Place, PlaceUse Use)> effects)
    {
        foreach ((Place place, PlaceUse use) in effects)
        {
            if (Defines(place, use))
            {
                facts.Kill(place.Local);
            }
        }

        foreach ((Place place, PlaceUse use) in effects)
        {
            if (Reads(place, use))
            {
                facts.Gen(place.Local);
            }
        }
    }

    private static bool Defines(Place place, PlaceUse use) =>
        place.IsLocal && use is PlaceUse.Store or PlaceUse.StorageLive or PlaceUse.StorageDead;

    private static bool Reads(Place place, PlaceUse use) => use switch
    {
        PlaceUse.Copy or PlaceUse.Move or PlaceUse.SharedBorrow or PlaceUse.MutableBorrow or PlaceUse.AddressOf or PlaceUse.Inspect
            or PlaceUse.Drop or PlaceUse.IndexRead => true,
        PlaceUse.Store or PlaceUse.SetDiscriminant or PlaceUse.CallResult => place.HasDeref,
        PlaceUse.StorageLive or PlaceUse.StorageDead or PlaceUse.Mention or PlaceUse.Mark => false,
    };
}
