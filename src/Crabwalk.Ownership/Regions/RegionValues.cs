using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Types;

namespace Crabwalk.Ownership.Regions;

/// <summary>What a region is made of: points of the body, and the ends of universal regions and placeholders that it reaches beyond it.</summary>
internal sealed class RegionValue(int points, int regions)
{
    /// <summary>The points.</summary>
    public BitSet<Point> Points { get; } = new(points);

    /// <summary>The universal regions and placeholders whose ends it holds.</summary>
    public BitSet<RegionVid> Ends { get; } = new(regions);

    /// <summary>Takes in everything of another.</summary>
    public void UnionWith(RegionValue other)
    {
        Points.UnionWith(other.Points);
        Ends.UnionWith(other.Ends);
    }
}
