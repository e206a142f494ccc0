using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Dataflow;
using Crabwalk.Mir.Moves;
using Crabwalk.Mir.Types;
using Crabwalk.Ownership.Regions;

namespace Crabwalk.Ownership.Types;

/// <summary>
/// Makes the regions of a variable's type hold every point where its value may still be used, and those that its destructor may touch
/// every point where it may still be dropped (RFC 2094, "Liveness").
/// </summary>
internal sealed class LivenessConstraints
{
    private readonly PointMap _points;
    private readonly LocalUses _uses;
    private readonly DataflowResults<BitSet<MovePathId>> _initialized;
    private readonly Body _body;

    public LivenessConstraints(Body body, PointMap points, LocalUses uses, DataflowResults<BitSet<MovePathId>> initialized)
    {
        _body = body;
        _points = points;
        _uses = uses;
        _initialized = initialized;
    }

    /// <summary>Adds the points of all variables whose types have regions to be found.</summary>
    public void AddTo(ConstraintSet constraints, PlaceTypes places, DropRegions drops)
    {
        foreach (LocalId local in _body.Locals.Ids)
        {
            IReadOnlyList<RegionVid> regions = RegionWalk.VariablesIn(places.Of(local));
            if (regions.Count == 0)
            {
                continue;
            }

            BitSet<Point> used = UseLive(local);
            AddAll(constraints, regions, used);
            if (_uses.DropsOf(local).Count > 0)
            {
                AddAll(constraints, drops.TouchedBy(places.Of(local)), DropLive(local, used));
            }
        }
    }

    /// <summary>The points at which a local's present value may be used later.</summary>
    public BitSet<Point> UseLive(LocalId local)
    {
        var live = new BitSet<Point>(_points.Count);
        BitSet<Point> definitions = DefinitionsOf(local);
        var open = new Stack<Point>(_uses.UsesOf(local));
        while (open.TryPop(out Point point))
        {
            if (live.Add(point))
            {
                PushBefore(point, definitions, open, _ => true);
            }
        }

        return live;
    }

    // A drop only counts where there may be a value.
    private BitSet<Point> DropLive(LocalId local, BitSet<Point> used)
    {
        MovePathId path = MoveData.PathOf(local);
        var live = new BitSet<Point>(_points.Count);
        BitSet<Point> definitions = DefinitionsOf(local);
        var open = new Stack<Point>(_uses.DropsOf(local).Where(point => _initialized.CursorAt(_points.LocationOf(point)).Contains(path)));
        while (open.TryPop(out Point point))
        {
            if (!used.Contains(point) && live.Add(point))
            {
                PushBefore(point, definitions, open, before => !IsEnd(before) || HasValueAfter(before, path));
            }
        }

        return live;
    }

    private void PushBefore(Point point, BitSet<Point> definitions, Stack<Point> open, Func<Point, bool> isWanted)
    {
        foreach (Point before in _points.Before(point))
        {
            if (!definitions.Contains(before) && isWanted(before))
            {
                open.Push(before);
            }
        }
    }

    private bool IsEnd(Point point)
    {
        Location location = _points.LocationOf(point);
        return location.Statement == _body.Blocks[location.Block].Statements.Count;
    }

    private bool HasValueAfter(Point end, MovePathId path)
    {
        foreach ((Location at, _, BitSet<MovePathId> after) in _initialized.Through(_points.LocationOf(end).Block))
        {
            if (_points.Of(at) == end)
            {
                return after.Contains(path);
            }
        }

        return false;
    }

    private BitSet<Point> DefinitionsOf(LocalId local)
    {
        var set = new BitSet<Point>(_points.Count);
        foreach (Point point in _uses.DefinitionsOf(local))
        {
            set.Add(point);
        }

        return set;
    }

    private static void AddAll(ConstraintSet constraints, IEnumerable<RegionVid> regions, BitSet<Point> points)
    {
        foreach (RegionVid region in regions)
        {
            constraints.AddLive(region, points);
        }
    }
}
