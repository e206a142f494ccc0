using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Visiting;

namespace Crabwalk.Mir.Dataflow;

/// <summary>Lists what a statement or terminator does with locals, in order; a call's result is left out, because it comes with the return.</summary>
internal sealed class LocalEffects : MirVisitor
{
    private readonly List<(Place Place, PlaceUse Use)> _found = [];

    /// <summary>What a statement does.</summary>
    public static IReadOnlyList<(Place Place, PlaceUse Use)> Of(Statement statement)
    {
        var effects = new LocalEffects();
        effects.VisitStatement(statement, default);
        return effects._found;
    }

    /// <summary>What a terminator does.</summary>
    public static IReadOnlyList<(Place Place, PlaceUse Use)> Of(Terminator terminator)
    {
        var effects = new LocalEffects();
        effects.VisitTerminator(terminator, default);
        return effects._found;
    }

    /// <inheritdoc/>
    public override void VisitPlace(Place place, PlaceUse use, Location location)
    {
        base.VisitPlace(place, use, location);
        if (use != PlaceUse.CallResult)
        {
            _found.Add((place, use));
        }
        else if (place.HasDeref)
        {
            _found.Add((place.Local, PlaceUse.Copy));
        }
    }
}
