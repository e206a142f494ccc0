using Crabwalk.Mir.Types;

namespace Crabwalk.Rust.Semantics;

/// <summary>Takes values out of their binder.</summary>
public static class BoundRegions
{
    /// <summary>The argument with the lifetimes of the binder around it replaced; <paramref name="replacement"/> is asked once for each place.</summary>
    public static GenericArg Replace(GenericArg arg, TyInterner types, Func<BoundVariable, Region> replacement) =>
        arg.HasEscapingBoundVars ? new Replacer(types, replacement).Fold(arg) : arg;

    /// <summary>The signature taken out of its binder.</summary>
    public static FnSig Replace(Binder<FnSig> signature, TyInterner types, Func<BoundVariable, Region> replacement) =>
        signature.Variables.IsEmpty ? signature.Value : new Replacer(types, replacement).Fold(signature.Value);

    /// <summary>The argument with the lifetimes of the binders around it forgotten.</summary>
    public static GenericArg Erase(GenericArg arg, TyInterner types) => Replace(arg, types, _ => types.Erased);

    /// <summary>The signature as the body sees it: its late-bound lifetimes are free ones of the function.</summary>
    public static FnSig Liberate(Binder<FnSig> signature, TyInterner types, Mir.Definitions.DefId scope) =>
        Replace(signature, types, variable => types.LateParam(scope, variable));

    private sealed class Replacer(TyInterner types, Func<BoundVariable, Region> replacement) : TyFolder(types)
    {
        protected override bool Skips(GenericArg arg) => arg.OuterBinder <= Depth;

        protected override Region FoldRegion(Region region) =>
            region is Region.Bound bound && bound.Binder >= Depth ? replacement(bound.Variable) : region;
    }
}
