using Crabwalk.Foundation.Collections;
using Crabwalk.Machine.Inspect;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Layout;
using Crabwalk.Mir.Types;
using Crabwalk.Pictures.Scenes;

namespace Crabwalk.Workbench.Walking;

/// <summary>
/// Finds the very cell each pointer leads to. The provenance tells which allocation it is; the address then leads from its
/// outermost cell to the member or element of the pointer's own type.
/// </summary>
internal sealed class Arrows(LayoutComputer layouts, SourceLanguage language)
{
    private readonly List<Cell> _roots = [];
    private readonly Dictionary<AllocationId, (HeapId Block, EquatableArray<Cell> Cells)> _blocks = [];

    /// <summary>Makes a variable or static known as a possible end.</summary>
    public void AddRoot(Cell cell) => _roots.Add(cell);

    /// <summary>Makes a heap block known as a possible end.</summary>
    public void AddBlock(AllocationId allocation, BlockScene block) => _blocks.Add(allocation, (block.Id, block.Cells));

    /// <summary>
    /// The arrows of all pointer cells. In Rust a reference to a constant or temporary is its value, which stands in the cell: an arrow
    /// out of the picture would say nothing.
    /// </summary>
    public EquatableArray<ArrowScene> Resolve(IEnumerable<ArrowWish> wishes) =>
        [.. wishes.Select(Resolve).Where(arrow => language == SourceLanguage.C || arrow is not { End: ArrowEnd.Nowhere, IsDangling: false })];

    private ArrowScene Resolve(ArrowWish wish)
    {
        PointerTarget target = wish.Pointer.Target!.Value;
        bool dangles = target.State != AllocationState.Live && !wish.IsIdle;
        bool isOwner = wish.Kind is ArrowKind.Owner or ArrowKind.SharedOwner or ArrowKind.Weak;
        if (isOwner && _blocks.TryGetValue(target.Allocation, out (HeapId Block, EquatableArray<Cell> Cells) owned))
        {
            return new(wish.From, new ArrowEnd.ToBlock(owned.Block, 0), wish.Kind, dangles, wish.Touch);
        }

        return new(wish.From, EndOf(wish.Pointer, target), wish.Kind, dangles, wish.Touch, wish.IsIdle);
    }

    private ArrowEnd EndOf(ValueView.Pointer pointer, PointerTarget target)
    {
        if (_blocks.TryGetValue(target.Allocation, out (HeapId Block, EquatableArray<Cell> Cells) block))
        {
            return InCells(block.Cells, pointer) ?? new ArrowEnd.ToBlock(block.Block, target.OffsetBytes);
        }

        return target.State == AllocationState.Live && InCells([.. _roots], pointer) is { } end
            ? end
            : new ArrowEnd.Nowhere(target.State == AllocationState.OutOfScope ? "a variable that is gone" : "memory outside of the picture");
    }

    private ArrowEnd? InCells(EquatableArray<Cell> cells, ValueView.Pointer pointer)
    {
        ulong address = pointer.PointsTo;
        foreach (Cell cell in cells)
        {
            if (address >= cell.Address && address < cell.Address + (ulong)cell.SizeBytes)
            {
                return Inside(cell, address, PointeeSize(pointer.Type));
            }
        }

        foreach (Cell cell in cells)
        {
            if (address == cell.Address + (ulong)cell.SizeBytes)
            {
                return new ArrowEnd.PastCell(cell.Id);
            }
        }

        return null;
    }

    private static ArrowEnd Inside(Cell cell, ulong address, long pointeeSize)
    {
        while (cell.Address != address || cell.SizeBytes > pointeeSize)
        {
            Cell? part = cell.Kind == CellKind.Text ? null : PartAt(cell, address);
            if (part is null)
            {
                break;
            }

            cell = part;
        }

        return cell.Address == address ? new ArrowEnd.ToCell(cell.Id) : new ArrowEnd.IntoCell(cell.Id, (long)(address - cell.Address));
    }

    private static Cell? PartAt(Cell cell, ulong address)
    {
        foreach (Cell part in cell.Parts)
        {
            if (address >= part.Address && address < part.Address + (ulong)part.SizeBytes)
            {
                return part;
            }
        }

        return null;
    }

    private long PointeeSize(Ty type)
    {
        Ty? pointee = type switch
        {
            Ty.RawPtr pointer => pointer.Pointee,
            Ty.Ref reference => reference.Referent,
            _ => null,
        };
        long size = pointee is null ? 0 : layouts.TryLayoutOf(pointee, out _)?.SizeBytes ?? 0;
        return size == 0 ? long.MaxValue : size;
    }
}
