using System.Buffers.Binary;
using Crabwalk.C.Tree;
using Crabwalk.C.Types;
using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Mir.Bodies;
using Label = Crabwalk.C.Tree.Label;

namespace Crabwalk.C.Lowering;

/// <summary>
/// The bytes of an object before anything runs, with the pointers in them: the initial value of a static, or what is known of a
/// variable's initialiser. Everything not written is zero (C17 6.7.9p10, p21), and zeros at the end are not kept.
/// </summary>
internal sealed class StaticImage
{
    private readonly UnitContext _unit;
    private readonly SortedDictionary<long, Relocation> _relocations = [];
    private byte[] _bytes = [];
    private int _length;

    private StaticImage(UnitContext unit) => _unit = unit;

    /// <summary>The image of a static of this type.</summary>
    public static Allocation Of(UnitContext unit, CType type, Initializer? initializer)
    {
        var image = new StaticImage(unit);
        image.Put(initializer, type, 0);
        return image.Finish();
    }

    /// <summary>The image of those entries whose value is known.</summary>
    public static Allocation OfKnown(UnitContext unit, CType whole, IEnumerable<InitializerEntry> entries)
    {
        var image = new StaticImage(unit);
        foreach (InitializerEntry entry in entries)
        {
            if (IsKnown(entry))
            {
                image.Put(entry, entry.Value.Constant, whole, 0);
            }
        }

        return image.Finish();
    }

    /// <summary>The image of a string literal in an array of this many bytes: cut, or filled with zeros.</summary>
    public static Allocation OfText(StringData text, long sizeBytes) =>
        new(sizeBytes < text.Bytes.Count ? text.Bytes[..(int)sizeBytes] : text.Bytes);

    /// <summary>True for a number that the parser knows, or text for an array.</summary>
    public static bool IsKnown(InitializerEntry entry) => entry.Value is Expression.StringLiteral
        ? entry.Type is CType.Array
        : entry.Value.Constant is ConstantValue.Integer or ConstantValue.Floating && entry.Type is not CType.Pointer;

    /// <summary>True for gcc's <c>[a ... b]</c> somewhere on the way.</summary>
    public static bool HasRange(InitializerEntry entry)
    {
        foreach (InitializerStep step in entry.Path)
        {
            if (step is InitializerStep.Element element && element.First != element.Last)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The offsets of all parts that an entry names, from the start of an object of type <paramref name="whole"/>.</summary>
    public static IEnumerable<long> OffsetsOf(CTypes types, CType whole, InitializerEntry entry)
    {
        if (!HasRange(entry))
        {
            return [entry.Offset];
        }

        IEnumerable<long> offsets = [entry.Offset];
        CType type = whole;
        foreach (InitializerStep step in entry.Path)
        {
            switch (step)
            {
                case InitializerStep.Member member:
                    type = member.Field.Type;
                    break;
                case InitializerStep.Element element:
                    type = ((CType.Array)type).Element;
                    long stride = types.SizeOf(type) ?? 0;
                    offsets = offsets.SelectMany(o => Repeated(o, element.Last - element.First, stride));
                    break;
            }
        }

        return offsets;
    }

    private static IEnumerable<long> Repeated(long start, long more, long stride)
    {
        for (long i = 0; i <= more; i++)
        {
            yield return start + (i * stride);
        }
    }

    private void Put(Initializer? initializer, CType type, long at)
    {
        switch (initializer)
        {
            case null:
                break;
            case Initializer.Single single:
                Put(single.Value, single.Constant ?? single.Value.Constant, type, null, at);
                break;
            case Initializer.List list:
                foreach (InitializerEntry entry in list.Entries)
                {
                    Put(entry, entry.Constant ?? entry.Value.Constant, type, at);
                }

                break;
        }
    }

    private void Put(InitializerEntry entry, ConstantValue? constant, CType whole, long at)
    {
        foreach (long offset in OffsetsOf(_unit.CTypes, whole, entry))
        {
            Put(entry.Value, constant, entry.Type, entry.BitField, at + offset);
        }
    }

    private void Put(Expression value, ConstantValue? constant, CType type, Field? bitField, long at)
    {
        switch (value, constant)
        {
            case (Expression.StringLiteral text, _) when type is CType.Array:
                PutText(text.Data, type, at);
                break;
            case (_, ConstantValue.Integer integer) when bitField?.Bits is { } bits:
                PutBits(integer.Bits, bits, at);
                break;
            case (_, ConstantValue.Integer integer):
                PutNumber(integer.Bits, type, at);
                break;
            case (_, ConstantValue.Floating floating):
                PutFloating(floating.Value, type, at);
                break;
            case (_, ConstantValue.Address address):
                PutAddress(value, address, at);
                break;
            case (_, ConstantValue.LabelDifference difference):
                PutNumber(NumberOf(difference.Left) - NumberOf(difference.Right), type, at);
                break;
            default:
                PutObject(value, type, at);
                break;
        }
    }

    // gcc: static struct point p = (struct point){1, 2};
    private void PutObject(Expression value, CType type, long at)
    {
        while (value is Expression.Conversion conversion)
        {
            value = conversion.Operand;
        }

        if (value is Expression.CompoundLiteral literal)
        {
            Put(literal.Variable.Initializer, type, at);
            return;
        }

        throw new CompilerBugException($"a static initialiser without a constant value: {value.GetType().Name}");
    }

    private void PutText(StringData text, CType type, long at)
    {
        long room = _unit.CTypes.SizeOf(type) ?? text.Bytes.Count;
        ReadOnlySpan<byte> bytes = text.Bytes.Span[..(int)Math.Min(room, text.Bytes.Count)];
        bytes.CopyTo(Room(at, bytes.Length));
        Clear(at, bytes.Length);
    }

    private void PutNumber(long value, CType type, long at)
    {
        int size = (int)(_unit.CTypes.SizeOf(type) ?? 0);
        Clear(at, size);
        if (value == 0 && at >= _length)
        {
            return;
        }

        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        bytes[..size].CopyTo(Room(at, size));
    }

    private void PutFloating(double value, CType type, long at)
    {
        if (type is CType.Floating { Kind: FloatingKind.Float })
        {
            BinaryPrimitives.WriteSingleLittleEndian(Room(at, 4), (float)value);
            return;
        }

        BinaryPrimitives.WriteDoubleLittleEndian(Room(at, 8), value);
    }

    private void PutBits(long value, BitRange range, long at)
    {
        for (int i = 0; i < range.Width; i++)
        {
            int bit = range.Start + i;
            ref byte target = ref Room(at + (bit / 8), 1)[0];
            byte mask = (byte)(1 << (bit % 8));
            target = (value >> i & 1) != 0 ? (byte)(target | mask) : (byte)(target & ~mask);
        }
    }

    private void PutAddress(Expression value, ConstantValue.Address address, long at)
    {
        int size = _unit.CTypes.Target.PointerBytes;
        Room(at, size).Clear();
        Clear(at, size);
        _relocations[at] = address.Base switch
        {
            AddressBase.OfVariable known => new(at, _unit.Resolver.Resolve(known.Variable, value.Span).Definition, address.Offset),
            AddressBase.OfFunction known => new(at, _unit.Resolver.Resolve(known.Function, value.Span).Definition, address.Offset),
            AddressBase.OfString known => new(at, _unit.Resolver.Resolve(known.Data, value.Span), address.Offset),
            AddressBase.OfLabel known => new(at, _unit.Resolver.ResolveLabels(OwnerOf(known.Label)), NumberOf(known.Label) + address.Offset),
        };
    }

    private Function OwnerOf(Label label) => DefinitionWith(label).Function;

    private int NumberOf(Label label) => DefinitionWith(label).Labels.Span.IndexOf(label) + 1;

    private FunctionDefinition DefinitionWith(Label label)
    {
        foreach (FunctionDefinition definition in _unit.Unit.Definitions)
        {
            if (definition.Labels.Span.Contains(label))
            {
                return definition;
            }
        }

        throw new CompilerBugException($"label `{label.Name}` belongs to no function");
    }

    // A later initialiser overrides an earlier one for the same part, pointers too.
    private void Clear(long at, long size)
    {
        for (long i = at; _relocations.Count > 0 && i < at + size; i++)
        {
            _relocations.Remove(i);
        }
    }

    private Span<byte> Room(long at, int size)
    {
        int end = checked((int)(at + size));
        if (end > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(end, _bytes.Length * 2));
        }

        _length = Math.Max(_length, end);
        return _bytes.AsSpan((int)at, size);
    }

    private Allocation Finish()
    {
        int kept = _bytes.AsSpan(0, _length).LastIndexOfAnyExcept((byte)0) + 1;
        long lastPointer = _relocations.Count > 0 ? _relocations.Keys.Max() + _unit.CTypes.Target.PointerBytes : 0;
        kept = (int)Math.Max(kept, lastPointer);
        return new(_bytes[..kept].ToEquatableArray(), _relocations.Values.ToEquatableArray());
    }
}
