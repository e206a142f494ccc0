using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Crabwalk.Machine.Memory;

/// <summary>Work on ranges of the arena. Nothing here checks bounds: callers have.</summary>
internal sealed unsafe partial class GuestMemory
{
    /// <summary>Makes bytes junk of a given pattern: without value and provenance.</summary>
    public void FillUnwritten(long arena, long size, uint pattern)
    {
        ulong epoch = Epoch << EpochShift;
        ulong pair = pattern | ((ulong)pattern << 32);
        long words = (size + 7) >> 3;
        ulong* data = (ulong*)(Data + arena);
        long first = arena >> 3;
        for (long i = 0; i < words; i++)
        {
            Touch(first + i);
            data[i] = pair;
            Shadow[first + i] = epoch;
        }
    }

    /// <summary>Takes the value from bytes and leaves them as they are.</summary>
    public void ForgetWritten(long arena, long size)
    {
        for (long at = arena, end = arena + size; at < end;)
        {
            long word = at >> 3;
            int from = (int)(at & 7);
            int count = (int)Math.Min(8 - from, end - at);
            Touch(word);
            Shadow[word] &= ~(WrittenMask | uint.MaxValue) | (WrittenMask & ~WrittenBits(from, count));
            at += count;
        }
    }

    /// <summary>Says that bytes have values that are no pointers.</summary>
    public void SetWritten(long arena, long size)
    {
        for (long at = arena, end = arena + size; at < end;)
        {
            long word = at >> 3;
            int from = (int)(at & 7);
            int count = (int)Math.Min(8 - from, end - at);
            Touch(word);
            Shadow[word] = (Shadow[word] & (WrittenMask | EpochMask)) | WrittenBits(from, count);
            at += count;
        }
    }

    /// <summary>The first byte of a range that has no value; -1 when all have one.</summary>
    public long FindUnwritten(long arena, long size)
    {
        for (long at = arena, end = arena + size; at < end;)
        {
            int from = (int)(at & 7);
            int count = (int)Math.Min(8 - from, end - at);
            ulong needed = WrittenBits(from, count);
            ulong missing = needed & ~Shadow[at >> 3];
            if (missing != 0)
            {
                return (at & ~7L) + System.Numerics.BitOperations.TrailingZeroCount(missing >> WrittenShift);
            }

            at += count;
        }

        return -1;
    }

    /// <summary>True when the byte has a value.</summary>
    public bool IsWritten(long arena) => ((Shadow[arena >> 3] >> (WrittenShift + (int)(arena & 7))) & 1) != 0;

    /// <summary>The bytes of a range.</summary>
    public ReadOnlySpan<byte> Read(long arena, long size) => new(Data + arena, checked((int)size));

    /// <summary>Writes bytes that are no pointers.</summary>
    public void Write(long arena, ReadOnlySpan<byte> bytes)
    {
        TouchRange(arena, bytes.Length);
        bytes.CopyTo(new Span<byte>(Data + arena, bytes.Length));
        SetWritten(arena, bytes.Length);
    }

    /// <summary>Sets all bytes of a range to one value.</summary>
    public void Fill(long arena, byte value, long size)
    {
        TouchRange(arena, size);
        NativeMemory.Fill(Data + arena, (nuint)size, value);
        SetWritten(arena, size);
    }

    /// <summary>Writes a pointer into a word of its own, with its provenance.</summary>
    public void WritePointer(long arena, ulong address, uint provenance)
    {
        Touch(arena >> 3);
        *(ulong*)(Data + arena) = address;
        Shadow[arena >> 3] = (Shadow[arena >> 3] & EpochMask) | WrittenMask | provenance;
    }

    /// <summary>
    /// Copies bytes with everything that is known of them: written or not, and where pointers lead. Ranges may overlap. A pointer
    /// that is not copied as a whole word to a whole word keeps its address; what it pointed to counts as exposed, so that the
    /// parts find it again when they are put together.
    /// </summary>
    public void Copy(long to, long from, long size)
    {
        if (size == 0 || to == from)
        {
            return;
        }

        if (((to ^ from) & 7) != 0)
        {
            ExposeRange(from, size);
            CopyShadowBytes(to, from, size);
        }
        else if (to < from)
        {
            CopyShadowUp(to, from, size);
        }
        else
        {
            CopyShadowDown(to, from, size);
        }

        Buffer.MemoryCopy(Data + from, Data + to, size, size);
    }

    /// <summary>Exchanges two ranges with everything that is known of them, by way of bytes that nobody has.</summary>
    public void Swap(long left, long right, long size)
    {
        long scratch = Round(State.ArenaTop, 16) + 16 + (left & 7);
        if (scratch + size + 16 > _capacity)
        {
            GrowArena(scratch + size + 16);
        }

        Copy(scratch, left, size);
        Copy(left, right, size);
        Copy(right, scratch, size);
        ForgetWritten(scratch, size);
    }

    /// <summary>The written bits of <paramref name="count"/> bytes from byte <paramref name="from"/> of a word on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong WrittenBits(int from, int count) => ((1UL << count) - 1) << (WrittenShift + from);

    /// <summary>Remembers that the addresses of pointers in a range have been seen as numbers.</summary>
    public void ExposeRange(long arena, long size)
    {
        for (long word = arena >> 3; word <= (arena + size - 1) >> 3; word++)
        {
            Expose((uint)Shadow[word]);
        }
    }

    /// <summary>Remembers that an allocation's address has been seen as a number.</summary>
    public void Expose(uint id)
    {
        if (id > Undefined && (Lines[id].Traits & AllocationTraits.Exposed) == 0)
        {
            TouchLine(id);
            Lines[id].Traits |= AllocationTraits.Exposed;
        }
    }

    /// <summary>Keeps all words of a range.</summary>
    public void TouchRange(long arena, long size)
    {
        if (Epoch == 0)
        {
            return;
        }

        for (long word = arena >> 3; word <= (arena + size - 1) >> 3; word++)
        {
            Touch(word);
        }
    }

    private void CopyShadowUp(long to, long from, long size)
    {
        for (long at = 0; at < size;)
        {
            int offset = (int)((to + at) & 7);
            int count = (int)Math.Min(8 - offset, size - at);
            CopyShadowWord((to + at) >> 3, (from + at) >> 3, offset, count);
            at += count;
        }
    }

    private void CopyShadowDown(long to, long from, long size)
    {
        for (long end = size; end > 0;)
        {
            int offset = (int)((to + end - 1) & 7);
            int count = (int)Math.Min(offset + 1, end);
            end -= count;
            CopyShadowWord((to + end) >> 3, (from + end) >> 3, (int)((to + end) & 7), count);
        }
    }

    private void CopyShadowWord(long to, long from, int offset, int count)
    {
        Touch(to);
        ulong source = Shadow[from];
        ulong target = Shadow[to];
        if (count == 8)
        {
            Shadow[to] = (source & ~EpochMask) | (target & EpochMask);
            return;
        }

        Expose((uint)source);
        ulong bits = WrittenBits(offset, count);
        Shadow[to] = (target & (WrittenMask | EpochMask) & ~bits) | (source & bits);
    }

    private void CopyShadowBytes(long to, long from, long size)
    {
        bool up = to < from;
        for (long i = 0; i < size; i++)
        {
            long at = up ? i : size - 1 - i;
            long word = (to + at) >> 3;
            Touch(word);
            ulong bit = 1UL << (WrittenShift + (int)((to + at) & 7));
            ulong kept = Shadow[word] & (WrittenMask | EpochMask) & ~bit;
            Shadow[word] = IsWritten(from + at) ? kept | bit : kept;
        }
    }
}
