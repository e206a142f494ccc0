using Crabwalk.Foundation.Collections;
using Crabwalk.Pictures.Scenes;

namespace Crabwalk.Pictures.Layout;

/// <summary>A text at a place: x is its left edge, y its base line; already cut to the room it has.</summary>
public sealed record PlacedText(string Text, double X, double Y);

/// <summary>A row of a box, or an element, with its place inside the box.</summary>
public abstract record PlacedRow
{
    private PlacedRow(Area area) => Area = area;

    /// <summary>Where it is, from the box's upper left corner.</summary>
    public Area Area { get; init; }

    /// <summary>A variable, member or nameless object.</summary>
    public sealed record Value(Area Place, Cell Cell, int Level, PlacedText Name, PlacedText Type, PlacedText Text, PlacedText Remark)
        : PlacedRow(Place);

    /// <summary>An element in a strip.</summary>
    public sealed record Element(Area Place, Cell Cell, long Index, string Cursors, string Text) : PlacedRow(Place);

    /// <summary>Parts that are folded away.</summary>
    public sealed record Fold(Area Place, CellId Owner, long First, long Count) : PlacedRow(Place);

    /// <summary>Some bytes of a cell.</summary>
    public sealed record Bytes(Area Place, EquatableArray<MemoryByte> Values) : PlacedRow(Place);

    /// <summary>What a call gives back.</summary>
    public sealed record Result(Area Place, string Text) : PlacedRow(Place);
}
