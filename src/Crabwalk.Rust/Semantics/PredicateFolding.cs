using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Types;

namespace Crabwalk.Rust.Semantics;

/// <summary>Predicates rebuilt by folders, and their parameters replaced.</summary>
public static class PredicateFolding
{
    /// <summary>The predicate with all its types, regions and constants folded; the binder around it counts as one for <paramref name="folder"/>.</summary>
    public static Predicate Fold(this TyFolder folder, Predicate predicate) =>
        new(predicate.Bound with { Value = folder.UnderBinder(() => folder.Fold(predicate.Bound.Value)) });

    /// <summary>The predicate with all its types, regions and constants folded.</summary>
    public static PredicateKind Fold(this TyFolder folder, PredicateKind predicate) => predicate switch
    {
        PredicateKind.Trait trait => new PredicateKind.Trait(folder.Fold(trait.Reference)),
        PredicateKind.Projection p => new PredicateKind.Projection(p.Item, folder.Fold(p.Args), folder.Fold(p.Term)),
        PredicateKind.TypeOutlives p => new PredicateKind.TypeOutlives(folder.Fold(p.Type), folder.Fold(p.Region)),
        PredicateKind.RegionOutlives p => new PredicateKind.RegionOutlives(folder.Fold(p.Longer), folder.Fold(p.Shorter)),
        PredicateKind.WellFormed p => new PredicateKind.WellFormed(folder.Fold(p.Arg)),
        PredicateKind.ConstArgHasType p => new PredicateKind.ConstArgHasType(folder.Fold(p.Constant), folder.Fold(p.Type)),
        PredicateKind.DynCompatible => predicate,
        PredicateKind.Subtype p => new PredicateKind.Subtype(folder.Fold(p.Sub), folder.Fold(p.Super)),
        PredicateKind.Coerce p => new PredicateKind.Coerce(folder.Fold(p.From), folder.Fold(p.To)),
        PredicateKind.AliasRelate p => new PredicateKind.AliasRelate(folder.Fold(p.Left), folder.Fold(p.Right)),
    };

    /// <summary>The trait reference with its arguments folded.</summary>
    public static TraitRef Fold(this TyFolder folder, TraitRef reference) => reference with { Args = folder.Fold(reference.Args) };

    /// <summary>The predicate with parameter <c>i</c> replaced by <c>args[i]</c>.</summary>
    public static Predicate Substitute(this Predicate predicate, TyInterner interner, EquatableArray<GenericArg> args) =>
        args.IsEmpty ? predicate : Substitution.Folder(interner, args).Fold(predicate);

    /// <summary>The trait reference with parameter <c>i</c> replaced by <c>args[i]</c>.</summary>
    public static TraitRef Substitute(this TraitRef reference, TyInterner interner, EquatableArray<GenericArg> args) =>
        reference with { Args = reference.Args.Substitute(interner, args) };
}
