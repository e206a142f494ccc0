using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Crabwalk.Machine.Memory;

/// <summary>The part of memory's state that is not in words and lines; small enough to be copied with each keyframe.</summary>
internal struct MemoryState
{
    /// <summary>The first arena byte nobody has used.</summary>
    public long ArenaTop;

    /// <summary>How many lines are in use or were.</summary>
    public uint LineCount;

    /// <summary>The first line of the free list; 0 for none.</summary>
    public uint FreeLine;

    /// <summary>Where the next heap block may begin.</summary>
    public ulong HeapNext;

    /// <summary>How many heap blocks there were.</summary>
    public int HeapBlocks;

    /// <summary>How many entries of the list of heap blocks count.</summary>
    public int HeapListed;

    /// <summary>How many entries of the list of freed blocks count, and how many of these have lost their bytes.</summary>
    public int FreedListed;

    /// <summary>How many freed blocks have lost their bytes.</summary>
    public int FreedGone;

    /// <summary>Arena bytes of freed blocks that still have them.</summary>
    public long FreedBytes;

    /// <summary>Bytes of live heap blocks.</summary>
    public long HeapLiveBytes;

    /// <summary>Dead lines of locals since the last collection.</summary>
    public int DeadLocals;

    /// <summary>The last free run of each size class; an arena offset, 0 for none.</summary>
    public FreeRuns Runs;
}

/// <summary>Heads of the lists of arena runs that may be used again, by size class.</summary>
[InlineArray(SizeClasses.Count)]
internal struct FreeRuns
{
    private long _first;
}

/// <summary>
/// The guest's memory. Its bytes are in an arena of the host; each eight bytes (a word) have a shadow word beside them:
/// bits 0-31 the provenance (the number of the allocation that a pointer stored there points into), bits 32-39 one bit per byte
/// that has been written, bits 40-63 the journal epoch in which the word was saved last. So one look at the shadow tells whether
/// a value may be read, what it points to, and whether the word must be kept before it is changed.
/// Guest addresses and arena offsets are independent (<see cref="AllocationLine.Delta"/>): a freed block keeps its address for
/// ever even when its bytes are used again.
/// </summary>
internal sealed unsafe partial class GuestMemory : IDisposable
{
    /// <summary>No provenance.</summary>
    public const uint NoProvenance = 0;

    /// <summary>Marks a register without a value.</summary>
    public const uint Undefined = 1;

    /// <summary>The bits of a shadow word that tell which bytes are written.</summary>
    public const ulong WrittenMask = 0xFFUL << 32;

    /// <summary>Bit 0 of the written bits.</summary>
    public const int WrittenShift = 32;

    /// <summary>Where the epoch begins in a shadow word.</summary>
    public const int EpochShift = 40;

    /// <summary>The bits of the epoch.</summary>
    public const ulong EpochMask = ulong.MaxValue << EpochShift;

    private readonly MemoryLimits _limits;
    private byte* _data;
    private ulong* _shadow;
    private AllocationLine* _lines;
    private long _capacity;
    private uint _lineCapacity;

    public GuestMemory(MemoryLimits limits, bool withPermanent = false)
    {
        _limits = limits;
        _capacity = Round(limits.StackBytes + (1 << 20) + (withPermanent ? PermanentBytes : 0), 4096);
        Data = (byte*)NativeMemory.AllocZeroed((nuint)_capacity);
        Shadow = (ulong*)NativeMemory.AllocZeroed((nuint)_capacity);
        _lineCapacity = 1024 + (withPermanent ? PermanentLines : 0);
        Lines = (AllocationLine*)NativeMemory.AllocZeroed(_lineCapacity, (nuint)sizeof(AllocationLine));
        Histories = (AllocationHistory*)NativeMemory.AllocZeroed(_lineCapacity, (nuint)sizeof(AllocationHistory));
        State.ArenaTop = limits.StackBytes;
        State.LineCount = 2;
        State.HeapNext = AddressSpace.Heap;
        if (withPermanent)
        {
            SetAside();
        }
    }

    ~GuestMemory() => Free();

    /// <summary>The arena's bytes. Moves when the arena grows.</summary>
    public byte* Data { get => _data; private set => _data = value; }

    /// <summary>The shadow of the arena's words. Moves when the arena grows.</summary>
    public ulong* Shadow { get => _shadow; private set => _shadow = value; }

    /// <summary>The allocations. Moves when the table grows.</summary>
    public AllocationLine* Lines { get => _lines; private set => _lines = value; }

    /// <summary>Their histories.</summary>
    public AllocationHistory* Histories { get; private set; }

    /// <summary>The journal epoch; 0 while nothing is kept.</summary>
    public ulong Epoch { get; private set; }

    /// <summary>What changed in this epoch; null while nothing is kept.</summary>
    public Journal? Journal { get; private set; }

    /// <summary>Everything else that belongs to the state.</summary>
    public MemoryState State;

    /// <summary>The lowest stack address.</summary>
    public ulong StackLow => AddressSpace.StackTop - (ulong)_limits.StackBytes;

    /// <summary>Arena offset minus guest address of everything on the stack.</summary>
    public ulong StackDelta => unchecked(0 - StackLow);

    /// <summary>The limits.</summary>
    public MemoryLimits Limits => _limits;

    /// <summary>The members that compiled code uses.</summary>
    internal static class Members
    {
        public static readonly FieldInfo Data = Field(nameof(_data));
        public static readonly FieldInfo Shadow = Field(nameof(_shadow));
        public static readonly FieldInfo Lines = Field(nameof(_lines));

        private static FieldInfo Field(string name) => typeof(GuestMemory).GetField(name, BindingFlags.Instance | BindingFlags.NonPublic)!;
    }

    /// <summary>Keeps from now on what changes, in the given journal under a new epoch.</summary>
    public void KeepChangesIn(Journal journal)
    {
        Journal = journal;
        Epoch++;
        if (Epoch == 1 << 24)
        {
            ForgetEpochs();
        }

        journal.Begin(Epoch);
    }

    /// <summary>Keeps a word before it is changed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Touch(long word)
    {
        if (Shadow[word] >> EpochShift != Epoch)
        {
            Keep(word);
        }
    }

    /// <summary>Keeps a line and its history before they are changed.</summary>
    public void TouchLine(uint id)
    {
        AllocationLine* line = Lines + id;
        if (line->Epoch != Epoch)
        {
            Journal!.Add(id, *line, Histories[id]);
            line->Epoch = (uint)Epoch;
        }
    }

    /// <summary>The slow half of <see cref="Touch"/>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Keep(long word)
    {
        ulong shadow = Shadow[word];
        Journal!.Add(word, ((ulong*)Data)[word], shadow);
        Shadow[word] = (shadow & ~EpochMask) | (Epoch << EpochShift);
    }

    /// <summary>Exchanges what a journal kept with what memory holds, newest first: back in time.</summary>
    public void SwapBack(Journal journal)
    {
        for (int piece = journal.Words.PieceCount - 1; piece >= 0; piece--)
        {
            Span<WordEntry> words = journal.Words[piece];
            for (int i = words.Length - 1; i >= 0; i--)
            {
                Swap(ref words[i]);
            }
        }

        for (int piece = journal.Lines.PieceCount - 1; piece >= 0; piece--)
        {
            Span<LineEntry> lines = journal.Lines[piece];
            for (int i = lines.Length - 1; i >= 0; i--)
            {
                Swap(ref lines[i]);
            }
        }
    }

    /// <summary>Exchanges what a journal kept with what memory holds, oldest first: forward in time.</summary>
    public void SwapForward(Journal journal)
    {
        for (int piece = 0; piece < journal.Words.PieceCount; piece++)
        {
            foreach (ref WordEntry entry in journal.Words[piece])
            {
                Swap(ref entry);
            }
        }

        for (int piece = 0; piece < journal.Lines.PieceCount; piece++)
        {
            foreach (ref LineEntry entry in journal.Lines[piece])
            {
                Swap(ref entry);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    internal static long Round(long value, long align) => (value + align - 1) & -align;

    private void Swap(ref WordEntry entry)
    {
        ulong* data = (ulong*)Data + entry.Word;
        ulong* shadow = Shadow + entry.Word;
        (entry.Data, *data) = (*data, entry.Data);
        (entry.Shadow, *shadow) = (*shadow, entry.Shadow);
    }

    private void Swap(ref LineEntry entry)
    {
        (entry.Line, Lines[entry.Id]) = (Lines[entry.Id], entry.Line);
        (entry.History, Histories[entry.Id]) = (Histories[entry.Id], entry.History);
    }

    private void ForgetEpochs()
    {
        for (long word = 0; word < _capacity / 8; word++)
        {
            Shadow[word] &= ~EpochMask;
        }

        for (uint id = 0; id < State.LineCount; id++)
        {
            Lines[id].Epoch = 0;
        }

        Epoch = 1;
    }

    private void GrowArena(long needed)
    {
        long capacity = Math.Max(_capacity * 2, Round(needed, 4096));
        Data = (byte*)NativeMemory.Realloc(Data, (nuint)capacity);
        Shadow = (ulong*)NativeMemory.Realloc(Shadow, (nuint)capacity);
        NativeMemory.Clear(Data + _capacity, (nuint)(capacity - _capacity));
        NativeMemory.Clear((byte*)Shadow + _capacity, (nuint)(capacity - _capacity));
        _capacity = capacity;
    }

    private void GrowLines()
    {
        uint capacity = _lineCapacity * 2;
        Lines = (AllocationLine*)NativeMemory.Realloc(Lines, capacity * (nuint)sizeof(AllocationLine));
        Histories = (AllocationHistory*)NativeMemory.Realloc(Histories, capacity * (nuint)sizeof(AllocationHistory));
        NativeMemory.Clear(Lines + _lineCapacity, _lineCapacity * (nuint)sizeof(AllocationLine));
        NativeMemory.Clear(Histories + _lineCapacity, _lineCapacity * (nuint)sizeof(AllocationHistory));
        _lineCapacity = capacity;
    }

    private void Free()
    {
        NativeMemory.Free(Data);
        NativeMemory.Free(Shadow);
        NativeMemory.Free(Lines);
        NativeMemory.Free(Histories);
        Data = null;
        Shadow = null;
        Lines = null;
        Histories = null;
    }
}

/// <summary>How much memory a guest may have.</summary>
/// <param name="StackBytes">For the stack.</param>
/// <param name="HeapBytes">For live heap blocks.</param>
/// <param name="QuarantineBytes">For the bytes of freed blocks; then the oldest lose theirs (but not their address).</param>
public sealed record MemoryLimits(long StackBytes, long HeapBytes, long QuarantineBytes);

/// <summary>
/// The sizes in which arena runs are reused: every 16 bytes up to 1 KiB, then powers of two.
/// </summary>
internal static class SizeClasses
{
    /// <summary>How many there are.</summary>
    public const int Count = 64 + 40;

    /// <summary>The class of a size.</summary>
    public static int Of(long bytes) => bytes <= 1024
        ? (int)((Math.Max(bytes, 1) + 15) >> 4) - 1
        : 64 + System.Numerics.BitOperations.Log2((ulong)bytes - 1) - 10;

    /// <summary>The bytes a run of a class has.</summary>
    public static long SizeOf(int sizeClass) => sizeClass < 64 ? (sizeClass + 1) * 16L : 1L << (sizeClass - 64 + 11);
}
