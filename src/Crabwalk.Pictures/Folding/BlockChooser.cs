using Crabwalk.Pictures.Scenes;

namespace Crabwalk.Pictures.Folding;

/// <summary>
/// Chooses the heap blocks that are drawn when there are too many: those the step touched, then those that variables lead to and
/// what these lead to in turn, then the lost ones, then the newest.
/// </summary>
internal static class BlockChooser
{
    /// <summary>At most <paramref name="limit"/> blocks in the order of their numbers.</summary>
    public static List<BlockScene> Choose(StepScene step, int limit)
    {
        if (step.Heap.Count <= limit)
        {
            return [.. step.Heap];
        }

        var byId = step.Heap.ToDictionary(block => block.Id);
        var chosen = new HashSet<HeapId>();
        foreach (HeapId id in InOrderOfInterest(step).Where(byId.ContainsKey))
        {
            if (chosen.Count == limit)
            {
                break;
            }

            chosen.Add(id);
        }

        return [.. step.Heap.Where(block => chosen.Contains(block.Id))];
    }

    private static IEnumerable<HeapId> InOrderOfInterest(StepScene step) =>
        step.Heap.Where(IsTouched).Select(block => block.Id)
            .Concat(ReachedFromOutside(step))
            .Concat(step.Heap.Where(block => block.State is BlockState.Unreachable or BlockState.Leaked).Select(block => block.Id))
            .Concat(step.Heap.Reverse().Select(block => block.Id));

    private static bool IsTouched(BlockScene block) => block.Cells.Any(cell => IsTouched(cell, depth: 0));

    private static bool IsTouched(Cell cell, int depth) =>
        cell.Touch != CellTouch.None || (depth < 3 && cell.Parts.Any(part => IsTouched(part, depth + 1)));

    /// <summary>Breadth first from the variables, so that the near blocks come before the far ones.</summary>
    private static List<HeapId> ReachedFromOutside(StepScene step)
    {
        var edges = new Dictionary<HeapId, List<HeapId>>();
        var order = new List<HeapId>();
        var seen = new HashSet<HeapId>();
        foreach (ArrowScene arrow in step.Arrows)
        {
            if (CellPath.EndCell(arrow.End) is not { } end || CellPath.Block(end.Path) is not { } target)
            {
                continue;
            }

            if (CellPath.Block(arrow.From.Path) is { } source)
            {
                edges.TryAdd(source, []);
                edges[source].Add(target);
            }
            else if (seen.Add(target))
            {
                order.Add(target);
            }
        }

        for (int i = 0; i < order.Count; i++)
        {
            order.AddRange(edges.GetValueOrDefault(order[i], []).Where(seen.Add));
        }

        return order;
    }
}
