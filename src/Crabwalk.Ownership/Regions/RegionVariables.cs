using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Types;

namespace Crabwalk.Ownership.Regions;

/// <summary>The region variables of one body; the universal ones come first.</summary>
internal sealed class RegionVariables(TyInterner types)
{
    /// <summary>All of them.</summary>
    public IndexList<RegionVid, RegionDefinition> All { get; } = [];

    /// <summary>The universe of the newest placeholder.</summary>
    public int LastUniverse { get; private set; }

    /// <summary>Where types are made.</summary>
    public TyInterner Types => types;

    /// <summary>A new variable.</summary>
    public RegionVid New(RegionOrigin origin, int universe = 0) => All.Add(new(origin, universe));

    /// <summary>A new variable to be found, as a region; it may hold all placeholders made so far.</summary>
    public Region Fresh() => types.RegionVar(New(new RegionOrigin.Existential(), LastUniverse));

    /// <summary>Opens a universe and gives its number.</summary>
    public int NewUniverse() => ++LastUniverse;

    /// <summary>The type with a variable of its own for every region in it that is forgotten.</summary>
    public Ty Renumber(Ty type) => new ErasedFolder(this).Fold(type);

    /// <summary>The arguments with a variable of its own for every region that is forgotten.</summary>
    public EquatableArray<GenericArg> Renumber(EquatableArray<GenericArg> args) => new ErasedFolder(this).Fold(args);

    private sealed class ErasedFolder(RegionVariables variables) : TyFolder(variables.Types)
    {
        // Nothing tells whether a forgotten region is inside, so every type is looked through.
        protected override bool Skips(GenericArg arg) => false;

        protected override Region FoldRegion(Region region) => region is Region.Erased or Region.Error ? variables.Fresh() : region;
    }
}
