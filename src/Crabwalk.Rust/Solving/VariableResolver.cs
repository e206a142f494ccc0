using Crabwalk.Mir.Types;

namespace Crabwalk.Rust.Solving;

/// <summary>Replaces inference variables by what is known of them.</summary>
internal sealed class VariableResolver(TyInterner types, Variables variables) : TyFolder(types)
{
    protected override bool Skips(GenericArg arg) => !arg.Has(TyFlags.HasInfer | TyFlags.HasRegionVars);

    protected override Ty FoldTy(Ty type)
    {
        if (type is not Ty.Infer)
        {
            return base.FoldTy(type);
        }

        Ty known = variables.Shallow(type);
        return known is Ty.Infer ? known : Fold(known);
    }

    protected override Region FoldRegion(Region region) => variables.Shallow(region);

    protected override Const FoldConst(Const constant)
    {
        Const known = variables.Shallow(constant);
        return known is Const.Infer ? known : base.FoldConst(known);
    }
}
