using System.Globalization;
using Crabwalk.Foundation.Collections;
using Crabwalk.Machine.Inspect;
using Crabwalk.Mir.Types;
using Crabwalk.Pictures.Scenes;

namespace Crabwalk.Workbench.Walking.Library;

/// <summary>Makes the cells of library types: what a value holds in one row, what it owns as an arrow, what it counts as quiet words.</summary>
internal sealed class LibraryCells(CellBuilder cells, Summaries summaries)
{
    /// <summary>The cell of a value, begun by <paramref name="cell"/>.</summary>
    /// <param name="cell">Id, name, type and place.</param>
    /// <param name="view">What people see.</param>
    /// <param name="value">The value.</param>
    /// <param name="root">The address of the outermost cell.</param>
    public Cell Build(Cell cell, LibraryView view, ValueView value, ulong root) => view switch
    {
        LibraryView.Text text => Handle(cell, value, text.Data, ("len", text.Length), ("capacity", text.Capacity)),
        LibraryView.Sequence sequence => Handle(cell, value, sequence.Data, ("len", sequence.Length), ("capacity", sequence.Capacity)),
        LibraryView.Entries entries => Handle(cell, value, entries.Data, ("len", entries.Count)),
        LibraryView.Owner owner => Pointer(cell, owner.Data, ArrowKind.Owner),
        LibraryView.Shared shared => Shared(cell, shared),
        LibraryView.Weak weak => Pointer(cell, weak.Inner, ArrowKind.Weak),
        LibraryView.Guard guard => Pointer(cell, guard.Value, guard.Mutability == Mutability.Mut ? ArrowKind.BorrowMut : ArrowKind.Borrow),
        LibraryView.Counted counted => Counted(cell, counted, root),
        LibraryView.Wrapper wrapper => cells.Build(cell.Id, cell.Name, wrapper.Inside, root) with { Type = cell.Type },
        LibraryView.Borrowable borrowable => Borrowable(cell, borrowable, root),
        LibraryView.Lock locked => cells.Build(cell.Id, cell.Name, locked.Inside, root) with { Type = cell.Type, Note = locked.State },
        LibraryView.Range => cell with { Kind = CellKind.Scalar, Value = summaries.Of(value) },
        LibraryView.Slot slot => slot.Entry is { } entry ? EntryOf(cell, entry, root) : cell,
    };

    /// <summary>The entries of a hash table's block, each in a row named by its key; free places are left out.</summary>
    public EquatableArray<Cell> Slots(CellId block, IEnumerable<(Element Element, LibraryView.Slot Slot)> slots, ulong root)
    {
        var rows = new List<Cell>();
        foreach ((Element element, LibraryView.Slot slot) in slots)
        {
            if (slot.Entry is { } entry)
            {
                Cell cell = cells.Begin(block.Element(element.Index), "", entry, root);
                rows.Add(EntryOf(cell, entry, root));
            }
        }

        return [.. rows];
    }

    // A key that owns its text has its arrow at the row, too.
    private Cell EntryOf(Cell cell, ValueView entry, ulong root)
    {
        if (LibraryReader.Field(entry, "0") is not { } key || LibraryReader.Field(entry, "1") is not { } value)
        {
            return cells.Build(cell.Id, cell.Name, entry, root);
        }

        Cell keyCell = cells.Build(cell.Id, "", key, root);
        return value.SizeBytes == 0 ? keyCell with { Name = summaries.Of(key), Value = "" } : cells.Build(cell.Id, summaries.Of(key), value, root);
    }

    private Cell Handle(Cell cell, ValueView value, ValueView.Pointer data, params ReadOnlySpan<(string Name, long Value)> numbers)
    {
        cells.Point(cell, data, ArrowKind.Owner);
        var parts = new List<Cell> { Part(cell, "ptr", ValueText.Address(data.PointsTo)) };
        foreach ((string name, long number) in numbers)
        {
            parts.Add(Part(cell, name, number.ToString(CultureInfo.InvariantCulture)));
        }

        string held = data.Target is { State: not AllocationState.Live } ? "" : summaries.Of(value);
        return cell with { Kind = CellKind.Handle, Value = held, Parts = [.. parts] };
    }

    private static Cell Part(Cell cell, string name, string value) => new()
    {
        Id = cell.Id.Member(name),
        Name = name,
        Type = "usize",
        Value = value,
    };

    private Cell Pointer(Cell cell, ValueView.Pointer pointer, ArrowKind kind)
    {
        cells.Point(cell, pointer, kind);
        return cell with { Kind = CellKind.Pointer, Value = cells.Follow(pointer), Note = cells.NoteOf(pointer) };
    }

    private Cell Shared(Cell cell, LibraryView.Shared shared)
    {
        Cell pointer = Pointer(cell, shared.Inner, ArrowKind.SharedOwner);
        return summaries.Of(shared) is { Length: <= CellBuilder.MaxFollowedLength } held ? pointer with { Value = held } : pointer;
    }

    private Cell Counted(Cell cell, LibraryView.Counted counted, ulong root) => cell with
    {
        Kind = CellKind.Struct,
        Parts =
        [
            cells.Build(cell.Id.Member("strong"), "strong", counted.Strong, root),
            Part(cell, "weak", counted.WeakPointers.ToString(CultureInfo.InvariantCulture)),
            cells.Build(cell.Id.Member("value"), "value", counted.Value, root),
        ],
    };

    private Cell Borrowable(Cell cell, LibraryView.Borrowable borrowable, ulong root) =>
        cells.Build(cell.Id, cell.Name, borrowable.Inside, root) with { Type = cell.Type, Note = WordsOf(borrowable.Flag) };

    private static string WordsOf(long flag) => flag switch
    {
        0 => "",
        < 0 => "mutably borrowed now",
        1 => "borrowed now",
        _ => $"borrowed {flag} times now",
    };
}
