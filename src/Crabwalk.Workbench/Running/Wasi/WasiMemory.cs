using System.Buffers.Binary;

namespace Crabwalk.Workbench.Running.Wasi;

/// <summary>
/// A module's memory as the host's functions see it: every address is checked, and one that is wrong leaves by <see cref="WasiFault"/>. What is
/// written is noted, so that a run can be made again without the host.
/// </summary>
internal readonly ref struct WasiMemory(Span<byte> bytes, List<(int Address, int Size)> written)
{
    private readonly Span<byte> _bytes = bytes;

    /// <summary>A range of bytes to read.</summary>
    public ReadOnlySpan<byte> Range(long address, long size) => Checked(address, size);

    /// <summary>A range of bytes to write.</summary>
    public Span<byte> Target(long address, long size)
    {
        Span<byte> range = Checked(address, size);
        written.Add((unchecked((int)(uint)address), range.Length));
        return range;
    }

    /// <summary>A 32-bit word.</summary>
    public uint Word(long address) => BinaryPrimitives.ReadUInt32LittleEndian(Range(address, 4));

    /// <summary>A 64-bit word.</summary>
    public ulong Long(long address) => BinaryPrimitives.ReadUInt64LittleEndian(Range(address, 8));

    /// <summary>Writes a 32-bit word.</summary>
    public void SetWord(long address, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Target(address, 4), value);

    /// <summary>Writes a 64-bit word.</summary>
    public void SetLong(long address, ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Target(address, 8), value);

    /// <summary>A text by address and length.</summary>
    public string Text(long address, long size) => System.Text.Encoding.UTF8.GetString(Range(address, size));

    private Span<byte> Checked(long address, long size)
    {
        uint start = unchecked((uint)address);
        uint count = unchecked((uint)size);
        return start + (ulong)count <= (ulong)_bytes.Length ? _bytes.Slice((int)start, (int)count) : throw new WasiFault();
    }
}

/// <summary>A program gave the host an address outside of its memory.</summary>
internal sealed class WasiFault : Exception;

/// <summary>The program has ended itself.</summary>
public sealed class ProgramExit(int code) : Exception($"the program exited with {code}")
{
    /// <summary>Its exit code.</summary>
    public int Code { get; } = code;
}

/// <summary>The program has reached a limit of what it may use.</summary>
public sealed class LimitReached(string limit) : Exception(limit);
