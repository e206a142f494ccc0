using Crabwalk.Mir.Types;

namespace Crabwalk.Ownership.Regions;

/// <summary>Replaces the regions of a type that no binder inside binds.</summary>
internal sealed class RegionFolder(TyInterner types, Func<Region, Region> map) : TyFolder(types)
{
    protected override bool Skips(GenericArg arg) => false;

    protected override Region FoldRegion(Region region) => region is Region.Bound bound && bound.Binder < Depth ? region : map(region);
}

/// <summary>Replaces what the outermost binder binds.</summary>
internal sealed class BinderFolder(TyInterner types, Func<BoundVariable, Region> map) : TyFolder(types)
{
    protected override bool Skips(GenericArg arg) => arg.OuterBinder <= Depth;

    protected override Region FoldRegion(Region region) => region is Region.Bound bound
        ? bound.Binder == Depth ? map(bound.Variable) : bound.Binder > Depth ? Interner.BoundRegion(bound.Binder - 1, bound.Variable) : region
        : region;
}

/// <summary>Collects the regions of types.</summary>
internal static class RegionWalk
{
    /// <summary>The region variables in a type, in the order they are written.</summary>
    public static IReadOnlyList<RegionVid> VariablesIn(GenericArg arg)
    {
        var found = new List<RegionVid>();
        if (arg.Has(TyFlags.HasRegionVars))
        {
            new Collector(found).Fold(arg);
        }

        return found;
    }

    private sealed class Collector(List<RegionVid> found) : TyFolder(Scratch)
    {
        private static readonly TyInterner Scratch = new();

        protected override bool Skips(GenericArg arg) => !arg.Has(TyFlags.HasRegionVars);

        protected override Region FoldRegion(Region region)
        {
            if (region is Region.Var variable)
            {
                found.Add(variable.Vid);
            }

            return region;
        }
    }
}
