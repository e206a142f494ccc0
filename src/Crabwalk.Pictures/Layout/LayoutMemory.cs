using System.Collections.Immutable;
using Crabwalk.Pictures.Folding;
using Crabwalk.Pictures.Scenes;

namespace Crabwalk.Pictures.Layout;

/// <summary>
/// What must be remembered from step to step so that nothing jumps: where each heap block stands and how much room things
/// once took. It is a value. Best is <see cref="Of"/> with all steps (or, of a long walk, some hundred of them spread evenly):
/// then lists and trees stand right from the first step on. <see cref="With"/> adds what one more step brings; blocks that have
/// a place keep it.
/// </summary>
public sealed record LayoutMemory
{
    /// <summary>Nothing seen yet.</summary>
    public static readonly LayoutMemory Empty = new();

    /// <summary>The width of calls and statics.</summary>
    public double LeftWidth { get; init; } = 280;

    /// <summary>The height the stack once had.</summary>
    public double StackHeight { get; init; }

    /// <summary>Where each block stands, by its number.</summary>
    public ImmutableSortedDictionary<int, HeapSlot> Slots { get; init; } = ImmutableSortedDictionary<int, HeapSlot>.Empty;

    /// <summary>The room each block once took, by its number.</summary>
    public ImmutableSortedDictionary<int, (double Width, double Height)> Sizes { get; init; } =
        ImmutableSortedDictionary<int, (double Width, double Height)>.Empty;

    /// <summary>The memory for a whole walk, or for evenly spread steps of it.</summary>
    public static LayoutMemory Of(IEnumerable<StepScene> steps, FoldLimits limits, int heapColumns) =>
        Empty.WithAll(steps, limits, heapColumns);

    /// <summary>The memory after one more step.</summary>
    public LayoutMemory With(StepScene step, FoldLimits limits, int heapColumns) => WithAll([step], limits, heapColumns);

    private LayoutMemory WithAll(IEnumerable<StepScene> steps, FoldLimits limits, int heapColumns)
    {
        var graph = new HeapGraph();
        double left = LeftWidth;
        double stack = StackHeight;
        var sizes = Sizes.ToBuilder();
        foreach (StepScene step in steps)
        {
            FoldedStep folded = FoldedStep.Of(step, limits);
            graph.Add(step with { Heap = [.. folded.Heap.Select(block => block.Block)] });
            left = Math.Max(left, BoxMeasure.LeftWidth(folded));
            stack = Math.Max(stack, BoxMeasure.StackHeight(folded, left));
            foreach (FoldedBlock block in folded.Heap)
            {
                Grow(sizes, block);
            }
        }

        WidenLikeBlocks(sizes, graph);
        return this with { LeftWidth = left, StackHeight = stack, Sizes = sizes.ToImmutable(), Slots = Arrange(graph, heapColumns) };
    }

    private static void Grow(ImmutableSortedDictionary<int, (double Width, double Height)>.Builder sizes, FoldedBlock block)
    {
        (double oldWidth, double oldHeight) = sizes.GetValueOrDefault(block.Block.Id.Number);
        double width = Math.Max(oldWidth, BoxMeasure.BlockWidth(block));
        sizes[block.Block.Id.Number] = (width, Math.Max(oldHeight, BoxMeasure.BlockHeight(block, width)));
    }

    /// <summary>Blocks of one type are equally wide: the nodes of a list look like nodes of a list.</summary>
    private static void WidenLikeBlocks(ImmutableSortedDictionary<int, (double Width, double Height)>.Builder sizes, HeapGraph graph)
    {
        foreach (IGrouping<string, int> alike in graph.Types.GroupBy(block => block.Value, block => block.Key))
        {
            double widest = alike.Max(number => sizes[number].Width);
            foreach (int number in alike)
            {
                sizes[number] = (widest, sizes[number].Height);
            }
        }
    }

    /// <summary>Places the components that have no place yet below those that have; a known block never moves.</summary>
    private ImmutableSortedDictionary<int, HeapSlot> Arrange(HeapGraph graph, int heapColumns)
    {
        var slots = Slots.ToBuilder();
        int row = slots.Count == 0 ? 0 : slots.Values.Max(slot => slot.Row) + 1;
        List<HeapComponent> unplaced = [.. graph.Components().Select(part => Without(part, slots)).Where(part => part.Blocks.Count > 0)];
        int loners = unplaced.Count(part => part.Blocks.Count == 1);
        int perRow = loners <= 5 ? 1 : heapColumns;
        int column = 0;
        foreach (HeapComponent part in unplaced)
        {
            bool isLoner = part.Blocks.Count == 1;
            row += isLoner || column == 0 ? 0 : 1;
            column = isLoner ? column : 0;
            foreach ((int block, HeapSlot slot) in new HeapArranger(part, heapColumns).Arrange())
            {
                slots[block] = slot with { Column = slot.Column + column, Row = slot.Row + row };
            }

            column = isLoner ? (column + 1) % perRow : 0;
            row = isLoner ? row + (column == 0 ? 1 : 0) : part.Blocks.Max(block => slots[block].Row) + 1;
        }

        return slots.ToImmutable();
    }

    private static HeapComponent Without(HeapComponent part, ImmutableSortedDictionary<int, HeapSlot>.Builder placed)
    {
        List<int> rest = [.. part.Blocks.Where(block => !placed.ContainsKey(block))];
        if (rest.Count == part.Blocks.Count)
        {
            return part;
        }

        var links = rest.SelectMany(from => part.Links[from].Where(link => !placed.ContainsKey(link.To)).Select(link => (from, link)));
        return part with { Blocks = rest, Links = links.ToLookup(item => item.from, item => item.link) };
    }
}
