using Crabwalk.Pictures.Folding;
using Crabwalk.Pictures.Scenes;

namespace Crabwalk.Pictures.Layout;

/// <summary>
/// Which blocks lead to which, over all steps that were looked at. Links that came and went count too: a list is a list also
/// while one of its nodes hangs in the air.
/// </summary>
internal sealed class HeapGraph
{
    private static readonly string[] BackwardNames = ["prev", "previous", "parent", "up", "back"];

    private readonly Dictionary<(int From, int To), Link> _links = [];
    private readonly SortedDictionary<int, string> _types = [];

    /// <summary>The blocks' types by their numbers, in order.</summary>
    public IReadOnlyDictionary<int, string> Types => _types;

    /// <summary>Adds the blocks and links of a step.</summary>
    public void Add(StepScene step)
    {
        foreach (BlockScene block in step.Heap)
        {
            _types[block.Id.Number] = block.Type;
        }

        foreach (ArrowScene arrow in step.Arrows)
        {
            if (CellPath.Block(arrow.From.Path) is { } from && CellPath.EndCell(arrow.End) is { } end && CellPath.Block(end.Path) is { } to)
            {
                AddLink(from.Number, to.Number, arrow.From.Path);
            }
        }
    }

    /// <summary>The groups of blocks that hang together, each sorted, the one with the oldest block first.</summary>
    public List<HeapComponent> Components()
    {
        Dictionary<(int From, int To), Link> kept = WithoutBackwardLinks();
        ILookup<int, int> neighbours = kept.Keys.SelectMany(link => new[] { link, (From: link.To, To: link.From) })
            .ToLookup(link => link.From, link => link.To);
        var components = new List<HeapComponent>();
        var seen = new HashSet<int>();
        foreach (int block in _types.Keys)
        {
            if (seen.Add(block))
            {
                components.Add(Component(Reach(block, neighbours, seen), kept));
            }
        }

        return components;
    }

    private static List<int> Reach(int start, ILookup<int, int> neighbours, HashSet<int> seen)
    {
        List<int> reached = [start];
        for (int i = 0; i < reached.Count; i++)
        {
            reached.AddRange(neighbours[reached[i]].Where(seen.Add));
        }

        reached.Sort();
        return reached;
    }

    private HeapComponent Component(List<int> blocks, Dictionary<(int From, int To), Link> links)
    {
        var members = blocks.ToHashSet();
        var inside = links.Where(link => members.Contains(link.Key.From)).OrderBy(link => link.Value.Order).ToList();
        bool isRecursive = inside.Any(link => _types[link.Key.From] == _types.GetValueOrDefault(link.Key.To));
        return new(blocks, isRecursive, inside.ToLookup(link => link.Key.From, link => new HeapLink(link.Key.To, link.Value.Member)));
    }

    private void AddLink(int from, int to, string path)
    {
        if (from == to)
        {
            return;
        }

        string member = path[(path.LastIndexOf('.') + 1)..];
        Link link = _links.GetValueOrDefault((from, to), new(member, _links.Count, 0));
        _links[(from, to)] = link with { Count = link.Count + 1 };
    }

    /// <summary>Of two opposite links only the one that leads forwards shapes the picture.</summary>
    private Dictionary<(int From, int To), Link> WithoutBackwardLinks()
    {
        var kept = new Dictionary<(int From, int To), Link>();
        foreach (((int from, int to), Link link) in _links)
        {
            bool isDrawn = _types.ContainsKey(from) && _types.ContainsKey(to);
            if (isDrawn && !(_links.TryGetValue((to, from), out Link? opposite) && IsBackward(link, opposite)))
            {
                kept[(from, to)] = link;
            }
        }

        return kept;
    }

    private static bool IsBackward(Link link, Link opposite)
    {
        bool isNamedSo = BackwardNames.Contains(link.Member);
        bool isOtherNamedSo = BackwardNames.Contains(opposite.Member);
        return isNamedSo != isOtherNamedSo ? isNamedSo
            : link.Count != opposite.Count ? link.Count < opposite.Count
            : link.Order > opposite.Order;
    }

    private sealed record Link(string Member, int Order, int Count);
}

/// <summary>A link to a block, from the member of this name.</summary>
internal readonly record struct HeapLink(int To, string Member);

/// <summary>Blocks that hang together.</summary>
/// <param name="Blocks">Their numbers in order.</param>
/// <param name="IsRecursive">True when blocks lead to blocks of their own type: a list, a tree or a graph.</param>
/// <param name="Links">What leads where.</param>
internal sealed record HeapComponent(List<int> Blocks, bool IsRecursive, ILookup<int, HeapLink> Links);
