using Crabwalk.Pictures.Scenes;

namespace Crabwalk.Pictures.Folding;

/// <summary>
/// Chooses which parts of a long list are drawn: first what is wrong, then where cursors and arrows are and what the step
/// touched, then the beginning and the end, because people know a list by them.
/// </summary>
internal static class ElementChooser
{
    /// <summary>The positions to draw, in rising order; at most <paramref name="limit"/> unless everything fits.</summary>
    public static List<int> Choose(Cell parent, Spotlight spotlight, int limit)
    {
        int count = parent.Parts.Count;
        if (count <= limit + 4)
        {
            return [.. Enumerable.Range(0, count)];
        }

        var chosen = new SortedSet<int>();
        TakeWhere(parent, chosen, limit, static (cell, _) => cell.Touch.HasFlag(CellTouch.Wrong), spotlight);
        TakeCursors(parent, chosen, limit);
        TakeWhere(parent, chosen, limit, static (cell, light) => light.IsLit(cell.Id), spotlight);
        TakeWhere(parent, chosen, limit, static (cell, _) => cell.Touch != CellTouch.None, spotlight);
        TakeEnds(count, chosen, limit);
        return [.. chosen];
    }

    private static void TakeWhere(Cell parent, SortedSet<int> chosen, int limit, Func<Cell, Spotlight, bool> wanted, Spotlight spotlight)
    {
        for (int i = 0; i < parent.Parts.Count && chosen.Count < limit; i++)
        {
            if (wanted(parent.Parts[i], spotlight))
            {
                chosen.Add(i);
            }
        }
    }

    private static void TakeCursors(Cell parent, SortedSet<int> chosen, int limit)
    {
        foreach (ElementCursor cursor in parent.Cursors)
        {
            int at = PositionOf(parent, cursor.Index);
            for (int i = Math.Max(at - 1, 0); at >= 0 && i <= at + 1 && i < parent.Parts.Count && chosen.Count < limit; i++)
            {
                chosen.Add(i);
            }
        }
    }

    private static void TakeEnds(int count, SortedSet<int> chosen, int limit)
    {
        if (chosen.Count < limit)
        {
            chosen.Add(count - 1);
        }

        for (int i = 0; i < count && chosen.Count < limit; i++)
        {
            chosen.Add(i);
        }
    }

    private static int PositionOf(Cell parent, long index)
    {
        bool isDirect = index >= 0 && index < parent.Parts.Count && (parent.Parts[(int)index].Index ?? index) == index;
        if (isDirect)
        {
            return (int)index;
        }

        for (int i = 0; i < parent.Parts.Count; i++)
        {
            if (parent.Parts[i].Index == index)
            {
                return i;
            }
        }

        return -1;
    }
}
