using Crabwalk.Mir.Definitions;

namespace Crabwalk.Mir.Layout;

/// <summary>What stands before the fields of a struct or variant.</summary>
internal abstract record StructPrefix
{
    private StructPrefix()
    {
    }

    /// <summary>Nothing, and the last field may be unsized: it stays last, so that unsizing does not move it.</summary>
    public static readonly StructPrefix MaybeUnsized = new Nothing(KeepsTail: true);

    /// <summary>Nothing; all fields are sized and free to move.</summary>
    public static readonly StructPrefix AlwaysSized = new Nothing(KeepsTail: false);

    /// <summary>Nothing.</summary>
    public sealed record Nothing(bool KeepsTail) : StructPrefix;

    /// <summary>An enum's tag.</summary>
    public sealed record Tag(int SizeBytes, int AlignBytes) : StructPrefix;
}

/// <summary>
/// Places the fields of one struct or variant and says how its value travels. The order of fields without <c>repr(C)</c> is
/// rustc's: see <see cref="FieldOrder"/>.
/// </summary>
internal static class StructLayout
{
    /// <summary>A struct, tuple, closure or variant; null when it is too large.</summary>
    public static TypeLayout? Of(LayoutComputer computer, SizedField[] fields, ReprOptions repr, StructPrefix prefix)
    {
        TypeLayout? layout = Place(computer, fields, repr, prefix, NicheBias.Start);
        if (layout?.LargestNiche is not { } niche || fields.Length < 2 || prefix == StructPrefix.MaybeUnsized)
        {
            return layout;
        }

        // An enum can put other variants' data before or after a niche, so one close to an edge is worth more.
        long head = niche.OffsetBytes;
        long tail = layout.SizeBytes - head - niche.Value.Primitive.SizeBytes;
        if (head == 0 || tail <= 0 || Place(computer, fields, repr, prefix, NicheBias.End) is not { LargestNiche: { } other } alternative)
        {
            return layout;
        }

        return other.OffsetBytes > head && other.OffsetBytes > tail ? alternative : layout;
    }

    /// <summary>A union.</summary>
    public static TypeLayout? OfUnion(LayoutComputer computer, ReprOptions repr, SizedField[] fields)
    {
        var (placed, size, align) = CRecordLayout.Place(AdtKind.Union, repr, fields);
        if (size >= computer.SizeLimitBytes)
        {
            return computer.Fail(LayoutProblemKind.TooLarge, $"the union is too large for {computer.Target.Name}");
        }

        return new()
        {
            SizeBytes = (long)size,
            AlignBytes = align,
            Fields = placed,
            Abi = repr.IsC ? new ValueAbi.Memory() : UnionAbi(fields, (long)size, align),
        };
    }

    /// <summary>A fat pointer, or what travels like one.</summary>
    public static TypeLayout PairOf(TypeLayout first, TypeLayout second)
    {
        var abi = new ValueAbi.ScalarPair(((ValueAbi.Scalar)first.Abi).Value, ((ValueAbi.Scalar)second.Abi).Value, RoundUp(first.SizeBytes, second.AlignBytes));
        int align = Math.Max(first.AlignBytes, second.AlignBytes);
        return new()
        {
            SizeBytes = RoundUp(abi.SecondOffsetBytes + second.SizeBytes, align),
            AlignBytes = align,
            Fields = [new(0), new(abi.SecondOffsetBytes)],
            Abi = abi,
            LargestNiche = Larger(Niche.Of(0, abi.First), Niche.Of(abi.SecondOffsetBytes, abi.Second)),
        };
    }

    /// <summary>The same registers with every bit pattern valid.</summary>
    public static ValueAbi WithoutValidity(ValueAbi abi) => abi switch
    {
        ValueAbi.Scalar scalar => new ValueAbi.Scalar(Full(scalar.Value)),
        ValueAbi.ScalarPair pair => pair with { First = Full(pair.First), Second = Full(pair.Second) },
        ValueAbi.Memory or ValueAbi.Uninhabited => abi,
    };

    /// <summary>The layout with the first scalar's valid patterns narrowed; an end beyond the scalar's width means its greatest pattern.</summary>
    public static TypeLayout WithValidity(TypeLayout layout, ValidRange range)
    {
        ValueAbi abi = layout.Abi switch
        {
            ValueAbi.Scalar scalar => new ValueAbi.Scalar(Narrowed(scalar.Value, range)),
            ValueAbi.ScalarPair pair => pair with { First = Narrowed(pair.First, range) },
            ValueAbi.Memory or ValueAbi.Uninhabited => layout.Abi,
        };
        Scalar? first = abi switch
        {
            ValueAbi.Scalar scalar => scalar.Value,
            ValueAbi.ScalarPair pair => pair.First,
            ValueAbi.Memory or ValueAbi.Uninhabited => null,
        };
        return first is null ? layout : layout with { Abi = abi, LargestNiche = Larger(Niche.Of(0, first), layout.LargestNiche) };
    }

    private static Scalar Narrowed(Scalar scalar, ValidRange range) =>
        scalar with { Valid = new(range.Start & scalar.Primitive.MaxBits, range.End & scalar.Primitive.MaxBits) };

    /// <summary>The next multiple of an alignment.</summary>
    public static long RoundUp(long value, int align) => (value + align - 1) / align * align;

    /// <summary>The scalar as a union would hold it: any bytes will do.</summary>
    public static Scalar AsUnion(Scalar scalar) => Full(scalar) with { MayBeUninitialized = true };

    /// <summary>The niche with more room, the first one of two equals.</summary>
    public static Niche? Larger(Niche? first, Niche? second) =>
        first is null || (second is not null && second.Available > first.Available) ? second : first;

    private static Scalar Full(Scalar scalar) => scalar with { Valid = new(0, scalar.Primitive.MaxBits) };

    private static TypeLayout? Place(LayoutComputer computer, SizedField[] fields, ReprOptions repr, StructPrefix prefix, NicheBias bias)
    {
        bool inOrder = repr.IsC || repr.Discriminant is not null;
        int[] order = inOrder ? [.. Enumerable.Range(0, fields.Length)] : FieldOrder.Of(fields, repr.Pack, prefix, bias);
        (FieldLayout[] placed, Int128 size, int align) = prefix is StructPrefix.Nothing && inOrder
            ? PlaceAsC(repr, fields)
            : PlaceInOrder(fields, repr, prefix, order);
        if (size >= computer.SizeLimitBytes)
        {
            return computer.Fail(LayoutProblemKind.TooLarge, $"the type is too large for {computer.Target.Name}");
        }

        bool isUninhabited = fields.Any(field => field.Layout.IsUninhabited);
        var layout = new TypeLayout
        {
            SizeBytes = (long)size,
            AlignBytes = align,
            Fields = [.. placed],
            Abi = new ValueAbi.Memory(),
            LargestNiche = LargestNiche(fields, placed, order, bias),
            IsSized = fields is not [.., { Layout.IsSized: false }],
            IsUninhabited = isUninhabited,
        };
        return layout with { Abi = isUninhabited ? new ValueAbi.Uninhabited() : ScalarAbi(layout, fields, inOrder) };
    }

    private static (FieldLayout[] Placed, Int128 Size, int Align) PlaceAsC(ReprOptions repr, SizedField[] fields)
    {
        var (placed, size, align) = CRecordLayout.Place(AdtKind.Struct, repr, fields);
        return (placed.Span.ToArray(), size, align);
    }

    private static (FieldLayout[] Placed, Int128 Size, int Align) PlaceInOrder(SizedField[] fields, ReprOptions repr, StructPrefix prefix, int[] order)
    {
        var placed = new FieldLayout[fields.Length];
        int align = Math.Max(1, repr.Align ?? 1);
        Int128 offset = 0;
        if (prefix is StructPrefix.Tag tag)
        {
            int tagAlign = Math.Min(tag.AlignBytes, repr.Pack ?? int.MaxValue);
            align = Math.Max(align, tagAlign);
            offset = RoundUp(tag.SizeBytes, tagAlign);
        }

        foreach (int i in order)
        {
            int fieldAlign = Math.Min(fields[i].Layout.AlignBytes, repr.Pack ?? int.MaxValue);
            align = Math.Max(align, fieldAlign);
            offset = (offset + fieldAlign - 1) / fieldAlign * fieldAlign;
            placed[i] = new((long)offset);
            offset += fields[i].Layout.SizeBytes;
        }

        return (placed, (offset + align - 1) / align * align, align);
    }

    private static Niche? LargestNiche(SizedField[] fields, FieldLayout[] placed, int[] order, NicheBias bias)
    {
        Niche? best = null;
        foreach (int i in order)
        {
            if (fields[i].Layout.LargestNiche is { } niche && fields[i].Definition.BitWidth is null)
            {
                Niche here = niche with { OffsetBytes = niche.OffsetBytes + placed[i].OffsetBytes };
                best = bias == NicheBias.Start ? Larger(best, here) : Larger(here, best);
            }
        }

        return best;
    }

    // A struct that is nothing but one scalar or two travels like them. Two scalars must lie exactly as a pair would.
    private static ValueAbi ScalarAbi(TypeLayout layout, SizedField[] fields, bool inOrder)
    {
        int[] solid = [.. Enumerable.Range(0, fields.Length).Where(i => !fields[i].Layout.IsZeroSized || fields[i].Definition.BitWidth is not null)];
        if (!layout.IsSized || layout.SizeBytes == 0 || solid.Length is 0 or > 2 || solid.Any(i => fields[i].Definition.BitWidth is not null))
        {
            return layout.Abi;
        }

        return solid.Length == 1
            ? SingleAbi(layout, fields[solid[0]].Layout, layout.Fields[solid[0]], inOrder)
            : PairAbi(layout, (fields[solid[0]].Layout, layout.Fields[solid[0]]), (fields[solid[1]].Layout, layout.Fields[solid[1]]));
    }

    private static ValueAbi SingleAbi(TypeLayout whole, TypeLayout field, FieldLayout place, bool inOrder)
    {
        bool fills = place.OffsetBytes == 0 && field.SizeBytes == whole.SizeBytes && field.AlignBytes == whole.AlignBytes;
        return fills && (field.Abi is ValueAbi.ScalarPair || (field.Abi is ValueAbi.Scalar && !inOrder)) ? field.Abi : whole.Abi;
    }

    private static ValueAbi PairAbi(TypeLayout whole, (TypeLayout Layout, FieldLayout Place) one, (TypeLayout Layout, FieldLayout Place) two)
    {
        if (one.Layout.Abi is not ValueAbi.Scalar || two.Layout.Abi is not ValueAbi.Scalar)
        {
            return whole.Abi;
        }

        var (first, second) = one.Place.OffsetBytes < two.Place.OffsetBytes ? (one, two) : (two, one);
        TypeLayout pair = PairOf(first.Layout, second.Layout);
        bool same = first.Place.OffsetBytes == 0 && second.Place.OffsetBytes == pair.Fields[1].OffsetBytes
            && pair.SizeBytes == whole.SizeBytes && pair.AlignBytes == whole.AlignBytes;
        return same ? pair.Abi : whole.Abi;
    }

    private static ValueAbi UnionAbi(SizedField[] fields, long size, int align)
    {
        ValueAbi? common = null;
        foreach (SizedField field in fields.Where(f => !f.Layout.IsZeroSized))
        {
            ValueAbi abi = field.Layout.Abi switch
            {
                ValueAbi.Scalar scalar => new ValueAbi.Scalar(AsUnion(scalar.Value)),
                ValueAbi.ScalarPair pair => pair with { First = AsUnion(pair.First), Second = AsUnion(pair.Second) },
                ValueAbi.Memory or ValueAbi.Uninhabited => new ValueAbi.Memory(),
            };
            bool fills = field.Layout.SizeBytes == size && field.Layout.AlignBytes == align;
            if (!fills || (common is not null && common != abi))
            {
                return new ValueAbi.Memory();
            }

            common = abi;
        }

        return common ?? new ValueAbi.Memory();
    }
}
