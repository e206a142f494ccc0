using Crabwalk.Machine.Inspect;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Layout;
using Crabwalk.Mir.Types;
using Crabwalk.Workbench.Walking.Library;

namespace Crabwalk.Workbench.Walking;

/// <summary>What the places of a block are.</summary>
public enum BlockForm
{
    /// <summary>Objects, as far as anybody knows.</summary>
    Objects,

    /// <summary>A buffer with places for more items than there are.</summary>
    Buffer,

    /// <summary>A buffer of bytes that are a text.</summary>
    Text,
}

/// <summary>What a heap block is used as: an element type and how many of them.</summary>
public sealed record BlockType(Ty Element, SourceType? Source, long Count)
{
    /// <summary>What the places are.</summary>
    public BlockForm Form { get; init; }

    /// <summary>The first place in use; those after the last place go on at the start.</summary>
    public long First { get; init; }

    /// <summary>How many places are in use.</summary>
    public long Used { get; init; } = Count;

    /// <summary>True when the block's owner told, who knows; what other pointers say does not count then.</summary>
    public bool IsOwners { get; init; }

    /// <summary>True when there is an item at a place.</summary>
    public bool IsUsed(long place) => (place >= First && place < First + Used) || place + Count < First + Used;

    /// <summary>The type in the words of the program.</summary>
    internal string Name(RustTypeText? rust)
    {
        string element = Source?.Name ?? rust?.Of(Element) ?? Element.ToString()!;
        return this switch
        {
            { Form: BlockForm.Text } => "str",
            { Form: BlockForm.Objects, Count: 1 } => element,
            { Element: Ty.Adt { Definition.Name: "Slot", Args: [Ty entry] }, Form: BlockForm.Buffer } => $"{Count} places for {rust?.Of(entry) ?? entry.ToString()}",
            _ => rust is null ? $"{element}[{Count}]" : $"[{element}; {Count}]",
        };
    }
}

/// <summary>
/// Finds out what heap blocks hold. A block of C has no type of its own: it is what the pointers to it say (C17 6.5p6 calls it the
/// effective type). A block of Rust is what its owner says. What was once learned of a block is remembered, so that it still has its type
/// when nobody points to it any more.
/// </summary>
public sealed class HeapTypes(LayoutComputer layouts)
{
    private readonly Dictionary<AllocationId, BlockType> _known = [];

    private readonly HashSet<AllocationId> _lookedFor = [];

    /// <summary>True the first time it is asked of a block: its past need not be looked at twice.</summary>
    public bool StartLooking(AllocationId block) => _lookedFor.Add(block);

    /// <summary>The type of a block, if a pointer has told it.</summary>
    public BlockType? Of(AllocationId block) => _known.GetValueOrDefault(block);

    /// <summary>Follows the pointers of a value, and those of the blocks they lead to.</summary>
    internal void Learn(IEnumerable<ValueView> roots, Func<AllocationId, HeapBlockView?> blockOf, ValueReader reader, LibraryReader library)
    {
        var seen = new HashSet<AllocationId>();
        var open = new Stack<ValueView>(roots);
        while (open.TryPop(out ValueView? value))
        {
            if (OwnedBlocks.Of(library.Of(value)) is var (owned, told))
            {
                if (blockOf(owned.Target!.Value.Allocation) is { } block)
                {
                    LearnFromOwner(block, told);
                    Follow(block);
                }

                continue;
            }

            foreach (ValueView part in PartsOf(value))
            {
                open.Push(part);
            }

            if (value is ValueView.Pointer { Target: { } target } pointer && blockOf(target.Allocation) is { } other)
            {
                LearnFrom(pointer, target, other);
                Follow(other);
            }
        }

        void Follow(HeapBlockView block)
        {
            if (block.State == AllocationState.Live && _known.TryGetValue(block.Id, out BlockType? type) && seen.Add(block.Id))
            {
                foreach (ValueView item in ItemsOf(block, type, reader))
                {
                    open.Push(item);
                }
            }
        }
    }

    private static IEnumerable<ValueView> ItemsOf(HeapBlockView block, BlockType type, ValueReader reader) =>
        type.Form == BlockForm.Text || reader.ReadArray(block.Address, type.Element, type.Source, type.Count) is not ValueView.Array array
            ? []
            : array.Elements.Where(element => type.IsUsed(element.Index)).Select(element => element.Value);

    private void LearnFromOwner(HeapBlockView block, OwnedBlock told)
    {
        long size = layouts.TryLayoutOf(told.Element, out _)?.SizeBytes ?? 0;
        if (size > 0)
        {
            long count = block.SizeBytes / size;
            _known[block.Id] = new(told.Element, null, count) { Form = told.Form, First = told.First, Used = told.Used ?? count, IsOwners = true };
        }
    }

    private void LearnFrom(ValueView.Pointer pointer, PointerTarget target, HeapBlockView block)
    {
        bool isKnown = _known.TryGetValue(block.Id, out BlockType? known);
        if (known is { IsOwners: true } || target.OffsetBytes < 0 || PointeeOf(pointer.Type) is not { } pointee
            || layouts.TryLayoutOf(pointee, out _) is not { SizeBytes: > 0 } layout)
        {
            return;
        }

        // A pointer into a member tells the member's type, not the block's; only one to an element boundary counts.
        bool divides = block.SizeBytes % layout.SizeBytes == 0 && target.OffsetBytes % layout.SizeBytes == 0;
        bool isBetter = !isKnown || (target.OffsetBytes == 0 && Rank(pointee, layout) > Rank(known!));
        if (divides && isBetter)
        {
            SourceType? source = (pointer.Source as SourceType.Pointer)?.Target;
            _known[block.Id] = new(pointee, source, block.SizeBytes / layout.SizeBytes);
        }
    }

    private static Ty? PointeeOf(Ty type) => type switch
    {
        Ty.RawPtr pointer => pointer.Pointee,
        Ty.Ref reference => reference.Referent,
        _ => null,
    };

    private int Rank(BlockType known) => layouts.TryLayoutOf(known.Element, out _) is { } layout ? Rank(known.Element, layout) : 0;

    /// <summary>Bytes say least, structs most: <c>char *</c> is what everything passes through.</summary>
    private static int Rank(Ty type, TypeLayout layout) => type switch
    {
        Ty.Adt => 3,
        _ when layout.SizeBytes > 1 => 2,
        _ => 1,
    };

    private static IEnumerable<ValueView> PartsOf(ValueView value) => value switch
    {
        ValueView.Struct record => record.Members.Select(member => member.Value),
        ValueView.Union union => union.Members.Select(member => member.Value),
        ValueView.Array array => array.Elements.Select(element => element.Value),
        _ => [],
    };
}
