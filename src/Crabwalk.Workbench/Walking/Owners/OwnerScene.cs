using Crabwalk.Foundation.Collections;
using Crabwalk.Machine.Inspect;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;
using Crabwalk.Pictures.Scenes;

namespace Crabwalk.Workbench.Walking.Owners;

/// <summary>What sentences about owners look at: the picture of the step and what the program's code says of its places.</summary>
/// <param name="Frames">The calls of the picture.</param>
/// <param name="Heap">Its blocks, with their owners.</param>
/// <param name="HeapTypes">What blocks hold.</param>
/// <param name="HistoryOf">What became of a call's variables.</param>
/// <param name="DestinationOf">Where a call's move went.</param>
/// <param name="BodyOf">A function's code.</param>
/// <param name="TypeName">A type in words.</param>
/// <param name="Owns">True for a type whose values have something to drop.</param>
/// <param name="OwnersLeft">How many owners the counted value has that was just dropped or stored; null for other values.</param>
internal sealed record OwnerScene(
    EquatableArray<FrameScene> Frames,
    EquatableArray<BlockScene> Heap,
    HeapTypes HeapTypes,
    Func<CallView, PlaceHistory> HistoryOf,
    Func<CallView, PlaceEvent, MoveDestination?> DestinationOf,
    Func<Mir.Definitions.DefId, Body?> BodyOf,
    Func<Ty, string> TypeName,
    Func<Ty, bool> Owns,
    long? OwnersLeft)
{
    /// <summary>What lies at an address, as the program would name it: <c>s</c>, <c>v[0]</c>, <c>b.x</c>; null for nothing in the picture.</summary>
    public string? NameAt(ulong address)
    {
        for (int i = Frames.Count - 1; i >= 0; i--)
        {
            foreach (Cell variable in Frames[i].Variables)
            {
                if (Holds(variable, address))
                {
                    string name = Inside(variable, address, variable.Name);
                    return i == Frames.Count - 1 ? name : $"{name} of {Frames[i].Function}";
                }
            }
        }

        foreach (BlockScene block in Heap)
        {
            if (block.Owner.Length > 0 && block.Cells is [var whole] && Holds(whole, address))
            {
                return Inside(whole, address, block.Owner);
            }
        }

        return null;
    }

    /// <summary>The block of an allocation number of the heap.</summary>
    public BlockScene? BlockOf(HeapBlockView block)
    {
        foreach (BlockScene scene in Heap)
        {
            if (scene.Id.Number == block.HeapNumber)
            {
                return scene;
            }
        }

        return null;
    }

    private static bool Holds(Cell cell, ulong address) => address >= cell.Address && address < cell.Address + (ulong)Math.Max(cell.SizeBytes, 1);

    private static string Inside(Cell cell, ulong address, string name)
    {
        foreach (Cell part in cell.Kind == CellKind.Handle ? [] : cell.Parts)
        {
            if (part.SizeBytes > 0 && Holds(part, address) && part.Address != cell.Address | part.Index is not null)
            {
                return Inside(part, address, BlockOwners.NameOf(name, part));
            }
        }

        return name;
    }
}
