using System.Numerics;

namespace Crabwalk.Machine.Memory;

/// <summary>Birth and death of allocations.</summary>
internal sealed unsafe partial class GuestMemory
{
    /// <summary>What fresh heap memory reads as in a debugger, and so here.</summary>
    public const uint FreshFill = 0xBAADF00D;

    /// <summary>What freed heap memory reads as.</summary>
    public const uint FreedFill = 0xFEEEFEEE;

    private const int CollectEvery = 1 << 16;

    /// <summary>What a block counts beside its bytes: what is kept about it takes memory too, and small blocks have more of that than bytes.</summary>
    private const int BlockCost = 128;

    private HeapEntry[] _heap = new HeapEntry[64];
    private uint[] _freed = new uint[64];

    private record struct HeapEntry(ulong Base, uint Id);

    /// <summary>True when so many locals have died since the last look that their lines are worth collecting.</summary>
    public bool WantsCollection => State.DeadLocals >= Math.Max(CollectEvery, State.LineCount / 2);

    /// <summary>Adds an allocation with bytes of its own at a given address, all of them unwritten.</summary>
    public uint AddStatic(StorageKind kind, ulong address, long size, int align, bool isWritable, int detail)
    {
        long arena = TakeArena(Math.Max(size, 1));
        uint id = NewLine();
        Lines[id] = new AllocationLine
        {
            Base = address,
            Size = size,
            WriteSize = isWritable ? size : 0,
            Extent = size,
            Delta = (ulong)arena - address,
            Kind = kind,
            AlignLog2 = Log2(align),
            Detail = detail,
            Epoch = Lines[id].Epoch,
        };
        Histories[id] = new AllocationHistory { AllocatedAt = CodePosition.Nowhere, FreedAt = CodePosition.Nowhere };
        return id;
    }

    /// <summary>Adds a function's address.</summary>
    public uint AddFunction(ulong address, int function)
    {
        uint id = NewLine();
        Lines[id] = new AllocationLine { Base = address, Extent = 1, Kind = StorageKind.Function, Detail = function, Epoch = Lines[id].Epoch };
        Histories[id] = new AllocationHistory { AllocatedAt = CodePosition.Nowhere, FreedAt = CodePosition.Nowhere };
        return id;
    }

    /// <summary>True when a heap block of a size is within the limit.</summary>
    public bool HasRoomFor(ulong size) => size <= long.MaxValue && (long)size <= Limits.HeapBytes - State.HeapLiveBytes - BlockCost;

    /// <summary>A heap block filled with junk; 0 when it would go over the limit.</summary>
    public uint AllocateHeap(long size, long align)
    {
        if (!HasRoomFor((ulong)size))
        {
            return 0;
        }

        MakeRoomInQuarantine();
        long run = SizeClasses.SizeOf(SizeClasses.Of(size));
        long arena = TakeRun(run);
        ulong address = RoundUp(State.HeapNext, (ulong)Math.Max(16, align));
        State.HeapNext = RoundUp(address + (ulong)size, 16) + 16;
        State.HeapLiveBytes += size + BlockCost;
        uint id = NewLine();
        Lines[id] = new AllocationLine
        {
            Base = address,
            Size = size,
            WriteSize = size,
            Extent = size,
            Delta = (ulong)arena - address,
            Kind = StorageKind.Heap,
            AlignLog2 = Log2(align),
            Number = ++State.HeapBlocks,
            Epoch = Lines[id].Epoch,
        };
        FillUnwritten(arena, size, FreshFill);
        ListHeapBlock(address, id);
        return id;
    }

    /// <summary>Ends a heap block's life; its bytes turn to junk and stay for a while.</summary>
    public void FreeHeap(uint id)
    {
        TouchLine(id);
        AllocationLine* line = Lines + id;
        FillUnwritten((long)(line->Base + line->Delta), line->Extent, FreedFill);
        Unguard(id);
        line->Size = 0;
        line->WriteSize = 0;
        line->State = StorageState.Freed;
        State.HeapLiveBytes -= line->Extent + BlockCost;
        State.FreedBytes += SizeClasses.SizeOf(SizeClasses.Of(line->Extent));
        if (State.FreedListed == _freed.Length)
        {
            Array.Resize(ref _freed, _freed.Length * 2);
        }

        _freed[State.FreedListed++] = id;
    }

    /// <summary>Gives memory on the stack to a local; what was there before stays as junk.</summary>
    public uint AddLocal(StorageKind kind, ulong address, long size, int alignLog2, int detail)
    {
        uint id = NewLine();
        AllocationLine* line = Lines + id;
        line->Base = address;
        line->Size = size;
        line->WriteSize = size;
        line->Delta = StackDelta;
        line->Extent = size;
        line->Kind = kind;
        line->State = StorageState.Live;
        line->Traits = AllocationTraits.None;
        line->AlignLog2 = (byte)alignLog2;
        line->Detail = detail;
        line->Number = 0;
        line->View = 0;
        ForgetWritten((long)(address + StackDelta), size);
        return id;
    }

    /// <summary>Ends a local's life.</summary>
    public void EndLocal(uint id, StorageState state)
    {
        TouchLine(id);
        AllocationLine* line = Lines + id;
        if ((line->Traits & AllocationTraits.Guarded) != 0)
        {
            Unguard(id);
        }

        line->Size = 0;
        line->WriteSize = 0;
        line->State = state;
        State.DeadLocals++;
    }

    private static byte Log2(long align) => (byte)BitOperations.Log2((ulong)Math.Max(align, 1));

    private static ulong RoundUp(ulong value, ulong align) => (value + align - 1) & ~(align - 1);

    private uint NewLine()
    {
        uint id = State.FreeLine;
        if (id != 0)
        {
            TouchLine(id);
            State.FreeLine = Lines[id].Next;
            return id;
        }

        if (State.LineCount == _lineCapacity)
        {
            GrowLines();
        }

        id = State.LineCount++;
        TouchLine(id);
        return id;
    }

    private long TakeArena(long bytes)
    {
        long start = Round(State.ArenaTop, 16);
        if (start + bytes + 16 > _capacity)
        {
            GrowArena(start + bytes + 16);
        }

        State.ArenaTop = start + bytes;
        return start;
    }

    private long TakeRun(long bytes)
    {
        int sizeClass = SizeClasses.Of(bytes);
        long start = State.Runs[sizeClass];
        if (start == 0)
        {
            return TakeArena(bytes);
        }

        State.Runs[sizeClass] = *(long*)(Data + start);
        return start;
    }

    private void MakeRoomInQuarantine()
    {
        while (State.FreedBytes > Limits.QuarantineBytes && State.FreedGone < State.FreedListed)
        {
            uint id = _freed[State.FreedGone++];
            AllocationLine* line = Lines + id;
            if (line->Kind != StorageKind.Heap || line->State != StorageState.Freed || (line->Traits & AllocationTraits.BytesGone) != 0)
            {
                continue;
            }

            TouchLine(id);
            line->Traits |= AllocationTraits.BytesGone;
            int sizeClass = SizeClasses.Of(line->Extent);
            State.FreedBytes -= SizeClasses.SizeOf(sizeClass);
            GiveRun((long)(line->Base + line->Delta), sizeClass);
        }
    }

    private void GiveRun(long start, int sizeClass)
    {
        Touch(start >> 3);
        *(long*)(Data + start) = State.Runs[sizeClass];
        State.Runs[sizeClass] = start;
    }

    private void ListHeapBlock(ulong address, uint id)
    {
        if (State.HeapListed == _heap.Length)
        {
            Array.Resize(ref _heap, _heap.Length * 2);
        }

        _heap[State.HeapListed++] = new HeapEntry(address, id);
    }
}
