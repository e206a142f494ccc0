using Crabwalk.Foundation.Collections;
using Crabwalk.Pictures.Scenes;

namespace Crabwalk.Pictures.Folding;

/// <summary>
/// One row of a box. Cells nest and may have ten thousand parts; rows are flat and few. Both the text and the drawn picture
/// are made of these rows, so they always show and fold the same things.
/// </summary>
public abstract record MemoryRow
{
    private MemoryRow(CellId cell, int depth)
    {
        Id = cell;
        Depth = depth;
    }

    /// <summary>The cell this row stands for; for a gap the cell whose parts are folded.</summary>
    public CellId Id { get; }

    /// <summary>How far it is indented.</summary>
    public int Depth { get; }

    /// <summary>A cell with its name, type and value; its parts, if shown, follow as deeper rows.</summary>
    public sealed record Line(Cell Cell, int Level) : MemoryRow(Cell.Id, Level);

    /// <summary>The elements of an array side by side.</summary>
    public sealed record Strip(Cell Array, int Level, EquatableArray<StripItem> Items) : MemoryRow(Array.Id, Level);

    /// <summary>The bytes of a cell.</summary>
    public sealed record Bytes(Cell Cell, int Level) : MemoryRow(Cell.Id, Level);

    /// <summary>Parts that are folded away.</summary>
    /// <param name="Owner">The cell whose parts they are.</param>
    /// <param name="Level">How far the row is indented.</param>
    /// <param name="First">The index of the first of them.</param>
    /// <param name="Count">How many they are.</param>
    public sealed record Gap(CellId Owner, int Level, long First, long Count) : MemoryRow(Owner, Level);
}

/// <summary>A place of a strip.</summary>
public abstract record StripItem
{
    private StripItem()
    {
    }

    /// <summary>An element.</summary>
    /// <param name="Cell">The element.</param>
    /// <param name="Index">Its index.</param>
    /// <param name="Cursors">The names of index variables that stand here, joined; empty without one.</param>
    public sealed record Element(Cell Cell, long Index, string Cursors) : StripItem;

    /// <summary>Elements that are folded away.</summary>
    public sealed record Gap(long First, long Count) : StripItem;
}
