using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Semantics;
using Crabwalk.Rust.Semantics.Checks;

namespace Crabwalk.Rust.Solving.Reporting;

/// <summary>E0277: a type does not implement a trait.</summary>
internal sealed class UnimplementedReport(TypeContext context, IInference inference, FulfillmentError error, TraitRef reference)
{
    /// <summary>Inside bodies all lifetimes are unknown while types are checked, and messages show none.</summary>
    private readonly TraitRef _wanted = IsOfHead(error) ? reference : reference with { Args = PredicateMapping.MapArgs(reference.Args, arg => arg.EraseRegions(context.Types)) };

    private readonly List<Label> _labels = [];
    private readonly List<SubDiagnostic> _children = [];
    private readonly List<Fix> _fixes = [];

    private ObligationCause Cause => error.Obligation.Cause;

    /// <summary>The message.</summary>
    public Diagnostic Build()
    {
        if (QuestionMark.Of(context, error, _wanted) is { } question)
        {
            return question;
        }

        if (UnsizedResult() is { } unsized)
        {
            return unsized;
        }

        OnUnimplemented words = OnUnimplemented.For(context, _wanted);
        string trait = TypeNames.Of(context, _wanted);
        string self = TypeNames.Of(context, _wanted.Self);
        bool isDerivable = BoundSuggestions.IsDerivable(context, _wanted);
        string? label = IsLabelWanted() ? words.Label : null;
        string explanation = $"the trait `{trait}` is not implemented for `{self}`";
        string shown = label ?? Explain(explanation, isDerivable);
        if (label is not null && label != explanation && _wanted.Self is not Ty.Param)
        {
            AddExplanation(explanation, isDerivable);
        }

        foreach (string note in words.Notes)
        {
            _children.Add(new(Severity.Note, note));
        }

        if (isDerivable && context.Definitions[_wanted.Trait].Name == "Debug")
        {
            _children.Add(new(Severity.Note, $"add `#[derive(Debug)]` to `{self}` or manually `impl Debug for {self}`"));
        }

        AddImplementors(isDerivable);
        Span span = PlaceOfCall();
        _children.AddRange(CauseNotes.Of(context, inference, Cause.Code, error.Obligation.Predicate.Bound.Value));
        AddFixes(isDerivable);
        return new(Severity.Error, "E0277", words.Message ?? $"the trait bound `{self}: {trait}` is not satisfied", new(span, shown))
        {
            Labels = _labels.ToEquatableArray(),
            Children = _children.ToEquatableArray(),
            Fixes = _fixes.ToEquatableArray(),
        };
    }

    /// <summary>E0746: <c>-> dyn Trait</c></summary>
    private Diagnostic? UnsizedResult()
    {
        if (Cause.Code is not CauseCode.SizedReturnType || _wanted.Self is not Ty.Dynamic || _wanted.Trait != context.Hir.LangItem("sized")
            || context.Hir.ItemOf(Cause.Body).Kind is not Hir.ItemKind.Function { Declaration.Output: { } output })
        {
            return null;
        }

        return new(Severity.Error, "E0746", "return type cannot be a trait object without pointer indirection", new(output.Span, "doesn't have a size known at compile-time"))
        {
            Fixes =
            [
                new("consider returning an `impl Trait` instead of a `dyn Trait`", [new(output.Span with { End = Math.Min(output.Span.End, output.Span.Start + "dyn".Length) }, "impl")]) { Style = FixStyle.Lines },
            ],
        };
    }

    private static bool IsOfHead(FulfillmentError error) => error.Root.Cause.Code is CauseCode.WellFormed or CauseCode.CompareImplItem or CauseCode.SizedField or CauseCode.WhereClause { Expression: null };

    private Span? LocalType => _wanted.Self is Ty.Adt adt && !context.Definitions[adt.Definition.Id].IsLibrary ? ItemChecker.HeadOf(context, adt.Definition.Id) : null;

    /// <summary>Of the user's own types the note points at the declaration, where the remedy is.</summary>
    private string Explain(string explanation, bool isDerivable)
    {
        if (isDerivable || LocalType is not { } declared)
        {
            return explanation;
        }

        _children.Add(new(Severity.Help, explanation, [new(declared)]));
        return "unsatisfied trait bound";
    }

    private void AddExplanation(string explanation, bool isDerivable) =>
        _children.Add(new(Severity.Help, explanation, isDerivable || LocalType is not { } declared ? [] : [new(declared)]));

    /// <summary><c>Display</c> has its own label only where a format string asks for it.</summary>
    private bool IsLabelWanted() => context.Definitions[_wanted.Trait].Name != "Display" || RootItem() is { } item && context.Definitions[item].IsLibrary;

    private DefId? RootItem() => error.Root.Cause.Code is CauseCode.WhereClause clause ? clause.Item : null;

    private void AddImplementors(bool isDerivable)
    {
        if (!isDerivable && ImplementorHelp.Of(context, _wanted) is { } help)
        {
            _children.Add(help);
        }
    }

    /// <summary>The argument that the bound is about, with the call marked; else the place that asked.</summary>
    private Span PlaceOfCall()
    {
        if (error.Root.Cause.Code is not CauseCode.WhereClause { Expression: { } expression } clause
            || CallSite.Find(context, Cause.Body, expression, clause.Item, clause.Index) is not { Argument: { } argument } call)
        {
            return Cause.Span;
        }

        // In what the compiler writes itself, the callee has no place of its own.
        if (!call.Callee.Contains(argument.Span) && !argument.Span.Contains(call.Callee))
        {
            _labels.Add(new(call.Callee, "required by a bound introduced by this call"));
        }

        return Refined(argument).Span;
    }

    /// <summary>Of <c>W(P)</c>, when <c>W&lt;T&gt;</c> needs something of <c>T</c>, the part <c>P</c> is at fault.</summary>
    private Hir.Expr Refined(Hir.Expr argument)
    {
        for (CauseCode code = Cause.Code; code is CauseCode.ImplDerived derived; code = derived.Parent)
        {
            if (argument.Kind is Hir.ExprKind.Call { Arguments: [var inner] } call && call.Function.Kind is Hir.ExprKind.Path(Hir.QPath.Resolved(_, { Res: Hir.Res.Def(var constructor) }))
                && context.Definitions[constructor].Kind == DefKind.Constructor)
            {
                argument = inner;
            }
        }

        return argument;
    }

    private void AddFixes(bool isDerivable)
    {
        if (isDerivable)
        {
            _fixes.Add(BoundSuggestions.Derive(context, _wanted));
        }
        else if (BoundSuggestions.Restrict(context, Cause.Body, _wanted) is { } restriction)
        {
            _fixes.Add(restriction);
        }

        if (_wanted.Trait != context.Hir.LangItem("sized"))
        {
            return;
        }

        switch (Cause.Code)
        {
            case CauseCode.SizedField:
                AddFix("borrowed types always have a statically known size", new Edit(Cause.Span.AtStart, "&"));
                AddFix("the `Box` type always has a statically known size and allocates its contents in the heap", new(Cause.Span.AtStart, "Box<"), new(Cause.Span.AtEnd, ">"));
                break;
            case CauseCode.SizedArgument:
                AddFix("function arguments must have a statically known size, borrowed types always have a known size", new Edit(Cause.Span.AtStart, "&"));
                break;
        }
    }

    private void AddFix(string title, params ReadOnlySpan<Edit> edits) => _fixes.Add(new(title, [.. edits], Applicability.MachineApplicable) { Style = FixStyle.Lines });
}
