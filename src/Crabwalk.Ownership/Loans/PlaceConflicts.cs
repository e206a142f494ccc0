using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Mir.Typing;
using Crabwalk.Ownership.Contracts;
using Crabwalk.Ownership.Types;

namespace Crabwalk.Ownership.Loans;

/// <summary>How far an access goes.</summary>
internal enum AccessDepth
{
    /// <summary>Only the place itself, nothing behind a pointer in it.</summary>
    Shallow,

    /// <summary>Only its length, or an address to compare with: no data at all.</summary>
    Metadata,

    /// <summary>All that can be reached.</summary>
    Deep,

    /// <summary>What its destruction reaches: not what lies behind references.</summary>
    Drop,
}

/// <summary>What to say of <c>a[i]</c> and <c>a[j]</c>.</summary>
internal enum IndexBias
{
    /// <summary>They may be the same.</summary>
    Overlap,

    /// <summary>They are not surely the same.</summary>
    Disjoint,
}

/// <summary>Tells whether an access to one place touches another that is borrowed (RFC 2094, "Relevant loans"; rustc's <c>places_conflict</c>).</summary>
internal sealed class PlaceConflicts(PlaceTypes places, IOwnershipContext context)
{
    private enum Overlap
    {
        Arbitrary,
        EqualOrDisjoint,
        Disjoint,
    }

    /// <summary>Does the access touch the borrowed place?</summary>
    public bool Conflict(Place borrowed, BorrowKind kind, Place accessed, AccessDepth depth, IndexBias bias = IndexBias.Overlap)
    {
        if (borrowed.Local != accessed.Local)
        {
            return false;
        }

        var type = new PlaceTy(places.Of(borrowed.Local));
        for (int i = 0; i < borrowed.Path.Count; i++)
        {
            Projection step = borrowed.Path[i];
            if (i >= accessed.Path.Count)
            {
                if (Beyond(step, type.Type, depth) is { } decided)
                {
                    return decided;
                }
            }
            else
            {
                Overlap overlap = Compare(step, accessed.Path[i], type.Type, bias);
                if (overlap != Overlap.EqualOrDisjoint)
                {
                    return overlap == Overlap.Arbitrary;
                }
            }

            type = places.Step(type, step);
        }

        // A guard's look at a place protects only the place, not its parts.
        return kind != BorrowKind.Fake || borrowed.Path.Count >= accessed.Path.Count;
    }

    // The borrow goes on beyond the place that is accessed: true and false are final, null means look further.
    private bool? Beyond(Projection step, Ty whole, AccessDepth depth) => (step, whole, depth) switch
    {
        (_, _, AccessDepth.Metadata) => false,
        (Projection.Deref, _, AccessDepth.Shallow) => false,
        (Projection.Deref, Ty.Ref, AccessDepth.Drop) => false,
        (Projection.Field, Ty.Adt adt, AccessDepth.Drop) when context.DestructorOf(adt) is not null && adt.Definition.Role != AdtRole.Box => true,
        _ => null,
    };

    private static Overlap Compare(Projection left, Projection right, Ty whole, IndexBias bias) => (left, right) switch
    {
        (Projection.Deref, Projection.Deref) => Overlap.EqualOrDisjoint,
        (Projection.Field a, Projection.Field b) => a.Number == b.Number ? Overlap.EqualOrDisjoint
            : whole is Ty.Adt { Definition.Kind: AdtKind.Union } ? Overlap.Arbitrary : Overlap.Disjoint,
        (Projection.Downcast a, Projection.Downcast b) => a == b ? Overlap.EqualOrDisjoint : Overlap.Disjoint,
        (Projection.Index, Projection.Index or Projection.ConstantIndex or Projection.Subslice) or (Projection.ConstantIndex or Projection.Subslice, Projection.Index) =>
            bias == IndexBias.Overlap ? Overlap.EqualOrDisjoint : Overlap.Disjoint,
        (Projection.ConstantIndex a, Projection.ConstantIndex b) => If(MayBeSame(a, b)),
        (Projection.ConstantIndex a, Projection.Subslice b) => If(MayContain(b, a)),
        (Projection.Subslice a, Projection.ConstantIndex b) => If(MayContain(a, b)),
        (Projection.Subslice a, Projection.Subslice b) => If(a.FromEnd || b.FromEnd || (a.From < b.To && b.From < a.To)),
        _ => Overlap.EqualOrDisjoint,
    };

    private static Overlap If(bool mayOverlap) => mayOverlap ? Overlap.EqualOrDisjoint : Overlap.Disjoint;

    private static bool MayBeSame(Projection.ConstantIndex a, Projection.ConstantIndex b)
    {
        if (a.FromEnd == b.FromEnd)
        {
            return a.Offset == b.Offset;
        }

        (long fromStart, long fromEnd) = a.FromEnd ? (b.Offset, a.Offset) : (a.Offset, b.Offset);
        return fromStart >= Math.Max(a.MinLength, b.MinLength) - fromEnd;
    }

    private static bool MayContain(Projection.Subslice slice, Projection.ConstantIndex element) => (element.FromEnd, slice.FromEnd) switch
    {
        (false, false) => element.Offset >= slice.From && element.Offset < slice.To,
        (false, true) => element.Offset >= slice.From,
        (true, true) => element.Offset > slice.To,
        (true, false) => true,
    };
}
