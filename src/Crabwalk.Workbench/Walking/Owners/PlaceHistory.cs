using Crabwalk.Machine.Inspect;
using Crabwalk.Mir.Bodies;

namespace Crabwalk.Workbench.Walking.Owners;

/// <summary>What became of the values of a call's variables on the way that the run took: who still has one, and where it went else.</summary>
/// <param name="events">What happened to them, the latest first.</param>
internal sealed class PlaceHistory(IReadOnlyList<PlaceEvent> events)
{
    /// <summary>A history in which nothing was lost.</summary>
    public static readonly PlaceHistory Empty = new([]);

    /// <summary>The move or drop that took the value of a place; null while the place has one, or never had.</summary>
    public PlaceEvent? LossOf(Place place)
    {
        foreach (PlaceEvent happened in events)
        {
            if (Covers(happened.Place, place))
            {
                return happened.Kind is MarkKind.Move or MarkKind.Drop ? happened : null;
            }
        }

        return null;
    }

    /// <summary>The parts of a place that lost their values while the rest has its own.</summary>
    public IEnumerable<PlaceEvent> LostPartsOf(Place place)
    {
        var known = new List<Place>();
        foreach (PlaceEvent happened in events)
        {
            if (Covers(happened.Place, place))
            {
                yield break;
            }

            if (Covers(place, happened.Place) && !known.Exists(part => Covers(part, happened.Place)))
            {
                known.Add(happened.Place);
                if (happened.Kind is MarkKind.Move or MarkKind.Drop)
                {
                    yield return happened;
                }
            }
        }
    }

    /// <summary>The moves at or after a position of the recording, the first one first.</summary>
    public IEnumerable<PlaceEvent> MovesSince(long position) =>
        events.TakeWhile(happened => happened.Position >= position).Where(happened => happened.Kind == MarkKind.Move).Reverse();

    private static bool Covers(Place whole, Place part)
    {
        if (whole.Local != part.Local || whole.Path.Count > part.Path.Count)
        {
            return false;
        }

        for (int i = 0; i < whole.Path.Count; i++)
        {
            if (whole.Path[i] != part.Path[i])
            {
                return false;
            }
        }

        return true;
    }
}
