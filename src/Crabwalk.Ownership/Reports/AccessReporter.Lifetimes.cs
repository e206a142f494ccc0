using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Ownership.Contracts;
using Crabwalk.Ownership.Loans;
using Crabwalk.Ownership.Regions;

namespace Crabwalk.Ownership.Reports;

/// <summary>References that outlive what they refer to: E0373, E0515, E0597, E0713, E0716.</summary>
internal sealed partial class AccessReporter
{
    private readonly HashSet<(LocalId, Span)> _lifetimesReported = [];

    public void BorrowOutlivesValue(Location at, LoanId loan, Place place, Span span, bool isDrop)
    {
        Loan issued = LoanOf(loan);
        UseSite borrow = SiteOf(issued);
        Span borrowSpan = borrow is UseSite.InClosure captured ? captured.Use : borrow.Span;
        if (!_lifetimesReported.Add((issued.Borrowed.Local, borrowSpan)))
        {
            return;
        }

        // A parameter goes at the very end of the function, which the span of the return is.
        Span end = span.IsEmpty || !isDrop ? EndOf(span) : span;
        if (isDrop && DestructorOnTheWay(issued.Borrowed) is { } destructed && !IsPrefix(issued.Borrowed, place))
        {
            ReportDestructor(issued, borrow, place, end, destructed);
            return;
        }

        string? name = _names.Of(issued.Borrowed);
        Explanation explanation = Explain(at, issued, name is null ? null : place);
        if (name is not null && borrow is UseSite.InClosure closure && TryEscapingClosure(closure, name, explanation))
        {
            return;
        }

        if (explanation is Explanation.MustOutlive { Blamed: { FromClosure: false, Category: ConstraintCategory.Return } blamed }
            && ReturnedReference(issued, name is null ? Body.Locals[issued.Borrowed.Local].Source.Span : borrowSpan, blamed.Span, name))
        {
            return;
        }

        Add(name is null ? Temporary(issued, borrow, end, explanation) : TooShort(issued, name, borrow, borrowSpan, end, explanation));
    }

    private static Span EndOf(Span span) => span.IsEmpty && span.Start > 0 ? span with { Start = span.Start - 1 } : span;

    // The loan reaches into a value whose own destructor may look at it.
    private Ty.Adt? DestructorOnTheWay(Place borrowed)
    {
        for (int i = 0; i < borrowed.Path.Count; i++)
        {
            if (_analysis.Places.Of(borrowed with { Path = borrowed.Path[..i] }) is Ty.Adt { Definition.Role: not AdtRole.Box } adt && Context.DestructorOf(adt) is not null)
            {
                return adt;
            }
        }

        return null;
    }

    private void ReportDestructor(Loan issued, UseSite borrow, Place dropped, Span end, Ty.Adt type)
    {
        string place = _names.Quoted(issued.Borrowed);
        var draft = new DiagnosticDraft("E0713", "borrow may still be in use when destructor runs", borrow.Span);
        string destruction = $"here, drop of {_names.Quoted(dropped)} needs exclusive access to {place}, because the type `{_types.Of((Ty)type.EraseRegions(_analysis.Program.Types))}` implements the `Drop` trait";
        draft.Label(end, destruction).Then(borrow.Span, $"{place} is borrowed here").Then(end, destruction);
        AddExplanation(draft, Explain(issued.Location, issued), "", null);
        Add(draft);
    }

    private bool TryEscapingClosure(UseSite.InClosure closure, string name, Explanation explanation)
    {
        switch (explanation)
        {
            case Explanation.MustOutlive { Blamed: { Category: ConstraintCategory.Return or ConstraintCategory.CallArgument or ConstraintCategory.OpaqueType } blamed } outlive:
                Add(EscapingClosure(closure, name, blamed.Category, blamed.Span, outlive.Region, "function"));
                return true;
            case Explanation.UsedLater { Kind: LaterUse.ClosureCapture } later:
                Add(EscapingClosure(closure, name, new ConstraintCategory.CallArgument(null), later.Span, _analysis.Regions.Universal.Static, "block"));
                return true;
            default:
                return false;
        }
    }

    private DiagnosticDraft EscapingClosure(UseSite.InClosure closure, string name, ConstraintCategory category, Span cause, RegionVid region, string scope)
    {
        var draft = new DiagnosticDraft("E0373", $"closure may outlive the current {scope}, but it borrows `{name}`, which is owned by the current {scope}", closure.Span);
        draft.Label(closure.Span, $"may outlive borrowed value `{name}`");
        draft.Label(closure.Use, $"`{name}` is borrowed here").Then(closure.Use, $"`{name}` is borrowed here, inside the closure");
        string lifetime = _regionNames.NameOf(region, draft);
        string words = category switch
        {
            ConstraintCategory.Return or ConstraintCategory.OpaqueType => "closure is returned here",
            _ => $"{scope} requires argument type to outlive `{lifetime}`",
        };
        draft.Child(new(Severity.Note, words, [new(cause) { IsPrimary = true }])).Then(cause, words);
        draft.Suggest($"to force the closure to take ownership of `{name}` (and any other referenced variables), use the `move` keyword", Insert(closure.Span.AtStart, "move "));
        return draft;
    }

    private bool ReturnedReference(Loan issued, Span borrowSpan, Span returned, string? name)
    {
        string what = returned == issued.Span ? "reference to" : "value referencing";
        (string place, string note) = DescribeOwned(issued.Borrowed, name);
        var draft = new DiagnosticDraft("E0515", $"cannot return {what} {place}", returned);
        string owned = what == "reference to" ? "reference to data owned by the current function" : "value referencing data owned by the current function";
        draft.Label(returned, $"returns a {owned}");
        if (returned != borrowSpan)
        {
            draft.Label(borrowSpan, note).Then(borrowSpan, note);
        }

        draft.Then(returned, $"returns a {owned}");
        Add(draft);
        return true;
    }

    private (string Place, string Note) DescribeOwned(Place borrowed, string? name)
    {
        if (name is null)
        {
            return IsParameter(borrowed.Local)
                ? ("function parameter", "function parameter borrowed here")
                : ("temporary value", "temporary value created here");
        }

        bool isCapture = _analysis.Regions.Universal.Closure is not null && borrowed.Local.Index == 1;
        string kind = !borrowed.IsLocal && !isCapture ? "local data " : isCapture ? "variable captured by `move` "
            : IsParameter(borrowed.Local) ? "function parameter " : "local variable ";
        return ($"{kind}`{name}`", $"`{name}` is borrowed here");
    }

    private DiagnosticDraft TooShort(Loan issued, string name, UseSite borrow, Span borrowSpan, Span end, Explanation explanation)
    {
        var draft = new DiagnosticDraft("E0597", $"`{name}` does not live long enough", borrowSpan);
        string? collection = CollectionIn(explanation, issued);
        if (explanation is Explanation.UsedLater { Local: var holder } && collection is not null)
        {
            draft.Label(BindingSpan(holder), $"variable `{collection}` declared here");
        }

        LabelDeclaration(draft, issued.Borrowed);
        draft.Label(borrowSpan, "borrowed value does not live long enough").Then(borrowSpan, $"`{name}` is borrowed here");
        draft.Label(end, $"`{name}` dropped here while still borrowed").Then(end, $"`{name}` dropped here while still borrowed");
        if (borrow is UseSite.InClosure)
        {
            draft.Label(borrow.Span, "value captured here");
        }

        AddExplanation(draft, explanation, "", borrowSpan);
        if (collection is not null)
        {
            draft.Note($"`{collection}` is a collection that stores borrowed references, but `{name}` does not live long enough to be stored in it");
            draft.Help("buffer reuse with borrowed references requires unsafe code or restructuring");
        }

        return draft;
    }

    // The variable that is used later is a collection of references.
    private string? CollectionIn(Explanation explanation, Loan issued) => explanation is Explanation.UsedLater later && later.Local != issued.Borrowed.Local
        && _analysis.Places.Of(later.Local) is Ty.Adt { Definition.Name: "Vec" or "VecDeque" or "HashMap" or "HashSet" or "BTreeMap" or "BTreeSet" or "LinkedList" or "BinaryHeap" } adt
        && adt.Args.Any(arg => arg is Ty.Ref)
        ? _names.Of(later.Local)
        : null;

    private DiagnosticDraft Temporary(Loan issued, UseSite borrow, Span end, Explanation explanation)
    {
        Span made = Body.Locals[issued.Borrowed.Local].Source.Span;
        var draft = new DiagnosticDraft("E0716", "temporary value dropped while borrowed", made);
        draft.Label(made, "creates a temporary value which is freed while still in use").Then(made, "a temporary value is created here");
        draft.Label(end, "temporary value is freed at the end of this statement").Then(end, "the temporary value is freed at the end of this statement");
        if (borrow is UseSite.InClosure)
        {
            draft.Label(borrow.Span, "value captured here");
        }

        if (explanation is not Explanation.MustOutlive)
        {
            AddLongerLet(draft, made, explanation);
        }

        AddExplanation(draft, explanation, "", null);
        return draft;
    }

    // A `let` before the statement keeps the value alive, unless the use is in the same statement and so no `let` would help.
    private void AddLongerLet(DiagnosticDraft draft, Span made, Explanation explanation)
    {
        SyntaxAround? statement = Context.Source.Around(Body.Definition, made).FirstOrDefault(syntax => syntax.Kind == SyntaxKind.Statement);
        Span? use = explanation switch
        {
            Explanation.UsedLater later => later.Span,
            Explanation.Dropped dropped => Body.Locals[dropped.Local].Source.Span,
            _ => null,
        };
        if (statement is null || use is not { } later2 || statement.Span.Contains(later2))
        {
            draft.Note("consider using a `let` binding to create a longer lived value");
            return;
        }

        SourceText source = _analysis.Program.Sources[statement.Span.Source];
        string indent = new(' ', source.PositionOf(statement.Span.Start).Column);
        draft.Suggest(
            "consider using a `let` binding to create a longer lived value",
            Insert(statement.Span.AtStart, $"let binding = {TextOf(made)};\n{indent}"),
            new Edit(made, "binding"));
    }
}
