using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Semantics;

namespace Crabwalk.Rust.Checking;

/// <content>Binders opened, and aliases in predicates replaced.</content>
internal sealed partial class FnChecker
{
    /// <summary>The signature as the function's own body sees it: its late-bound lifetimes are free.</summary>
    private FnSig Liberate(Binder<FnSig> signature, DefId function) =>
        Substitution.BinderOpener(Types, (variable, _) => Types.LateParam(function, variable)).Fold(signature.Value);

    /// <summary>The trait reference under a binder, with fresh variables for what it binds.</summary>
    private TraitRef InstantiateWithFresh(Binder<PredicateKind> bound, TraitRef reference, Span span) =>
        bound.Variables.IsEmpty ? reference : FreshOpener(span).Fold(reference);

    private PredicateKind InstantiateWithFresh(Binder<PredicateKind> bound, Span span) =>
        bound.Variables.IsEmpty ? bound.Value : FreshOpener(span).Fold(bound.Value);

    private TyFolder FreshOpener(Span span) => Substitution.BinderOpener(Types, (_, form) => form switch
    {
        BoundVariableForm.Region => _inference.FreshRegion(span),
        BoundVariableForm.Type => FreshTy(span),
        BoundVariableForm.Const => _inference.FreshConst(span),
    });

    /// <summary>Aliases that a binder does not reach into are replaced; the solver sees to the others.</summary>
    private Predicate Normalize(Predicate predicate, Span span) => predicate.Bound.Value switch
    {
        PredicateKind.Trait or PredicateKind.Projection => new AliasNormalizer(this, span).Fold(predicate),
        _ => predicate,
    };

    private sealed class AliasNormalizer(FnChecker checker, Span span) : TyFolder(checker.Types)
    {
        protected override bool Skips(GenericArg arg) => !arg.Has(TyFlags.HasAlias);

        protected override Ty FoldTy(Ty type) => type is Ty.Alias { HasEscapingBoundVars: false } ? checker.Normalize(type, span) : base.FoldTy(type);
    }
}
