using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Types;

/// <summary>A member as it was declared, before it has a place.</summary>
internal sealed record DeclaredField(string? Name, CType Type, int? BitWidth, Span Span)
{
    /// <summary>From <c>_Alignas</c> or <c>aligned</c>; 0 when nothing was said.</summary>
    public long Alignment { get; init; }

    /// <summary>From <c>packed</c> on the member.</summary>
    public bool IsPacked { get; init; }

    /// <summary>False for an unnamed bit-field, which only leaves a gap.</summary>
    public bool IsMember => Name is not null || BitWidth is null;
}

/// <summary>
/// Gives the members of a structure or union their places, as the System V ABI does: each at the next multiple of its alignment;
/// a bit-field directly after the bits before it unless it would cross a boundary of its type, when it starts a new unit.
/// Packed ones follow each other without gaps. All positions are counted in bits from the start.
/// </summary>
/// <param name="types">Sizes and alignments.</param>
/// <param name="isUnion">Whether all members begin at the start.</param>
/// <param name="packBytes">An upper limit for the alignment of members, 1 for <c>packed</c>; null for none.</param>
internal sealed class RecordLayout(CTypes types, bool isUnion, int? packBytes)
{
    /// <summary>Positions stay far below this, so that arithmetic on them cannot overflow.</summary>
    private const long BitLimit = long.MaxValue / 4;

    private readonly List<Field> _fields = [];
    private int _number;
    private long _bit;
    private long _largestBit;
    private long _alignment = 1;

    /// <summary>True when the members together are too large for the target.</summary>
    public bool IsTooLarge { get; private set; }

    /// <summary>Lays the members out and completes the definition.</summary>
    public void Complete(RecordDefinition definition, IReadOnlyList<DeclaredField> declared, long requestedAlignment)
    {
        foreach (DeclaredField field in declared)
        {
            Place(field);
            _number++;
            _largestBit = Math.Max(_largestBit, _bit);
        }

        long alignment = Math.Max(_alignment, requestedAlignment);
        long size = RoundUp((_largestBit + 7) / 8, alignment);
        IsTooLarge |= size > types.Target.LargestObject();
        definition.Declared = declared;
        definition.RequestedAlignment = requestedAlignment;
        definition.Complete(_fields, IsTooLarge ? 0 : size, alignment);
    }

    private void Place(DeclaredField field)
    {
        if (isUnion)
        {
            _bit = 0;
        }

        if (field.BitWidth is { } width)
        {
            PlaceBits(field, width);
            return;
        }

        long alignment = AlignmentOf(field);
        Align(alignment * 8);
        AddField(field, _bit / 8, null);
        _alignment = Math.Max(_alignment, alignment);
        Advance(types.SizeOf(field.Type) ?? 0);
    }

    private void Advance(long bytes)
    {
        if (bytes > (BitLimit - _bit) / 8)
        {
            IsTooLarge = true;
            return;
        }

        _bit += bytes * 8;
    }

    private void PlaceBits(DeclaredField field, int width)
    {
        int unitBits = (int)(types.SizeOf(field.Type) ?? 1) * 8;
        bool isTight = packBytes is not null || field.IsPacked;
        if (width == 0)
        {
            Align(unitBits);
            return;
        }

        if (field.Alignment > 0)
        {
            Align(field.Alignment * 8);
        }

        if (!isTight && _bit / unitBits != (_bit + width - 1) / unitBits)
        {
            Align(unitBits);
        }

        if (field.IsMember)
        {
            long unit = isTight ? _bit / 8 : _bit / unitBits * (unitBits / 8);
            AddField(field, unit, new BitRange((int)(_bit - (unit * 8)), width));
            _alignment = Math.Max(_alignment, AlignmentOf(field));
        }

        _bit += width;
    }

    private void AddField(DeclaredField field, long offset, BitRange? bits)
    {
        if (field.IsMember)
        {
            _fields.Add(new(field.Name, field.Type, _fields.Count, offset, bits, field.Span) { DeclaredNumber = _number });
        }
    }

    private long AlignmentOf(DeclaredField field) =>
        Math.Max(field.IsPacked ? 1 : Math.Min(types.AlignmentOf(field.Type), packBytes ?? long.MaxValue), field.Alignment);

    private void Align(long bits) => _bit = RoundUp(_bit, bits);

    private static long RoundUp(long value, long multiple) => multiple <= 1 ? value : (value + multiple - 1) / multiple * multiple;
}
