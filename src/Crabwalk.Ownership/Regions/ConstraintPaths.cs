using Crabwalk.Mir.Types;

namespace Crabwalk.Ownership.Regions;

/// <summary>Finds why one region must outlive another, and which of the reasons to blame.</summary>
internal static class ConstraintPaths
{
    /// <summary>A shortest chain of constraints from a region down to one that satisfies the test; null when there is none.</summary>
    public static (List<OutlivesConstraint> Path, RegionVid End)? Find(RegionSolver solver, int count, RegionVid from, Func<RegionVid, bool> isTarget)
    {
        var reachedBy = new OutlivesConstraint?[count];
        var seen = new bool[count];
        var open = new Queue<RegionVid>([from]);
        seen[from.Index] = true;
        while (open.TryDequeue(out RegionVid region))
        {
            if (isTarget(region))
            {
                return (PathTo(region, from, reachedBy), region);
            }

            foreach (OutlivesConstraint constraint in solver.ConstraintsOf(region))
            {
                if (!seen[constraint.Sub.Index])
                {
                    seen[constraint.Sub.Index] = true;
                    reachedBy[constraint.Sub.Index] = constraint;
                    open.Enqueue(constraint.Sub);
                }
            }
        }

        return null;
    }

    /// <summary>
    /// The constraint of a path that interests a reader most; of several equally interesting ones the last when the source is to blame
    /// (it asks for more than it has), else the first.
    /// </summary>
    /// <param name="path">The chain.</param>
    /// <param name="blameSource">The source is to blame.</param>
    /// <param name="isStatic">The chain ends in <c>'static</c>: then a value that became a trait object interests most after one that is returned.</param>
    public static OutlivesConstraint Blamed(IReadOnlyList<OutlivesConstraint> path, bool blameSource, bool isStatic)
    {
        bool objectsCount = isStatic && !path.Any(constraint => constraint.Category is ConstraintCategory.TypeAnnotation);
        int best = 0;
        for (int i = 1; i < path.Count; i++)
        {
            int difference = DisinterestOf(path[i]) - DisinterestOf(path[best]);
            best = difference < 0 || (difference == 0 && blameSource) ? i : best;
        }

        OutlivesConstraint chosen = path[best];
        if (chosen.Category is ConstraintCategory.Return { Capture: null })
        {
            if (best + 1 < path.Count && path[best + 1].Category is ConstraintCategory.OpaqueType)
            {
                return path[best + 1];
            }

            if (path.Select(constraint => constraint.Category).OfType<ConstraintCategory.ClosureUpvar>().FirstOrDefault() is { } upvar)
            {
                return chosen with { Category = new ConstraintCategory.Return(upvar.Field) };
            }
        }

        return chosen;

        int DisinterestOf(OutlivesConstraint constraint) => objectsCount && MakesObject(constraint.Category) ? 1 : constraint.Category.Disinterest;
    }

    private static bool MakesObject(ConstraintCategory category) => category is ConstraintCategory.Cast { Target: Ty.Adt target } && target.Args.Any(arg => arg is Ty.Dynamic);

    private static List<OutlivesConstraint> PathTo(RegionVid end, RegionVid from, OutlivesConstraint?[] reachedBy)
    {
        var path = new List<OutlivesConstraint>();
        for (RegionVid at = end; at != from; at = path[^1].Sup)
        {
            path.Add(reachedBy[at.Index]!);
        }

        path.Reverse();
        return path;
    }
}
