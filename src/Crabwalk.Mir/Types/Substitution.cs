using Crabwalk.Foundation.Collections;

namespace Crabwalk.Mir.Types;

/// <summary>Puts arguments in the place of generic parameters, and moves bound variables between binders.</summary>
public static class Substitution
{
    /// <summary>The type with parameter <c>i</c> replaced by <c>args[i]</c>; bound variables of the arguments are shifted on the way in.</summary>
    public static Ty Substitute(this Ty type, TyInterner interner, EquatableArray<GenericArg> args) =>
        args.IsEmpty ? type : new ParamFolder(interner, args).Fold(type);

    /// <summary>The type, region or constant with parameters replaced.</summary>
    public static GenericArg Substitute(this GenericArg arg, TyInterner interner, EquatableArray<GenericArg> args) =>
        args.IsEmpty || !arg.Has(TyFlags.HasParam | TyFlags.HasRegionParam) ? arg : new ParamFolder(interner, args).Fold(arg);

    /// <summary>The arguments with parameters replaced.</summary>
    public static EquatableArray<GenericArg> Substitute(this EquatableArray<GenericArg> inner, TyInterner interner, EquatableArray<GenericArg> args) =>
        args.IsEmpty ? inner : new ParamFolder(interner, args).Fold(inner);

    /// <summary>The signature with parameters replaced.</summary>
    public static Binder<FnSig> Substitute(this Binder<FnSig> signature, TyInterner interner, EquatableArray<GenericArg> args) =>
        args.IsEmpty ? signature : new ParamFolder(interner, args).Fold(signature);

    /// <summary>The argument with every region that is free or bound inside forgotten: the form that monomorphic code uses.</summary>
    public static Ty EraseRegions(this Ty type, TyInterner interner) => new RegionEraser(interner).Fold(type);

    /// <summary>The type, region or constant with every region that is free inside forgotten.</summary>
    public static GenericArg EraseRegions(this GenericArg arg, TyInterner interner) => new RegionEraser(interner).Fold(arg);

    /// <summary>The argument moved under <paramref name="binders"/> more binders.</summary>
    public static GenericArg ShiftIn(this GenericArg arg, TyInterner interner, int binders) =>
        binders == 0 || !arg.HasEscapingBoundVars ? arg : new Shifter(interner, binders).Fold(arg);

    /// <summary>Replaces parameter <c>i</c> by <c>args[i]</c> in whatever it folds.</summary>
    public static TyFolder Folder(TyInterner interner, EquatableArray<GenericArg> args) => new ParamFolder(interner, args);

    /// <summary>
    /// The type with the variables of the outermost binder replaced, and that binder gone: <paramref name="replace"/> gives what stands
    /// for each variable, which is asked for once each.
    /// </summary>
    public static TyFolder BinderOpener(TyInterner interner, Func<BoundVariable, BoundVariableForm, GenericArg> replace) => new Opener(interner, replace);

    private sealed class ParamFolder(TyInterner interner, EquatableArray<GenericArg> args) : TyFolder(interner)
    {
        protected override bool Skips(GenericArg arg) => !arg.Has(TyFlags.HasParam | TyFlags.HasRegionParam);

        protected override Ty FoldTy(Ty type) =>
            type is Ty.Param parameter ? At(parameter.Index) as Ty ?? Interner.Error : base.FoldTy(type);

        protected override Region FoldRegion(Region region) =>
            region is Region.EarlyParam parameter ? At(parameter.Index) as Region ?? Interner.ErrorRegion : region;

        protected override Const FoldConst(Const constant) =>
            constant is Const.Param parameter ? At(parameter.Index) as Const ?? Interner.ErrorConst() : base.FoldConst(constant);

        /// <summary>The argument for a parameter; null when a wrong program has fewer or of another kind, which was reported.</summary>
        private GenericArg? At(int index) => index < args.Count ? args[index].ShiftIn(Interner, Depth) : null;
    }

    private sealed class RegionEraser(TyInterner interner) : TyFolder(interner)
    {
        protected override bool Skips(GenericArg arg) => !arg.Has(TyFlags.HasFreeRegions | TyFlags.HasError) && arg.OuterBinder <= Depth;

        // A variable of a binder outside of the type, such as that of a signature, is free here.
        protected override Region FoldRegion(Region region) => region is Region.Bound bound && bound.Binder < Depth ? region : Interner.Erased;
    }

    private sealed class Shifter(TyInterner interner, int binders) : TyFolder(interner)
    {
        protected override bool Skips(GenericArg arg) => arg.OuterBinder <= Depth;

        protected override Ty FoldTy(Ty type) => type is Ty.Bound bound && bound.Binder >= Depth
            ? Interner.BoundTy(bound.Binder + binders, bound.Variable)
            : base.FoldTy(type);

        protected override Region FoldRegion(Region region) => region is Region.Bound bound && bound.Binder >= Depth
            ? Interner.BoundRegion(bound.Binder + binders, bound.Variable)
            : region;

        protected override Const FoldConst(Const constant) => constant is Const.Bound bound && bound.Binder >= Depth
            ? Interner.BoundConst(bound.Binder + binders, bound.Variable)
            : base.FoldConst(constant);
    }

    private sealed class Opener(TyInterner interner, Func<BoundVariable, BoundVariableForm, GenericArg> replace) : TyFolder(interner)
    {
        private readonly Dictionary<int, GenericArg> _replaced = [];

        protected override bool Skips(GenericArg arg) => arg.OuterBinder <= Depth;

        protected override Ty FoldTy(Ty type) => type is Ty.Bound bound
            ? bound.Binder == Depth ? (Ty)Replacement(bound.Variable, BoundVariableForm.Type) : Interner.BoundTy(Outwards(bound.Binder), bound.Variable)
            : base.FoldTy(type);

        protected override Region FoldRegion(Region region) => region is Region.Bound bound
            ? bound.Binder == Depth ? (Region)Replacement(bound.Variable, BoundVariableForm.Region) : Interner.BoundRegion(Outwards(bound.Binder), bound.Variable)
            : region;

        protected override Const FoldConst(Const constant) => constant is Const.Bound bound
            ? bound.Binder == Depth ? (Const)Replacement(bound.Variable, BoundVariableForm.Const) : Interner.BoundConst(Outwards(bound.Binder), bound.Variable)
            : base.FoldConst(constant);

        private int Outwards(int binder) => binder > Depth ? binder - 1 : binder;

        private GenericArg Replacement(BoundVariable variable, BoundVariableForm form)
        {
            if (!_replaced.TryGetValue(variable.Index, out GenericArg? replacement))
            {
                _replaced.Add(variable.Index, replacement = replace(variable, form));
            }

            return replacement.ShiftIn(Interner, Depth);
        }
    }
}

/// <summary>What a bound variable stands for.</summary>
public enum BoundVariableForm
{
    /// <summary>A lifetime.</summary>
    Region,

    /// <summary>A type.</summary>
    Type,

    /// <summary>A constant.</summary>
    Const,
}
