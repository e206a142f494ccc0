using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Preprocessing.Macros;

/// <summary>Names a set of macros that a token may not be expanded by any more.</summary>
internal readonly record struct HideSetId(int Index)
{
    /// <summary>Nothing is hidden.</summary>
    public static readonly HideSetId Empty;
}

/// <summary>
/// Prosser's hide sets: each token remembers the macros whose expansion it came from, which is what 6.10.3.4p2 means by a name
/// "found during the scan of the replacement list". A set is an older set and one more name, made once, so that a token carries
/// a number, adding a name is one look-up, and a chain of ten thousand macros takes ten thousand small entries.
/// </summary>
internal sealed class HideSets
{
    private readonly List<Entry> _sets = [default];
    private readonly Dictionary<(HideSetId, Symbol), HideSetId> _withName = [];
    private readonly Dictionary<(HideSetId, HideSetId), HideSetId> _unions = [];
    private readonly Dictionary<(HideSetId, HideSetId), HideSetId> _intersections = [];

    /// <summary>How many names are hidden.</summary>
    public int Size(HideSetId set) => _sets[set.Index].Size;

    /// <summary>True when a name is hidden.</summary>
    public bool Contains(HideSetId set, Symbol name)
    {
        for (; set != HideSetId.Empty; set = _sets[set.Index].Older)
        {
            if (_sets[set.Index].Name == name)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The set with one more name, which is not in it yet.</summary>
    public HideSetId Add(HideSetId set, Symbol name)
    {
        if (!_withName.TryGetValue((set, name), out HideSetId made))
        {
            made = new(_sets.Count);
            _sets.Add(new(set, name, Size(set) + 1));
            _withName.Add((set, name), made);
        }

        return made;
    }

    /// <summary>What either set hides.</summary>
    public HideSetId Union(HideSetId left, HideSetId right)
    {
        if (Grew(left, right) || Grew(right, left))
        {
            return Size(left) >= Size(right) ? left : right;
        }

        if (!_unions.TryGetValue((left, right), out HideSetId union))
        {
            HashSet<Symbol> known = [.. NamesOf(left)];
            union = left;
            foreach (Symbol name in NamesOf(right))
            {
                union = known.Contains(name) ? union : Add(union, name);
            }

            _unions.Add((left, right), union);
        }

        return union;
    }

    /// <summary>What both sets hide.</summary>
    public HideSetId Intersect(HideSetId left, HideSetId right)
    {
        if (Grew(left, right) || Grew(right, left))
        {
            return Size(left) <= Size(right) ? left : right;
        }

        if (!_intersections.TryGetValue((left, right), out HideSetId common))
        {
            HashSet<Symbol> known = [.. NamesOf(right)];
            common = HideSetId.Empty;
            foreach (Symbol name in NamesOf(left))
            {
                common = known.Contains(name) ? Add(common, name) : common;
            }

            _intersections.Add((left, right), common);
        }

        return common;
    }

    // True when the newer set is the older one with names added.
    private bool Grew(HideSetId older, HideSetId newer)
    {
        int size = Size(older);
        while (Size(newer) > size)
        {
            newer = _sets[newer.Index].Older;
        }

        return newer == older;
    }

    // Oldest first, so that sets made of the same steps share their entries.
    private List<Symbol> NamesOf(HideSetId set)
    {
        var names = new List<Symbol>(Size(set));
        for (; set != HideSetId.Empty; set = _sets[set.Index].Older)
        {
            names.Add(_sets[set.Index].Name);
        }

        names.Reverse();
        return names;
    }

    private readonly record struct Entry(HideSetId Older, Symbol Name, int Size);
}
