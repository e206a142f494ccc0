using Crabwalk.Foundation.Collections;
using Crabwalk.Pictures.Folding;

namespace Crabwalk.Pictures.Layout;

/// <summary>How the parts of a picture stand to each other.</summary>
public enum Arrangement
{
    /// <summary>Stack left, heap right.</summary>
    Wide,

    /// <summary>Everything in one column, arrows at its right side: for phones.</summary>
    Narrow,
}

/// <summary>
/// Gives everything in a step its place. The stack grows downwards, as addresses do: <c>main</c> stays at the top and never
/// moves. Heap blocks stand in a grid whose rows and columns leave lanes for arrows between them.
/// </summary>
public static class StepLayout
{
    internal const double Gutter = 104;
    internal const double HeapGap = 60;
    internal const double RowGap = 30;
    internal const double NarrowLane = 46;

    /// <summary>Lays out a step with what is remembered of others.</summary>
    public static PlacedStep Of(FoldedStep step, LayoutMemory memory, Arrangement arrangement)
    {
        var builder = new Builder(step, memory, arrangement);
        return builder.Build();
    }

    private sealed class Builder(FoldedStep step, LayoutMemory memory, Arrangement arrangement)
    {
        private readonly List<PlacedHeading> _headings = [];
        private readonly List<PlacedBox> _boxes = [];
        private readonly Dictionary<int, (Area Area, HeapSlot Slot)> _blocks = [];
        private double _leftBottom = Metrics.Margin;
        private double _heapBottom;
        private double _heapRight;

        private double HeapX => arrangement == Arrangement.Wide ? Metrics.Margin + memory.LeftWidth + Gutter : Metrics.Margin;

        public PlacedStep Build()
        {
            PlaceStacks();
            if (arrangement == Arrangement.Wide)
            {
                _leftBottom = Math.Max(_leftBottom, Metrics.Margin + memory.StackHeight);
            }

            PlaceStatics();
            PlaceHeap();
            var arrows = new ArrowRouter(step.Step, _boxes, _blocks, arrangement, HeapX).Route();
            double right = Math.Max(
                Metrics.Margin + memory.LeftWidth + (arrangement == Arrangement.Wide ? Gutter : NarrowLane),
                _heapRight + (arrangement == Arrangement.Wide ? HeapGap : NarrowLane));
            double bottom = Math.Max(_leftBottom, _heapBottom) + Metrics.Margin;
            return new(Math.Ceiling(right), Math.Ceiling(bottom), _headings.ToEquatableArray(), _boxes.ToEquatableArray(), arrows);
        }

        private void PlaceStacks()
        {
            foreach (FoldedStack stack in step.Stacks)
            {
                string thread = stack.Stack.Thread.Length > 0 ? $"Stack of {stack.Stack.Thread}" : "Stack";
                string remark = stack.Calls.IsEmpty ? "empty" : "the newest call is the lowest";
                AddHeading(thread, stack.Calls.Count == 1 ? "" : remark, Metrics.Margin, _leftBottom);
                _leftBottom += Metrics.Heading;
                foreach (FoldedCall call in stack.Calls)
                {
                    PlaceCall(call);
                }
            }
        }

        private void PlaceCall(FoldedCall call)
        {
            double height = BoxMeasure.CallHeight(call, memory.LeftWidth);
            var area = new Area(Metrics.Margin, _leftBottom, memory.LeftWidth, height);
            _boxes.Add(CallBox(call, area));
            _leftBottom += height + Metrics.BoxGap;
        }

        private PlacedBox CallBox(FoldedCall call, Area area) => call switch
        {
            FoldedCall.Gap(var count) => new PlacedBox(new BoxContent.Fold($"… {count} more calls"), area, []),
            FoldedCall.Shown shown => new PlacedBox(new BoxContent.Call(shown.Frame), area, CallRows(shown, area.Height)),
        };

        private EquatableArray<PlacedRow> CallRows(FoldedCall.Shown call, double height)
        {
            double width = memory.LeftWidth;
            List<PlacedRow> rows = new RowPlacer(call.Rows, TypeColumn.Shown).Place(width, Metrics.TitleHeight).Rows;
            if (call.Frame.Result is { } result)
            {
                double inner = width - (2 * Metrics.BoxPadding);
                var area = new Area(Metrics.BoxPadding, height - Metrics.RowHeight - Metrics.RowGap - 4, inner, Metrics.RowHeight);
                rows.Add(new PlacedRow.Result(area, Metrics.ClipCode(result.Value, inner - 90)));
            }

            return rows.ToEquatableArray();
        }

        private void PlaceStatics()
        {
            if (step.Statics.IsEmpty)
            {
                return;
            }

            AddHeading("Static", "for the whole run", Metrics.Margin, _leftBottom);
            double top = _leftBottom + Metrics.Heading;
            var all = step.Statics.SelectMany(item => item.Rows).ToEquatableArray();
            (List<PlacedRow> rows, double bottom) = new RowPlacer(all, TypeColumn.Shown).Place(memory.LeftWidth, Metrics.BoxPadding);
            double height = bottom + 6;
            _boxes.Add(new(new BoxContent.Statics(), new(Metrics.Margin, top, memory.LeftWidth, height), rows.ToEquatableArray()));
            _leftBottom = top + height + Metrics.BoxGap;
            _leftBottom = AddFold($"… {step.StaticsLeftOut} more", step.StaticsLeftOut, Metrics.Margin, _leftBottom);
        }

        private void PlaceHeap()
        {
            double y = arrangement == Arrangement.Wide ? Metrics.Margin : _leftBottom;
            AddHeading("Heap", step.Heap.IsEmpty && step.BlocksLeftOut == 0 ? "empty" : "", HeapX, y);
            y += Metrics.Heading;
            _heapRight = HeapX + 150;
            y = arrangement == Arrangement.Wide ? PlaceGrid(y) : PlaceColumn(y);
            _heapBottom = AddFold($"… {step.BlocksLeftOut} more blocks", step.BlocksLeftOut, HeapX, y);
        }

        private double PlaceGrid(double top)
        {
            double pitch = Pitch();
            double y = top;
            foreach (IGrouping<int, FoldedBlock> row in step.Heap.GroupBy(block => SlotOf(block).Row).OrderBy(row => row.Key))
            {
                double height = RowHeight(row.Key);
                foreach (FoldedBlock block in row)
                {
                    HeapSlot slot = SlotOf(block);
                    AddBlock(block, HeapX + (slot.Column * pitch), y, WidthOf(block), slot);
                }

                y += height + RowGap;
            }

            return y - RowGap + Metrics.BoxGap;
        }

        private double PlaceColumn(double top)
        {
            double y = top;
            foreach (FoldedBlock block in step.Heap.OrderBy(block => SlotOf(block).Row).ThenBy(block => SlotOf(block).Column))
            {
                double height = BoxMeasure.BlockHeight(block, memory.LeftWidth);
                AddBlock(block, HeapX, y, memory.LeftWidth, SlotOf(block));
                y += height + Metrics.BoxGap;
            }

            return y;
        }

        private void AddBlock(FoldedBlock block, double x, double y, double width, HeapSlot slot)
        {
            var area = new Area(x, y, width, BoxMeasure.BlockHeight(block, width));
            List<PlacedRow> rows = new RowPlacer(block.Rows, BoxMeasure.Types(block)).Place(width, Metrics.TitleHeight).Rows;
            _boxes.Add(new(new BoxContent.Block(block.Block), area, rows.ToEquatableArray()));
            _blocks[block.Block.Id.Number] = (area, slot);
            _heapRight = Math.Max(_heapRight, area.Right);
        }

        /// <summary>From column to column; a wide block that has its row for itself does not push the others apart.</summary>
        private double Pitch()
        {
            double widest = 0;
            foreach (var row in memory.Slots.GroupBy(slot => slot.Value.Row).Where(row => row.Count() > 1))
            {
                widest = Math.Max(widest, row.Max(slot => memory.Sizes.GetValueOrDefault(slot.Key).Width));
            }

            return widest + HeapGap;
        }

        private double RowHeight(int row)
        {
            double height = 0;
            foreach ((int block, HeapSlot slot) in memory.Slots)
            {
                height = slot.Row == row ? Math.Max(height, memory.Sizes.GetValueOrDefault(block).Height) : height;
            }

            return height;
        }

        private double WidthOf(FoldedBlock block) => memory.Sizes[block.Block.Id.Number].Width;

        private HeapSlot SlotOf(FoldedBlock block) => memory.Slots[block.Block.Id.Number];

        private void AddHeading(string text, string remark, double x, double y) => _headings.Add(new(text, remark, x, y + 18));

        private double AddFold(string text, long count, double x, double y)
        {
            if (count == 0)
            {
                return y;
            }

            _boxes.Add(new(new BoxContent.Fold(text), new(x, y, memory.LeftWidth, Metrics.FoldHeight), []));
            return y + Metrics.FoldHeight + Metrics.BoxGap;
        }
    }
}
