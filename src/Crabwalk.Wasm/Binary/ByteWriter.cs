using System.Buffers.Binary;
using System.Text;

namespace Crabwalk.Wasm.Binary;

/// <summary>Bytes in the making, with the encodings of the binary format: LEB128 numbers, names, sized sections.</summary>
internal sealed class ByteWriter
{
    private readonly List<byte> _bytes = [];

    /// <summary>How many bytes there are so far.</summary>
    public int Count => _bytes.Count;

    /// <summary>One byte.</summary>
    public void Byte(byte value) => _bytes.Add(value);

    /// <summary>Bytes as they are.</summary>
    public void Bytes(ReadOnlySpan<byte> bytes) => _bytes.AddRange(bytes);

    /// <summary>An unsigned number in LEB128.</summary>
    public void Unsigned(ulong value)
    {
        while (value >= 0x80)
        {
            _bytes.Add((byte)((value & 0x7F) | 0x80));
            value >>= 7;
        }

        _bytes.Add((byte)value);
    }

    /// <summary>An index or count.</summary>
    public void Number(int value) => Unsigned((uint)value);

    /// <summary>A signed number in LEB128.</summary>
    public void Signed(long value)
    {
        while (value is < -64 or > 63)
        {
            _bytes.Add((byte)((value & 0x7F) | 0x80));
            value >>= 7;
        }

        _bytes.Add((byte)(value & 0x7F));
    }

    /// <summary>Four bytes, the lowest first.</summary>
    public void Fixed32(uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        Bytes(bytes);
    }

    /// <summary>Eight bytes, the lowest first.</summary>
    public void Fixed64(ulong value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        Bytes(bytes);
    }

    /// <summary>A name: its length in bytes, then UTF-8.</summary>
    public void Name(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Number(bytes.Length);
        Bytes(bytes);
    }

    /// <summary>Another writer's bytes with their count before them; gives the place of their first.</summary>
    public int Sized(ByteWriter content)
    {
        Number(content.Count);
        int start = Count;
        _bytes.AddRange(content._bytes);
        return start;
    }

    /// <summary>All bytes.</summary>
    public byte[] ToArray() => [.. _bytes];
}
