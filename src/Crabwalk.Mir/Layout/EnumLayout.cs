using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Mir.Layout;

/// <summary>
/// Enums, as rustc lays them out. With one variant that can exist, the enum is that variant. Otherwise two ways are tried: a tag before
/// the fields of each variant, or a niche of the largest variant with all others fitting before or after it; the smaller one wins, then
/// the one that leaves more niches, then the tag.
/// </summary>
internal sealed class EnumLayout
{
    private readonly LayoutComputer _computer;
    private readonly AdtDef _definition;
    private readonly SizedField[][] _variants;

    private EnumLayout(LayoutComputer computer, AdtDef definition, SizedField[][] variants)
    {
        _computer = computer;
        _definition = definition;
        _variants = variants;
    }

    private ReprOptions Repr => _definition.Repr;

    private bool IsFixedByUser => Repr.IsC || Repr.Discriminant is not null;

    /// <summary>The layout, or null with the problem noted.</summary>
    public static TypeLayout? Of(LayoutComputer computer, Ty.Adt type)
    {
        var variants = new SizedField[type.Definition.Variants.Count][];
        for (int i = 0; i < variants.Length; i++)
        {
            if (computer.FindFields(type.Definition.Variants[new(i)].Fields, type.Args, mayEndUnsized: false) is not { } fields)
            {
                return null;
            }

            variants[i] = fields;
        }

        return new EnumLayout(computer, type.Definition, variants).Compute();
    }

    private TypeLayout? Compute()
    {
        int[] present = [.. Enumerable.Range(0, _variants.Length).Where(i => !IsAbsent(_variants[i]))];
        if (present.Length == 0)
        {
            return new() { SizeBytes = 0, AlignBytes = 1, Abi = new ValueAbi.Uninhabited(), IsUninhabited = true, Variants = new VariantsLayout.Empty() };
        }

        if (present.Length == 1 && !IsFixedByUser)
        {
            return StructLayout.Of(_computer, _variants[present[0]], Repr, StructPrefix.AlwaysSized) is { } only
                ? only with { Variants = new VariantsLayout.Single(new(present[0])) }
                : null;
        }

        TypeLayout? tagged = Tagged();
        return tagged is null || NicheFilling() is not { } filled || !IsBetter(filled, tagged) ? tagged : filled;
    }

    // A variant that cannot exist and needs no room is as good as not written.
    private static bool IsAbsent(SizedField[] fields) => fields.Any(f => f.Layout.IsUninhabited) && fields.All(f => f.Layout.IsZeroSized);

    private static bool IsBetter(TypeLayout filled, TypeLayout tagged)
    {
        int bySize = filled.SizeBytes.CompareTo(tagged.SizeBytes);
        return bySize < 0 || (bySize == 0 && AvailableIn(filled) > AvailableIn(tagged));
    }

    private static UInt128 AvailableIn(TypeLayout layout) => layout.LargestNiche?.Available ?? 0;

    private TypeLayout? NicheFilling()
    {
        if (IsFixedByUser || _variants.Length < 2)
        {
            return null;
        }

        TypeLayout[]? parts = Structs(StructPrefix.AlwaysSized);
        return parts is null ? null : NicheFillingFrom(parts);
    }

    private TypeLayout? NicheFillingFrom(TypeLayout[] parts)
    {
        int largest = LargestOf(parts);
        int[] others = [.. Enumerable.Range(0, parts.Length).Where(i => i != largest && !IsAbsent(_variants[i]))];
        UInt128 count = (UInt128)(others[^1] - others[0] + 1);
        if (BestNiche(parts[largest], _variants[largest]) is not { } niche || niche.Reserve(count) is not var (start, tag))
        {
            return null;
        }

        int align = parts.Max(part => part.AlignBytes);
        long size = StructLayout.RoundUp(parts[largest].SizeBytes, align);
        TypeLayout[]? moved = FitAround(parts, largest, niche, size);
        return moved is null ? null : new()
        {
            SizeBytes = size,
            AlignBytes = align,
            Fields = [new(niche.OffsetBytes)],
            Abi = NicheAbi(parts, largest, niche, tag, size, align),
            Variants = new VariantsLayout.Multiple(tag, niche.OffsetBytes, new TagEncoding.Niche(new(largest), new(others[0]), new(others[^1]), start), [.. moved]),
            LargestNiche = Niche.Of(niche.OffsetBytes, tag),
            IsUninhabited = parts.All(part => part.IsUninhabited),
        };
    }

    private static int LargestOf(TypeLayout[] parts)
    {
        int largest = 0;
        for (int i = 1; i < parts.Length; i++)
        {
            largest = parts[i].SizeBytes >= parts[largest].SizeBytes ? i : largest;
        }

        return largest;
    }

    private static Niche? BestNiche(TypeLayout variant, SizedField[] fields)
    {
        Niche? best = null;
        for (int i = 0; i < fields.Length; i++)
        {
            if (fields[i].Layout.LargestNiche is { } niche && (best is null || niche.Available >= best.Available))
            {
                best = niche with { OffsetBytes = niche.OffsetBytes + variant.Fields[i].OffsetBytes };
            }
        }

        return best;
    }

    // Every other variant must fit before the niche, or after it with its fields moved there.
    private TypeLayout[]? FitAround(TypeLayout[] parts, int largest, Niche niche, long size)
    {
        var moved = new TypeLayout[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            moved[i] = i == largest ? parts[i] : parts[i] with { LargestNiche = null };
            if (i == largest || parts[i].SizeBytes <= niche.OffsetBytes)
            {
                continue;
            }

            long shift = StructLayout.RoundUp(niche.OffsetBytes + niche.Value.Primitive.SizeBytes, parts[i].AlignBytes);
            if (shift + parts[i].SizeBytes > size)
            {
                return null;
            }

            moved[i] = Shifted(moved[i], _variants[i], shift);
        }

        return moved;
    }

    private static TypeLayout Shifted(TypeLayout part, SizedField[] fields, long shift) => part with
    {
        Fields = part.Fields.Select((place, i) => fields[i].Layout.IsZeroSized ? place : new FieldLayout(place.OffsetBytes + shift)).ToEquatableArray(),
        Abi = part.IsUninhabited ? part.Abi : new ValueAbi.Memory(),
        SizeBytes = part.SizeBytes + shift,
    };

    private static ValueAbi NicheAbi(TypeLayout[] parts, int largest, Niche niche, Scalar tag, long size, int align)
    {
        if (parts.All(part => part.IsUninhabited))
        {
            return new ValueAbi.Uninhabited();
        }

        bool likeLargest = size == parts[largest].SizeBytes && align == parts[largest].AlignBytes
            && parts.Where((_, i) => i != largest).All(part => part.SizeBytes == 0);
        return likeLargest ? LikeLargest(parts[largest].Abi, niche, tag) : new ValueAbi.Memory();
    }

    // Only the niche is sure to be there in every variant; the other half of a pair may be anything.
    private static ValueAbi LikeLargest(ValueAbi abi, Niche niche, Scalar tag) => abi switch
    {
        ValueAbi.Scalar => new ValueAbi.Scalar(tag),
        ValueAbi.ScalarPair pair => niche.OffsetBytes == 0
            ? pair with { First = tag, Second = StructLayout.AsUnion(pair.Second) }
            : pair with { First = StructLayout.AsUnion(pair.First), Second = tag },
        ValueAbi.Memory or ValueAbi.Uninhabited => new ValueAbi.Memory(),
    };

    private TypeLayout? Tagged()
    {
        (Int128 min, Int128 max) = DiscriminantRange();
        Primitive.Integer least = DiscriminantType(min, max);
        int prefixAlign = Repr.IsC ? _variants.SelectMany(v => v).Select(f => f.Layout.AlignBytes).Append(least.SizeBytes).Max() : least.SizeBytes;
        TypeLayout[]? parts = Structs(new StructPrefix.Tag(least.SizeBytes, prefixAlign));
        return parts is null ? null : TaggedFrom(parts, least, min, max);
    }

    private TypeLayout? TaggedFrom(TypeLayout[] parts, Primitive.Integer least, Int128 min, Int128 max)
    {
        int align = parts.Max(part => part.AlignBytes);
        long size = StructLayout.RoundUp(parts.Max(part => part.SizeBytes), align);
        if (size >= _computer.SizeLimitBytes)
        {
            return _computer.Fail(LayoutProblemKind.TooLarge, $"`{_definition.Name}` is too large for {_computer.Target.Name}");
        }

        Primitive.Integer wide = IsFixedByUser ? least : Widened(parts, least);
        if (wide.SizeBytes > least.SizeBytes)
        {
            parts = [.. parts.Select(part => MovedBehind(part, least.SizeBytes, wide.SizeBytes))];
        }

        var tag = new Scalar(wide, new(unchecked((UInt128)min) & wide.MaxBits, unchecked((UInt128)max) & wide.MaxBits));
        ValueAbi abi = parts.All(part => part.IsUninhabited) ? new ValueAbi.Uninhabited()
            : wide.SizeBytes == size ? new ValueAbi.Scalar(tag)
            : TaggedPair(parts, tag, size, align) is { } pair ? pair : new ValueAbi.Memory();
        return new()
        {
            SizeBytes = size,
            AlignBytes = align,
            Fields = [new(0)],
            Abi = abi,
            Variants = new VariantsLayout.Multiple(tag, 0, new TagEncoding.Direct(), [.. parts]),
            LargestNiche = Niche.Of(0, tag),
            IsUninhabited = abi is ValueAbi.Uninhabited,
        };
    }

    private (Int128 Min, Int128 Max) DiscriminantRange()
    {
        Int128[] values =
        [
            .. Enumerable.Range(0, _variants.Length)
                .Where(i => !_variants[i].Any(f => f.Layout.IsUninhabited))
                .Select(i => _definition.Variants[new(i)].Discriminant),
        ];
        return values.Length == 0 ? (0, 0) : (values.Min(), values.Max());
    }

    private Primitive.Integer DiscriminantType(Int128 min, Int128 max)
    {
        if (Repr.Discriminant is { } asked)
        {
            return new(_computer.Target.SizeOf(asked), asked <= IntKind.Isize);
        }

        bool isSigned = min < 0;
        int bytes = Repr.IsC ? 4 : 1;
        while (bytes < 16 && !Fits(min, max, bytes * 8, isSigned))
        {
            bytes *= 2;
        }

        return new(bytes, isSigned);
    }

    private static bool Fits(Int128 min, Int128 max, int bits, bool isSigned)
    {
        Int128 half = Int128.One << (bits - 1);
        return isSigned ? min >= -half && max < half : max < half * 2;
    }

    // The tag may be as wide as the room before the first field of every variant, which is quicker to load and store.
    private Primitive.Integer Widened(TypeLayout[] parts, Primitive.Integer least)
    {
        int room = 256;
        for (int i = 0; i < parts.Length; i++)
        {
            TypeLayout part = parts[i];
            SizedField[] fields = _variants[i];
            int[] order = [.. Enumerable.Range(0, fields.Length).OrderBy(f => part.Fields[f].OffsetBytes).Where(f => !fields[f].Layout.IsZeroSized || fields[f].Layout.AlignBytes != 1)];
            room = order.Length == 0 ? room : Math.Min(room, fields[order[0]].Layout.AlignBytes);
        }

        return room > least.SizeBytes && room <= 16 ? least with { Bytes = room } : least;
    }

    private static TypeLayout MovedBehind(TypeLayout part, int oldSize, int newSize) => part with
    {
        Fields = part.Fields.Select(place => place.OffsetBytes <= oldSize ? new FieldLayout(newSize) : place).ToEquatableArray(),
        SizeBytes = part.SizeBytes <= oldSize ? newSize : part.SizeBytes,
    };

    // A tag and the same one scalar in every variant travel as a pair.
    private ValueAbi.ScalarPair? TaggedPair(TypeLayout[] parts, Scalar tag, long size, int align)
    {
        (Primitive Primitive, long Offset, int Align)? common = null;
        bool alwaysThere = true;
        for (int i = 0; i < parts.Length; i++)
        {
            int[] solid = [.. Enumerable.Range(0, _variants[i].Length).Where(f => !_variants[i][f].Layout.IsZeroSized)];
            if (solid.Length == 0)
            {
                alwaysThere = false;
                continue;
            }

            if (solid.Length > 1 || _variants[i][solid[0]].Layout is not { Abi: ValueAbi.Scalar(var scalar) } field)
            {
                return null;
            }

            alwaysThere &= !scalar.MayBeUninitialized;
            var here = (scalar.Primitive, parts[i].Fields[solid[0]].OffsetBytes, field.AlignBytes);
            if (common is not null && common != here)
            {
                return null;
            }

            common = here;
        }

        return common is var (primitive, offset, fieldAlign) ? PairIfExact(tag, primitive, alwaysThere, offset, fieldAlign, size, align) : null;
    }

    private static ValueAbi.ScalarPair? PairIfExact(Scalar tag, Primitive primitive, bool alwaysThere, long offset, int fieldAlign, long size, int align)
    {
        long expected = StructLayout.RoundUp(tag.Primitive.SizeBytes, fieldAlign);
        int pairAlign = Math.Max(tag.Primitive.SizeBytes, fieldAlign);
        bool exact = offset == expected && align == pairAlign && size == StructLayout.RoundUp(expected + primitive.SizeBytes, pairAlign);
        return exact ? new(tag, new(primitive, new(0, primitive.MaxBits), !alwaysThere), expected) : null;
    }

    private TypeLayout[]? Structs(StructPrefix prefix)
    {
        var parts = new TypeLayout[_variants.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            if (StructLayout.Of(_computer, _variants[i], Repr, prefix) is not { } part)
            {
                return null;
            }

            parts[i] = part with { Variants = new VariantsLayout.Single(new(i)) };
        }

        return parts;
    }
}
