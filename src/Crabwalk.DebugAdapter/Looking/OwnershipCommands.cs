using Crabwalk.DebugAdapter.Protocol;
using Crabwalk.DebugAdapter.Session;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Ownership.Facts;
using Crabwalk.Pictures.Scenes;
using Crabwalk.Workbench.Walking;

namespace Crabwalk.DebugAdapter.Looking;

/// <summary>What Rust's rules say of the place that a step stands at: who has a value, who borrows, what may be done.</summary>
internal sealed class OwnershipCommands(SessionState state)
{
    /// <summary>Adds the request.</summary>
    public void AddTo(CommandTable table) =>
        table.Add("crabwalk/ownership", DapJson.Default.OwnershipArguments, DapJson.Default.OwnershipBody, Ownership);

    private OwnershipBody Ownership(OwnershipArguments arguments)
    {
        Grain grain = Grains.Parse(arguments.Grain, state.At.Grain);
        long step = arguments.Step ?? state.AtIn(grain).Step;
        CallStand? stand = state.Walk.StandsAt(grain, step).LastOrDefault(call => call.Place is { } place && !state.Walk.Program.Sources.IsLibrary(place));
        if (stand is null || state.Program.Compilation.Ownership?.FactsOf(stand.Function) is not { } facts)
        {
            throw new RefusedException("there are no facts of ownership here: they are known of Rust functions that have code");
        }

        Span at = state.Walk.Program.Sources.Outermost(stand.Place!.Value);
        Location? location = facts.LocationAt(at);
        return new(
            state.Walk.Program.Definitions[stand.Function].Name,
            location is { } here ? [.. facts.PlacesAt(here).Select(PlaceOf)] : [],
            location is { } there ? [.. facts.LoansAt(there).Select(LoanOf)] : [],
            arguments.Steps ? [.. facts.Steps.Select(StepOf)] : null);
    }

    private PlaceBody PlaceOf(PlaceFacts facts) => new(facts.Named.Name, new RustTypeText(state.Walk.Program.Definitions).Of(facts.Named.Type), WordFor(facts.State), Letters(facts.Permissions), facts.IsUsedLater)
    {
        Moves = facts.Moves.IsEmpty ? null : [.. facts.Moves.Select(move => new PlaceMoveBody(move.Name, RangeOf(move.Span), move.Into))],
        Because = facts.Restrictions.IsEmpty ? null : [.. facts.Restrictions.Select(WordsFor)],
    };

    private LoanBody LoanOf(LiveLoan live) => new(
        live.Loan.IsShared ? "shared" : live.IsReserved ? "reserved" : "unique",
        live.Loan.Name,
        RangeOf(live.Loan.Span),
        [.. live.Holders],
        WordFor(live.Reason),
        live.UsedAt is { } used ? RangeOf(used) : null);

    private PermissionStepBody StepOf(PermissionStep step) => new(
        RangeOf(step.Span),
        [.. step.Changes.Select(change => new PermissionChangeBody(change.Named.Name, Letters(change.Before), Letters(change.After), WordsFor(change.Cause)))]);

    private TextRange RangeOf(Span span) => state.Program.Places.RangeOf(span);

    private static string Letters(Permissions permissions) =>
        (permissions.HasFlag(Permissions.Read) ? "R" : "") + (permissions.HasFlag(Permissions.Write) ? "W" : "") + (permissions.HasFlag(Permissions.Own) ? "O" : "");

    private string WordsFor(Restriction restriction) => restriction switch
    {
        Restriction.WithoutValue(var why) => $"it has no value: {WordFor(why)}",
        Restriction.Moved(var move) => $"`{move.Name}` was moved at line {RangeOf(move.Span).Line}",
        Restriction.Borrowed(var loan, _) => $"it is borrowed at line {RangeOf(loan.Span).Line}",
        Restriction.NotMutable => "it is not mutable",
        Restriction.NotOwned => "it is not owned here",
    };

    private string WordsFor(ChangeCause cause) => cause switch
    {
        ChangeCause.Initialized => "it got a value",
        ChangeCause.Moved(var move) => $"`{move.Name}` is moved at line {RangeOf(move.Span).Line}",
        ChangeCause.Borrowed(var loan, _) => $"it is borrowed at line {RangeOf(loan.Span).Line}",
        ChangeCause.BorrowEnded => "the borrow is over",
        ChangeCause.NotUsedAgain => "it is not used again",
        ChangeCause.UsedAgain => "it is used again",
    };

    private static string WordFor<T>(T value)
        where T : struct, Enum
    {
        string name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
