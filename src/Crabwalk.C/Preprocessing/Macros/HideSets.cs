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
    private readonly List<(HideSetId Older, Symbol Name)> _sets = [(HideSetId.Empty, Symbol.Empty)];
    private readonly Dictionary<(HideSetId, Symbol), HideSetId> _withName = [];
    private readonly Dictionary<(HideSetId, HideSetId), HideSetId> _unions = [];
    private readonly Dictionary<(HideSetId, HideSetId), HideSetId> _intersections = [];

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

    /// <summary>The set with one more name.</summary>
    public HideSetId Add(HideSetId set, Symbol name)
    {
        if (_withName.TryGetValue((set, name), out HideSetId known))
        {
            return known;
        }

        HideSetId made = set;
        if (!Contains(set, name))
        {
            made = new(_sets.Count);
            _sets.Add((set, name));
        }

        _withName.Add((set, name), made);
        return made;
    }

    /// <summary>What either set hides.</summary>
    public HideSetId Union(HideSetId left, HideSetId right)
    {
        if (left == right || right == HideSetId.Empty)
        {
            return left;
        }

        if (left == HideSetId.Empty)
        {
            return right;
        }

        if (!_unions.TryGetValue((left, right), out HideSetId union))
        {
            union = left;
            foreach (Symbol name in NamesOf(right))
            {
                union = Add(union, name);
            }

            _unions.Add((left, right), union);
        }

        return union;
    }

    /// <summary>What both sets hide.</summary>
    public HideSetId Intersect(HideSetId left, HideSetId right)
    {
        if (left == right || left == HideSetId.Empty || right == HideSetId.Empty)
        {
            return left == right ? left : HideSetId.Empty;
        }

        if (!_intersections.TryGetValue((left, right), out HideSetId common))
        {
            common = HideSetId.Empty;
            foreach (Symbol name in NamesOf(left))
            {
                common = Contains(right, name) ? Add(common, name) : common;
            }

            _intersections.Add((left, right), common);
        }

        return common;
    }

    // Oldest first, so that sets made of the same steps share their entries.
    private List<Symbol> NamesOf(HideSetId set)
    {
        var names = new List<Symbol>();
        for (; set != HideSetId.Empty; set = _sets[set.Index].Older)
        {
            names.Add(_sets[set.Index].Name);
        }

        names.Reverse();
        return names;
    }
}
