using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Layout;
using Crabwalk.Mir.Types;

namespace Crabwalk.Machine.Code;

/// <summary>
/// Which scalars an object of a type consists of, byte by byte: what C17 6.5p7 asks of an access. Signs do not count, nor what a pointer
/// points to; whatever may be one of several things (a union, bit-fields, padding, an array of characters) allows everything.
/// </summary>
internal sealed class ObjectTypes(Layouts layouts)
{
    private readonly Dictionary<(Ty Whole, long Offset, Ty Wanted, bool Repeats), bool> _holds = [];
    private readonly Dictionary<Ty, bool> _constMembers = [];

    /// <summary>The type of an array's elements, however deep; the type itself for all others.</summary>
    public static Ty ElementOf(Ty type)
    {
        while (type is Ty.Array or Ty.Slice)
        {
            type = type is Ty.Array array ? array.Element : ((Ty.Slice)type).Element;
        }

        return type;
    }

    /// <summary>True when accesses through a pointer to the type say something about the object: not for void, characters and what has no size.</summary>
    public bool IsView(Ty pointee)
    {
        Ty element = ElementOf(pointee);
        long size = layouts.SizeOf(element);
        return size > 0 && size <= int.MaxValue && !IsCharacter(layouts.KindOf(element));
    }

    /// <summary>True for characters, through which every object may be looked at; truth values count among them.</summary>
    public static bool IsCharacter(ValueKind kind) => kind is ValueKind.I8 or ValueKind.U8 or ValueKind.Bool;

    /// <summary>True for declared memory that only holds bytes: what is put there is somebody else's.</summary>
    public bool IsStorage(Ty type) => type is Ty.Array or Ty.Slice && IsCharacter(layouts.KindOf(ElementOf(type)));

    /// <summary>True when the two are the same scalar as far as accesses go: <c>int</c> and <c>unsigned</c>, or two pointers.</summary>
    public bool AreAlike(Ty one, Ty other) =>
        ReferenceEquals(one, other) || (layouts.KindOf(one) is not (ValueKind.None or ValueKind.Empty) && Unsigned(layouts.KindOf(one)) == Unsigned(layouts.KindOf(other)));

    /// <summary>The same kind without its sign.</summary>
    public static ValueKind Unsigned(ValueKind kind) => kind switch
    {
        ValueKind.I8 => ValueKind.U8,
        ValueKind.I16 => ValueKind.U16,
        ValueKind.I32 => ValueKind.U32,
        ValueKind.I64 => ValueKind.U64,
        _ => kind,
    };

    /// <summary>
    /// True when an object of a type may be looked at as the wanted type from an offset on. With <paramref name="repeats"/> the object is
    /// one of many in a row.
    /// </summary>
    public bool Holds(Ty whole, long offset, Ty wanted, bool repeats)
    {
        wanted = ElementOf(wanted);
        whole = repeats ? ElementOf(whole) : whole;
        long size = layouts.SizeOf(ElementOf(whole));
        if (size > 0 && (repeats || (whole is Ty.Array && offset + layouts.SizeOf(wanted) <= layouts.SizeOf(whole))))
        {
            (whole, offset, repeats) = (ElementOf(whole), offset % size, true);
        }

        (Ty, long, Ty, bool) question = (whole, offset, wanted, repeats);
        if (!_holds.TryGetValue(question, out bool holds))
        {
            holds = HoldsAll(whole, offset, wanted, repeats);
            _holds.Add(question, holds);
        }

        return holds;
    }

    /// <summary>True when a scalar of a kind may be accessed in an object of a type at an offset.</summary>
    public bool HoldsScalar(Ty whole, long offset, ValueKind wanted)
    {
        if (offset < 0 || offset >= layouts.SizeOf(whole) || IsCharacter(wanted) || IsStorage(whole))
        {
            return true;
        }

        return whole switch
        {
            Ty.Array array => HoldsScalar(array.Element, offset % layouts.SizeOf(array.Element), wanted),
            Ty.Adt { Definition.Kind: AdtKind.Union } union => Members(union).Any(m => HoldsScalar(m.Type, offset, wanted)),
            Ty.Adt record => MemberAt(record, offset) is not { } member || HoldsScalar(member.Type, offset - member.Offset, wanted),
            _ => offset == 0 && Unsigned(layouts.KindOf(whole)) == Unsigned(wanted),
        };
    }

    /// <summary>The scalar in an object of a type that a byte belongs to; null where there is none or more than one.</summary>
    public (Ty Type, long Offset)? ScalarAt(Ty whole, long offset)
    {
        long start = 0;
        while (true)
        {
            switch (whole)
            {
                case Ty.Array array:
                    long stride = layouts.SizeOf(array.Element);
                    start += stride == 0 ? 0 : (offset - start) / stride * stride;
                    whole = array.Element;
                    break;
                case Ty.Adt { Definition.Kind: AdtKind.Struct } record when MemberAt(record, offset - start) is { } member:
                    start += member.Offset;
                    whole = member.Type;
                    break;
                default:
                    return layouts.KindOf(whole) is ValueKind.None or ValueKind.Empty ? null : (whole, start);
            }
        }
    }

    /// <summary>
    /// Notes for each byte of a range which scalar an object of a type has there: the kind at a scalar's first byte, with
    /// <see cref="EffectiveType.Inner"/> at the others.
    /// </summary>
    /// <param name="type">The object's type.</param>
    /// <param name="start">Where the object begins, counted from the range's first byte; may be negative.</param>
    /// <param name="range">The notes.</param>
    public void Note(Ty type, long start, Span<byte> range)
    {
        long size = layouts.SizeOf(type);
        if (start >= range.Length || start + size <= 0)
        {
            return;
        }

        switch (type)
        {
            case Ty.Array array when layouts.SizeOf(array.Element) is > 0 and var stride:
                for (long at = Math.Max(0, -start / stride); at * stride < size && start + (at * stride) < range.Length; at++)
                {
                    Note(array.Element, start + (at * stride), range);
                }

                break;
            case Ty.Adt { Definition.Kind: AdtKind.Struct } record:
                foreach ((Ty member, long offset) in Members(record))
                {
                    Note(member, start + offset, range);
                }

                break;
            default:
                EffectiveType.Note(layouts.KindOf(type), start, (int)size, range);
                break;
        }
    }

    /// <summary>True when some member of the type, or of a member, is const.</summary>
    public bool HasConstMember(Ty type)
    {
        type = ElementOf(type);
        if (type is not Ty.Adt { Definition.IsComplete: true } record)
        {
            return false;
        }

        if (!_constMembers.TryGetValue(type, out bool has))
        {
            has = FieldsOf(record).Any(f => f.IsConst || HasConstMember(f.Type));
            _constMembers.Add(type, has);
        }

        return has;
    }

    /// <summary>The const member that a range of an object of a type touches; null when there is none.</summary>
    public FieldDef? ConstMemberIn(Ty type, long offset, long size)
    {
        if (!HasConstMember(type))
        {
            return null;
        }

        if (type is Ty.Array array)
        {
            long stride = layouts.SizeOf(array.Element);
            return size > stride - (offset % stride) ? ConstMemberIn(array.Element, 0, stride) : ConstMemberIn(array.Element, offset % stride, size);
        }

        if (type is not Ty.Adt record)
        {
            return null;
        }

        TypeLayout layout = layouts.Of(type);
        foreach ((FieldDef field, FieldLayout place) in FieldsOf(record).Zip(layout.Fields))
        {
            long start = place.OffsetBytes;
            bool meets = offset < start + layouts.SizeOf(field.Type) && start < offset + size;
            if (meets && (field.IsConst ? field : ConstMemberIn(field.Type, Math.Max(0, offset - start), Math.Min(size, size - (start - offset)))) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private bool HoldsAll(Ty whole, long offset, Ty wanted, bool repeats) => wanted switch
    {
        Ty.Array array => HoldsAll(whole, offset, array.Element, repeats),
        Ty.Adt { Definition.Kind: AdtKind.Union } union => Members(union).Any(m => HoldsAll(whole, offset, m.Type, repeats)),
        Ty.Adt record => Members(record).All(m => HoldsAll(whole, offset + m.Offset, m.Type, repeats)),
        _ => HoldsScalar(whole, repeats ? offset % layouts.SizeOf(whole) : offset, layouts.KindOf(wanted)),
    };

    private (Ty Type, long Offset)? MemberAt(Ty.Adt record, long offset)
    {
        foreach ((Ty type, long start) in Members(record))
        {
            if (offset >= start && offset < start + layouts.SizeOf(type))
            {
                return (type, start);
            }
        }

        return null;
    }

    // Bit-fields share their bytes with others, and a flexible array has as many as the block has room for: neither says anything.
    private IEnumerable<(Ty Type, long Offset)> Members(Ty.Adt record)
    {
        if (!record.Definition.IsComplete)
        {
            yield break;
        }

        TypeLayout layout = layouts.Of(record);
        foreach ((FieldDef field, FieldLayout place) in FieldsOf(record).Zip(layout.Fields))
        {
            if (field.BitWidth is null && field.Type is not Ty.Slice)
            {
                yield return (field.Type, place.OffsetBytes);
            }
        }
    }

    private static EquatableArray<FieldDef> FieldsOf(Ty.Adt record) => record.Definition.Variants[default].Fields;
}

/// <summary>How the effective type of a byte of memory is noted (C17 6.5p6).</summary>
internal static class EffectiveType
{
    /// <summary>Nothing is known: it may be read as anything.</summary>
    public const byte Unknown = 0;

    /// <summary>A byte of a scalar that begins before it.</summary>
    public const byte Inner = 0x80;

    /// <summary>Concluded from how the memory was used until now, not seen.</summary>
    public const byte Presumed = 0x40;

    /// <summary>The scalar that a note speaks of.</summary>
    public static ValueKind KindOf(byte note) => (ValueKind)(note & ~(Inner | Presumed));

    /// <summary>Notes a scalar whose first byte is at <paramref name="start"/> of the range, as far as it lies in there.</summary>
    public static void Note(ValueKind kind, long start, int size, Span<byte> range)
    {
        bool says = !ObjectTypes.IsCharacter(kind) && kind is not (ValueKind.None or ValueKind.Empty);
        byte note = says ? (byte)ObjectTypes.Unsigned(kind) : Unknown;
        for (int i = (int)Math.Max(0, -start); i < size && start + i < range.Length; i++)
        {
            range[(int)(start + i)] = i == 0 || !says ? note : (byte)(note | Inner);
        }
    }
}
