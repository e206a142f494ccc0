using System.Buffers.Binary;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;

namespace Crabwalk.Wasm.Constants;

/// <summary>What a pointer in a constant's memory counts from.</summary>
internal abstract record PointerBase
{
    private PointerBase()
    {
    }

    /// <summary>Memory of the evaluation itself, which becomes a static when the value keeps it.</summary>
    public sealed record Memory(ConstantMemory Target) : PointerBase;

    /// <summary>A static of the program.</summary>
    public sealed record Static(DefId Definition) : PointerBase;

    /// <summary>A function.</summary>
    public sealed record Function(Instance Instance) : PointerBase;
}

/// <summary>A number, or an address: bits that count from something.</summary>
internal readonly record struct ConstantScalar(UInt128 Bits, PointerBase? Base = null);

/// <summary>Bytes in the making: those of a local, of a value, of what a constant points to. Where a pointer lies, the bytes are its distance from its base.</summary>
internal sealed class ConstantMemory(long size, int align)
{
    private readonly SortedDictionary<long, PointerBase> _pointers = [];

    /// <summary>The bytes.</summary>
    public byte[] Bytes { get; } = new byte[size];

    /// <summary>The alignment it has to have.</summary>
    public int Align { get; } = align;

    /// <summary>The static it became; null while nobody keeps it.</summary>
    public DefId? Name { get; set; }

    /// <summary>True once an address of it exists that may be written through.</summary>
    public bool IsMutable { get; set; }

    /// <summary>The pointers in it, by rising offset.</summary>
    public IEnumerable<KeyValuePair<long, PointerBase>> Pointers => _pointers;

    /// <summary>True when a range lies inside.</summary>
    public bool Holds(long offset, long count) => offset >= 0 && count >= 0 && offset + count <= Bytes.Length;

    /// <summary>The number or address at an offset.</summary>
    public ConstantScalar Read(long offset, int count)
    {
        Span<byte> whole = stackalloc byte[16];
        whole.Clear();
        Bytes.AsSpan((int)offset, count).CopyTo(whole);
        return new(BinaryPrimitives.ReadUInt128LittleEndian(whole), _pointers.GetValueOrDefault(offset));
    }

    /// <summary>Writes a number or address.</summary>
    public void Write(long offset, int count, ConstantScalar value)
    {
        Forget(offset, count);
        Span<byte> whole = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128LittleEndian(whole, value.Bits);
        whole[..count].CopyTo(Bytes.AsSpan((int)offset));
        if (value.Base is { } source)
        {
            _pointers[offset] = source;
        }
    }

    /// <summary>Copies bytes with the pointers in them.</summary>
    public void Copy(long offset, ConstantMemory source, long from, long count)
    {
        byte[] bytes = source.Bytes.AsSpan((int)from, (int)count).ToArray();
        KeyValuePair<long, PointerBase>[] pointers = [.. source._pointers.Where(pointer => pointer.Key >= from && pointer.Key < from + count)];
        Forget(offset, count);
        bytes.CopyTo(Bytes.AsSpan((int)offset));
        foreach ((long at, PointerBase target) in pointers)
        {
            _pointers[at - from + offset] = target;
        }
    }

    private void Forget(long offset, long count)
    {
        for (long i = offset; i < offset + count && _pointers.Count > 0; i++)
        {
            _pointers.Remove(i);
        }
    }
}
