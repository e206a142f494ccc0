using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Mir.Layout;

/// <summary>A field with the layout of its type.</summary>
internal readonly record struct SizedField(FieldDef Definition, TypeLayout Layout);

/// <summary>
/// Structs and unions as C lays them out: members in order, each at the next multiple of its alignment (System V ABI AMD64 3.1.2, also
/// the rule of wasm32), bit-fields packed into the next free bits unless they would straddle more units of their declared type than
/// the type has. Positions are counted in bits, in 128 of them because a size in bits may pass 64.
/// </summary>
internal sealed class CRecordLayout
{
    private readonly ReprOptions _repr;
    private readonly SizedField[] _fields;
    private readonly FieldLayout[] _placed;
    private readonly bool _isUnion;
    private Int128 _bit;
    private Int128 _endBit;
    private int _alignBytes = 1;

    private CRecordLayout(AdtKind kind, ReprOptions repr, SizedField[] fields)
    {
        _isUnion = kind == AdtKind.Union;
        _repr = repr;
        _fields = fields;
        _placed = new FieldLayout[fields.Length];
    }

    /// <summary>Where the fields are, and the size (not limited yet) and alignment of the whole.</summary>
    public static (EquatableArray<FieldLayout> Fields, Int128 SizeBytes, int AlignBytes) Place(AdtKind kind, ReprOptions repr, SizedField[] fields)
    {
        var record = new CRecordLayout(kind, repr, fields);
        return record.Place();
    }

    private (EquatableArray<FieldLayout> Fields, Int128 SizeBytes, int AlignBytes) Place()
    {
        var bits = new Int128[_fields.Length];
        for (int i = 0; i < _fields.Length; i++)
        {
            _bit = _isUnion ? 0 : _bit;
            bits[i] = _fields[i].Definition.BitWidth is { } width ? PlaceBits(_fields[i], width) : PlaceWhole(_fields[i]);
            _placed[i] = new(ToOffset(bits[i] / 8));
            _endBit = Int128.Max(_endBit, _bit);
        }

        _alignBytes = Math.Max(_alignBytes, _repr.Align ?? 1);
        Int128 sizeBytes = RoundUp(_endBit, _alignBytes * 8) / 8;
        ChooseUnits(bits, sizeBytes);
        return ([.. _placed], sizeBytes, _alignBytes);
    }

    private Int128 PlaceWhole(SizedField field)
    {
        int align = Math.Max(Packed(field.Layout.AlignBytes), field.Definition.Align ?? 1);
        _alignBytes = Math.Max(_alignBytes, align);
        Int128 at = RoundUp(_bit, align * 8);
        _bit = at + ((Int128)field.Layout.SizeBytes * 8);
        return at;
    }

    // C17 6.7.2.1p11-p12. A width of 0 closes the unit; an unnamed bit-field takes room but does not align the struct.
    private Int128 PlaceBits(SizedField field, int width)
    {
        int unitBits = field.Layout.AlignBytes * 8;
        Int128 at = field.Definition.Align is { } asked && width > 0 ? RoundUp(_bit, asked * 8) : _bit;
        bool straddles = _repr.Pack is null && ((at % unitBits) + width + unitBits - 1) / unitBits > field.Layout.SizeBytes * 8 / unitBits;
        if (width == 0 || straddles)
        {
            at = RoundUp(at, unitBits);
        }

        if (width > 0 && field.Definition.Name.Length > 0)
        {
            _alignBytes = Math.Max(_alignBytes, Math.Max(Packed(field.Layout.AlignBytes), field.Definition.Align ?? 1));
        }

        _bit = at + width;
        return at;
    }

    private int Packed(int align) => _repr.Pack is { } pack ? Math.Min(align, pack) : align;

    private void ChooseUnits(Int128[] bits, Int128 sizeBytes)
    {
        for (int i = 0; i < _fields.Length; i++)
        {
            if (_fields[i].Definition.BitWidth is { } width)
            {
                (Int128 start, int unitBytes) = UnitFor(bits[i], width, sizeBytes);
                _placed[i] = new(ToOffset(start), new(unitBytes, (int)(bits[i] - (start * 8)), width, IsSigned(_fields[i].Definition.Type)));
            }
        }
    }

    private (Int128 Start, int Bytes) UnitFor(Int128 bit, int width, Int128 sizeBytes)
    {
        for (int bytes = 1; bytes <= 8; bytes *= 2)
        {
            Int128 start = bit / 8 / bytes * bytes;
            bool holds = bit + width <= (start + bytes) * 8;
            if (holds && start + bytes <= sizeBytes && !TouchesOther(start, start + bytes))
            {
                return (start, bytes);
            }
        }

        return (bit / 8, (int)(((bit % 8) + width + 7) / 8));
    }

    private bool TouchesOther(Int128 start, Int128 end)
    {
        for (int i = 0; i < _fields.Length && !_isUnion; i++)
        {
            if (_fields[i].Definition.BitWidth is null && _placed[i].OffsetBytes < end && start < _placed[i].OffsetBytes + _fields[i].Layout.SizeBytes)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsSigned(Ty type) => type is Ty.Int { IsSigned: true };

    // A struct beyond the address space is refused by the caller; until then its offsets only have to be numbers.
    private static long ToOffset(Int128 bytes) => bytes > long.MaxValue ? long.MaxValue : (long)bytes;

    private static Int128 RoundUp(Int128 value, int unit) => (value + unit - 1) / unit * unit;
}
