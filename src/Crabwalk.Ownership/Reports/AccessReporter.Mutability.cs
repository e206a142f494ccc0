using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Moves;
using Crabwalk.Mir.Types;
using Crabwalk.Ownership.Access;
using Crabwalk.Ownership.Contracts;

namespace Crabwalk.Ownership.Reports;

/// <summary>Changes to what may not be changed: E0384, E0594, E0596.</summary>
internal sealed partial class AccessReporter
{
    public void SecondAssignment(Location at, Place place, Span span, InitId first)
    {
        bool isParameter = IsParameter(place.Local);
        LocalDecl local = Body.Locals[place.Local];
        string name = _names.Quoted(place);
        Span assigned = _analysis.Moves.Inits[first].Location is { } where && !IsInitializedAtOnce(place.Local) ? _analysis.SourceOf(where).Span : local.Source.Span;
        var draft = new DiagnosticDraft("E0384", isParameter ? $"cannot assign to immutable argument {name}" : $"cannot assign twice to immutable variable {name}", span);
        if (span != assigned && !isParameter)
        {
            draft.Label(assigned, $"first assignment to {name}").Then(assigned, $"first assignment to {name}");
        }

        string words = isParameter ? "cannot assign to immutable argument" : "cannot assign twice to immutable variable";
        draft.Label(span, words).Then(span, words);
        if (DeclarationOf(place.Local) is { } declaration && CanBeMut(place.Local))
        {
            draft.Suggest("consider making this binding mutable", Insert(declaration.AtStart, "mut "));
            if (Context.Source.BindingOf(Body.Definition, place.Local) is { Form: BindingForm.Match, IsReference: false })
            {
                draft.Suggest("to modify the original value, take a borrow instead", Insert(declaration.AtStart, "ref mut "));
            }
        }

        Add(draft);
    }

    public void ForbiddenMutation(Location at, Access.Access access, Place refused)
    {
        bool isBorrow = access.Kind != AccessKind.Mutate;
        UseSite site = isBorrow ? _sites.OfBorrow(access.Span, at) : new UseSite.Plain(access.Span);
        Span span = site is UseSite.InClosure closure ? closure.Use : access.Span;
        (string item, string reason) = Describe(access.Place, refused, isBorrow);
        string act = isBorrow ? $"cannot borrow {item} as mutable" : $"cannot assign to {item}";
        string words = isBorrow ? "cannot borrow as mutable" : "cannot assign";
        var draft = new DiagnosticDraft(isBorrow ? "E0596" : "E0594", act + reason, span);
        draft.Then(Body.Locals[refused.Local].Source.Span, $"{_names.Quoted(refused.Local)} is declared here").Then(span, words);
        if (refused.IsLocal)
        {
            draft.Label(span, words);
            SuggestMut(draft, refused.Local);
        }
        else if (_analysis.CaptureOf(refused) is { } capture)
        {
            draft.Label(span, words);
            SuggestMutOfCapture(draft, capture);
        }
        else if (refused.Path[^1] is Projection.Deref)
        {
            AddBehind(draft, span, refused, isBorrow);
        }
        else
        {
            draft.Label(span, words);
        }

        Add(draft);
    }

    private bool CanBeMut(LocalId local) => Context.Source.BindingOf(Body.Definition, local) is not { } facts
        || (facts is { IsReference: false, Form: BindingForm.Let or BindingForm.Parameter or BindingForm.Match or BindingForm.For or BindingForm.SelfValue });

    // `let x = 1;` gives the value where it declares; `let x;` does not.
    private bool IsInitializedAtOnce(LocalId local) => Context.Source.BindingOf(Body.Definition, local) is { Form: BindingForm.Let, Matched: not null }
        or { Form: not BindingForm.Let };

    private (string Item, string Reason) Describe(Place accessed, Place refused, bool isBorrow)
    {
        string item = _names.Of(accessed) is { } name ? $"`{name}`" : "value";
        if (refused.IsLocal)
        {
            string? root = _names.Of(refused.Local);
            return (item, accessed.IsLocal || root is null ? ", as it is not declared as mutable" : $", as `{root}` is not declared as mutable");
        }

        if (_analysis.CaptureOf(refused) is not null && refused.Path[^1] is not Projection.Deref)
        {
            return (item, accessed == refused || item == $"`{_names.Of(refused)}`" ? ", as it is not declared as mutable" : $", as `{_names.Of(refused)}` is not declared as mutable");
        }

        if (refused.Path[^1] is not Projection.Deref)
        {
            return (item, "");
        }

        Place pointer = refused with { Path = refused.Path[..^1] };
        if (IsClosureSelf(pointer))
        {
            return (item, ", as it is a captured variable in a `Fn` closure");
        }

        if (StaticBehind(pointer) is { } shared)
        {
            return _names.Of(accessed) is { } part && accessed != refused ? ($"`{part}`", $", as `{shared}` is an immutable static item") : ($"immutable static item `{shared}`", "");
        }

        string kind = OverloadedContent(pointer) switch
        {
            { } content when content.StartsWith("index", StringComparison.Ordinal) => "an " + content,
            { } content => content,
            null => PointerKind(pointer),
        };
        if (_names.Of(accessed) is { } whole)
        {
            return ($"`{whole}`", isBorrow ? $", as it is behind {kind}" : $", which is behind {kind}");
        }

        return ($"data in {kind}", "");
    }

    private bool IsClosureSelf(Place pointer) => pointer.IsLocal && pointer.Local.Index == 1 && _analysis.Regions.Universal.Closure is not null;

    private string PointerKind(Place pointer) => _analysis.Places.Of(pointer) switch
    {
        Ty.RawPtr => "a `*const` pointer",
        _ => "a `&` reference",
    };

    private void SuggestMut(DiagnosticDraft draft, LocalId local)
    {
        if (DeclarationOf(local) is { } declaration && CanBeMut(local))
        {
            draft.Suggest("consider changing this to be mutable", Insert(declaration.AtStart, "mut "));
        }
    }

    private void SuggestMutOfCapture(DiagnosticDraft draft, int capture)
    {
        ClosureFacts? closure = Context.ClosureOf(Body.Definition);
        if (closure is null || capture >= closure.Captures.Count || Context.BodyOf(closure.Parent) is not { } parent)
        {
            return;
        }

        VarDebugInfo? variable = parent.Variables.LastOrDefault(variable => variable.Name == closure.Captures[capture].Variable && variable.Place.IsLocal);
        if (variable is not null)
        {
            draft.Suggest("consider changing this to be mutable", Insert(parent.Locals[variable.Place.Local].Source.Span.AtStart, "mut "));
        }
    }

    private void AddBehind(DiagnosticDraft draft, Span span, Place refused, bool isBorrow)
    {
        Place pointer = refused with { Path = refused.Path[..^1] };
        string cannot = isBorrow ? "cannot borrow as mutable" : "cannot assign";
        if (IsClosureSelf(pointer) || !pointer.IsLocal || _names.Of(pointer.Local) is not { } name)
        {
            draft.Label(span, cannot);
            return;
        }

        string kind = _analysis.Places.Of(pointer) is Ty.RawPtr ? "`*const` pointer" : "`&` reference";
        draft.Label(span, $"`{name}` is a {kind}, so it cannot be {(isBorrow ? "borrowed as mutable" : "written to")}");
        SuggestMutableReference(draft, pointer.Local);
    }

    private void SuggestMutableReference(DiagnosticDraft draft, LocalId local)
    {
        switch (Context.Source.BindingOf(Body.Definition, local))
        {
            case { Form: BindingForm.SelfReference } self:
                draft.Suggest("consider changing this to be a mutable reference", Insert(AfterAmpersand(self.Pattern), "mut "));
                break;
            case { Type: TypeSyntax.Reference { IsMutable: false } written }:
                Span at = written.Lifetime is { } lifetime ? lifetime.AtEnd : AfterAmpersand(written.All);
                draft.Suggest("consider changing this to be a mutable reference", Insert(at, written.Lifetime is null ? "mut " : " mut"));
                break;
            case { Form: BindingForm.Let, Matched: { } value } when TextOf(value).StartsWith('&'):
                draft.Suggest("consider changing this to be a mutable reference", Insert(AfterAmpersand(value), "mut "));
                break;
        }
    }

    private static Span AfterAmpersand(Span span) => span with { Start = span.Start + 1, End = span.Start + 1 };
}
