using Crabwalk.Pictures.Folding;
using Crabwalk.Pictures.Scenes;

namespace Crabwalk.Pictures.Layout;

/// <summary>Sets out the elements of an array side by side, in as many lines as it takes.</summary>
internal sealed class StripPlacer(double width)
{
    private const double NarrowestElement = 34;

    /// <summary>The width for eight elements side by side.</summary>
    public static double NaturalWidth(MemoryRow.Strip strip) =>
        (strip.Depth * Metrics.Indent) + Metrics.MarkWidth
        + (Math.Min(strip.Items.Count, 8) * (ElementWidth(strip) + Metrics.ElementGap));

    /// <summary>Places the elements from a height on; gives the height after the last line.</summary>
    public double Place(List<PlacedRow> placed, MemoryRow.Strip strip, double top)
    {
        double element = ElementWidth(strip);
        double left = Metrics.BoxPadding + (strip.Depth * Metrics.Indent);
        double x = left;
        double y = top + CursorRoom(strip);
        foreach (StripItem item in strip.Items)
        {
            double itemWidth = item is StripItem.Gap gap ? GapWidth(gap) : element;
            if (x > left && x + itemWidth > width - Metrics.BoxPadding)
            {
                x = left;
                y += Metrics.ElementHeight + Metrics.StripGap + CursorRoom(strip);
            }

            placed.Add(PlaceItem(strip.Array, item, new(x, y, itemWidth, Metrics.ElementHeight)));
            x += itemWidth + Metrics.ElementGap;
        }

        return y + Metrics.ElementHeight + Metrics.StripGap;
    }

    private static PlacedRow PlaceItem(Cell array, StripItem item, Area area) => item switch
    {
        StripItem.Element(var cell, var index, var cursors) =>
            new PlacedRow.Element(area, cell, index, cursors, Metrics.ClipCode(cell.Value, area.Width - 6)),
        StripItem.Gap(var first, var count) => new PlacedRow.Fold(area, array.Id, first, count),
    };

    private static double CursorRoom(MemoryRow.Strip strip) => strip.Array.Cursors.IsEmpty ? 0 : 16;

    private static double GapWidth(StripItem.Gap gap) => Metrics.Words($"… {gap.Count} more") + 10;

    private static double ElementWidth(MemoryRow.Strip strip)
    {
        double widest = NarrowestElement;
        foreach (StripItem item in strip.Items)
        {
            widest = Math.Max(widest, item is StripItem.Element element ? Metrics.Code(element.Cell.Value) + 12 : 0);
        }

        return widest;
    }
}
