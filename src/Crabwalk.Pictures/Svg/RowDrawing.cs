using System.Globalization;
using System.Text;
using Crabwalk.Pictures.Layout;
using Crabwalk.Pictures.Scenes;

namespace Crabwalk.Pictures.Svg;

/// <summary>Draws the rows of a box. Each state has a mark beside its colour: ● changed, ? junk, ✕ gone, ⚠ wrong, › read.</summary>
internal static class RowDrawing
{
    public static void Draw(SvgWriter svg, PlacedRow row)
    {
        switch (row)
        {
            case PlacedRow.Value value:
                DrawValue(svg, value);
                break;
            case PlacedRow.Element element:
                DrawElement(svg, element);
                break;
            case PlacedRow.Fold fold:
                svg.Rect(fold.Area, "fold", 5);
                svg.Text(fold.Area.CenterX, fold.Area.CenterY + 4, "w", $"… {fold.Count} more", "middle");
                break;
            case PlacedRow.Bytes bytes:
                DrawBytes(svg, bytes);
                break;
            case PlacedRow.Result result:
                svg.Rect(result.Area, "r chg", 6);
                svg.Text(result.Area.X + 8, result.Area.Y + 20, "mk now", "⏎").Text(result.Area.X + 26, result.Area.Y + 20, "w", "returns");
                svg.Text(result.Area.X + 80, result.Area.Y + 20, "now", result.Text);
                break;
        }
    }

    private static void DrawValue(SvgWriter svg, PlacedRow.Value row)
    {
        if (row.Level > 0)
        {
            double x = row.Area.X - 6;
            svg.Line(new(x, row.Area.Y - Metrics.RowGap), new(x, row.Area.Y + (Metrics.RowHeight / 2)), "guide");
            svg.Line(new(x, row.Area.Y + (Metrics.RowHeight / 2)), new(row.Area.X, row.Area.Y + (Metrics.RowHeight / 2)), "guide");
        }

        svg.Raw($"<g><title>{SvgWriter.Escape(TitleOf(row.Cell))}</title>");
        svg.Rect(row.Area, FrameClass(row.Cell), 6);
        (string mark, string css) = MarkOf(row.Cell);
        svg.Text(row.Area.X + 6, row.Name.Y - 1, css, mark);
        svg.Text(row.Name.X, row.Name.Y, IsGone(row.Cell) ? "soft" : "", row.Name.Text);
        svg.Text(row.Type.X, row.Type.Y, "t", row.Type.Text);
        svg.Text(row.Text.X, row.Text.Y, ValueClass(row.Cell), row.Text.Text);
        svg.Text(row.Remark.X, row.Remark.Y, row.Cell.Touch.HasFlag(CellTouch.Wrong) ? "w wrong" : "w", row.Remark.Text);
        svg.Raw("</g>");
    }

    private static void DrawElement(SvgWriter svg, PlacedRow.Element row)
    {
        Area area = row.Area;
        svg.Raw($"<g><title>{SvgWriter.Escape(TitleOf(row.Cell))}</title>").Rect(area, FrameClass(row.Cell), 4);
        (string mark, string css) = MarkOf(row.Cell);
        svg.Text(area.CenterX, area.Y + 12, "sub", row.Index.ToString(CultureInfo.InvariantCulture), "middle");
        svg.Text(area.X + 3, area.Y + 12, css, mark);
        svg.Text(area.CenterX, area.Y + 29, ValueClass(row.Cell), row.Text, "middle");
        if (row.Cursors.Length > 0)
        {
            svg.Text(area.CenterX, area.Y - 4, "now", $"{row.Cursors}▾", "middle");
        }

        svg.Raw("</g>");
    }

    private static void DrawBytes(SvgWriter svg, PlacedRow.Bytes row)
    {
        double x = row.Area.X;
        foreach (MemoryByte one in row.Values)
        {
            string text = one.Value.ToString("x2", CultureInfo.InvariantCulture);
            svg.Text(x, row.Area.Y + 14, one.IsInitialised ? "t" : "t j", one.IsInitialised ? text : $"{text}?");
            x += Metrics.SmallCode("00 ");
        }
    }

    private static string FrameClass(Cell cell) =>
        cell.Touch.HasFlag(CellTouch.Wrong) ? "r bad"
        : (cell.Touch & (CellTouch.Changed | CellTouch.Fresh)) != 0 ? "r chg"
        : IsGone(cell) ? "r ghost"
        : IsJunk(cell) ? "r junk"
        : cell.Touch.HasFlag(CellTouch.Read) ? "r read"
        : cell.Value.Length == 0 && !cell.Parts.IsEmpty ? "r head"
        : "r";

    private static string ValueClass(Cell cell) =>
        cell.Touch.HasFlag(CellTouch.Wrong) ? "wrong"
        : cell.Content == CellContent.Freed || IsJunk(cell) ? "j"
        : IsGone(cell) ? "gone"
        : cell.Touch.HasFlag(CellTouch.Changed) ? "now"
        : "";

    private static (string Mark, string Class) MarkOf(Cell cell) =>
        cell.Touch.HasFlag(CellTouch.Wrong) ? ("⚠", "mk wrong")
        : (cell.Touch & (CellTouch.Changed | CellTouch.Fresh)) != 0 ? ("●", "mk now")
        : IsGone(cell) ? ("✕", "mk")
        : cell.Content is CellContent.Junk or CellContent.PartlyJunk ? ("?", "mk")
        : cell.Touch.HasFlag(CellTouch.Read) ? ("›", "mk")
        : ("", "mk");

    private static bool IsJunk(Cell cell) => cell.Content is CellContent.Junk or CellContent.PartlyJunk or CellContent.OtherView or CellContent.Spare;

    private static bool IsGone(Cell cell) =>
        cell.Content is CellContent.Freed or CellContent.MovedFrom or CellContent.Dropped or CellContent.OutOfScope;

    /// <summary>What the pointer's tooltip says: everything that had to be cut or left out.</summary>
    private static string TitleOf(Cell cell)
    {
        var title = new StringBuilder($"{cell.Name} {cell.Type}".Trim());
        title.Append(cell.Value.Length > 0 ? $" = {cell.Value}" : "");
        title.Append(cell.Address != 0 ? string.Create(CultureInfo.InvariantCulture, $", at 0x{cell.Address:x}") : "");
        title.Append(cell.SizeBytes > 0 ? string.Create(CultureInfo.InvariantCulture, $", {cell.SizeBytes} bytes") : "");
        return title.ToString();
    }
}
