using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Ownership.Loans;

namespace Crabwalk.Ownership.Reports;

/// <summary>Accesses to borrowed places: E0499, E0500, E0501, E0502, E0503, E0505, E0506, E0510, E0524.</summary>
internal sealed partial class AccessReporter
{
    public void UseOfBorrowed(Location at, Place place, Span span, LoanId loan)
    {
        Loan issued = LoanOf(loan);
        UseSite borrow = SiteOf(issued);
        UseSite use = SiteOfUse(place, span, at);
        Span here = use is UseSite.InClosure closure ? closure.Use : use.Span;
        string borrowed = _names.Quoted(issued.Borrowed);
        var draft = new DiagnosticDraft("E0503", $"cannot use {_names.Quoted(place)} because it was mutably borrowed", here);
        draft.Label(borrow.Span, $"{borrowed} is borrowed here").Then(borrow.Span, $"{borrowed} is mutably borrowed here");
        draft.Label(here, $"use of borrowed {borrowed}").Then(here, $"{borrowed} is used here");
        AddCapture(draft, borrow, "borrow occurs due to use of {0} in closure", borrowed);
        AddExplanation(draft, Explain(at, issued), "", null);
        Add(draft);
    }

    public void ConflictingBorrow(Location at, Access.Access access, LoanId loan)
    {
        Loan issued = LoanOf(loan);
        UseSite first = SiteOf(issued);
        UseSite second = _sites.OfBorrow(access.Span, at);
        BorrowKind kind = access.Borrow ?? BorrowKind.Mut;
        string place = _names.Quoted(access.Place);
        Explanation explanation = Explain(at, issued);
        if (!issued.IsShared && issued.Kind != BorrowKind.ClosureCapture && IsMutable(kind))
        {
            ReportTwoMutable(place, issued, first, second, explanation);
            return;
        }

        (DiagnosticDraft draft, string which) = ConflictDraft(kind, issued, place, first, second, explanation);
        AddCaptures(draft, issued, access, first, second);
        AddExplanation(draft, explanation, which, null);
        Add(draft);
    }

    public void AssignmentToBorrowed(Location at, Place place, Span span, LoanId loan)
    {
        Loan issued = LoanOf(loan);
        UseSite borrow = SiteOf(issued);
        string name = _names.Quoted(place);
        if (issued.Kind == BorrowKind.Fake)
        {
            Add(InGuard(span, borrow.Span, name, "assign"));
            return;
        }

        var draft = new DiagnosticDraft("E0506", $"cannot assign to {name} because it is borrowed", span);
        draft.Label(borrow.Span, $"{name} is borrowed here").Then(borrow.Span, $"{name} is borrowed here");
        draft.Label(span, $"{name} is assigned to here but it was already borrowed").Then(span, $"{name} is assigned to here");
        if (borrow is UseSite.InClosure closure)
        {
            draft.Label(closure.Use, "borrow occurs due to use in closure");
        }

        AddExplanation(draft, Explain(at, issued), "", null);
        Add(draft);
    }

    public void MoveOfBorrowed(Location at, Place place, Span span, LoanId loan)
    {
        Loan issued = LoanOf(loan);
        UseSite borrow = SiteOf(issued);
        UseSite move = _sites.OfMove(place, at);
        string borrowed = _names.Quoted(issued.Borrowed);
        var draft = new DiagnosticDraft("E0505", $"cannot move out of {_names.Quoted(place)} because it is borrowed", move.Span);
        LabelDeclaration(draft, place);
        draft.Label(borrow.Span, $"borrow of {borrowed} occurs here").Then(borrow.Span, $"{borrowed} is borrowed here");
        draft.Label(move.Span, $"move out of {_names.Quoted(place)} occurs here").Then(move.Span, $"{_names.Quoted(place)} is moved here");
        if (borrow is UseSite.InClosure inside)
        {
            draft.Label(inside.Use, "borrow occurs due to use in closure");
        }

        if (move is UseSite.InClosure closure)
        {
            draft.Label(closure.Use, "move occurs due to use in closure");
        }

        AddExplanation(draft, Explain(at, issued), "", borrow.Span);
        AddParameterNote(draft, at);
        AddBorrowedCloneHint(draft, issued);
        Add(draft);
    }

    private static bool IsMutable(BorrowKind kind) => kind is BorrowKind.Mut or BorrowKind.TwoPhaseMut;

    private void ReportTwoMutable(string place, Loan issued, UseSite first, UseSite second, Explanation explanation)
    {
        var draft = new DiagnosticDraft("E0499", $"cannot borrow {place} as mutable more than once at a time", second.Span);
        if (first.Span == second.Span)
        {
            string words = $"{place} was mutably borrowed here in the previous iteration of the loop";
            draft.Label(second.Span, words).Then(second.Span, words);
        }
        else
        {
            draft.Label(first.Span, "first mutable borrow occurs here").Then(first.Span, "first mutable borrow occurs here");
            draft.Label(second.Span, "second mutable borrow occurs here").Then(second.Span, "second mutable borrow occurs here");
        }

        if (first == second)
        {
            AddCapture(draft, second, "borrows occur due to use of {0} in closure", place);
        }
        else
        {
            AddCapture(draft, first, "first borrow occurs due to use of {0} in closure", _names.Quoted(issued.Borrowed));
            AddCapture(draft, second, "second borrow occurs due to use of {0} in closure", place);
        }

        AddExplanation(draft, explanation, "first ", null);
        Add(draft);
    }

    private static (DiagnosticDraft Draft, string Which) ConflictDraft(
        BorrowKind kind,
        Loan issued,
        string place,
        UseSite first,
        UseSite second,
        Explanation explanation)
    {
        bool isUniqueBefore = issued.Kind == BorrowKind.ClosureCapture;
        string now = IsMutable(kind) ? "mutable" : "immutable";
        switch (kind)
        {
            case BorrowKind.ClosureCapture when isUniqueBefore:
                return (TwoClosures(place, first, second), "first ");
            case BorrowKind.ClosureCapture:
                return (Labelled("E0500", $"closure requires unique access to {place} but it is already borrowed", (second.Span, "closure construction occurs here"), (first.Span, "borrow occurs here")), "first ");
            case not BorrowKind.ClosureCapture when isUniqueBefore:
                string which = explanation is Explanation.Unknown ? "" : "second ";
                return (Labelled(
                    "E0501",
                    $"cannot borrow {place} as {now} because previous closure requires unique access",
                    (second.Span, $"{which}borrow occurs here"),
                    (first.Span, "closure construction occurs here")), "first ");
            case BorrowKind.Mut or BorrowKind.TwoPhaseMut when issued.Kind == BorrowKind.Fake:
                return (InGuard(second.Span, first.Span, place, "mutably borrow"), "immutable ");
            default:
                string before = issued.IsShared ? "immutable" : "mutable";
                return (Labelled(
                    "E0502",
                    $"cannot borrow {place} as {now} because it is also borrowed as {before}",
                    (second.Span, $"{now} borrow occurs here"),
                    (first.Span, $"{before} borrow occurs here")), $"{before} ");
        }
    }

    // Labels in rustc's order; the story tells the earlier place first.
    private static DiagnosticDraft Labelled(string code, string message, (Span Span, string Text) now, (Span Span, string Text) before) =>
        new DiagnosticDraft(code, message, now.Span).Label(now.Span, now.Text).Label(before.Span, before.Text).Then(before.Span, before.Text).Then(now.Span, now.Text);

    private static DiagnosticDraft TwoClosures(string place, UseSite first, UseSite second)
    {
        var draft = new DiagnosticDraft("E0524", $"two closures require unique access to {place} at the same time", second.Span);
        return first.Span == second.Span
            ? draft.Label(second.Span, "closures are constructed here in different iterations of loop")
            : draft.Label(first.Span, "first closure is constructed here").Label(second.Span, "second closure is constructed here")
                .Then(first.Span, "first closure is constructed here").Then(second.Span, "second closure is constructed here");
    }

    private static DiagnosticDraft InGuard(Span span, Span matched, string place, string action) =>
        new DiagnosticDraft("E0510", $"cannot {action} {place} in match guard", span)
            .Label(matched, "value is immutable in match guard").Label(span, $"cannot {action}").Then(matched, "the match looks at the value here").Then(span, $"cannot {action}");

    private void AddCaptures(DiagnosticDraft draft, Loan issued, Access.Access access, UseSite first, UseSite second)
    {
        string place = _names.Quoted(access.Place);
        if (first == second)
        {
            AddCapture(draft, second, "borrows occur due to use of {0} in closure", place);
            return;
        }

        AddCapture(draft, first, "first borrow occurs due to use of {0} in closure", _names.Quoted(issued.Borrowed));
        AddCapture(draft, second, "second borrow occurs due to use of {0} in closure", place);
    }

    private static void AddCapture(DiagnosticDraft draft, UseSite site, string words, string place)
    {
        if (site is UseSite.InClosure closure)
        {
            draft.Label(closure.Use, string.Format(System.Globalization.CultureInfo.InvariantCulture, words, place));
        }
    }

    // A reference to a copy would not keep the value borrowed.
    private void AddBorrowedCloneHint(DiagnosticDraft draft, Loan issued)
    {
        string text = TextOf(issued.Span);
        if (issued.Kind == BorrowKind.Shared && text.StartsWith('&') && !text.StartsWith("&mut", System.StringComparison.Ordinal) && IsClone(_analysis.Places.Of(issued.Borrowed)))
        {
            draft.Suggest("consider cloning the value if the performance cost is acceptable", Insert(issued.Span.AtEnd, ".clone()"));
        }
    }
}
