using Crabwalk.Foundation.Collections;
using Crabwalk.Pictures.Scenes;

namespace Crabwalk.Pictures.Folding;

/// <summary>Flattens cells into the rows of a box, folding what is too long or too deep.</summary>
internal static class CellRows
{
    /// <summary>An element with a longer value gets a row of its own.</summary>
    private const int StripValueColumns = 12;

    /// <summary>The rows of a call's variables or of the statics.</summary>
    public static EquatableArray<MemoryRow> OfVariables(CellId root, EquatableArray<Cell> cells, Spotlight spotlight, FoldLimits limits)
    {
        var rows = new List<MemoryRow>();
        var all = new Cell { Id = root, Name = "", Type = "", Value = "", Parts = cells };
        new Context(spotlight, limits, rows).AddParts(all, level: 0, limits.Members);
        return rows.ToEquatableArray();
    }

    /// <summary>The rows of a heap block: a block that is one nameless object shows the object's parts at once.</summary>
    public static EquatableArray<MemoryRow> OfBlock(BlockScene block, Spotlight spotlight, FoldLimits limits)
    {
        if (block.Cells is not [{ Name: "", Parts.IsEmpty: false } whole])
        {
            return OfVariables(CellId.OfBlock(block.Id), block.Cells, spotlight, limits);
        }

        var rows = new List<MemoryRow>();
        var context = new Context(spotlight, limits, rows);
        if (whole.Kind == CellKind.Text)
        {
            context.Add(whole, level: 0);
        }
        else
        {
            context.AddInside(whole, level: 0);
        }

        return rows.ToEquatableArray();
    }

    private sealed class Context(Spotlight spotlight, FoldLimits limits, List<MemoryRow> rows)
    {
        public void Add(Cell cell, int level)
        {
            rows.Add(new MemoryRow.Line(cell, level));
            if (!cell.Bytes.IsEmpty)
            {
                rows.Add(new MemoryRow.Bytes(cell, level + 1));
            }

            if (!cell.Parts.IsEmpty && cell.Kind != CellKind.Handle && (cell.Kind != CellKind.Text || IsOpenedText(cell)))
            {
                AddInside(cell, level + 1);
            }
        }

        public void AddInside(Cell cell, int level)
        {
            if (level > limits.Depth)
            {
                rows.Add(new MemoryRow.Gap(cell.Id, level, 0, Math.Max(cell.ElementCount, cell.Parts.Count)));
            }
            else if (IsStrip(cell))
            {
                AddStrip(cell, level);
            }
            else
            {
                AddParts(cell, level, cell.Kind == CellKind.Array ? limits.Elements : limits.Members);
            }
        }

        public void AddParts(Cell parent, int level, int limit)
        {
            long next = 0;
            foreach (int position in ElementChooser.Choose(parent, spotlight, limit))
            {
                Cell part = parent.Parts[position];
                long index = part.Index ?? position;
                AddGap(parent, level, next, index);
                Add(part, level);
                next = index + 1;
            }

            AddGap(parent, level, next, Math.Max(parent.ElementCount, parent.Parts.Count));
        }

        private void AddGap(Cell parent, int level, long first, long end)
        {
            if (end > first)
            {
                rows.Add(new MemoryRow.Gap(parent.Id, level, first, end - first));
            }
        }

        private void AddStrip(Cell array, int level)
        {
            var items = new List<StripItem>();
            long next = 0;
            foreach (int position in ElementChooser.Choose(array, spotlight, limits.Elements))
            {
                Cell part = array.Parts[position];
                long index = part.Index ?? position;
                AddStripGap(items, next, index);
                items.Add(new StripItem.Element(part, index, CursorsAt(array, index)));
                next = index + 1;
            }

            AddStripGap(items, next, Math.Max(array.ElementCount, array.Parts.Count));
            rows.Add(new MemoryRow.Strip(array, level, items.ToEquatableArray()));
        }

        private static void AddStripGap(List<StripItem> items, long first, long end)
        {
            if (end > first)
            {
                items.Add(new StripItem.Gap(first, end - first));
            }
        }

        private static string CursorsAt(Cell array, long index) =>
            string.Join(", ", array.Cursors.Where(cursor => cursor.Index == index).Select(cursor => cursor.Name));

        private bool IsOpenedText(Cell text) =>
            !text.Cursors.IsEmpty || text.Parts.Any(part => part.Touch != CellTouch.None || spotlight.IsLit(part.Id));

        private static bool IsStrip(Cell cell)
        {
            if (cell.Kind is not (CellKind.Array or CellKind.Text))
            {
                return false;
            }

            foreach (Cell part in cell.Parts)
            {
                if (!part.Parts.IsEmpty || !part.Bytes.IsEmpty || part.Kind == CellKind.Pointer || part.Value.Length > StripValueColumns)
                {
                    return false;
                }
            }

            return true;
        }
    }
}
