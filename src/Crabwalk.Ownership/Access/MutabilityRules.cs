using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;
using Crabwalk.Ownership.Contracts;

namespace Crabwalk.Ownership.Access;

/// <summary>May a variable that is not <c>mut</c> be changed by an access?</summary>
internal enum MutationAllowed
{
    /// <summary>No.</summary>
    No,

    /// <summary>Yes: it is moved out of, dropped, or captured by a unique borrow that needs no <c>mut</c>.</summary>
    Yes,
}

/// <summary>Tells whether a place may be changed: its variable is <c>mut</c>, or the way to it goes through a unique reference.</summary>
internal sealed class MutabilityRules(BodyAnalysis analysis)
{
    /// <summary>
    /// The part of the place that forbids the change, or null; then the root whose <c>mut</c> was used, and whether it was needed.
    /// </summary>
    public (Place? Refused, Place Root, MutationAllowed Needs) Check(Place place, MutationAllowed allowed)
    {
        if (place.IsLocal)
        {
            // A closure that is called by value owns what it captured.
            bool isOwnClosure = analysis.Regions.Universal.Closure is not null && place.Local.Index == 1;
            bool isMutable = analysis.Body.Locals[place.Local] is { Mutability: Mutability.Mut } or { Kind: LocalKind.Temporary or LocalKind.Return } || isOwnClosure;
            return (isMutable || allowed == MutationAllowed.Yes ? null : place, place, allowed);
        }

        Place whole = place with { Path = place.Path[..^1] };
        if (place.Path[^1] is Projection.Deref)
        {
            return CheckBehind(place, whole, allowed);
        }

        return CaptureAt(place) is { } capture ? CheckCapture(place, whole, capture, allowed) : Check(whole, allowed);
    }

    private (Place? Refused, Place Root, MutationAllowed Needs) CheckBehind(Place place, Place pointer, MutationAllowed allowed)
    {
        switch (analysis.Places.Of(pointer))
        {
            case Ty.Ref { Mutability: Mutability.Not } or Ty.RawPtr { Mutability: Mutability.Not }:
                return (place, place, allowed);
            case Ty.RawPtr:
                return (null, place, MutationAllowed.Yes);
            case Ty.Ref:
                // A unique reference may be written through wherever it is stored; a capture by reference stands for the variable itself.
                MutationAllowed through = CaptureAt(pointer) is { IsByReference: true } ? allowed : MutationAllowed.Yes;
                return Check(pointer, through);
            default:
                return Check(pointer, allowed);
        }
    }

    // The capture may be changed when the variable may, and when the closure itself is reached uniquely.
    private (Place? Refused, Place Root, MutationAllowed Needs) CheckCapture(Place place, Place closure, Capture capture, MutationAllowed allowed)
    {
        if (!capture.IsMutable && allowed != MutationAllowed.Yes)
        {
            return (place, place, allowed);
        }

        (Place? refused, _, _) = Check(closure, allowed);
        return refused is not null ? (refused, place, allowed) : (null, place, allowed);
    }

    private Capture? CaptureAt(Place place) =>
        place.Path.Count > 0 && place.Path[^1] is Projection.Field && analysis.CaptureOf(place) is { } field
            && analysis.Context.ClosureOf(analysis.Body.Definition) is { } closure && field < closure.Captures.Count
            ? closure.Captures[field]
            : null;
}
