using System.Text.Json.Serialization;

namespace Crabwalk.Pictures.Scenes;

/// <summary>What an arrow means. A null pointer has no arrow.</summary>
public enum ArrowKind
{
    /// <summary>A plain pointer.</summary>
    Pointer,

    /// <summary>The pointer that owns what it leads to: <c>Box</c>, <c>String</c>, <c>Vec</c>.</summary>
    Owner,

    /// <summary>One of several owners: <c>Rc</c>, <c>Arc</c>.</summary>
    SharedOwner,

    /// <summary>A shared borrow, <c>&amp;</c>.</summary>
    Borrow,

    /// <summary>An exclusive borrow, <c>&amp;mut</c>.</summary>
    BorrowMut,

    /// <summary>A pointer that does not keep alive: <c>Weak</c>.</summary>
    Weak,
}

/// <summary>Where an arrow ends.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "to")]
[JsonDerivedType(typeof(ToCell), "cell")]
[JsonDerivedType(typeof(PastCell), "past")]
[JsonDerivedType(typeof(IntoCell), "into")]
[JsonDerivedType(typeof(ToBlock), "block")]
[JsonDerivedType(typeof(Nowhere), "nowhere")]
public abstract record ArrowEnd
{
    private ArrowEnd()
    {
    }

    /// <summary>At the start of a cell: a variable, member or element. An element that is folded away shows at the fold.</summary>
    public sealed record ToCell(CellId Cell) : ArrowEnd;

    /// <summary>One past the end of a cell, usually an array.</summary>
    public sealed record PastCell(CellId Cell) : ArrowEnd;

    /// <summary>Into the middle of a cell, this many bytes after its start.</summary>
    public sealed record IntoCell(CellId Cell, long OffsetBytes) : ArrowEnd;

    /// <summary>Into a heap block whose inside has no cell at this offset.</summary>
    public sealed record ToBlock(HeapId Block, long OffsetBytes) : ArrowEnd;

    /// <summary>To memory that belongs to nothing in the picture, such as a popped frame; the text says what it was.</summary>
    public sealed record Nowhere(string Text) : ArrowEnd;
}

/// <summary>An arrow of the picture.</summary>
/// <param name="From">The cell that holds the pointer.</param>
/// <param name="End">Where it leads.</param>
/// <param name="Kind">What it means.</param>
/// <param name="IsDangling">True when what it leads to is freed, out of scope or gone.</param>
/// <param name="Touch">Changed when this step made it, Wrong when following it is the step's problem.</param>
/// <param name="IsIdle">True for a reference of Rust that is not used again: where it leads matters to nobody.</param>
public sealed record ArrowScene(
    CellId From,
    ArrowEnd End,
    ArrowKind Kind = ArrowKind.Pointer,
    bool IsDangling = false,
    CellTouch Touch = CellTouch.None,
    bool IsIdle = false);
