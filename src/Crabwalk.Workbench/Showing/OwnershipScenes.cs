using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Ownership.Facts;
using Crabwalk.Pictures.Scenes;
using Crabwalk.Workbench.Compiling;
using Crabwalk.Workbench.Walking;

namespace Crabwalk.Workbench.Showing;

/// <summary>Turns ownership facts into scenes: borrows as ranges of lines, changes of permissions with a reason in words.</summary>
public static class OwnershipScenes
{
    /// <summary>All functions, constants and closures of the user's crate that have places or borrows to tell of.</summary>
    public static OwnershipScene Of(OwnershipView view, SourceMap sources)
    {
        var colours = new Dictionary<SourceId, EquatableArray<EquatableArray<TextRun>>>();
        return new([.. view.All().Where(facts => IsWritten(facts, sources)).Select(facts => Function(facts, sources, LinesOf))]);

        EquatableArray<EquatableArray<TextRun>> LinesOf(SourceId source)
        {
            if (!colours.TryGetValue(source, out EquatableArray<EquatableArray<TextRun>> lines))
            {
                colours.Add(source, lines = SourceColours.Of(sources[source]));
            }

            return lines;
        }
    }

    // What a derive made has no text of its own.
    private static bool IsWritten(OwnershipFacts facts, SourceMap sources) =>
        facts.Places.Count > 0 && !sources.TextOf(facts.Body.Span).StartsWith("#[", StringComparison.Ordinal) && facts.Body.Span.Expansion.IsNone;

    private static OwnershipFunction Function(OwnershipFacts facts, SourceMap sources, Func<SourceId, EquatableArray<EquatableArray<TextRun>>> linesOf)
    {
        Span text = sources.Outermost(facts.Body.Span);
        int first = LineOf(sources, text.AtStart);
        int last = LineOf(sources, text with { Start = Math.Max(text.Start, text.End - 1) });
        IEnumerable<LoanScene> loans = facts.Loans.Select(loan => Loan(facts, loan, sources)).OfType<LoanScene>().OrderBy(loan => loan.Lines[0]).ThenBy(loan => -loan.Lines[^1]);
        return new(
            facts.Body.Title,
            sources[text.Source].Path,
            first,
            linesOf(text.Source)[(first - 1)..last],
            [.. loans.Distinct()],
            [.. facts.Steps.SelectMany(step => step.Changes.Select(change => Change(change, LineOf(sources, step.Span with { Start = Math.Max(step.Span.Start, step.Span.End - 1) })))).OrderBy(change => change.Line)],
            [.. facts.Missing.Select(missing => new MissingScene(LineOf(sources, missing.Span), missing.Name ?? "a temporary", RightsOf(missing.Needed))).Distinct().OrderBy(missing => missing.Line)]);
    }

    private static LoanScene? Loan(OwnershipFacts facts, LoanFacts loan, SourceMap sources)
    {
        int first = LineOf(sources, sources.Outermost(loan.Span));
        IReadOnlyList<Span> texts = facts.TextsUnder(loan.Id);
        EquatableArray<int> lines = [.. texts.Select(text => LineOf(sources, text)).Append(first).Distinct().Order()];
        LiveLoan? live = facts.Steps.SelectMany(step => step.Loans).FirstOrDefault(live => live.Loan.Id == loan.Id);
        return loan.Name is { } name ? new(name, !loan.IsShared, live?.Holders ?? [], lines, live is null ? "" : Words(live.Reason)) : null;
    }

    private static string Words(LoanReason reason) => reason switch
    {
        LoanReason.UsedLater or LoanReason.LastUse => "the reference is used here last",
        LoanReason.UsedInLoop => "the loop uses the reference until here",
        LoanReason.Captured => "what captured the reference is used here last",
        LoanReason.DroppedLater => "what holds the reference is dropped here",
        LoanReason.Promised => "the signature lets it last until here",
    };

    private static PermissionScene Change(PermissionChange change, int line) =>
        new(line, change.Named.Name, RightsOf(change.Before), RightsOf(change.After), Because(change));

    private static PlaceRights RightsOf(Permissions permissions) => new(
        permissions.HasFlag(Permissions.Read),
        permissions.HasFlag(Permissions.Write),
        permissions.HasFlag(Permissions.Own));

    private static string Because(PermissionChange change) => change.Cause switch
    {
        ChangeCause.Initialized => change.Named.Place.HasDeref ? "may be reached" : "gets its value",
        ChangeCause.Moved({ Into: { } into } move) => $"{Moved(change, move)} to `{into}`",
        ChangeCause.Moved(var move) => Moved(change, move),
        ChangeCause.Borrowed(var loan, { IsEmpty: true }) => loan.IsShared ? "borrowed" : "borrowed uniquely",
        ChangeCause.Borrowed(var loan, var holders) => $"borrowed{(loan.IsShared ? "" : " uniquely")} by `{holders[0]}`",
        ChangeCause.BorrowEnded(var loan) => loan.Name is { } name ? $"the borrow of `{name}` is over" : "a borrow is over",
        ChangeCause.NotUsedAgain => "not used again",
        ChangeCause.UsedAgain => "used from here on",
    };

    private static string Moved(PermissionChange change, PlaceMove move) => move.Name == change.Named.Name ? "moved" : $"`{move.Name}` is moved";

    private static int LineOf(SourceMap sources, Span span) => sources.PositionOf(sources.Outermost(span)).Line + 1;
}
