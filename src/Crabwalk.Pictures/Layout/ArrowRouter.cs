using Crabwalk.Foundation.Collections;
using Crabwalk.Pictures.Folding;
using Crabwalk.Pictures.Scenes;

namespace Crabwalk.Pictures.Layout;

/// <summary>
/// Finds the arrows' courses. They run where no text is: in the gutter between stack and heap, in the lanes between rows and
/// columns of blocks, and under the lines of elements. Arrows that share a lane or an end keep a little apart.
/// </summary>
internal sealed class ArrowRouter(
    StepScene step, List<PlacedBox> boxes, Dictionary<int, (Area Area, HeapSlot Slot)> blocks, Arrangement arrangement, double heapX)
{
    private const double Apart = 7;

    private readonly Ports _ports = new(boxes);
    private readonly Dictionary<string, int> _arrivals = new(StringComparer.Ordinal);
    private int _lane;

    /// <summary>All arrows whose start is drawn.</summary>
    public EquatableArray<PlacedArrow> Route()
    {
        var routed = new List<PlacedArrow>();
        var seen = new HashSet<(Point Start, Point End)>();
        foreach (ArrowScene arrow in step.Arrows)
        {
            PlacedArrow? placed = _ports.Find(arrow.From) is { } from ? Route(arrow, from) : null;
            if (placed is not null && seen.Add((placed.Start, placed.Tip)))
            {
                routed.Add(placed);
            }
        }

        return routed.ToEquatableArray();
    }

    private PlacedArrow Route(ArrowScene arrow, Port from)
    {
        Port? target = arrow.End is ArrowEnd.PastCell(var array) ? _ports.FindEnd(array)
            : CellPath.EndCell(arrow.End) is { } cell ? _ports.Find(cell)
            : null;
        if (target is not { } to)
        {
            return Stub(arrow, from);
        }

        int arrival = _arrivals[arrow.End.ToString()] = _arrivals.GetValueOrDefault(arrow.End.ToString(), -1) + 1;
        var end = new Arrival(to, arrow.End, arrival);
        CoursePath path = arrangement == Arrangement.Narrow ? AroundRight(from, end, Lane(5) * Apart) : Course(from, end);
        return new(arrow, path.ToString(), path.Start, path.Here, end.Label);
    }

    private CoursePath Course(Port from, Arrival to)
    {
        (Area Area, HeapSlot Slot)? source = PlaceOf(from);
        (Area Area, HeapSlot Slot)? target = PlaceOf(to.Port);
        return (source, target) switch
        {
            (null, null) => AroundRight(from, to, Lane(6) * Apart),
            (null, { } block) => StackToHeap(from, to, block.Area),
            ({ } block, null) => HeapToStack(from, to, block.Area),
            ({ } one, { } other) => HeapToHeap(from, to, one, other),
        };
    }

    private (Area Area, HeapSlot Slot)? PlaceOf(Port port) =>
        port.Box.Content is BoxContent.Block(var block) ? blocks[block.Id.Number] : null;

    /// <summary>A pointer to what is not drawn: a short line into the open.</summary>
    private static PlacedArrow Stub(ArrowScene arrow, Port from)
    {
        var path = new CoursePath(RightStart(from));
        path.To(new(from.Box.Area.Right + 26, path.Here.Y));
        string label = arrow.End is ArrowEnd.ToBlock or ArrowEnd.Nowhere ? "" : CellPath.EndCell(arrow.End) is { } cell
            && CellPath.Block(cell.Path) is { } block ? $"#{block.Number}" : "";
        return new(arrow, path.ToString(), path.Start, path.Here, arrow.End is ArrowEnd.Nowhere ? "✕" : label);
    }

    private static CoursePath AroundRight(Port from, Arrival to, double lane)
    {
        double edge = Math.Max(from.Box.Area.Right, to.Port.Box.Area.Right);
        var path = new CoursePath(RightStart(from));
        double bend = edge + 26 + lane;
        Point entry = to.Entry(Side.Right);
        path.To(new(from.Box.Area.Right, path.Here.Y));
        path.Curve(new(bend, path.Here.Y), new(bend, entry.Y), new(to.Port.Box.Area.Right + 1, entry.Y));
        return Finish(path, to, Side.Right);
    }

    private CoursePath StackToHeap(Port from, Arrival to, Area block)
    {
        var path = new CoursePath(RightStart(from));
        path.To(new(from.Box.Area.Right, path.Here.Y));
        Point entry = to.Entry(Side.Left);
        if (IsClear(heapX - 1, block.X - 1, block.Y, block.Bottom))
        {
            path.Glide(new(heapX - 12, entry.Y));
            return Finish(path, to, Side.Left);
        }

        double channel = block.Y - 8 - (Lane(3) * 4);
        double gap = block.X - 24 + (Lane(3) * 5);
        path.Glide(new(heapX - 12, channel));
        path.Along(new(gap, channel), new(gap, entry.Y), new(block.X - 4, entry.Y));
        return Finish(path, to, Side.Left);
    }

    private CoursePath HeapToStack(Port from, Arrival to, Area block)
    {
        var path = new CoursePath(LeftStart(from));
        Point entry = to.Entry(Side.Right);
        if (IsClear(heapX - 1, block.X - 1, path.Here.Y - 4, path.Here.Y + 4))
        {
            path.To(new(heapX - 4, path.Here.Y));
        }
        else
        {
            double channel = block.Y - 8 - (Lane(3) * 4);
            path.Along(new(block.X - 18, path.Here.Y), new(block.X - 18, channel), new(heapX - 4, channel));
        }

        path.Glide(new(to.Port.Box.Area.Right + 8, entry.Y));
        return Finish(path, to, Side.Right);
    }

    private CoursePath HeapToHeap(Port from, Arrival to, (Area Area, HeapSlot Slot) source, (Area Area, HeapSlot Slot) target)
    {
        bool isInside = source.Area == target.Area;
        bool isNextInRow = source.Slot.Row == target.Slot.Row && source.Area.Right < target.Area.X
            && IsClear(source.Area.Right + 1, target.Area.X - 1, source.Area.Y, source.Area.Bottom);
        bool isDown = source.Slot.Form == HeapForm.Tree && target.Slot.Form == HeapForm.Tree && target.Slot.Row > source.Slot.Row;
        bool isSameColumn = Math.Abs(source.Area.X - target.Area.X) < 1;
        return isNextInRow ? ToTheRight(from, to)
            : isDown ? Down(from, source.Area, target.Area)
            : isInside || isSameColumn ? AroundRight(from, to, Lane(3) * Apart)
            : ThroughLanes(from, to, source.Area, target.Area);
    }

    private static CoursePath ToTheRight(Port from, Arrival to)
    {
        var path = new CoursePath(RightStart(from));
        path.To(new(from.Box.Area.Right, path.Here.Y));
        path.Glide(new(to.Port.Box.Area.X - 8, to.Entry(Side.Left).Y));
        return Finish(path, to, Side.Left);
    }

    /// <summary>From the side of a tree's node that its child is on, down into the child's head.</summary>
    private static CoursePath Down(Port from, Area source, Area target)
    {
        bool isLeft = target.CenterX < source.CenterX - 1;
        var path = new CoursePath(isLeft ? LeftStart(from) : RightStart(from));
        double edge = isLeft ? Math.Min(source.X, target.CenterX) : Math.Max(source.Right, target.CenterX);
        path.To(new(isLeft ? source.X : source.Right, path.Here.Y));
        var tip = new Point(target.CenterX, target.Y - 1);
        double bend = isLeft ? Math.Min(edge, source.X - 26) : Math.Max(edge, source.Right + 26);
        return path.Curve(new(bend, path.Here.Y), new(tip.X, Math.Max(path.Here.Y, tip.Y - 44)), tip);
    }

    private CoursePath ThroughLanes(Port from, Arrival to, Area source, Area target)
    {
        double right = source.Right + 14 + (Lane(3) * 6);
        double channel = target.Y - 8 - (Lane(3) * 4);
        double gap = target.X - 24 + (Lane(3) * 5);
        var path = new CoursePath(RightStart(from));
        double entry = to.Entry(Side.Left).Y;
        path.Along(new(right, path.Here.Y), new(right, channel), new(gap, channel), new(gap, entry), new(target.X - 4, entry));
        return Finish(path, to, Side.Left);
    }

    /// <summary>The last bit: level into a row or box, or along under a line of elements and up into one.</summary>
    private static CoursePath Finish(CoursePath path, Arrival to, Side side)
    {
        if (to.Port.Shape != PortShape.Element)
        {
            return path.To(to.Entry(side) with { X = side == Side.Left ? to.Port.Area.X - 1 : to.Port.Area.Right + 1 });
        }

        double x = to.ElementX;
        return path.Along(new(x, path.Here.Y), new(x, to.Port.Area.Bottom + 1));
    }

    private bool IsClear(double left, double right, double top, double bottom)
    {
        var lane = new Area(left, top, Math.Max(right - left, 0), bottom - top);
        return lane.Width <= 0 || !blocks.Values.Any(block => block.Area.Overlaps(lane));
    }

    private int Lane(int lanes) => _lane++ % lanes;

    private static Point RightStart(Port from) => new(from.Area.Right - 10, from.Area.Y + StartHeight(from));

    private static Point LeftStart(Port from) => new(from.Area.X + 8, from.Area.Y + StartHeight(from));

    private static double StartHeight(Port from) => Math.Min(from.Area.Height, Metrics.RowHeight) / 2;

    private enum Side
    {
        Left,
        Right,
    }

    /// <summary>Where an arrow arrives: the how-maniedth at this end it is keeps it apart from the others.</summary>
    private sealed record Arrival(Port Port, ArrowEnd End, int Number)
    {
        public string Label => End switch
        {
            ArrowEnd.IntoCell(_, var offset) => $"+{offset}",
            ArrowEnd.ToBlock(_, var offset) => offset == 0 ? "" : $"+{offset}",
            ArrowEnd.ToCell => "",
            ArrowEnd.PastCell => "",
            ArrowEnd.Nowhere => "",
        };

        public double ElementX => End is ArrowEnd.PastCell ? Port.Area.Right : Port.Area.CenterX + Spread;

        private double Spread => (Number % 5) switch { 0 => 0, 1 => Apart, 2 => -Apart, 3 => 2 * Apart, _ => -2 * Apart };

        public Point Entry(Side side) => new(side == Side.Left ? Port.Area.X : Port.Area.Right, EntryY);

        private double EntryY => Port.Shape switch
        {
            PortShape.Element => Port.Area.Bottom + (Metrics.StripGap / 2),
            PortShape.Row when End is ArrowEnd.PastCell => Port.Area.Bottom,
            PortShape.Row or PortShape.Box => Port.Area.Y + (Math.Min(Port.Area.Height, Metrics.TitleHeight) / 2) + Math.Clamp(Spread, -11, 11),
        };
    }
}
