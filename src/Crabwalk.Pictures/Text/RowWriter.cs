using System.Globalization;
using Crabwalk.Foundation.Collections;
using Crabwalk.Pictures.Folding;
using Crabwalk.Pictures.Scenes;

namespace Crabwalk.Pictures.Text;

/// <summary>
/// Writes memory rows as lines: a mark, the name, the type, the value, where it points, a remark. One row is one line, so a
/// line found by grep or read aloud is understood alone.
/// </summary>
internal sealed class RowWriter(StepScene step, TextOptions options)
{
    private const int NameLimit = 28;
    private const int TypeLimit = 22;

    private readonly CellNames _names = new(step);
    private readonly ILookup<string, ArrowScene> _arrows = step.Arrows.ToLookup(arrow => arrow.From.Path);

    /// <summary>The lines of rows, in columns of their own.</summary>
    public List<EquatableArray<TextRun>> Write(EquatableArray<MemoryRow> rows, int width)
    {
        var columns = Columns.Of(rows);
        return [.. rows.SelectMany(row => Write(row, columns, width))];
    }

    private IEnumerable<EquatableArray<TextRun>> Write(MemoryRow row, Columns columns, int width) => row switch
    {
        MemoryRow.Line line => [WriteCell(line, columns, width)],
        MemoryRow.Strip strip => WriteStrip(strip, width),
        MemoryRow.Bytes bytes => WriteBytes(bytes, width),
        MemoryRow.Gap gap => [WriteGap(gap)],
    };

    private EquatableArray<TextRun> WriteCell(MemoryRow.Line row, Columns columns, int width)
    {
        Cell cell = row.Cell;
        var line = new LineBuilder();
        line.Append(MarkOf(cell), MarkStyle(cell)).PadTo(2 + (2 * row.Depth));
        line.Append(Clip(cell.Name, columns.Name - (2 * row.Depth)), IsGone(cell) ? TextStyle.Freed : TextStyle.Code);
        if (columns.Type > 0)
        {
            line.PadTo(columns.TypeStart).Append(Clip(cell.Type, columns.Type), TextStyle.Soft);
        }

        line.PadTo(columns.ValueStart);
        line.Append(Clip(cell.Value, Math.Max(width - line.Width, 12)), ValueStyle(cell));
        AppendArrows(line, cell);
        AppendRemarks(line, cell);
        return line.Build();
    }

    private void AppendArrows(LineBuilder line, Cell cell)
    {
        foreach (ArrowScene arrow in _arrows[cell.Id.Path])
        {
            bool isWrong = arrow.IsDangling || arrow.Touch.HasFlag(CellTouch.Wrong);
            string sign = arrow.IsDangling ? options.Glyphs.Dangling : options.Glyphs.Arrow;
            string text = $" {KindPrefix(arrow.Kind)}{sign} {_names.Of(arrow.End)}";
            line.Append(text, isWrong ? TextStyle.Error : arrow.IsIdle ? TextStyle.Soft : TextStyle.Code);
            if (arrow.IsDangling)
            {
                line.Append(" (dangling)", TextStyle.Error);
            }
        }
    }

    private void AppendRemarks(LineBuilder line, Cell cell)
    {
        foreach (string remark in Remarks.Of(cell))
        {
            line.Append($"  {remark}", cell.Touch.HasFlag(CellTouch.Wrong) ? TextStyle.Error : TextStyle.Soft);
        }

        if (options.Addresses == AddressDisplay.Shown && cell.Address != 0)
        {
            line.Append($"  at 0x{cell.Address.ToString("x", CultureInfo.InvariantCulture)}", TextStyle.Soft);
        }
    }

    private IEnumerable<EquatableArray<TextRun>> WriteStrip(MemoryRow.Strip strip, int width)
    {
        int indent = 2 + (2 * strip.Depth);
        var line = new LineBuilder().PadTo(0).Append(new string(' ', indent));
        foreach (StripItem item in strip.Items.AsEnumerable())
        {
            EquatableArray<TextRun> text = WriteItem(item);
            if (line.Width > indent && line.Width + TextCanvas.WidthOf(text) > width)
            {
                yield return line.Build();
                line = new LineBuilder().Append(new string(' ', indent));
            }

            line.Append(text).Append("  ");
        }

        yield return line.Build();
    }

    private EquatableArray<TextRun> WriteItem(StripItem item) => item switch
    {
        StripItem.Element(var cell, var index, var cursors) =>
        [
            new((cursors.Length > 0 ? $"{cursors}{options.Glyphs.Arrow}" : "") + MarkOf(cell), MarkStyle(cell)),
            new($"[{index}] ", TextStyle.Soft),
            new(cell.Value, ValueStyle(cell)),
        ],
        StripItem.Gap(_, var count) => [new($"{options.Glyphs.Ellipsis} {count} more {options.Glyphs.Ellipsis}", TextStyle.Soft)],
    };

    private static IEnumerable<EquatableArray<TextRun>> WriteBytes(MemoryRow.Bytes row, int width)
    {
        int indent = 2 + (2 * row.Depth);
        int perLine = Math.Max((width - indent) / 3 / 4 * 4, 4);
        for (int start = 0; start < row.Cell.Bytes.Count; start += perLine)
        {
            var line = new LineBuilder().Append(new string(' ', indent));
            for (int i = start; i < Math.Min(start + perLine, row.Cell.Bytes.Count); i++)
            {
                MemoryByte one = row.Cell.Bytes[i];
                string text = one.Value.ToString("x2", CultureInfo.InvariantCulture);
                line.Append(one.IsInitialised ? $"{text} " : $"{text}?", one.IsInitialised ? TextStyle.Value : TextStyle.Junk);
            }

            yield return line.Build();
        }
    }

    private EquatableArray<TextRun> WriteGap(MemoryRow.Gap gap) =>
        [new(new string(' ', 2 + (2 * gap.Depth))), new($"{options.Glyphs.Ellipsis} {gap.Count} more", TextStyle.Soft)];

    private string MarkOf(Cell cell) =>
        cell.Touch.HasFlag(CellTouch.Wrong) ? options.Glyphs.Wrong
        : (cell.Touch & (CellTouch.Changed | CellTouch.Fresh)) != 0 ? options.Glyphs.Changed
        : IsGone(cell) ? options.Glyphs.Gone
        : cell.Content is CellContent.Junk or CellContent.PartlyJunk ? options.Glyphs.Junk
        : cell.Touch.HasFlag(CellTouch.Read) ? options.Glyphs.Read
        : "";

    private static TextStyle MarkStyle(Cell cell) =>
        cell.Touch.HasFlag(CellTouch.Wrong) ? TextStyle.Error
        : cell.Touch != CellTouch.None ? TextStyle.Changed
        : TextStyle.Soft;

    private static bool IsGone(Cell cell) =>
        cell.Content is CellContent.Freed or CellContent.MovedFrom or CellContent.Dropped or CellContent.OutOfScope;

    private static TextStyle ValueStyle(Cell cell) =>
        cell.Touch.HasFlag(CellTouch.Wrong) ? TextStyle.Error
        : IsGone(cell) ? TextStyle.Freed
        : cell.Content is CellContent.Junk or CellContent.PartlyJunk or CellContent.OtherView or CellContent.Spare ? TextStyle.Junk
        : cell.Touch.HasFlag(CellTouch.Changed) ? TextStyle.Changed
        : TextStyle.Value;

    private static string KindPrefix(ArrowKind kind) => kind switch
    {
        ArrowKind.Pointer => "",
        ArrowKind.Owner => "owns ",
        ArrowKind.SharedOwner => "shares ",
        ArrowKind.Borrow => "& ",
        ArrowKind.BorrowMut => "&mut ",
        ArrowKind.Weak => "weak ",
    };

    private string Clip(string text, int columns) => TextWidth.Clip(text, columns, options.Glyphs.Ellipsis);

    /// <summary>Where the columns of a box start. A box with one nameless object has its type in the title already.</summary>
    private readonly record struct Columns(int Name, int Type)
    {
        public int TypeStart => Name == 0 ? 2 : Name + 4;

        public int ValueStart => TypeStart + (Type == 0 ? 0 : Type + 2);

        public static Columns Of(EquatableArray<MemoryRow> rows)
        {
            int name = 0;
            int type = 0;
            foreach (MemoryRow row in rows)
            {
                if (row is MemoryRow.Line line)
                {
                    name = Math.Max(name, TextWidth.Of(line.Cell.Name) + (2 * line.Depth));
                    type = Math.Max(type, TextWidth.Of(line.Cell.Type));
                }
            }

            return new(Math.Min(name, NameLimit), name == 0 ? 0 : Math.Min(type, TypeLimit));
        }
    }
}
