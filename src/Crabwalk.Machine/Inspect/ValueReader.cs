using System.Buffers.Binary;
using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Layout;
using Crabwalk.Mir.Types;
using Crabwalk.Mir.Typing;

namespace Crabwalk.Machine.Inspect;

/// <summary>How much of big values is looked at.</summary>
/// <param name="MaxElements">How many elements of an array from its start.</param>
/// <param name="MaxDepth">How deep structs in structs are followed.</param>
public sealed record ReadLimits(int MaxElements = 100, int MaxDepth = 12);

/// <summary>
/// Reads typed values out of memory for a picture. It never changes anything and never fails: what is not mapped reads as junk
/// without bytes.
/// </summary>
public sealed class ValueReader(IMemoryView memory, LayoutComputer layouts, TyInterner types, ReadLimits limits)
{
    /// <summary>The value of a type at an address.</summary>
    public ValueView Read(ulong address, Ty type, SourceType? source) => Read(address, type, source, 0);

    /// <summary>The value of an array of a known number of elements at an address, such as a heap block or a VLA.</summary>
    public ValueView ReadArray(ulong address, Ty element, SourceType? elementSource, long count)
    {
        long stride = SizeOf(element);
        SourceType? source = elementSource is null ? null : new SourceType.Array($"{elementSource.Name}[{count}]", elementSource);
        return Elements(address, types.Array(element, count), source, element, elementSource, stride, count, 0);
    }

    /// <summary>
    /// What a pointer leads to: a value, the elements of a slice, the bytes of a <c>str</c>, the value inside a <c>dyn</c>. Null when it
    /// leads nowhere or its type does not tell.
    /// </summary>
    public ValueView? ReadTarget(ValueView.Pointer pointer)
    {
        if (pointer.Target is not { State: AllocationState.Live } || BodyTypes.PointeeOf(pointer.Type) is not { } pointee)
        {
            return null;
        }

        return pointee switch
        {
            Ty.Slice slice => ReadArray(pointer.PointsTo, slice.Element, null, (long)(pointer.Metadata ?? 0)),
            Ty.Str => ReadArray(pointer.PointsTo, types.U8, null, (long)(pointer.Metadata ?? 0)),
            Ty.Dynamic => pointer.TypeInside is { } inside ? Read(pointer.PointsTo, inside, null) : null,
            _ => layouts.MetadataOf(pointee) == PointerMetadata.None ? Read(pointer.PointsTo, pointee, null) : null,
        };
    }

    /// <summary>The last field of the unsized value that a fat pointer leads to; null when it is not to be seen.</summary>
    /// <param name="pointer">The pointer to the whole.</param>
    /// <param name="tail">The field's type: a slice, <c>str</c> or a trait object.</param>
    /// <param name="beforeBytes">What the fields before it take.</param>
    public ValueView? ReadTail(ValueView.Pointer pointer, Ty tail, long beforeBytes)
    {
        Ty? aligned = tail switch { Ty.Slice slice => slice.Element, Ty.Str => types.U8, Ty.Dynamic => pointer.TypeInside, _ => null };
        if (pointer.Target is not { State: AllocationState.Live } || aligned is null || layouts.TryLayoutOf(aligned, out _) is not { } layout)
        {
            return null;
        }

        ulong at = pointer.PointsTo + (ulong)((beforeBytes + layout.AlignBytes - 1) / layout.AlignBytes * layout.AlignBytes);
        return tail is Ty.Dynamic ? Read(at, aligned, null) : ReadArray(at, aligned, null, (long)(pointer.Metadata ?? 0));
    }

    /// <summary>A number as wide as a pointer; null when it is not written.</summary>
    public ValueView.Scalar? ReadWord(ulong address) => Read(address, types.Usize, null) is ValueView.Scalar { State: Initialised.Fully } word ? word : null;

    /// <summary>Bytes without a type.</summary>
    public ValueView ReadRaw(ulong address, long sizeBytes)
    {
        (byte[] bytes, Initialised state) = Bytes(address, Math.Min(sizeBytes, limits.MaxElements));
        return new ValueView.Raw(address, sizeBytes, types.Array(types.U8, sizeBytes), null, state, [.. bytes]);
    }

    private ValueView Read(ulong address, Ty type, SourceType? source, int depth)
    {
        if (depth > limits.MaxDepth || layouts.TryLayoutOf(type, out _) is not { } layout)
        {
            return ReadRaw(address, 0);
        }

        return type switch
        {
            Ty.Adt adt => ReadAdt(address, adt, source, layout, depth),
            Ty.Tuple tuple => ReadParts(address, tuple, tuple.Parts, source, layout, depth),
            Ty.Closure { Args: [.., Ty.Tuple captures] } => ReadParts(address, type, captures.Parts, source, layout, depth),
            Ty.Array array => Elements(
                address, array, source, array.Element, (source as SourceType.Array)?.Element, layout.Elements!.Value.StrideBytes, layout.Elements.Value.Count, depth),
            Ty.RawPtr or Ty.Ref or Ty.FnPtr => ReadPointer(address, type, source, layout),
            _ => ReadScalar(address, type, source, layout),
        };
    }

    private ValueView.Scalar ReadScalar(ulong address, Ty type, SourceType? source, TypeLayout layout)
    {
        (byte[] bytes, Initialised state) = Bytes(address, Math.Min(layout.SizeBytes, 16));
        return new(address, layout.SizeBytes, type, source, state, BitsOf(bytes));
    }

    private ValueView.Pointer ReadPointer(ulong address, Ty type, SourceType? source, TypeLayout layout)
    {
        (byte[] bytes, Initialised state) = Bytes(address, layout.SizeBytes);
        int pointerBytes = layouts.Target.PointerBytes;
        ulong? metadata = bytes.Length > pointerBytes ? (ulong)BitsOf(bytes.AsSpan(pointerBytes)) : null;
        var pointsTo = (ulong)BitsOf(bytes.AsSpan(0, Math.Min(pointerBytes, bytes.Length)));
        PointerTarget? target = state == Initialised.Fully ? memory.TargetOfPointerAt(address) : null;
        bool isDynamic = metadata is not null && BodyTypes.PointeeOf(type) is { } pointee && layouts.MetadataOf(pointee) == PointerMetadata.VTable;
        return new(address, layout.SizeBytes, type, source, state, pointsTo, target, metadata)
        {
            TypeInside = isDynamic && state == Initialised.Fully ? memory.TypeOfVTable(metadata!.Value) : null,
        };
    }

    private ValueView ReadAdt(ulong address, Ty.Adt adt, SourceType? source, TypeLayout layout, int depth)
    {
        AdtDef definition = adt.Definition;
        if (definition.Kind == AdtKind.Enum)
        {
            return ReadEnum(address, adt, source, layout, depth);
        }

        EquatableArray<Member> members = ReadFields(address, adt, definition.Fields, layout, depth);
        Initialised state = StateOf(members);
        return definition.Kind == AdtKind.Union
            ? new ValueView.Union(address, layout.SizeBytes, adt, source, state, members)
            : new ValueView.Struct(address, layout.SizeBytes, adt, source, state, null, members);
    }

    private ValueView.Struct ReadEnum(ulong address, Ty.Adt adt, SourceType? source, TypeLayout layout, int depth)
    {
        if (VariantAt(address, adt, layout) is not { } index)
        {
            return new(address, layout.SizeBytes, adt, source, Initialised.Not, "?", []);
        }

        VariantDef variant = adt.Definition.Variants[index];
        EquatableArray<Member> members = ReadFields(address, adt, variant.Fields, layout.ForVariant(index), depth);
        return new(address, layout.SizeBytes, adt, source, members.IsEmpty ? Initialised.Fully : StateOf(members), variant.Name, members);
    }

    private VariantIndex? VariantAt(ulong address, Ty.Adt adt, TypeLayout layout)
    {
        switch (layout.Variants)
        {
            case VariantsLayout.Single single:
                return single.Index;
            case VariantsLayout.Multiple multiple:
                (byte[] bytes, Initialised state) = Bytes(address + (ulong)multiple.TagOffsetBytes, multiple.Tag.Primitive.SizeBytes);
                return state == Initialised.Fully ? VariantOf(BitsOf(bytes), adt, multiple) : null;
            default:
                return null;
        }
    }

    private static VariantIndex? VariantOf(UInt128 tag, Ty.Adt adt, VariantsLayout.Multiple multiple)
    {
        if (multiple.Encoding is TagEncoding.Niche niche)
        {
            UInt128 relative = unchecked(tag - niche.Start) & multiple.Tag.Primitive.MaxBits;
            return relative <= (UInt128)(niche.Last.Index - niche.First.Index) ? new(niche.First.Index + (int)relative) : niche.Untagged;
        }

        UInt128 mask = multiple.Tag.Primitive.MaxBits;
        foreach (VariantIndex index in adt.Definition.Variants.Ids)
        {
            if ((unchecked((UInt128)adt.Definition.Variants[index].Discriminant) & mask) == tag)
            {
                return index;
            }
        }

        return null;
    }

    private EquatableArray<Member> ReadFields(ulong address, Ty.Adt adt, EquatableArray<FieldDef> fields, TypeLayout layout, int depth)
    {
        var members = new List<Member>();
        for (int i = 0; i < fields.Count && i < layout.Fields.Count; i++)
        {
            FieldDef field = fields[i];
            if (field.BitWidth is not null && field.Name.Length == 0)
            {
                continue;
            }

            Ty type = layouts.Normalize(field.Type.Substitute(types, adt.Args));
            ulong at = address + (ulong)layout.Fields[i].OffsetBytes;
            ValueView value = layout.Fields[i].Bits is { } bits
                ? ReadBitField(at, type, field.SourceType, bits)
                : Read(at, type, field.SourceType, depth + 1);
            members.Add(new(field.Name, value));
        }

        return [.. members];
    }

    private ValueView.BitField ReadBitField(ulong address, Ty type, SourceType? source, BitFieldLayout bits)
    {
        int firstByte = bits.BitOffset / 8;
        int byteCount = ((bits.BitOffset + bits.BitWidth + 7) / 8) - firstByte;
        (byte[] bytes, Initialised state) = Bytes(address + (ulong)firstByte, byteCount);
        UInt128 unit = BitsOf(bytes) >> (bits.BitOffset % 8);
        UInt128 value = unit & ((UInt128.One << bits.BitWidth) - 1);
        return new(address, bits.UnitBytes, type, source, state, value, bits.BitOffset, bits.BitWidth);
    }

    private ValueView.Struct ReadParts(ulong address, Ty type, EquatableArray<Ty> parts, SourceType? source, TypeLayout layout, int depth)
    {
        var members = new List<Member>();
        for (int i = 0; i < parts.Count; i++)
        {
            members.Add(new($"{i}", Read(address + (ulong)layout.Fields[i].OffsetBytes, parts[i], null, depth + 1)));
        }

        return new(address, layout.SizeBytes, type, source, members.Count == 0 ? Initialised.Fully : StateOf([.. members]), null, [.. members]);
    }

    private ValueView.Array Elements(
        ulong address, Ty type, SourceType? source, Ty element, SourceType? elementSource, long stride, long count, int depth)
    {
        long shown = Math.Min(count, limits.MaxElements);
        var elements = new Element[shown];
        for (long i = 0; i < shown; i++)
        {
            elements[i] = new(i, Read(address + (ulong)(i * stride), element, elementSource, depth + 1));
        }

        return new(address, count * stride, type, source, StateOf(elements), count, [.. elements]);
    }

    private long SizeOf(Ty type) => layouts.TryLayoutOf(type, out _)?.SizeBytes ?? 0;

    private (byte[] Bytes, Initialised State) Bytes(ulong address, long size)
    {
        byte[] bytes = new byte[size];
        bool[] initialised = new bool[size];
        if (!memory.TryRead(address, bytes, initialised))
        {
            return (bytes, Initialised.Not);
        }

        int written = initialised.Count(static one => one);
        return (bytes, written == size ? Initialised.Fully : written == 0 ? Initialised.Not : Initialised.Partly);
    }

    private static UInt128 BitsOf(ReadOnlySpan<byte> bytes)
    {
        Span<byte> padded = stackalloc byte[16];
        padded.Clear();
        bytes[..Math.Min(bytes.Length, 16)].CopyTo(padded);
        return BinaryPrimitives.ReadUInt128LittleEndian(padded);
    }

    private static Initialised StateOf(EquatableArray<Member> members) => Join(members.Select(member => member.Value.State));

    private static Initialised StateOf(IEnumerable<Element> elements) => Join(elements.Select(element => element.Value.State));

    private static Initialised Join(IEnumerable<Initialised> states)
    {
        Initialised? joined = null;
        foreach (Initialised state in states)
        {
            joined = joined is null || joined == state ? state : Initialised.Partly;
        }

        return joined ?? Initialised.Fully;
    }
}
