using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;
using Crabwalk.Ownership.Loans;
using Crabwalk.Ownership.Regions;
using Crabwalk.Ownership.Reports;

namespace Crabwalk.Ownership.Facts;

/// <summary>Tells who holds a loan at a point and why it is still in force.</summary>
internal sealed class LoanReasons(BodyAnalysis analysis, PlaceNames names, PointStates states, IReadOnlyList<LoanFacts> loans, IReadOnlyList<NamedPlace> places)
{
    private readonly Explainer _explainer = new(analysis, new(analysis), names);

    /// <summary>The loan with its reason at a location.</summary>
    public LiveLoan Of(LoanId id, Location at)
    {
        Loan loan = analysis.Loans.All[id];
        bool isReserved = loan.IsTwoPhase && !analysis.IsActive(loan, at);
        LiveLoan live = new(loans[id.Index], isReserved, HoldersOf(loan, at), LoanReason.LastUse, null);
        return _explainer.Explain(at, loan) switch
        {
            Explanation.UsedLater { Kind: LaterUse.ClosureCapture or LaterUse.TraitCapture } captured => live with { Reason = LoanReason.Captured, UsedAt = captured.Span },
            Explanation.UsedLater used => live with { Reason = used.InLoop ? LoanReason.UsedInLoop : LoanReason.UsedLater, UsedAt = used.Span },
            Explanation.Dropped dropped => live with { Reason = LoanReason.DroppedLater, UsedAt = analysis.SourceOf(dropped.Location).Span },
            Explanation.MustOutlive promised => live with { Reason = LoanReason.Promised, UsedAt = promised.Blamed.Span },
            Explanation.Unknown => live,
        };
    }

    /// <summary>The user's variables whose value may hold the reference at a location.</summary>
    public EquatableArray<string> HoldersOf(Loan loan, Location at)
    {
        BitSet<RegionVid> reached = ReachedFrom(loan.Region);
        return places.Where(place => place.Place.IsLocal && Holds(place.Place.Local, reached, at)).Select(place => place.Name).Distinct().ToEquatableArray();
    }

    // A value with a destructor that may look at the reference holds it until it is dropped.
    private bool Holds(LocalId local, BitSet<RegionVid> reached, Location at) =>
        (states.IsUsedLater(local, at) || (analysis.NeedsDrop(analysis.Body.Locals[local].Type) && HasValue(local, at))) && RegionWalk.VariablesIn(analysis.Places.Of(local)).Any(reached.Contains);

    private bool HasValue(LocalId local, Location at) => states.Before(at).Present.Contains(analysis.Moves.Find(local).Path);

    // Every region that must be outlived by the loan's: references with it may be the loan's or copies of it.
    private BitSet<RegionVid> ReachedFrom(RegionVid start)
    {
        var reached = new BitSet<RegionVid>(analysis.Regions.Count);
        var open = new Stack<RegionVid>([start]);
        while (open.TryPop(out RegionVid region))
        {
            if (reached.Add(region))
            {
                foreach (OutlivesConstraint constraint in analysis.Regions.Solver.ConstraintsOf(region))
                {
                    open.Push(constraint.Sub);
                }
            }
        }

        return reached;
    }
}
