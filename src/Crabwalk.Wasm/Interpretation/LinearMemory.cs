using System.Buffers.Binary;

namespace Crabwalk.Wasm.Interpretation;

/// <summary>
/// A module's memory: bytes from address 0, little-endian, growing by pages of 64 KiB. It can be captured and put back: it is kept in
/// blocks, and what did not change between two snapshots is theirs in common.
/// </summary>
public sealed class LinearMemory
{
    /// <summary>The unit in which memory grows.</summary>
    public const int PageBytes = 65536;

    private const int BlockBytes = 4096;

    // A .NET array ends just below 2 GiB.
    private const long MostPages = (int.MaxValue / PageBytes) - 1;

    private readonly long _maxPages;
    private byte[] _bytes;
    private bool[] _changed;

    // What each block equals as long as it is not changed; null is a block of zeros.
    private byte[]?[] _kept;
    private int _length;

    /// <summary>A memory of zeros.</summary>
    /// <param name="pages">Its size.</param>
    /// <param name="maxPages">The most that it may grow to; at least <paramref name="pages"/>.</param>
    public LinearMemory(long pages, long maxPages)
    {
        _maxPages = Math.Min(maxPages, MostPages);
        _length = checked((int)(pages * PageBytes));
        _bytes = new byte[_length];
        _changed = new bool[_length / BlockBytes];
        _kept = new byte[]?[_length / BlockBytes];
    }

    /// <summary>Its size in bytes.</summary>
    public int Length => _length;

    /// <summary>Its size in pages.</summary>
    public int Pages => _length / PageBytes;

    /// <summary>Its bytes, for reading; who writes through this says so with <see cref="NoteWrite"/>.</summary>
    public Span<byte> Bytes => _bytes.AsSpan(0, _length);

    /// <summary>True when so many pages can be had at all.</summary>
    public static bool CanHold(long pages) => pages <= MostPages;

    /// <summary>Grows by some pages of zeros and gives the size before; -1 when that is not allowed.</summary>
    public int Grow(uint pages)
    {
        int before = Pages;
        if (before + (long)pages > _maxPages)
        {
            return -1;
        }

        Resize(checked(_length + ((int)pages * PageBytes)));
        return before;
    }

    /// <summary>Reads 1, 2, 4 or 8 bytes as an unsigned number.</summary>
    internal ulong Load(ulong address, int size)
    {
        ReadOnlySpan<byte> bytes = Range(address, (ulong)size);
        return size switch
        {
            1 => bytes[0],
            2 => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
            4 => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
            _ => BinaryPrimitives.ReadUInt64LittleEndian(bytes),
        };
    }

    /// <summary>Writes the lowest 1, 2, 4 or 8 bytes of a number.</summary>
    internal void Store(ulong address, int size, ulong value)
    {
        Span<byte> bytes = Range(address, (ulong)size);
        NoteWrite((int)address, size);
        unchecked
        {
            switch (size)
            {
                case 1:
                    bytes[0] = (byte)value;
                    break;
                case 2:
                    BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)value);
                    break;
                case 4:
                    BinaryPrimitives.WriteUInt32LittleEndian(bytes, (uint)value);
                    break;
                default:
                    BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
                    break;
            }
        }
    }

    /// <summary>Writes some bytes; traps when they do not fit.</summary>
    public void Write(ulong address, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Range(address, (ulong)bytes.Length));
        NoteWrite((int)address, bytes.Length);
    }

    /// <summary><c>memory.copy</c>: the ranges may overlap.</summary>
    internal void Copy(uint target, uint source, uint count)
    {
        ReadOnlySpan<byte> from = Range(source, count);
        from.CopyTo(Range(target, count));
        NoteWrite((int)target, (int)count);
    }

    /// <summary><c>memory.fill</c>.</summary>
    internal void Fill(uint target, byte value, uint count)
    {
        Range(target, count).Fill(value);
        NoteWrite((int)target, (int)count);
    }

    /// <summary>Where writes are noted while a host is asked whose answers are kept; null at all other times.</summary>
    internal List<(int Address, int Count)>? Notes { get; set; }

    /// <summary>Says that a range inside of the memory was written through <see cref="Bytes"/>.</summary>
    public void NoteWrite(int address, int count)
    {
        Notes?.Add((address, count));
        for (int block = address / BlockBytes; count > 0 && block <= (address + count - 1) / BlockBytes; block++)
        {
            _changed[block] = true;
        }
    }

    /// <summary>What is in it now.</summary>
    internal MemorySnapshot Capture()
    {
        int copied = 0;
        for (int block = 0; block < _length / BlockBytes; block++)
        {
            if (_changed[block])
            {
                ReadOnlySpan<byte> bytes = BlockAt(block);
                _kept[block] = bytes.ContainsAnyExcept((byte)0) ? bytes.ToArray() : null;
                _changed[block] = false;
                copied++;
            }
        }

        return new(_kept.AsSpan(0, _length / BlockBytes).ToArray(), copied * (long)BlockBytes);
    }

    /// <summary>Puts a snapshot of this memory back.</summary>
    internal void Restore(MemorySnapshot snapshot)
    {
        Resize(snapshot.Blocks.Length * BlockBytes);
        for (int block = 0; block < snapshot.Blocks.Length; block++)
        {
            byte[]? wanted = snapshot.Blocks[block];
            if (!_changed[block] && ReferenceEquals(_kept[block], wanted))
            {
                continue;
            }

            if (wanted is null)
            {
                BlockAt(block).Clear();
            }
            else
            {
                wanted.CopyTo(BlockAt(block));
            }

            _kept[block] = wanted;
            _changed[block] = false;
        }
    }

    private Span<byte> BlockAt(int block) => _bytes.AsSpan(block * BlockBytes, BlockBytes);

    private Span<byte> Range(ulong address, ulong count) =>
        address + count <= (ulong)_length ? _bytes.AsSpan((int)address, (int)count) : throw new TrapException(Trap.MemoryOutOfBounds);

    // What lies beyond the end is always zero, so that growing needs no clearing; room is doubled, so that growing page by page stays cheap.
    private void Resize(int length)
    {
        if (length < _length)
        {
            _bytes.AsSpan(length, _length - length).Clear();
            _changed.AsSpan(length / BlockBytes, (_length - length) / BlockBytes).Clear();
            _kept.AsSpan(length / BlockBytes, (_length - length) / BlockBytes).Clear();
        }
        else if (length > _bytes.Length)
        {
            int room = (int)Math.Min(Math.Max(length, 2L * _bytes.Length), MostPages * PageBytes);
            Array.Resize(ref _bytes, room);
            Array.Resize(ref _changed, room / BlockBytes);
            Array.Resize(ref _kept, room / BlockBytes);
        }

        _length = length;
    }
}

/// <summary>The content of a memory at one time.</summary>
/// <param name="Blocks">Its blocks; null stands for zeros. Equal ones are shared with other snapshots of the memory.</param>
/// <param name="SizeBytes">What it takes beyond what was kept before.</param>
internal sealed record MemorySnapshot(byte[]?[] Blocks, long SizeBytes);
