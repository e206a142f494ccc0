using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Types;

namespace Crabwalk.Ownership.Regions;

/// <summary>All that type checking a body asks of its regions.</summary>
internal sealed class ConstraintSet(PointMap points)
{
    private readonly Dictionary<RegionVid, BitSet<Point>> _live = [];
    private readonly HashSet<(RegionVid, RegionVid, Locations)> _seen = [];

    /// <summary>Which region must outlive which.</summary>
    public List<OutlivesConstraint> Outlives { get; } = [];

    /// <summary>Which generic type must outlive which region.</summary>
    public List<TypeTest> TypeTests { get; } = [];

    /// <summary>Which regions of hidden types must be ones that the signature knows.</summary>
    public List<MemberConstraint> Members { get; } = [];

    /// <summary>A region must outlive another.</summary>
    public void Add(RegionVid sup, RegionVid sub, Locations locations, ConstraintCategory category, bool fromClosure = false, Invariance? invariance = null)
    {
        if (sup != sub && _seen.Add((sup, sub, locations)))
        {
            Outlives.Add(new(sup, sub, locations, category, fromClosure) { Invariance = invariance });
        }
    }

    /// <summary>A region holds a point.</summary>
    public void AddLive(RegionVid region, Point point) => LiveSetOf(region).Add(point);

    /// <summary>A region holds points.</summary>
    public void AddLive(RegionVid region, BitSet<Point> live) => LiveSetOf(region).UnionWith(live);

    /// <summary>All regions of a type hold a point.</summary>
    public void AddLive(GenericArg arg, Point point)
    {
        foreach (RegionVid region in RegionWalk.VariablesIn(arg))
        {
            AddLive(region, point);
        }
    }

    /// <summary>The points a region holds because something with it in its type is used later.</summary>
    public BitSet<Point>? LiveAt(RegionVid region) => _live.GetValueOrDefault(region);

    private BitSet<Point> LiveSetOf(RegionVid region)
    {
        if (!_live.TryGetValue(region, out BitSet<Point>? set))
        {
            _live.Add(region, set = new(points.Count));
        }

        return set;
    }
}
