using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;
using Crabwalk.Mir.Visiting;
using Crabwalk.Ownership.Types;

namespace Crabwalk.Ownership.Loans;

/// <summary>All loans of a body that can come into conflict with anything.</summary>
internal sealed class LoanSet
{
    private readonly Dictionary<Location, LoanId> _byLocation = [];
    private readonly ILookup<LocalId, LoanId> _byLocal;
    private readonly ILookup<Location, LoanId> _byActivation;

    private LoanSet(IEnumerable<Loan> loans)
    {
        foreach (Loan loan in loans)
        {
            _byLocation[loan.Location] = All.Add(loan);
        }

        _byLocal = All.Ids.ToLookup(id => All[id].Borrowed.Local);
        _byActivation = All.Ids.Where(id => All[id].Activation is not null).ToLookup(id => All[id].Activation!.Value);
    }

    /// <summary>The loans, in the order of the code.</summary>
    public IndexList<LoanId, Loan> All { get; } = [];

    /// <summary>The loan made at a location.</summary>
    public LoanId? At(Location location) => _byLocation.TryGetValue(location, out LoanId id) ? id : null;

    /// <summary>The loans of a local and its parts.</summary>
    public IEnumerable<LoanId> Of(LocalId local) => _byLocal[local];

    /// <summary>The two-phase loans that become unique at a location.</summary>
    public IEnumerable<LoanId> ActivatedAt(Location location) => _byActivation[location];

    /// <summary>Collects the loans.</summary>
    public static LoanSet Collect(Body body, PlaceTypes places, IReadOnlyDictionary<Location, RegionVid> regions, Promotion promotion)
    {
        var loans = new List<Loan>();
        foreach (BlockId id in body.Blocks.Ids)
        {
            List<Statement> statements = body.Blocks[id].Statements;
            for (int i = 0; i < statements.Count; i++)
            {
                var at = new Location(id, i);
                if (statements[i].Kind is StatementKind.Assign(var assigned, Rvalue.Ref borrow, _) && regions.TryGetValue(at, out RegionVid region)
                    && !promotion.IsPromoted(borrow) && !IsHarmless(borrow.Place, places))
                {
                    loans.Add(new(at, borrow.Kind, region, borrow.Place, assigned, statements[i].Source.Span)
                    {
                        IsTwoPhase = borrow.Kind == BorrowKind.TwoPhaseMut && assigned.IsLocal,
                    });
                }
            }
        }

        new ActivationSearch(loans).VisitBody(body);
        return new(loans);
    }

    // Nothing can happen to what lies behind a shared reference or raw pointer: the way there is a copy.
    private static bool IsHarmless(Place place, PlaceTypes places)
    {
        for (int i = 0; i < place.Path.Count; i++)
        {
            if (place.Path[i] is Projection.Deref && places.Of(place with { Path = place.Path[..i] }) is Ty.RawPtr or Ty.Ref { Mutability: Mutability.Not })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Finds the one later use of the temporary that holds a two-phase borrow.</summary>
    private sealed class ActivationSearch(List<Loan> loans) : MirVisitor
    {
        private readonly Dictionary<LocalId, Loan> _pending = loans.Where(loan => loan.IsTwoPhase)
            .GroupBy(loan => loan.Assigned.Local).ToDictionary(group => group.Key, group => group.Last());

        public override void VisitPlace(Place place, PlaceUse use, Location location)
        {
            base.VisitPlace(place, use, location);
            bool isUse = LocalUses.Classify(place, use) == LocalUse.Use;
            if (isUse && _pending.TryGetValue(place.Local, out Loan? loan) && location != loan.Location)
            {
                loan.Activation ??= location;
            }
        }
    }
}
