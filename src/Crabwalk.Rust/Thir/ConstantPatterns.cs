using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Layout;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Building;
using Crabwalk.Rust.Semantics;

namespace Crabwalk.Rust.Thir;

/// <summary>Turns the value of a constant into the pattern that matches it (Rust Reference, constant patterns): structs field by field, references by what they refer to.</summary>
internal sealed class ConstantPatterns(ITypeContext context, LiteralPool literals, Span span)
{
    private readonly LayoutComputer _layouts = new(context.Types, context.Target);

    /// <summary>The pattern that matches a value; null for one that no pattern can match yet.</summary>
    public Pat? Of(ConstValue value, Ty type) => (value, type) switch
    {
        (ConstValue.Slice(_, var bytes, _), Ty.Ref { Referent: var referent }) => OfBytes(literals.BytesOf(bytes), referent) is { } inner ? Deref(inner, type) : null,
        (ConstValue.StaticAddress(_, var bytes, _), Ty.Ref { Referent: var referent }) when literals.IsLiteral(bytes) =>
            OfBytes(literals.BytesOf(bytes), referent) is { } inner ? Deref(inner, type) : null,
        (ConstValue.Memory(_, var memory), _) => Read(memory, 0, type),
        (ConstValue.Scalar, Ty.Int or Ty.Bool or Ty.Char or Ty.Float) => Made(new PatKind.Constant(value), type),
        (ConstValue.Scalar(_, var bits), Ty.Adt) => Read(new(BytesOf(bits)), 0, type),
        _ => null,
    };

    private Pat? OfBytes(EquatableArray<byte> bytes, Ty type) => type switch
    {
        Ty.Str => Made(new PatKind.Constant(new ConstValue.Slice(type, literals.Keep(bytes, span), bytes.Count)), type),
        Ty.Slice { Element: var element } => Made(new PatKind.Slice([.. bytes.Select(b => OfByte(b, element))], null, []), type),
        Ty.Array { Element: var element } => Made(new PatKind.Slice([.. bytes.Select(b => OfByte(b, element))], null, []), type),
        _ => null,
    };

    private Pat OfByte(byte value, Ty element) => Made(new PatKind.Constant(new ConstValue.Scalar(element, value)), element);

    // Values in memory.

    private Pat? Read(Allocation memory, long offset, Ty type) => type switch
    {
        Ty.Int or Ty.Bool or Ty.Char or Ty.Float => Made(new PatKind.Constant(new ConstValue.Scalar(type, Bits(memory, offset, _layouts.LayoutOf(type).SizeBytes))), type),
        Ty.Tuple tuple => Leaf(memory, offset, type, [.. tuple.Parts]),
        Ty.Array array => Elements(memory, offset, array),
        Ty.Ref reference => Pointed(memory, offset, reference.Referent) is { } inner ? Deref(inner, type) : null,
        Ty.Adt { Definition.Kind: AdtKind.Struct } adt => Leaf(memory, offset, type, FieldTypesOf(adt, default)),
        Ty.Adt { Definition.Kind: AdtKind.Enum } adt => Variant(memory, offset, adt),
        _ => null,
    };

    private EquatableArray<Ty> FieldTypesOf(Ty.Adt adt, VariantIndex variant) =>
        [.. adt.Definition.Variants[variant].Fields.Select(field => field.Type.Substitute(context.Types, adt.Args).EraseRegions(context.Types))];

    private Pat? Leaf(Allocation memory, long offset, Ty type, EquatableArray<Ty> parts) =>
        Fields(memory, offset, _layouts.LayoutOf(type), parts) is { } fields ? Made(new PatKind.Leaf(fields), type) : null;

    private EquatableArray<FieldPat>? Fields(Allocation memory, long offset, TypeLayout layout, EquatableArray<Ty> parts)
    {
        var fields = new FieldPat[parts.Count];
        for (int i = 0; i < fields.Length; i++)
        {
            if (Read(memory, offset + layout.Fields[i].OffsetBytes, parts[i]) is not { } pattern)
            {
                return null;
            }

            fields[i] = new(i, pattern);
        }

        return [.. fields];
    }

    private Pat? Elements(Allocation memory, long offset, Ty.Array array)
    {
        if (array.Length is not Const.Value { Bits: var count })
        {
            return null;
        }

        long stride = _layouts.LayoutOf(array.Element).SizeBytes;
        var elements = new List<Pat>();
        for (long i = 0; i < (long)count; i++)
        {
            if (Read(memory, offset + (i * stride), array.Element) is not { } element)
            {
                return null;
            }

            elements.Add(element);
        }

        return Made(new PatKind.Slice([.. elements], null, []), array);
    }

    private Pat? Variant(Allocation memory, long offset, Ty.Adt adt)
    {
        TypeLayout layout = _layouts.LayoutOf(adt);
        VariantIndex variant = layout.Variants switch
        {
            VariantsLayout.Single(var index) => index,
            VariantsLayout.Multiple multiple => VariantOf(multiple, Bits(memory, offset + multiple.TagOffsetBytes, multiple.Tag.Primitive.SizeBytes), adt.Definition),
            _ => default,
        };
        EquatableArray<FieldPat>? fields = Fields(memory, offset, layout.ForVariant(variant), FieldTypesOf(adt, variant));
        return fields is { } known ? Made(new PatKind.Variant(adt.Definition, variant, known), adt) : null;
    }

    private static VariantIndex VariantOf(VariantsLayout.Multiple layout, UInt128 tag, AdtDef definition)
    {
        UInt128 mask = layout.Tag.Primitive.SizeBytes >= 16 ? UInt128.MaxValue : (UInt128.One << (layout.Tag.Primitive.SizeBytes * 8)) - 1;
        if (layout.Encoding is TagEncoding.Niche niche)
        {
            UInt128 relative = unchecked(tag - niche.Start) & mask;
            return relative <= (UInt128)(niche.Last.Index - niche.First.Index) ? new(niche.First.Index + (int)relative) : niche.Untagged;
        }

        foreach (VariantIndex variant in definition.Variants.Ids)
        {
            if ((unchecked((UInt128)definition.Variants[variant].Discriminant) & mask) == tag)
            {
                return variant;
            }
        }

        return default;
    }

    // What a reference in memory refers to: a string, or another constant's bytes.
    private Pat? Pointed(Allocation memory, long offset, Ty referent)
    {
        foreach (Relocation relocation in memory.Relocations)
        {
            if (relocation.OffsetBytes == offset && literals.AllocationOf(relocation.Base) is { } target)
            {
                return referent is Ty.Str or Ty.Slice
                    ? OfFatPointer(target, relocation.Addend, (long)Bits(memory, offset + context.Target.PointerBytes, context.Target.PointerBytes), referent)
                    : Read(target, relocation.Addend, referent);
            }
        }

        return null;
    }

    private Pat? OfFatPointer(Allocation target, long start, long length, Ty referent)
    {
        if (referent is Ty.Str)
        {
            return OfBytes([.. target.Bytes.Skip((int)start).Take((int)length)], referent);
        }

        Ty.Array array = context.Types.Array(((Ty.Slice)referent).Element, length);
        return Elements(target, start, array) is { } elements ? elements with { Type = referent } : null;
    }

    private static UInt128 Bits(Allocation memory, long offset, long size)
    {
        UInt128 bits = 0;
        for (long i = size - 1; i >= 0; i--)
        {
            int at = (int)(offset + i);
            bits = (bits << 8) | (at < memory.Bytes.Count ? memory.Bytes[at] : (byte)0);
        }

        return bits;
    }

    private static EquatableArray<byte> BytesOf(UInt128 bits)
    {
        var bytes = new byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128LittleEndian(bytes, bits);
        return [.. bytes];
    }

    private Pat Deref(Pat inner, Ty type) => Made(new PatKind.Deref(inner), type);

    private Pat Made(PatKind kind, Ty type) => new(kind, type, span);
}
