using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;

namespace Crabwalk.Ownership.Facts;

/// <summary>Compares what is true of each place before a step of the source with what is true after it.</summary>
internal sealed class StepChanges(BodyAnalysis analysis, PointStates states, PermissionRules rules, LoanReasons reasons, IReadOnlyList<NamedPlace> places)
{
    /// <summary>All steps with their changes; before them, for a function with parameters, its head.</summary>
    public IReadOnlyList<PermissionStep> All()
    {
        IReadOnlyList<SourceStep> steps = SourceSteps.Of(analysis);
        IEnumerable<PermissionStep> head = Head() is { } entered ? [entered] : [];
        return [.. head, .. steps.Select(Of)];
    }

    private PermissionStep? Head()
    {
        NamedPlace[] parameters = [.. places.Where(place => place.Place.IsLocal && analysis.Body.Locals[place.Place.Local].Kind == LocalKind.Parameter)];
        if (parameters.Length == 0)
        {
            return null;
        }

        PointState start = states.Before(new(BlockId.Entry, 0));
        EquatableArray<PermissionChange> changes = places.Select(place => rules.Of(place, start)).Where(facts => facts.Useful != Permissions.None)
            .Select(facts => new PermissionChange(facts.Named, Permissions.None, facts.Useful, new ChangeCause.Initialized())).ToEquatableArray();
        return new(parameters[^1].Declared, changes, []);
    }

    private PermissionStep Of(SourceStep step)
    {
        List<PointState> before = [.. FirstEntries(step).Select(edge => states.Between(edge.From, edge.To))];
        if (step.StartsBody)
        {
            before.Add(states.Before(new(BlockId.Entry, 0)));
        }

        List<PointState> after = [.. step.Exits.Select(edge => states.Between(edge.From, edge.To))];
        EquatableArray<PermissionChange> changes = after.Count == 0 ? [] : places.Select(place => Change(place, before, after)).OfType<PermissionChange>().ToEquatableArray();
        return new(step.Span, changes, LoansAfter(after));
    }

    // What a loop's head has is what it has when control first comes there, not what a turn of the loop leaves.
    private IReadOnlyList<Edge> FirstEntries(SourceStep step)
    {
        Edge[] first = [.. step.Entries.Where(edge => !analysis.Dominates(edge.To, edge.From))];
        return first.Length > 0 || step.StartsBody ? first : step.Entries;
    }

    private EquatableArray<LiveLoan> LoansAfter(List<PointState> after) => after
        .SelectMany(state => state.Loans.Select(loan => (Loan: loan, state.At)))
        .DistinctBy(pair => pair.Loan).OrderBy(pair => pair.Loan.Index)
        .Where(pair => analysis.Loans.All[pair.Loan].Kind != BorrowKind.Fake)
        .Select(pair => reasons.Of(pair.Loan, pair.At)).ToEquatableArray();

    private PermissionChange? Change(NamedPlace place, List<PointState> before, List<PointState> after)
    {
        PlaceFacts? was = Joined(before.Select(state => rules.Of(place, state)));
        PlaceFacts? becomes = Joined(after.Select(state => rules.Of(place, state)));
        Permissions old = was?.Useful ?? Permissions.None;
        Permissions @new = becomes?.Useful ?? Permissions.None;
        return old == @new ? null : new(place, old, @new, CauseOf(was, becomes, after));
    }

    /// <summary>What holds on every way on which the place exists; it is used later when it is on one of them.</summary>
    private static PlaceFacts? Joined(IEnumerable<PlaceFacts> ways)
    {
        PlaceFacts? joined = null;
        foreach (PlaceFacts facts in ways.Where(facts => facts.State != PlaceState.OutOfScope))
        {
            joined = joined is null ? facts : Join(joined, facts);
        }

        return joined;
    }

    private static PlaceFacts Join(PlaceFacts left, PlaceFacts right) => left with
    {
        State = left.State == PlaceState.Whole ? right.State : left.State,
        Moves = [.. left.Moves.Concat(right.Moves).Distinct()],
        Permissions = left.Permissions & right.Permissions,
        Restrictions = [.. left.Restrictions.Concat(right.Restrictions).Distinct()],
        IsUsedLater = left.IsUsedLater || right.IsUsedLater,
    };

    private ChangeCause CauseOf(PlaceFacts? was, PlaceFacts? becomes, List<PointState> after)
    {
        if (becomes is null)
        {
            return new ChangeCause.NotUsedAgain();
        }

        if (becomes.Moves.Count > 0 && was?.Moves != becomes.Moves)
        {
            return new ChangeCause.Moved(becomes.Moves[0]);
        }

        if (becomes.State == PlaceState.Whole && was is not { State: PlaceState.Whole })
        {
            return new ChangeCause.Initialized();
        }

        if (!becomes.IsUsedLater)
        {
            return new ChangeCause.NotUsedAgain();
        }

        if (NewLoan(was, becomes) is { } begun)
        {
            return new ChangeCause.Borrowed(begun.Loan, reasons.HoldersOf(analysis.Loans.All[begun.Loan.Id], after[0].At));
        }

        return NewLoan(becomes, was) is { } ended ? new ChangeCause.BorrowEnded(ended.Loan)
            : was?.IsUsedLater == true ? new ChangeCause.NotUsedAgain() : new ChangeCause.UsedAgain();
    }

    private static Restriction.Borrowed? NewLoan(PlaceFacts? before, PlaceFacts? after) =>
        after?.Restrictions.OfType<Restriction.Borrowed>().FirstOrDefault(borrow => before?.Restrictions.Contains(borrow) != true);
}
