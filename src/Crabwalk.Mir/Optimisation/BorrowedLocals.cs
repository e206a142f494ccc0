using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Visiting;

namespace Crabwalk.Mir.Optimisation;

/// <summary>Finds the locals that a pointer or reference may point to, or that are destroyed in place.</summary>
internal sealed class BorrowedLocals : MirVisitor
{
    private readonly BitSet<LocalId> _found;

    private BorrowedLocals(Body body) => _found = new(body.Locals.Count);

    /// <summary>The locals of a body that are borrowed anywhere.</summary>
    public static BitSet<LocalId> Of(Body body)
    {
        var finder = new BorrowedLocals(body);
        foreach (BlockId id in body.Blocks.Ids)
        {
            finder.VisitBlock(id, body.Blocks[id]);
        }

        return finder._found;
    }

    /// <inheritdoc/>
    public override void VisitPlace(Place place, PlaceUse use, Location location)
    {
        base.VisitPlace(place, use, location);
        if (!place.HasDeref && use is PlaceUse.SharedBorrow or PlaceUse.MutableBorrow or PlaceUse.AddressOf or PlaceUse.Drop)
        {
            _found.Add(place.Local);
        }
    }
}
