using System.Buffers.Binary;
using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Wasm.Generation;
using Crabwalk.Wasm.Modules;

namespace Crabwalk.Wasm.Linking;

/// <summary>
/// What lies in linear memory when the program starts: statics and constants, each given its place when code or other data first
/// names it. The stack lies below and grows down, so that running out of it traps at address 0 instead of overwriting data.
/// </summary>
internal sealed class DataImage(ProgramLinker linker)
{
    private const int LongestHole = 16;

    private readonly Dictionary<DefId, long> _statics = [];
    private readonly Dictionary<(Allocation Bytes, long Size, int Align), long> _constants = [];
    private readonly List<(long Address, Allocation Initial)> _pieces = [];
    private readonly Dictionary<long, uint> _words = [];
    private readonly List<NamedMemory> _named = [];
    private int _relocated;

    /// <summary>Where the memory that nothing lies in begins.</summary>
    public long End { get; private set; } = ProgramLinker.StackBytes;

    /// <summary>The statics that have a place.</summary>
    public IReadOnlyList<NamedMemory> Named => _named;

    /// <summary>The address of a static. It has one before its first value is known: the values of statics may point to each other.</summary>
    public long StaticAddress(DefId definition)
    {
        if (!_statics.TryGetValue(definition, out long address))
        {
            bool isKnown = linker.Program.Statics.TryGetValue(definition, out StaticDef? known);
            Ty type = isKnown ? known!.Type : TypeOf(definition);
            long size = linker.Layouts.SizeOf(type) + (known?.ExtraBytes ?? 0);
            address = Reserve(size, Math.Max(linker.Layouts.AlignOf(type), known?.Align ?? 1));
            _statics.Add(definition, address);
            _named.Add(new(linker.Definitions[definition].Name, type.ToString(), address, size, linker.Definitions[definition].Span));
            _pieces.Add((address, (known ?? StaticOf(definition)).Initial));
        }

        return address;
    }

    /// <summary>A static with its first value; one of Rust is evaluated when it is first asked for.</summary>
    public StaticDef StaticOf(DefId definition)
    {
        if (!linker.Program.Statics.TryGetValue(definition, out StaticDef? known))
        {
            Mutability mutability = linker.Program.Resolver?.IsMutableStatic(definition) == true ? Mutability.Mut : Mutability.Not;
            known = new(definition, TypeOf(definition), linker.Constants.Evaluate(new(definition)), mutability);
            linker.Program.Statics.Add(definition, known);
        }

        return known;
    }

    private Ty TypeOf(DefId definition) => linker.BodyOf(new(definition))?.Signature.Output
        ?? throw new UnsupportedException($"the static `{linker.Definitions[definition].Path}`");

    /// <summary>The address of a constant's bytes; equal ones share them.</summary>
    public long ConstantAddress(ConstValue constant, int align) => ConstantAddress(BytesOf(constant), linker.Layouts.SizeOf(constant.Type), align);

    /// <summary>The address of constant bytes; equal ones share them.</summary>
    public long ConstantAddress(Allocation bytes, long size, int align)
    {
        if (!_constants.TryGetValue((bytes, size, align), out long address))
        {
            address = Reserve(Math.Max(size, bytes.Bytes.Count), align);
            _constants.Add((bytes, size, align), address);
            _pieces.Add((address, bytes));
        }

        return address;
    }

    /// <summary>Gives what the data so far points to its place; true when there was something to do.</summary>
    public bool Relocate()
    {
        int before = _relocated;
        for (; _relocated < _pieces.Count; _relocated++)
        {
            (long address, Allocation initial) = _pieces[_relocated];
            foreach (Relocation relocation in initial.Relocations)
            {
                _words[address + relocation.OffsetBytes] = AddressOf(relocation);
            }
        }

        return _relocated > before;
    }

    /// <summary>The bytes as segments; long runs of zeros, which memory is full of anyway, are left out.</summary>
    public EquatableArray<DataSegment> Segments()
    {
        long start = ProgramLinker.StackBytes;
        byte[] all = new byte[End - start];
        foreach ((long address, Allocation initial) in _pieces)
        {
            initial.Bytes.Span.CopyTo(all.AsSpan((int)(address - start)));
        }

        foreach ((long address, uint word) in _words)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(all.AsSpan((int)(address - start)), word);
        }

        return [.. Split(all).Select(range => new DataSegment(start + range.Start, [.. all[range.Start..range.End]]))];
    }

    private static IEnumerable<(int Start, int End)> Split(byte[] all)
    {
        int start = 0;
        while (NextByte(all, start) is >= 0 and var first)
        {
            int end = first + 1;
            for (int next = NextByte(all, end); next >= 0 && next - end <= LongestHole; next = NextByte(all, end))
            {
                end = next + 1;
            }

            yield return (first, end);
            start = end;
        }
    }

    private static int NextByte(byte[] all, int from)
    {
        int found = all.AsSpan(from).IndexOfAnyExcept((byte)0);
        return found < 0 ? -1 : from + found;
    }

    /// <summary>The address that a pointer in constant memory is.</summary>
    public uint AddressOf(Relocation relocation) => unchecked((uint)(relocation.Addend + (linker.Definitions[relocation.Base].Kind == DefKind.Static
        ? StaticAddress(relocation.Base)
        : linker.TableEntry(new(relocation.Base, relocation.Args, relocation.Shim)))));

    private long Reserve(long size, int align)
    {
        long address = (End + align - 1) / align * align;
        End = address + Math.Max(size, 1);
        return End < uint.MaxValue / 2 ? address : throw new UnsupportedException("a program whose statics take more than two gigabytes");
    }

    private Allocation BytesOf(ConstValue constant)
    {
        if (constant is ConstValue.Memory(_, var bytes))
        {
            return bytes;
        }

        if (constant is not ConstValue.Scalar(var type, var bits))
        {
            throw new UnsupportedException($"this constant of type `{constant.Type}` in memory");
        }

        byte[] number = new byte[16];
        BinaryPrimitives.WriteUInt128LittleEndian(number, bits);
        return new([.. number[..(int)linker.Layouts.SizeOf(type)]]);
    }
}
