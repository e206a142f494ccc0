using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Semantics.Lowering;
using Crabwalk.Rust.Solving;

namespace Crabwalk.Rust.Semantics.Checks;

/// <summary>An item of an impl against the trait's: it must be usable wherever the trait's is (rustc's <c>compare_impl_item</c>).</summary>
internal sealed class ImplItemComparison(TypeContext context)
{
    /// <summary>Reports where the impl's item differs from what the trait promises.</summary>
    public void Compare(DefId implementation, AssocItem item, AssocItem wanted, TraitRef reference)
    {
        switch (item.Kind)
        {
            case AssocKind.Function when HasSameShape(item, wanted):
                CompareSignatures(implementation, item, wanted, reference);
                break;
            case AssocKind.Const:
                CompareConsts(implementation, item, wanted, reference);
                break;
            case AssocKind.Type when HasSameGenerics(item, wanted):
                CheckBounds(item, wanted, reference);
                break;
        }
    }

    private bool HasSameShape(AssocItem item, AssocItem wanted) =>
        HasSameReceiver(item, wanted) && HasSameGenerics(item, wanted) && HasSameArity(item, wanted) && HasSameLifetimes(item, wanted);

    private bool HasSameReceiver(AssocItem item, AssocItem wanted)
    {
        if (item.HasSelf == wanted.HasSelf)
        {
            return true;
        }

        string name = context.Symbols[item.Name];
        Span span = ItemChecker.HeadOf(context, item.Definition);
        string self = SelfText(item.HasSelf ? item : wanted);
        context.Report(item.HasSelf
            ? new(Severity.Error, "E0185", $"method `{name}` has a `{self}` declaration in the impl, but not in the trait", new(span, $"`{self}` used in impl"))
            {
                Labels = InTrait(wanted, $"trait method declared without `{self}`"),
            }
            : new(Severity.Error, "E0186", $"method `{name}` has a `{self}` declaration in the trait, but not in the impl", new(span, $"expected `{self}` in impl"))
            {
                Labels = InTrait(wanted, $"`{self}` used in trait"),
            });
        return false;
    }

    private string SelfText(AssocItem item) => Declaration(item).SelfForm switch
    {
        Hir.ImplicitSelf.Ref => "&self",
        Hir.ImplicitSelf.RefMut => "&mut self",
        Hir.ImplicitSelf.MutValue or Hir.ImplicitSelf.Value => "self",
        _ => $"self: {TypeNames.Of(context, context.SignatureOf(item.Definition).Value.Inputs[0])}",
    };

    private bool HasSameGenerics(AssocItem item, AssocItem wanted)
    {
        foreach (GenericParamKind kind in (ReadOnlySpan<GenericParamKind>)[GenericParamKind.Type, GenericParamKind.Const])
        {
            List<GenericParamDef> has = OwnOf(item, kind);
            List<GenericParamDef> needs = OwnOf(wanted, kind);
            if (has.Count != needs.Count)
            {
                ReportGenerics(item, kind, has, needs);
                return false;
            }

            for (int i = 0; i < has.Count; i++)
            {
                if (has[i].IsSynthetic != needs[i].IsSynthetic)
                {
                    ReportSynthetic(item, has[i], needs[i]);
                    return false;
                }
            }
        }

        return true;
    }

    private void ReportGenerics(AssocItem item, GenericParamKind kind, List<GenericParamDef> has, List<GenericParamDef> needs)
    {
        string word = kind == GenericParamKind.Type ? "type" : "const";
        string found = Counted(has.Count, word);
        string expected = Counted(needs.Count, word);
        Span span = has.Count > 0 ? SpanOf(has[0]) : context.Definitions[item.Definition].Span;
        var labels = new List<Label>();
        foreach (GenericParamDef parameter in needs)
        {
            if (!context.Definitions[parameter.Definition].IsLibrary)
            {
                labels.Add(new(SpanOf(parameter), labels.Count == 0 ? $"expected {expected}" : ""));
            }
        }

        foreach (GenericParamDef parameter in has.Skip(1))
        {
            labels.Add(new(SpanOf(parameter)) { IsPrimary = true });
        }

        string message = $"{KindOf(item)} `{context.Symbols[item.Name]}` has {found} but its trait declaration has {expected}";
        context.Report(new(Severity.Error, "E0049", message, new(span, $"found {found}")) { Labels = labels.ToEquatableArray() });
    }

    private void ReportSynthetic(AssocItem item, GenericParamDef has, GenericParamDef needs)
    {
        string name = context.Symbols[item.Name];
        context.Report(new(Severity.Error, "E0643", $"method `{name}` has incompatible signatures",
            new(SpanOf(has), has.IsSynthetic ? "expected generic parameter, found `impl Trait`" : "expected `impl Trait`, found generic parameter"))
        {
            Labels = context.Definitions[needs.Definition].IsLibrary ? [] : [new(SpanOf(needs), "declaration in trait here")],
        });
    }

    private bool HasSameArity(AssocItem item, AssocItem wanted)
    {
        Hir.FnDecl has = Declaration(item);
        Hir.FnDecl needs = Declaration(wanted);
        if (has.Inputs.Count == needs.Inputs.Count)
        {
            return true;
        }

        string expected = $"{needs.Inputs.Count} parameter{(needs.Inputs.Count == 1 ? "" : "s")}";
        string message = $"method `{context.Symbols[item.Name]}` has {Plural(has.Inputs.Count, "parameter")} but the declaration in trait `{context.Hir.PathOf(wanted.Container)}::{context.Symbols[item.Name]}` has {needs.Inputs.Count}";
        Span span = has.Inputs.Count > 0 ? has.Inputs[0].Span.To(has.Inputs[^1].Span) : context.Definitions[item.Definition].Span;
        context.Report(new(Severity.Error, "E0050", message, new(span, $"expected {expected}, found {has.Inputs.Count}"))
        {
            Labels = context.Definitions[wanted.Definition].IsLibrary || needs.Inputs.Count == 0 ? [] : [new(needs.Inputs[0].Span.To(needs.Inputs[^1].Span), $"trait requires {expected}")],
        });
        return false;
    }

    private bool HasSameLifetimes(AssocItem item, AssocItem wanted)
    {
        if (OwnOf(item, GenericParamKind.Lifetime).Count == OwnOf(wanted, GenericParamKind.Lifetime).Count)
        {
            return true;
        }

        Span span = context.Hir.ItemOf(item.Definition).Kind is Hir.ItemKind.Function { Generics: { Params.IsEmpty: false, Span: var generics } }
            ? generics
            : context.Definitions[item.Definition].Span.AtEnd;
        context.Report(new(Severity.Error, "E0195", "lifetime parameters do not match the trait definition", new(span))
        {
            Children = [new(Severity.Note, "lifetime parameters differ in whether they are early- or late-bound")],
        });
        return false;
    }

    private void CompareSignatures(DefId implementation, AssocItem item, AssocItem wanted, TraitRef reference)
    {
        EquatableArray<GenericArg> traitArgs = Rebased(item, reference);
        ParamEnv environment = Assumed(implementation, wanted, traitArgs);
        var inference = new Inference(context, item.Definition);
        var cause = new ObligationCause(ItemChecker.HeadOf(context, item.Definition), item.Definition, new CauseCode.CompareImplItem(item.Definition, wanted.Definition));
        if (!ComparePredicates(item, wanted, environment, inference))
        {
            return;
        }

        FnSig has = inference.InstantiateWithFresh(context.SignatureOf(item.Definition), cause.Span);
        FnSig needs = BoundRegions.Liberate(context.SignatureOf(wanted.Definition).Substitute(context.Types, traitArgs), context.Types, item.Definition);
        has = inference.Normalize(cause, environment, has);
        needs = inference.Normalize(cause, environment, needs);
        if (has.IsUnsafe && !needs.IsUnsafe)
        {
            ReportSignature(item, wanted, -1, "expected safe fn, found unsafe fn", has, needs);
            return;
        }

        for (int i = 0; i <= has.Inputs.Count; i++)
        {
            Ty left = i < has.Inputs.Count ? has.Inputs[i] : has.Output;
            Ty right = i < needs.Inputs.Count ? needs.Inputs[i] : needs.Output;
            if (!HidesImplTrait(right) && !inference.Equate(cause, environment, left, right))
            {
                ReportSignature(item, wanted, i, Difference(inference.Resolve(right), inference.Resolve(left)), has, needs);
                return;
            }
        }

        inference.SelectAll();
        context.ReportUnproved(inference, inference.TakeErrors());
    }

    /// <summary>What a trait's method hides in its result, an impl may choose.</summary>
    private static bool HidesImplTrait(Ty type) => Mir.Visiting.TyWalk.Everything(type).Any(part => part is Ty.Alias { Kind: AliasKind.Opaque });

    /// <summary>The trait's arguments as the impl gives them, then the impl's own parameters for the item's.</summary>
    private EquatableArray<GenericArg> Rebased(AssocItem item, TraitRef reference)
    {
        var args = new List<GenericArg>(reference.Args.Span.ToArray());
        EquatableArray<GenericArg> own = context.IdentityArgs(item.Definition);
        for (int i = context.GenericsOf(item.Definition).ParentCount; i < own.Count; i++)
        {
            args.Add(own[i]);
        }

        return args.ToEquatableArray();
    }

    /// <summary>The impl's where clauses and those of the trait's item: what a caller through the trait guarantees.</summary>
    private ParamEnv Assumed(DefId implementation, AssocItem wanted, EquatableArray<GenericArg> traitArgs)
    {
        var assumed = new List<Predicate>();
        foreach ((Predicate predicate, Span _) in context.PredicatesOf(implementation))
        {
            assumed.Add(predicate);
        }

        int inherited = context.PredicatesOf(wanted.Container).Count;
        foreach ((Predicate predicate, Span _) in context.PredicatesOf(wanted.Definition).Skip(inherited))
        {
            assumed.Add(predicate.Substitute(context.Types, traitArgs));
        }

        return new(new Elaboration(context).Elaborate(assumed));
    }

    private bool ComparePredicates(AssocItem item, AssocItem wanted, ParamEnv environment, Inference inference)
    {
        int inherited = context.PredicatesOf(item.Container).Count;
        bool holds = true;
        foreach ((Predicate predicate, Span span) in context.PredicatesOf(item.Definition).Skip(inherited))
        {
            var cause = new ObligationCause(span, item.Definition, new CauseCode.CompareImplItem(item.Definition, wanted.Definition));
            if (inference.Evaluate(new(cause, environment, predicate)) == Answer.No)
            {
                ReportStricter(item, wanted, predicate, span);
                holds = false;
            }
        }

        return holds;
    }

    private void ReportStricter(AssocItem item, AssocItem wanted, Predicate predicate, Span span)
    {
        context.Report(new(Severity.Error, "E0276", "impl has stricter requirements than trait", new(span, $"impl has extra requirement `{PredicateText.Of(context, predicate)}`"))
        {
            Labels = InTrait(wanted, $"definition of `{context.Symbols[item.Name]}` from trait"),
        });
    }

    private string Difference(Ty expected, Ty found) => (expected, found) switch
    {
        (Ty.Ref left, Ty.Ref right) when left.Mutability != right.Mutability && ReferenceEquals(left.Referent.EraseRegions(context.Types), right.Referent.EraseRegions(context.Types)) =>
            "types differ in mutability",
        (Ty.Param parameter, Ty.Param) => $"expected type parameter `{parameter.Name}`, found type parameter `{TypeNames.Of(context, found)}`",
        _ => $"expected `{TypeNames.Of(context, expected)}`, found `{TypeNames.Of(context, found)}`",
    };

    private void ReportSignature(AssocItem item, AssocItem wanted, int index, string difference, FnSig has, FnSig needs)
    {
        Hir.FnDecl own = Declaration(item);
        Hir.FnDecl inTrait = Declaration(wanted);
        Span span = index < 0 ? ItemChecker.HeadOf(context, item.Definition) : index < own.Inputs.Count ? own.Inputs[index].Span : own.Output?.Span ?? own.OutputSpan;
        Span traitSpan = index < 0 ? ItemChecker.HeadOf(context, wanted.Definition) : index < inTrait.Inputs.Count ? inTrait.Inputs[index].Span : inTrait.Output?.Span ?? inTrait.OutputSpan;
        var children = new List<SubDiagnostic>();
        if (!context.Definitions[wanted.Definition].IsLibrary)
        {
            children.Add(new(Severity.Note, "type in trait", [new(traitSpan)]));
        }

        children.Add(new(Severity.Note, $"expected signature `{SignatureText(needs, has)}`\n   found signature `{SignatureText(has, needs)}`"));
        string subject = index == 0 && item.HasSelf ? "self-receiver" : index < own.Inputs.Count ? "parameter" : "output";
        context.Report(new(Severity.Error, "E0053", $"method `{context.Symbols[item.Name]}` has an incompatible type for trait", new(span, difference))
        {
            Children = children.ToEquatableArray(),
            Fixes = index < 0 ? [] : [new($"change the {subject} type to match the trait", [new(span, SuggestedType(wanted, index, needs))], Applicability.MachineApplicable) { Style = FixStyle.Lines }],
        });
    }

    private string SuggestedType(AssocItem wanted, int index, FnSig needs)
    {
        if (index == 0 && wanted.HasSelf && Declaration(wanted).SelfForm != Hir.ImplicitSelf.Typed)
        {
            return SelfText(wanted);
        }

        return TypeNames.Of(context, index < needs.Inputs.Count ? needs.Inputs[index] : needs.Output);
    }

    /// <summary>Parts that agree are left out, but for references, whose lifetimes differ.</summary>
    private string SignatureText(FnSig shown, FnSig other)
    {
        var inputs = new List<string>();
        for (int i = 0; i < shown.Inputs.Count; i++)
        {
            inputs.Add(PartText(shown.Inputs[i], i < other.Inputs.Count ? other.Inputs[i] : null));
        }

        string output = shown.Output is Ty.Tuple { Parts.IsEmpty: true } && other.Output is Ty.Tuple { Parts.IsEmpty: true } ? "" : $" -> {PartText(shown.Output, other.Output)}";
        return $"{(shown.IsUnsafe ? "unsafe " : "")}fn({string.Join(", ", inputs)}){output}";
    }

    private string PartText(Ty shown, Ty? other)
    {
        bool isSame = other is not null && ReferenceEquals(shown.EraseRegions(context.Types), other.EraseRegions(context.Types));
        return !isSame || shown is Ty.Error ? NameWithoutRegions(shown)
            : shown is Ty.Ref reference ? $"&{(reference.Mutability == Mutability.Mut ? "mut " : "")}{(reference.Referent is Ty.Adt { Args.IsEmpty: true } ? NameWithoutRegions(reference.Referent) : "_")}"
            : "_";
    }

    private string NameWithoutRegions(Ty type) => TypeNames.Of(context, type.EraseRegions(context.Types));

    private void CompareConsts(DefId implementation, AssocItem item, AssocItem wanted, TraitRef reference)
    {
        var inference = new Inference(context, item.Definition);
        ParamEnv environment = context.ParamEnvOf(implementation);
        var cause = new ObligationCause(ItemChecker.HeadOf(context, item.Definition), item.Definition, new CauseCode.CompareImplItem(item.Definition, wanted.Definition));
        Ty has = inference.Normalize(cause, environment, context.TypeOf(item.Definition));
        Ty needs = inference.Normalize(cause, environment, context.TypeOf(wanted.Definition).Substitute(context.Types, reference.Args));
        if (inference.Equate(cause, environment, has, needs))
        {
            return;
        }

        context.Report(new(Severity.Error, "E0326", $"implemented const `{context.Symbols[item.Name]}` has an incompatible type for trait", new(ConstTypeSpan(item), Difference(needs, has)))
        {
            Children = context.Definitions[wanted.Definition].IsLibrary ? [] : [new(Severity.Note, "type in trait", [new(ConstTypeSpan(wanted))])],
        });
    }

    private Span ConstTypeSpan(AssocItem item) =>
        context.Hir.ItemOf(item.Definition).Kind is Hir.ItemKind.Const constant ? constant.Type.Span : context.Definitions[item.Definition].Span;

    /// <summary>The type that the impl gives must satisfy the bounds that the trait's declaration has.</summary>
    private void CheckBounds(AssocItem item, AssocItem wanted, TraitRef reference)
    {
        EquatableArray<GenericArg> args = Rebased(item, reference);
        Ty given = context.TypeOf(item.Definition);
        Span span = context.Hir.ItemOf(item.Definition).Kind is Hir.ItemKind.TypeAlias { Type: { } written } ? written.Span : context.Definitions[item.Definition].Span;
        var inference = new Inference(context, item.Definition);
        var bounds = new List<Predicate>();
        foreach ((Predicate predicate, Span _) in context.PredicatesOf(item.Definition))
        {
            bounds.Add(predicate);
        }

        bounds.Add(TypeLowering.Unbound(new PredicateKind.Projection(wanted.Definition, args, given)));
        var environment = new ParamEnv(new Elaboration(context).Elaborate(bounds));
        int index = 0;
        foreach ((Predicate predicate, Span boundSpan) in context.ItemBoundsOf(wanted.Definition))
        {
            var cause = new ObligationCause(span, item.Definition, new CauseCode.WhereClause(wanted.Definition, boundSpan, null, index++));
            inference.Register(new(cause, environment, predicate.Substitute(context.Types, args)));
        }

        inference.SelectAll();
        context.ReportUnproved(inference, inference.TakeErrors());
    }

    private Hir.FnDecl Declaration(AssocItem item) => ((Hir.ItemKind.Function)context.Hir.ItemOf(item.Definition).Kind).Declaration;

    private List<GenericParamDef> OwnOf(AssocItem item, GenericParamKind kind)
    {
        var own = new List<GenericParamDef>();
        foreach (GenericParamDef parameter in context.GenericsOf(item.Definition).Params)
        {
            if (parameter.Kind == kind)
            {
                own.Add(parameter);
            }
        }

        return own;
    }

    private EquatableArray<Label> InTrait(AssocItem wanted, string text) =>
        context.Definitions[wanted.Definition].IsLibrary ? [] : [new(context.Hir.ItemOf(wanted.Definition).Span, text)];

    private static string KindOf(AssocItem item) => item.Kind switch
    {
        AssocKind.Type => "type",
        AssocKind.Const => "const",
        _ => item.HasSelf ? "method" : "associated function",
    };

    private Span SpanOf(GenericParamDef parameter) => context.Definitions[parameter.Definition].Span;

    private static string Counted(int count, string word) => $"{count} {word} parameter{(count == 1 ? "" : "s")}";

    private static string Plural(int count, string word) => $"{count} {word}{(count == 1 ? "" : "s")}";
}
