using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Visiting;
using Crabwalk.Ownership.Regions;

namespace Crabwalk.Ownership.Types;

/// <summary>What an occurrence of a local means for the life of its value.</summary>
internal enum LocalUse
{
    /// <summary>The value is replaced, or its storage begins or ends: nothing before matters after.</summary>
    Definition,

    /// <summary>The value is needed.</summary>
    Use,

    /// <summary>The value is destroyed: only what its destructor may touch is needed.</summary>
    Drop,
}

/// <summary>All occurrences of each local of a body.</summary>
internal sealed class LocalUses : MirVisitor
{
    private readonly PointMap _points;
    private readonly List<Point>[] _definitions;
    private readonly List<Point>[] _uses;
    private readonly List<Point>[] _drops;

    public LocalUses(Body body, PointMap points)
    {
        _points = points;
        _definitions = Lists(body);
        _uses = Lists(body);
        _drops = Lists(body);
        foreach (BlockId block in body.Blocks.Ids)
        {
            VisitBlock(block, body.Blocks[block]);
        }
    }

    /// <summary>What is done with a local where a place that starts with it occurs; null for nothing.</summary>
    public static LocalUse? Classify(Place place, PlaceUse use) => use switch
    {
        PlaceUse.Mark => null,
        PlaceUse.Store or PlaceUse.CallResult or PlaceUse.SetDiscriminant => place.IsLocal ? LocalUse.Definition : LocalUse.Use,
        PlaceUse.StorageLive or PlaceUse.StorageDead => LocalUse.Definition,
        PlaceUse.Drop => place.IsLocal ? LocalUse.Drop : LocalUse.Use,
        _ => LocalUse.Use,
    };

    public IReadOnlyList<Point> DefinitionsOf(LocalId local) => _definitions[local.Index];

    public IReadOnlyList<Point> UsesOf(LocalId local) => _uses[local.Index];

    public IReadOnlyList<Point> DropsOf(LocalId local) => _drops[local.Index];

    public override void VisitPlace(Place place, PlaceUse use, Location location)
    {
        base.VisitPlace(place, use, location);
        List<Point>[]? list = Classify(place, use) switch
        {
            LocalUse.Definition => _definitions,
            LocalUse.Use => _uses,
            LocalUse.Drop => _drops,
            _ => null,
        };
        list?[place.Local.Index].Add(_points.Of(location));
    }

    private static List<Point>[] Lists(Body body) => [.. body.Locals.Select(_ => new List<Point>())];
}
