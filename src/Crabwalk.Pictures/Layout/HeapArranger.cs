namespace Crabwalk.Pictures.Layout;

/// <summary>The structure a block stands in.</summary>
public enum HeapForm
{
    /// <summary>On its own or beside unlike blocks.</summary>
    Plain,

    /// <summary>In a chain, left to right.</summary>
    List,

    /// <summary>In a tree, top down.</summary>
    Tree,

    /// <summary>In a graph, in layers left to right.</summary>
    Graph,
}

/// <summary>A block's place in the grid of the heap; trees use half columns.</summary>
public readonly record struct HeapSlot(double Column, int Row, HeapForm Form);

/// <summary>
/// Gives each block of a component a place so that a person sees what it is: lists run left to right like text, trees grow
/// downwards, other graphs stand in layers.
/// </summary>
internal sealed class HeapArranger(HeapComponent component, int columns)
{
    private readonly Dictionary<int, HeapSlot> _slots = [];
    private readonly Dictionary<int, List<HeapLink>> _children = [];

    /// <summary>The places of all blocks; rows count from 0.</summary>
    public Dictionary<int, HeapSlot> Arrange()
    {
        List<int> roots = Span();
        if (!component.IsRecursive && component.Blocks.Count <= 3)
        {
            PlaceBelowEachOther();
        }
        else if (!component.IsRecursive)
        {
            PlaceInLayers(roots);
        }
        else if (_children.Values.All(children => children.Count <= 1))
        {
            PlaceAsList(roots);
        }
        else if (IsTree() && TreeColumns(roots) is { } places && places.Values.Max() <= columns - 1)
        {
            PlaceAsTree(roots, places);
        }
        else
        {
            PlaceInLayers(roots);
        }

        return _slots;
    }

    /// <summary>A spanning forest, breadth first from the blocks that nothing leads to; gives its roots.</summary>
    private List<int> Span()
    {
        var targets = component.Blocks.SelectMany(block => component.Links[block]).Select(link => link.To).ToHashSet();
        var seen = new HashSet<int>();
        var roots = new List<int>();
        foreach (int root in component.Blocks.Where(block => !targets.Contains(block)).Concat(component.Blocks))
        {
            if (seen.Add(root))
            {
                roots.Add(root);
                SpanFrom(root, seen);
            }
        }

        return roots;
    }

    private void SpanFrom(int root, HashSet<int> seen)
    {
        List<int> queue = [root];
        for (int i = 0; i < queue.Count; i++)
        {
            List<HeapLink> children = [.. component.Links[queue[i]].Where(link => seen.Add(link.To))];
            _children[queue[i]] = children;
            queue.AddRange(children.Select(link => link.To));
        }
    }

    private bool IsTree() =>
        component.Blocks.Sum(block => component.Links[block].Count()) < component.Blocks.Count
        && _children.Values.All(children => children.Count <= 8);

    private void PlaceBelowEachOther()
    {
        foreach (int block in component.Blocks)
        {
            _slots[block] = new(0, _slots.Count, HeapForm.Plain);
        }
    }

    private void PlaceAsList(List<int> roots)
    {
        int row = 0;
        foreach (int root in roots)
        {
            int column = 0;
            for (int? block = root; block is { } here; block = _children[here] is [var next] ? next.To : null)
            {
                if (column == columns)
                {
                    column = 0;
                    row++;
                }

                _slots[here] = new(column++, row, HeapForm.List);
            }

            row++;
        }
    }

    private void PlaceAsTree(List<int> roots, Dictionary<int, double> places)
    {
        int top = 0;
        foreach (int root in roots)
        {
            List<(int Block, int Depth)> queue = [(root, 0)];
            for (int i = 0; i < queue.Count; i++)
            {
                (int block, int depth) = queue[i];
                _slots[block] = new(places[block], top + depth, HeapForm.Tree);
                queue.AddRange(_children[block].Select(link => (link.To, depth + 1)));
            }

            top = _slots.Values.Max(slot => slot.Row) + 1;
        }
    }

    /// <summary>
    /// In a binary tree each node is half a column right of its predecessor in order, so an only child stands on its own side.
    /// In others the leaves stand side by side and a parent over the middle of its children.
    /// </summary>
    private Dictionary<int, double> TreeColumns(List<int> roots)
    {
        var places = new Dictionary<int, double>();
        bool isBinary = _children.Values.All(children => children.Count <= 2);
        foreach (int root in roots)
        {
            double next = 0;
            foreach ((int block, bool isLeaf) in InOrder(root, isBinary))
            {
                if (isBinary || isLeaf)
                {
                    places[block] = next;
                    next += isBinary ? 0.5 : 1;
                }
                else
                {
                    places[block] = _children[block].Average(link => places[link.To]);
                }
            }
        }

        return places;
    }

    /// <summary>Left child, node, right child for binary trees; children before their parent for others. Without recursion.</summary>
    private IEnumerable<(int Block, bool IsLeaf)> InOrder(int root, bool isBinary)
    {
        var stack = new Stack<(int Block, bool IsOpened)>([(root, false)]);
        while (stack.TryPop(out (int Block, bool IsOpened) top))
        {
            List<HeapLink> children = _children[top.Block];
            if (top.IsOpened || children.Count == 0)
            {
                yield return (top.Block, children.Count == 0);
                continue;
            }

            (IEnumerable<HeapLink> before, IEnumerable<HeapLink> after) = isBinary ? Sides(children) : (children, []);
            foreach (HeapLink link in after.Reverse())
            {
                stack.Push((link.To, false));
            }

            stack.Push((top.Block, true));
            foreach (HeapLink link in before.Reverse())
            {
                stack.Push((link.To, false));
            }
        }
    }

    private static (IEnumerable<HeapLink> Left, IEnumerable<HeapLink> Right) Sides(List<HeapLink> children) => children switch
    {
        [var only] when only.Member.Contains("right", StringComparison.OrdinalIgnoreCase) => ([], [only]),
        [var first, var second] => ([first], [second]),
        _ => (children, []),
    };

    /// <summary>Layer by layer from left to right; what is deeper than there are columns stays in the last one.</summary>
    private void PlaceInLayers(List<int> roots)
    {
        var used = new int[columns];
        List<(int Block, int Depth)> queue = [.. roots.Select(root => (root, 0))];
        for (int i = 0; i < queue.Count; i++)
        {
            (int block, int depth) = queue[i];
            int column = Math.Min(depth, columns - 1);
            _slots[block] = new(column, used[column]++, HeapForm.Graph);
            queue.AddRange(_children[block].Select(link => (link.To, depth + 1)));
        }
    }
}
