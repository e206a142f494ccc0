using Crabwalk.Pictures.Scenes;

namespace Crabwalk.Workbench.Walking;

/// <summary>Bytes of a moment, for memory views.</summary>
/// <param name="Address">The address of the first byte that could be read.</param>
/// <param name="Bytes">What is there, up to the first byte that belongs to nothing.</param>
/// <param name="UnreadableBefore">How many of the bytes asked for lie before <paramref name="Address"/> and belong to nothing.</param>
/// <param name="UnreadableAfter">How many of them come after the bytes read and were not reached.</param>
public sealed record MemoryPiece(ulong Address, IReadOnlyList<MemoryByte> Bytes, long UnreadableBefore, long UnreadableAfter);

/// <summary>Looks at raw memory in any step.</summary>
public sealed partial class Walk
{
    private const int LargestRead = 1 << 16;

    /// <summary>Reads bytes as they are in a step: the first readable stretch of those asked for, at most 64 KiB of them.</summary>
    public MemoryPiece ReadMemory(Grain grain, long step, MemoryRange range)
    {
        Cursor.MoveTo(StopsOf(grain).PositionOf(step));
        long count = Math.Clamp(range.SizeBytes, 0, LargestRead);
        long first = 0;
        while (first < count && ByteAt(range.Address, first) is null)
        {
            first++;
        }

        var bytes = new List<MemoryByte>();
        while (first + bytes.Count < count && ByteAt(range.Address, first + bytes.Count) is { } one)
        {
            bytes.Add(one);
        }

        return new(unchecked(range.Address + (ulong)first), bytes, first, count - first - bytes.Count);
    }

    private MemoryByte? ByteAt(ulong start, long offset)
    {
        System.Span<byte> value = stackalloc byte[1];
        System.Span<bool> isWritten = stackalloc bool[1];
        ulong address = unchecked(start + (ulong)offset);
        return address >= start && Cursor.Memory.TryRead(address, value, isWritten) ? new(value[0], isWritten[0]) : null;
    }
}
