using Crabwalk.Foundation.Collections;
using Crabwalk.Machine.Inspect;
using Crabwalk.Pictures.Scenes;

namespace Crabwalk.Workbench.Walking.Owners;

/// <summary>Finds the owner of each block by following the arrows of ownership from the variables on, through other blocks.</summary>
internal sealed class BlockOwners(IReadOnlyList<ArrowWish> wishes, IReadOnlyDictionary<AllocationId, HeapBlockView> blocks)
{
    private readonly Dictionary<int, List<string>> _owners = [];
    private readonly ILookup<string, ArrowWish> _byCell = wishes.Where(wish => wish.Kind is ArrowKind.Owner or ArrowKind.SharedOwner).ToLookup(wish => wish.From.Path);

    /// <summary>The blocks with their owners' names.</summary>
    public EquatableArray<BlockScene> Name(IEnumerable<Cell> variables, EquatableArray<BlockScene> heap)
    {
        Dictionary<int, BlockScene> scenes = heap.ToDictionary(block => block.Id.Number);
        var open = new Queue<(Cell Cell, string Name)>(variables.Select(cell => (cell, cell.Name)));
        while (open.TryDequeue(out (Cell Cell, string Name) at))
        {
            foreach (ArrowWish wish in _byCell[at.Cell.Id.Path])
            {
                AddOwner(wish, at.Name, scenes, open);
            }

            foreach (Cell part in at.Cell.Kind == CellKind.Handle ? [] : at.Cell.Parts)
            {
                open.Enqueue((part, NameOf(at.Name, part)));
            }
        }

        return [.. heap.Select(block => _owners.TryGetValue(block.Id.Number, out List<string>? names) ? block with { Owner = string.Join(", ", names) } : block)];
    }

    private void AddOwner(ArrowWish wish, string name, Dictionary<int, BlockScene> scenes, Queue<(Cell Cell, string Name)> open)
    {
        if (!blocks.TryGetValue(wish.Pointer.Target!.Value.Allocation, out HeapBlockView? block) || !scenes.TryGetValue(block.HeapNumber, out BlockScene? scene))
        {
            return;
        }

        if (_owners.TryGetValue(block.HeapNumber, out List<string>? others))
        {
            others.Add(name);
            return;
        }

        _owners.Add(block.HeapNumber, [name]);
        foreach (Cell cell in scene.Cells)
        {
            open.Enqueue((cell, name));
        }
    }

    /// <summary>The name of a part of something with a name.</summary>
    public static string NameOf(string whole, Cell part) =>
        part.Name.StartsWith('[') ? whole + part.Name
        : part.Name.StartsWith('"') ? $"{whole}[{part.Name}]"
        : part.Name == "value" ? whole
        : $"{whole}.{part.Name}";
}
