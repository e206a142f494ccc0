using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Moves;
using Crabwalk.Ownership.Regions;

namespace Crabwalk.Ownership.Access;

/// <summary>A move that may be the last one before a point.</summary>
internal readonly record struct MoveSite(MoveOutId Move, bool ThroughLoop);

/// <summary>Finds out which moves took away the value that is missing at a point.</summary>
internal sealed class ReachingMoves
{
    private readonly BodyAnalysis _analysis;
    private readonly MovePathId _path;
    private readonly HashSet<MovePathId> _related;
    private readonly List<MoveSite> _found = [];
    private readonly HashSet<Point> _seen = [];

    private ReachingMoves(BodyAnalysis analysis, MovePathId path)
    {
        _analysis = analysis;
        _path = path;
        _related = [.. analysis.Moves.WithParents(path), .. analysis.Moves.WithChildren(path)];
    }

    /// <summary>The moves of the path, of its parts and of its wholes that may have come last, past no initialisation.</summary>
    public static List<MoveSite> Before(BodyAnalysis analysis, Location at, MovePathId path)
    {
        var search = new ReachingMoves(analysis, path);
        var straight = new Stack<Point>();
        var aroundLoops = new Stack<Point>();
        search.PushBefore(at, straight, aroundLoops);

        // Ways that go around a loop are looked at last: a move that can be reached without is told without.
        search.Search(straight, aroundLoops, throughLoop: false);
        search.Search(aroundLoops, aroundLoops, throughLoop: true);
        return search._found;
    }

    private void Search(Stack<Point> open, Stack<Point> backEdges, bool throughLoop)
    {
        while (open.TryPop(out Point point))
        {
            Location here = _analysis.Points.LocationOf(point);
            if (_seen.Add(point) && !Ends(here, throughLoop))
            {
                PushBefore(here, open, backEdges);
            }
        }
    }

    private void PushBefore(Location from, Stack<Point> straight, Stack<Point> aroundLoops)
    {
        foreach (Point before in _analysis.Points.Before(_analysis.Points.Of(from)))
        {
            bool isBack = from.Statement == 0 && _analysis.Flow.Dominates(from.Block, _analysis.Points.LocationOf(before).Block);
            (isBack ? aroundLoops : straight).Push(before);
        }
    }

    // Notes the moves at a location; true when nothing before it matters.
    private bool Ends(Location here, bool throughLoop)
    {
        MoveOutId[] gone = [.. _analysis.Moves.MovesAt(here).Where(move => _related.Contains(_analysis.Moves.Moves[move].Path))];
        _found.AddRange(gone.Where(move => !IsStorageEnd(move) && !_found.Any(site => site.Move == move)).Select(move => new MoveSite(move, throughLoop)));
        return gone.Length > 0 || _analysis.Moves.InitsAt(here).Any(init => _analysis.Moves.WithParents(_path).Contains(_analysis.Moves.Inits[init].Path));
    }

    private bool IsStorageEnd(MoveOutId move) => _analysis.StatementAt(_analysis.Moves.Moves[move].Location) is StatementKind.StorageDead;
}
