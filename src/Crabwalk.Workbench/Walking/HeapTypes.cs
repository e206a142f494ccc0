using Crabwalk.Machine.Inspect;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Layout;
using Crabwalk.Mir.Types;

namespace Crabwalk.Workbench.Walking;

/// <summary>What a heap block is used as: an element type and how many of them.</summary>
public sealed record BlockType(Ty Element, SourceType? Source, long Count)
{
    /// <summary>The type in the words of the program.</summary>
    public string Name(SourceLanguage language)
    {
        string element = Source?.Name ?? Element.ToString()!;
        return Count == 1 ? element : language == SourceLanguage.C ? $"{element}[{Count}]" : $"[{element}; {Count}]";
    }
}

/// <summary>
/// Finds out what heap blocks hold. A block of C has no type of its own: it is what the pointers to it say (C17 6.5p6 calls it the
/// effective type). What was once learned of a block is remembered, so that it still has its type when nobody points to it any more.
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
    public void Learn(IEnumerable<ValueView> roots, Func<AllocationId, HeapBlockView?> blockOf, ValueReader reader)
    {
        var seen = new HashSet<AllocationId>();
        var open = new Stack<ValueView>(roots);
        while (open.TryPop(out ValueView? value))
        {
            foreach (ValueView part in PartsOf(value))
            {
                open.Push(part);
            }

            if (value is ValueView.Pointer { Target: { } target } pointer && blockOf(target.Allocation) is { } block)
            {
                LearnFrom(pointer, target, block);
                if (seen.Add(block.Id) && block.State == AllocationState.Live && _known.TryGetValue(block.Id, out BlockType? type))
                {
                    open.Push(reader.ReadArray(block.Address, type.Element, type.Source, type.Count));
                }
            }
        }
    }

    private void LearnFrom(ValueView.Pointer pointer, PointerTarget target, HeapBlockView block)
    {
        if (target.OffsetBytes < 0 || PointeeOf(pointer.Type) is not { } pointee || layouts.TryLayoutOf(pointee, out _) is not { SizeBytes: > 0 } layout)
        {
            return;
        }

        // A pointer into a member tells the member's type, not the block's; only one to an element boundary counts.
        bool divides = block.SizeBytes % layout.SizeBytes == 0 && target.OffsetBytes % layout.SizeBytes == 0;
        bool isBetter = !_known.TryGetValue(block.Id, out BlockType? known) || (target.OffsetBytes == 0 && Rank(pointee, layout) > Rank(known));
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
