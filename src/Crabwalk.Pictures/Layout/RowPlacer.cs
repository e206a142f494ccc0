using Crabwalk.Foundation.Collections;
using Crabwalk.Pictures.Folding;
using Crabwalk.Pictures.Scenes;

namespace Crabwalk.Pictures.Layout;

/// <summary>Whether rows show the types of their cells.</summary>
internal enum TypeColumn
{
    /// <summary>Variables do.</summary>
    Shown,

    /// <summary>Members of heap blocks do not: the block's title names the type.</summary>
    Hidden,
}

/// <summary>Sets out the rows of one box below each other in columns.</summary>
internal sealed class RowPlacer(EquatableArray<MemoryRow> rows, TypeColumn types)
{
    private readonly double _nameWidth = NameWidth(rows);
    private readonly double _typeWidth = types == TypeColumn.Shown ? TypeWidth(rows) : 0;

    /// <summary>The width at which nothing has to be cut, as far as one can know before it is known which remarks break.</summary>
    public double NaturalWidth => (2 * Metrics.BoxPadding) + rows.Select(NaturalWidthOf).Append(0).Max();

    private double ValueX => Metrics.BoxPadding + Metrics.MarkWidth + Gapped(_nameWidth) + Gapped(_typeWidth);

    /// <summary>The rows placed in a box of a width, from a height on; and the height after the last one.</summary>
    public (List<PlacedRow> Rows, double Bottom) Place(double width, double top)
    {
        var placed = new List<PlacedRow>();
        double y = top;
        foreach (MemoryRow row in rows)
        {
            y = row switch
            {
                MemoryRow.Line line => PlaceLine(placed, line, width, y),
                MemoryRow.Strip strip => new StripPlacer(width).Place(placed, strip, y),
                MemoryRow.Bytes bytes => PlaceBytes(placed, bytes, width, y),
                MemoryRow.Gap gap => PlaceGap(placed, gap, width, y),
            };
        }

        return (placed, y);
    }

    private double PlaceLine(List<PlacedRow> placed, MemoryRow.Line line, double width, double y)
    {
        Cell cell = line.Cell;
        double left = Metrics.BoxPadding + (line.Depth * Metrics.Indent);
        double right = width - Metrics.BoxPadding;
        double valueRoom = Math.Max(right - ValueX - EndRoom(cell) + 4, 0);
        string remark = string.Join(" · ", Remarks.Of(cell)).Trim();
        bool isBeside = remark.Length == 0 || Metrics.Code(cell.Value) + Metrics.ColumnGap + Metrics.Words(remark) <= valueRoom;
        double height = Metrics.RowHeight + (isBeside ? 0 : Metrics.RemarkHeight);
        double baseline = y + 20;
        string value = Metrics.ClipCode(cell.Value, valueRoom);
        double nameX = left + Metrics.MarkWidth;
        double remarkX = isBeside ? ValueX + (value.Length > 0 ? Metrics.Code(value) + Metrics.ColumnGap : 0) : Math.Min(ValueX, nameX + 24);
        placed.Add(new PlacedRow.Value(
            new(left, y, right - left, height),
            cell,
            line.Depth,
            new(Metrics.ClipCode(cell.Name, _nameWidth - (line.Depth * Metrics.Indent)), nameX, baseline),
            new(Metrics.ClipSmallCode(types == TypeColumn.Shown ? cell.Type : "", _typeWidth), Metrics.BoxPadding + Metrics.MarkWidth + Gapped(_nameWidth), baseline),
            new(value, ValueX, baseline),
            new(Metrics.ClipWords(remark, right - remarkX - 8), remarkX, isBeside ? baseline : baseline + Metrics.RemarkHeight)));
        return y + height + Metrics.RowGap;
    }

    private static double PlaceBytes(List<PlacedRow> placed, MemoryRow.Bytes row, double width, double y)
    {
        double left = Metrics.BoxPadding + Metrics.MarkWidth + (row.Depth * Metrics.Indent);
        int perLine = Math.Max((int)((width - left - Metrics.BoxPadding) / Metrics.SmallCode("00 ")) / 4 * 4, 4);
        for (int start = 0; start < row.Cell.Bytes.Count; start += perLine)
        {
            EquatableArray<MemoryByte> line = row.Cell.Bytes.Slice(start, Math.Min(perLine, row.Cell.Bytes.Count - start));
            placed.Add(new PlacedRow.Bytes(new(left, y, width - left - Metrics.BoxPadding, Metrics.BytesHeight), line));
            y += Metrics.BytesHeight;
        }

        return y + Metrics.RowGap;
    }

    private static double PlaceGap(List<PlacedRow> placed, MemoryRow.Gap gap, double width, double y)
    {
        double left = Metrics.BoxPadding + (gap.Depth * Metrics.Indent);
        placed.Add(new PlacedRow.Fold(new(left, y, width - left - Metrics.BoxPadding, Metrics.FoldHeight), gap.Owner, gap.First, gap.Count));
        return y + Metrics.FoldHeight + Metrics.RowGap;
    }

    private double NaturalWidthOf(MemoryRow row) => row switch
    {
        MemoryRow.Line(var cell, _) => ValueX - Metrics.BoxPadding + Metrics.Code(cell.Value) + ShortRemark(cell) + EndRoom(cell),
        MemoryRow.Strip strip => StripPlacer.NaturalWidth(strip),
        MemoryRow.Bytes bytes => (bytes.Depth * Metrics.Indent) + Metrics.MarkWidth + Metrics.SmallCode("00 00 00 00 00 00 00 00 "),
        MemoryRow.Gap => 120,
    };

    /// <summary>The room right of a value; a pointer has its arrow's dot there.</summary>
    private static double EndRoom(Cell cell) => cell.Kind is CellKind.Pointer or CellKind.Handle or CellKind.FunctionPointer ? 26 : 12;

    /// <summary>A short remark gets room beside the value; a long one goes below.</summary>
    private static double ShortRemark(Cell cell)
    {
        double width = Metrics.Words(string.Join(" · ", Remarks.Of(cell)).Trim());
        return width is > 0 and < 110 ? width + Metrics.ColumnGap : 0;
    }

    private static double NameWidth(EquatableArray<MemoryRow> rows)
    {
        double width = 0;
        foreach (MemoryRow row in rows)
        {
            double name = row is MemoryRow.Line line ? Metrics.Code(line.Cell.Name) + (line.Depth * Metrics.Indent) : 0;
            width = Math.Max(width, name);
        }

        return Math.Min(width, Metrics.NameLimit);
    }

    private static double TypeWidth(EquatableArray<MemoryRow> rows)
    {
        double width = 0;
        foreach (MemoryRow row in rows)
        {
            width = Math.Max(width, row is MemoryRow.Line line ? Metrics.SmallCode(line.Cell.Type) : 0);
        }

        return Math.Min(width, Metrics.TypeLimit);
    }

    private static double Gapped(double width) => width > 0 ? width + Metrics.ColumnGap : 0;
}
