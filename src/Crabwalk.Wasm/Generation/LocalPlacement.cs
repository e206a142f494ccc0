using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Layout;
using Crabwalk.Mir.Types;
using Crabwalk.Mir.Typing;
using Crabwalk.Mir.Visiting;

namespace Crabwalk.Wasm.Generation;

/// <summary>
/// Decides which locals of a body need memory: those whose address is taken, and those of which a part is used that is no local of its own.
/// All others become locals of the function, which an engine keeps in registers.
/// </summary>
internal sealed class LocalPlacement : MirVisitor
{
    private readonly Body _body;
    private readonly BodyTypes _types;
    private readonly Layouts _layouts;
    private readonly BitSet<LocalId> _inMemory;

    private LocalPlacement(Body body, TyInterner types, Layouts layouts)
    {
        _body = body;
        _types = new(types, body.Locals);
        _layouts = layouts;
        _inMemory = new(body.Locals.Count);
    }

    /// <summary>The locals that need memory.</summary>
    public static BitSet<LocalId> InMemory(Body body, TyInterner types, Layouts layouts)
    {
        var placement = new LocalPlacement(body, types, layouts);
        foreach (LocalId local in body.Locals.Ids)
        {
            if (layouts.Of(body.Locals[local].Type) is Representation.InMemory || body.Locals[local].Align is not null)
            {
                placement._inMemory.Add(local);
            }
        }

        foreach (BlockId block in body.Blocks.Ids)
        {
            placement.VisitBlock(block, body.Blocks[block]);
        }

        return placement._inMemory;
    }

    /// <inheritdoc/>
    public override void VisitPlace(Place place, PlaceUse use, Location location)
    {
        bool isAddress = use is PlaceUse.SharedBorrow or PlaceUse.MutableBorrow or PlaceUse.AddressOf or PlaceUse.Drop;
        if (use is not (PlaceUse.Mark or PlaceUse.Mention or PlaceUse.StorageLive or PlaceUse.StorageDead)
            && ((isAddress && !place.HasDeref) || !LiesInLocals(place)))
        {
            _inMemory.Add(place.Local);
        }

        base.VisitPlace(place, use, location);
    }

    // Steps before the first dereference stay inside of the local; each has to lead to a value that is one or both of its halves.
    private bool LiesInLocals(Place place)
    {
        var at = new PlaceTy(_body.Locals[place.Local].Type);
        foreach (Projection step in place.Path)
        {
            if (step is Projection.Deref)
            {
                return true;
            }

            PlaceTy next = _types.Step(at, step) ?? new(at.Type);
            bool stays = step switch
            {
                Projection.Downcast => true,
                Projection.Field(var number, _) => FieldLiesInLocals(at, number, next.Type),
                _ => false,
            };
            if (!stays)
            {
                return false;
            }

            at = next;
        }

        return true;
    }

    private bool FieldLiesInLocals(PlaceTy whole, int number, Ty part)
    {
        FieldLayout field = _layouts.Field(whole.Type, whole.Variant, number);
        return field.Bits is null && (_layouts.Of(whole.Type), _layouts.Of(part)) switch
        {
            (_, Representation.Nothing) => true,
            (Representation.Scalar(var kind), Representation.Scalar(var inner)) => field.OffsetBytes == 0 && kind.Type() == inner.Type() && kind.Bits() == inner.Bits(),
            (Representation.Pair pair, Representation.Scalar(var inner)) => IsHalf(pair, field.OffsetBytes, inner),
            (Representation.Pair pair, Representation.Pair inner) => field.OffsetBytes == 0 && pair.SecondOffset == inner.SecondOffset
                && pair.First.Type() == inner.First.Type() && pair.Second.Type() == inner.Second.Type(),
            _ => false,
        };
    }

    private static bool IsHalf(Representation.Pair pair, long offset, ScalarKind part)
    {
        ScalarKind half = offset == 0 ? pair.First : pair.Second;
        return (offset == 0 || offset == pair.SecondOffset) && half.Type() == part.Type() && half.Bits() == part.Bits();
    }
}
