using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Ownership.Access;
using Crabwalk.Ownership.Contracts;
using Crabwalk.Ownership.Loans;
using Crabwalk.Ownership.Regions;

namespace Crabwalk.Ownership.Reports;

/// <summary>
/// Makes messages of what the access checker finds: rustc's codes, words, labels and hints, each with its story. The families stand in
/// files of their own; what they share is here.
/// </summary>
internal sealed partial class AccessReporter : IAccessReports
{
    private readonly BodyAnalysis _analysis;
    private readonly PlaceNames _names;
    private readonly TypeNames _types;
    private readonly UseSites _sites;
    private readonly Explainer _explainer;
    private readonly RegionNames _regionNames;
    private readonly List<(Span Span, DiagnosticDraft Draft)> _drafts = [];

    public AccessReporter(BodyAnalysis analysis)
    {
        _analysis = analysis;
        _names = new(analysis);
        _types = new(analysis.Program, analysis.Context);
        _sites = new(analysis);
        _explainer = new(analysis, _sites, _names);
        _regionNames = new(analysis, _types);
    }

    private Body Body => _analysis.Body;

    private IOwnershipContext Context => _analysis.Context;

    /// <summary>The messages, in the order of the text they are about.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics()
    {
        FinishMoves();
        FinishPatternMoves();
        return [.. _drafts.OrderBy(item => item.Span.Start).Select(item => item.Draft.Build())];
    }

    /// <summary>Takes a message that was made elsewhere.</summary>
    public void Add(DiagnosticDraft draft) => _drafts.Add((draft.Primary, draft));

    private string TypeName(Place place) => _types.Of(Plain(_analysis.Places.Of(place)));

    // Region variables say nothing to a reader.
    private Ty Plain(Ty type) => (Ty)new RegionFolder(_analysis.Program.Types, region => region is Region.Var ? _analysis.Program.Types.Erased : region).Fold(type);

    private string TextOf(Span span) => _analysis.Program.Sources.TextOf(span);

    private Loan LoanOf(LoanId id) => _analysis.Loans.All[id];

    private UseSite SiteOf(Loan loan) => _sites.OfBorrow(loan.Span, loan.Location);

    private UseSite SiteOfUse(Place place, Span span, Location at) => _sites.OfMove(place, at) is not UseSite.Plain and var site ? site : _sites.OfBorrow(span, at);

    /// <summary>Where a variable was declared; null for temporaries, parameters of closures' environments and the like.</summary>
    private Span? DeclarationOf(LocalId local) => _names.Of(local) is not null && local != LocalId.Return ? Body.Locals[local].Source.Span : null;

    /// <summary>A variable in its declaration, the word <c>mut</c> before it included.</summary>
    private Span BindingSpan(LocalId local) => BindingSpans.WithMut(_analysis.Program.Sources, Body.Locals[local].Source.Span);

    private bool IsParameter(LocalId local) => local.Index >= 1 && local.Index <= Body.ArgumentCount;

    private bool IsClone(Ty type) => Context.IsClone(Plain(type), Body.Definition);

    private static Edit Insert(Span at, string text) => new(at, text);

    private void LabelDeclaration(DiagnosticDraft draft, Place place)
    {
        if (DeclarationOf(place.Local) is not null && !(_analysis.Regions.Universal.Closure is not null && place.Local.Index == 1))
        {
            draft.Label(BindingSpan(place.Local), $"binding `{_names.Of(place.Local)}` declared here");
        }
    }

    /// <summary>Adds why a loan is in force. <paramref name="which"/> is <c>first </c>, <c>mutable </c> and so on, or empty.</summary>
    private void AddExplanation(DiagnosticDraft draft, Explanation explanation, string which, Span? borrow)
    {
        switch (explanation)
        {
            case Explanation.UsedLater later:
                AddLaterUse(draft, later, which, borrow);
                break;
            case Explanation.Dropped dropped:
                AddLaterDrop(draft, dropped, which);
                break;
            case Explanation.MustOutlive outlive:
                AddOutliving(draft, outlive, which);
                break;
        }
    }

    private static void AddLaterUse(DiagnosticDraft draft, Explanation.UsedLater later, string which, Span? borrow)
    {
        string what = (later.Kind, later.InLoop) switch
        {
            (LaterUse.TraitCapture, false) => "borrow later captured here by trait object",
            (LaterUse.ClosureCapture, false) => "borrow later captured here by closure",
            (LaterUse.Call, false) => "borrow later used by call",
            (LaterUse.StoredByLet, _) => "borrow later stored here",
            (LaterUse.Other, false) => "borrow later used here",
            (LaterUse.TraitCapture, true) => "borrow captured here by trait object, in later iteration of loop",
            (LaterUse.ClosureCapture, true) => "borrow captured here by closure, in later iteration of loop",
            (LaterUse.Call, true) => "borrow used by call, in later iteration of loop",
            (LaterUse.Other, true) => "borrow used here, in later iteration of loop",
            _ => "borrow later used here",
        };
        bool overlaps = borrow is { } span && span.Source == later.Span.Source && span.Start < later.Span.End && later.Span.Start < span.End;
        if (!overlaps || later.InLoop)
        {
            draft.Label(later.Span, which + what).Then(later.Span, which + what);
        }
    }

    private void AddLaterDrop(DiagnosticDraft draft, Explanation.Dropped dropped, string which)
    {
        Ty type = Plain(_analysis.Places.Of(dropped.Local));
        (string destructor, string what) = type switch
        {
            Ty.Adt { Definition.Role: not AdtRole.Box } adt when Context.DestructorOf(adt) is not null => ("`Drop` code", $"type `{adt.Definition.Name}`"),
            Ty.Closure => ("destructor", "closure"),
            _ => ("destructor", $"type `{_types.Of(type)}`"),
        };
        Span end = _analysis.SourceOf(dropped.Location).Span;
        if (_names.Of(dropped.Local) is { } name)
        {
            string words = $"{which}borrow might be used here, when `{name}` is dropped and runs the {destructor} for {what}";
            draft.Label(end, words).Then(end, words);
            if (dropped.NotesOrder)
            {
                draft.Note("values in a scope are dropped in the opposite order they are defined");
            }

            return;
        }

        Span made = Body.Locals[dropped.Local].Source.Span;
        string use = $"... and the {which}borrow might be used here, when that temporary is dropped and runs the {destructor} for {what}";
        draft.Label(made, $"a temporary with access to the {which}borrow is created here ...").Then(made, "a temporary with access to the borrow is created here");
        draft.Label(end, use).Then(end, use);
    }

    private void AddOutliving(DiagnosticDraft draft, Explanation.MustOutlive outlive, string which)
    {
        Span span = outlive.Blamed.Span;
        string name = _regionNames.NameOf(outlive.Region, draft);
        string why = RegionWords.Describe(outlive.Blamed.Category);
        string words = _borrowedName is { } borrowed
            ? $"{why}requires that `{borrowed}` is borrowed for `{name}`"
            : $"{why}requires that {which}borrow lasts for `{name}`";
        draft.Label(span, words).Then(span, words);
        if (outlive.Bound is { } bound && _analysis.Program.Sources[bound.Source].Kind != SourceKind.Library)
        {
            draft.Child(new(Severity.Note, $"requirement that the value outlives `{name}` introduced here", [new(bound) { IsPrimary = true }]));
        }
    }

    // The place whose loan is being explained.
    private string? _borrowedName;

    private Explanation Explain(Location at, Loan loan, Place? ended = null)
    {
        _borrowedName = _names.Of(loan.Borrowed);
        return _explainer.Explain(at, loan, ended);
    }
}
