using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Ownership.Loans;
using Crabwalk.Ownership.Reports;

namespace Crabwalk.Ownership.Facts;

/// <summary>
/// What ownership analysis knows of one body, for any of its points: which places have values, which loans are in force and why, what may
/// be done with each place. It speaks of the body in phase <see cref="MirPhase.Built"/>; whoever looks at a later form comes back by
/// the place in the source (<see cref="LocationsOf"/>, <see cref="LocationAt"/>). Bodies with errors have facts too.
/// </summary>
public sealed class OwnershipFacts
{
    private readonly BodyAnalysis _analysis;
    private readonly PointStates _states;
    private readonly PermissionRules _rules;
    private readonly LoanReasons _reasons;
    private readonly Lazy<IReadOnlyList<MissingPermission>> _missing;
    private IReadOnlyList<PermissionStep>? _steps;

    internal OwnershipFacts(BodyAnalysis analysis)
    {
        _analysis = analysis;
        var names = new PlaceNames(analysis);
        Places = NamedPlaces.Of(analysis, names);
        Loans = [.. analysis.Loans.All.Ids.Select(id => FactsOf(id, analysis.Loans.All[id], names))];
        _states = new(analysis);
        _missing = new(() => MissingPermissions.Of(analysis, names));
        _rules = new(analysis, names, _states, Loans);
        _reasons = new(analysis, names, _states, Loans, Places);
    }

    /// <summary>The body that the locations mean.</summary>
    public Body Body => _analysis.Body;

    /// <summary>The places that the source names, in the order of their variables' declaration.</summary>
    public IReadOnlyList<NamedPlace> Places { get; }

    /// <summary>The borrows, by <see cref="LoanId"/>; those of what lies behind a shared reference are left out: they forbid nothing.</summary>
    public IReadOnlyList<LoanFacts> Loans { get; }

    /// <summary>The steps of the source with the permissions that each gives and takes, in the order of the text.</summary>
    public IReadOnlyList<PermissionStep> Steps => _steps ??= new StepChanges(_analysis, _states, _rules, _reasons, Places).All();

    /// <summary>The uses that need a permission which is not there; none in a program that is accepted.</summary>
    public IReadOnlyList<MissingPermission> Missing => _missing.Value;

    /// <summary>What is true of a place just before a location runs.</summary>
    public PlaceFacts At(Location at, NamedPlace place) => _rules.Of(place, _states.Before(at));

    /// <summary>What is true of all named places whose variables exist just before a location runs.</summary>
    public IReadOnlyList<PlaceFacts> PlacesAt(Location at)
    {
        PointState state = _states.Before(at);
        return [.. Places.Select(place => _rules.Of(place, state)).Where(facts => facts.State != PlaceState.OutOfScope)];
    }

    /// <summary>The loans in force when a location begins to run.</summary>
    public IReadOnlyList<LiveLoan> LoansAt(Location at) => [.. _analysis.Scopes.At(_analysis.Points.Of(at)).Members
        .Where(id => _analysis.Loans.All[id].Kind != BorrowKind.Fake).Select(id => _reasons.Of(id, at))];

    /// <summary>The texts during which a loan is in force, from the one that makes the reference to the last use.</summary>
    public IReadOnlyList<Span> TextsUnder(LoanId loan) => [.. SourceSteps.Locations(_analysis)
        .Where(at => at == Loans[loan.Index].Location || _analysis.Scopes.At(_analysis.Points.Of(at)).Contains(loan))
        .Select(at => _analysis.Program.Sources.Outermost(_analysis.SourceOf(at).Span)).Distinct()];

    /// <summary>The first location whose text is the smallest around a place in the source; null when none is.</summary>
    public Location? LocationAt(Span place)
    {
        (Location At, int Length)? best = null;
        foreach ((Location at, Span text) in Texts())
        {
            if (text.Contains(place) && (best is not { } known || text.Length < known.Length))
            {
                best = (at, text.Length);
            }
        }

        return best?.At;
    }

    /// <summary>The marks of a kind with exactly this text: the points where a walk stops for it.</summary>
    public IReadOnlyList<Location> LocationsOf(MarkKind kind, Span span) => [.. Texts()
        .Where(pair => _analysis.StatementAt(pair.At) is StatementKind.Mark mark && mark.Kind == kind && _analysis.SourceOf(pair.At).Span == span)
        .Select(pair => pair.At)];

    /// <summary>The points just after a value was dropped for this text, such as the brace that ends its scope.</summary>
    public IReadOnlyList<Location> AfterDropsOf(Place dropped, Span span) => [.. Texts()
        .Where(pair => _analysis.SourceOf(pair.At).Span == span)
        .Select(pair => _analysis.TerminatorAt(pair.At)).OfType<TerminatorKind.Drop>()
        .Where(drop => drop.Place == dropped)
        .Select(drop => new Location(drop.Target, 0))];

    private LoanFacts FactsOf(LoanId id, Loan loan, PlaceNames names)
    {
        bool isWritten = Places.Any(place => place.Place.Local == loan.Borrowed.Local);
        return new(id, loan.Kind, loan.Borrowed, isWritten ? names.Of(loan.Borrowed) : null, loan.Location, loan.Span);
    }

    private IEnumerable<(Location At, Span Text)> Texts()
    {
        foreach (BlockId id in _analysis.Flow.ReversePostorder.Where(id => !Body.Blocks[id].IsCleanup))
        {
            for (int i = 0; i <= Body.Blocks[id].Statements.Count; i++)
            {
                var at = new Location(id, i);
                yield return (at, _analysis.Program.Sources.Outermost(_analysis.SourceOf(at).Span));
            }
        }
    }
}
