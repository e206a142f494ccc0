using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;
using Crabwalk.Ownership.Regions;

namespace Crabwalk.Ownership.Loans;

/// <summary>
/// Tells for each point which loans are in force when it runs. A loan is in force from where it is made along every way on which its
/// region holds each point, until the variable that was followed to the borrowed place is assigned anew.
/// Another definition of "in force", such as Polonius has, would take the place of this class.
/// </summary>
internal sealed class LoanScopes
{
    private readonly BitSet<LoanId>[] _inForce;
    private readonly Body _body;
    private readonly PointMap _points;
    private readonly LoanSet _loans;
    private readonly PlaceConflicts _conflicts;

    /// <summary>Walks forward from each loan.</summary>
    public LoanScopes(Body body, PointMap points, LoanSet loans, Func<RegionVid, Point, bool> holds, PlaceConflicts conflicts)
    {
        _body = body;
        _points = points;
        _loans = loans;
        _conflicts = conflicts;
        _inForce = [.. Enumerable.Range(0, points.Count).Select(_ => new BitSet<LoanId>(loans.All.Count))];
        foreach (LoanId id in loans.All.Ids)
        {
            Loan loan = loans.All[id];
            var open = new Stack<Point>();
            if (!Ends(loan, body, loan.Location, conflicts))
            {
                PushAll(open, points.After(points.Of(loan.Location)));
            }

            while (open.TryPop(out Point point))
            {
                if (holds(loan.Region, point) && _inForce[point.Index].Add(id) && !Ends(loan, body, points.LocationOf(point), conflicts))
                {
                    PushAll(open, points.After(point));
                }
            }
        }
    }

    /// <summary>The loans in force when a point begins to run.</summary>
    public BitSet<LoanId> At(Point point) => _inForce[point.Index];

    /// <summary>The loans in force when the second location begins to run after the first, which comes just before it.</summary>
    public IEnumerable<LoanId> Between(Location from, Location to) => At(_points.Of(to)).Members.Where(id =>
    {
        Loan loan = _loans.All[id];
        return (loan.Location == from || At(_points.Of(from)).Contains(id)) && !Ends(loan, _body, from, _conflicts);
    });

    private static void PushAll(Stack<Point> open, IEnumerable<Point> points)
    {
        foreach (Point point in points)
        {
            open.Push(point);
        }
    }

    private static bool Ends(Loan loan, Body body, Location at, PlaceConflicts conflicts)
    {
        Block block = body.Blocks[at.Block];
        Place? overwritten = at.Statement == block.Statements.Count ? null : block.Statements[at.Statement].Kind switch
        {
            StatementKind.Assign(var place, _, _) => place,
            StatementKind.StorageDead(var local) => local,
            _ => null,
        };
        return overwritten is { } written && written.Local == loan.Borrowed.Local
            && (written.IsLocal || conflicts.Conflict(loan.Borrowed, loan.Kind, written, AccessDepth.Deep, IndexBias.Disjoint));
    }
}
