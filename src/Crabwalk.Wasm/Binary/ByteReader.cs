using System.Buffers.Binary;
using System.Text;

namespace Crabwalk.Wasm.Binary;

/// <summary>Why a file is no module.</summary>
/// <param name="Offset">Where in the file.</param>
/// <param name="Reason">What is wrong there.</param>
public sealed record ModuleProblem(int Offset, string Reason)
{
    /// <inheritdoc/>
    public override string ToString() => $"at byte {Offset} (0x{Offset:x}): {Reason}";
}

/// <summary>Leaves the reading of a broken file; <see cref="ModuleReader"/> catches it and nobody else sees it.</summary>
internal sealed class MalformedException(int offset, string reason) : Exception(reason)
{
    /// <summary>What is wrong and where.</summary>
    public ModuleProblem Problem { get; } = new(offset, reason);
}

/// <summary>Reads the encodings of the binary format from a part of a file.</summary>
internal sealed class ByteReader(ReadOnlyMemory<byte> file, int start, int end)
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Where in the file the next byte is.</summary>
    public int Position { get; private set; } = start;

    /// <summary>True when nothing is left.</summary>
    public bool IsAtEnd => Position >= end;

    /// <summary>Ends the reading here.</summary>
    public MalformedException Wrong(string reason) => new(Position, reason);

    /// <summary>One byte.</summary>
    public byte Byte() => IsAtEnd ? throw Wrong("the file or section ends too early") : file.Span[Position++];

    /// <summary>Some bytes.</summary>
    public ReadOnlySpan<byte> Bytes(int count)
    {
        if (count > end - Position)
        {
            throw Wrong($"{count} bytes should follow, but only {end - Position} do");
        }

        Position += count;
        return file.Span.Slice(Position - count, count);
    }

    /// <summary>An unsigned LEB128 number of at most 32 bits.</summary>
    public uint Unsigned()
    {
        ulong value = Unsigned(5);
        return value <= uint.MaxValue ? (uint)value : throw Wrong("a number has more than 32 bits");
    }

    /// <summary>A count or index.</summary>
    public int Number()
    {
        uint value = Unsigned();
        return value <= int.MaxValue ? (int)value : throw Wrong($"{value} is too many");
    }

    /// <summary>A count of things that take at least a byte each: more than there are bytes cannot be.</summary>
    public int Count()
    {
        int count = Number();
        return count <= end - Position ? count : throw Wrong($"{count} items should follow in {end - Position} bytes");
    }

    /// <summary>A signed LEB128 number of at most <paramref name="bits"/> bits.</summary>
    public long Signed(int bits)
    {
        long value = 0;
        int shift = 0;
        byte next;
        do
        {
            next = shift < bits ? Byte() : throw Wrong($"a number has more than {bits} bits");
            value |= unchecked((long)(next & 0x7F) << shift);
            shift += 7;
        }
        while ((next & 0x80) != 0);
        if (shift < 64 && (next & 0x40) != 0)
        {
            value |= -1L << shift;
        }

        return bits == 64 || (value >= -(1L << (bits - 1)) && value < 1L << (bits - 1)) ? value : throw Wrong($"a number has more than {bits} bits");
    }

    /// <summary>Four bytes, the lowest first.</summary>
    public uint Fixed32() => BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4));

    /// <summary>Eight bytes, the lowest first.</summary>
    public ulong Fixed64() => BinaryPrimitives.ReadUInt64LittleEndian(Bytes(8));

    /// <summary>A name.</summary>
    public string Name()
    {
        ReadOnlySpan<byte> bytes = Bytes(Count());
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw Wrong("a name is no valid UTF-8");
        }
    }

    /// <summary>A part with its size before it.</summary>
    public ByteReader Part()
    {
        int size = Number();
        int at = Position;
        Bytes(size);
        return new(file, at, at + size);
    }

    private ulong Unsigned(int mostBytes)
    {
        ulong value = 0;
        for (int i = 0; i < mostBytes; i++)
        {
            byte next = Byte();
            value |= (ulong)(next & 0x7F) << (7 * i);
            if ((next & 0x80) == 0)
            {
                return value;
            }
        }

        throw Wrong("a number is too long");
    }
}
