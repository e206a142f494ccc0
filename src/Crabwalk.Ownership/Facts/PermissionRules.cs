using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Moves;
using Crabwalk.Mir.Types;
using Crabwalk.Ownership.Access;
using Crabwalk.Ownership.Loans;
using Crabwalk.Ownership.Reports;

namespace Crabwalk.Ownership.Facts;

/// <summary>Tells what may be done with a place at a point, and what stands against the rest.</summary>
internal sealed class PermissionRules(BodyAnalysis analysis, PlaceNames names, PointStates states, IReadOnlyList<LoanFacts> loans)
{
    private readonly MutabilityRules _mutability = new(analysis);

    /// <summary>What is true of a place in a state.</summary>
    public PlaceFacts Of(NamedPlace named, PointState state)
    {
        (PlaceState value, MovePathId path) = ValueOf(named.Place, state);
        EquatableArray<PlaceMove> moves = value is PlaceState.Moved or PlaceState.MaybeMoved or PlaceState.PartlyMoved ? MovesTo(state.At, path) : [];
        EquatableArray<Restriction> restrictions = [.. Restrictions(named.Place, value, moves, state)];
        Permissions denied = restrictions.Aggregate(Permissions.None, (all, restriction) => all | restriction.Denied);
        bool isUsed = states.IsUsedLater(named.Place.Local, state.At) || state.Loans.Any(loan => loans[loan.Index].Borrowed.Local == named.Place.Local);
        return new(named, value, moves, Permissions.All & ~denied, restrictions, isUsed);
    }

    private (PlaceState State, MovePathId Path) ValueOf(Place place, PointState state)
    {
        MoveLookup found = analysis.Moves.Find(place);
        if (!state.Alive.Contains(place.Local))
        {
            return (PlaceState.OutOfScope, found.Path);
        }

        if (state.Missing.Contains(found.Path))
        {
            return (Absent(found.Path, state), found.Path);
        }

        MovePathId? part = found.IsExact ? FirstMissing(found.Path, state) : null;
        return part is { } missing ? (PlaceState.PartlyMoved, missing) : (PlaceState.Whole, found.Path);
    }

    private PlaceState Absent(MovePathId path, PointState state)
    {
        bool mayBePresent = state.Present.Contains(path);
        if (ReachingMoves.Before(analysis, state.At, path).Count > 0)
        {
            return mayBePresent ? PlaceState.MaybeMoved : PlaceState.Moved;
        }

        bool everHadOne = state.Ever.Members.Any(init => analysis.Moves.WithParents(path).Contains(analysis.Moves.Inits[init].Path));
        return mayBePresent ? PlaceState.MaybeUnset : everHadOne ? PlaceState.Dropped : PlaceState.Unset;
    }

    private MovePathId? FirstMissing(MovePathId whole, PointState state)
    {
        foreach (MovePathId part in analysis.Moves.WithChildren(whole).Skip(1))
        {
            if (state.Missing.Contains(part))
            {
                return part;
            }
        }

        return null;
    }

    private EquatableArray<PlaceMove> MovesTo(Location at, MovePathId path) => ReachingMoves.Before(analysis, at, path).Select(site =>
    {
        MoveOut move = analysis.Moves.Moves[site.Move];
        Place moved = analysis.Moves.Paths[move.Path].Place;
        return new PlaceMove(names.Of(moved) ?? "", move.Location, analysis.SourceOf(move.Location).Span, ReceiverAt(move.Location), site.ThroughLoop);
    }).ToEquatableArray();

    private string? ReceiverAt(Location at) => analysis.StatementAt(at) is StatementKind.Assign(var to, _, _) ? names.Of(to) : null;

    private IEnumerable<Restriction> Restrictions(Place place, PlaceState value, EquatableArray<PlaceMove> moves, PointState state)
    {
        if (moves.Count > 0)
        {
            yield return new Restriction.Moved(moves[0]);
        }
        else if (value != PlaceState.Whole)
        {
            yield return new Restriction.WithoutValue(value);
        }

        if (_mutability.Check(place, MutationAllowed.No).Refused is not null)
        {
            yield return new Restriction.NotMutable();
        }

        if (!CanLeave(place))
        {
            yield return new Restriction.NotOwned();
        }

        foreach (LoanId id in state.Loans)
        {
            Loan loan = analysis.Loans.All[id];
            if (loan.Kind != BorrowKind.Fake && analysis.Conflicts.Conflict(loan.Borrowed, loan.Kind, place, AccessDepth.Deep))
            {
                bool mayRead = loan.IsShared || !analysis.IsActive(loan, state.At);
                yield return new Restriction.Borrowed(loans[id.Index], mayRead ? Permissions.Write | Permissions.Own : Permissions.All);
            }
        }
    }

    // A value leaves its variable or a field, also of a box; never what lies behind a reference, in a sequence, or in a type with a destructor.
    private bool CanLeave(Place place)
    {
        for (int i = 0; i < place.Path.Count; i++)
        {
            Ty whole = analysis.Places.Of(place with { Path = place.Path[..i] });
            bool stays = place.Path[i] switch
            {
                Projection.Deref => whole is Ty.Ref or Ty.RawPtr,
                Projection.Field => whole is Ty.Adt { Definition.Role: not Mir.Definitions.AdtRole.Box } adt && analysis.Context.DestructorOf(adt) is not null,
                Projection.Downcast => false,
                Projection.Index or Projection.ConstantIndex or Projection.Subslice => true,
            };
            if (stays)
            {
                return false;
            }
        }

        return true;
    }
}
