using Crabwalk.C.Types;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Checking;

/// <summary>Gives enumeration constants their values and types, and the enumeration its integer type, as gcc does (6.7.2.2).</summary>
internal sealed class EnumeratorValues(CheckContext context)
{
    private Int128 _next;
    private Int128 _least;
    private Int128 _greatest;

    /// <summary>An explicit value for the next constant.</summary>
    public void Set(long bits, IntegerKind kind) => _next = Folding.Widen(bits, kind);

    /// <summary>The next constant's value and type.</summary>
    public (long Bits, CType Type) Next(Span span)
    {
        Int128 value = _next;
        if (value > ulong.MaxValue || value < long.MinValue)
        {
            context.Report.Error(CErrors.EnumeratorOverflow(span));
            value = 0;
        }

        _next = value + 1;
        _least = value < _least ? value : _least;
        _greatest = value > _greatest ? value : _greatest;
        IntegerKind kind = value >= int.MinValue && value <= int.MaxValue ? IntegerKind.Int
            : value >= 0 && value <= uint.MaxValue ? IntegerKind.UnsignedInt
            : value <= long.MaxValue ? Wide(IntegerKind.Long) : Wide(IntegerKind.UnsignedLong);
        if (kind != IntegerKind.Int)
        {
            context.Report.Warn(Warnings.Pedantic, span, "ISO C restricts enumeration values to the range of `int`");
        }

        return (unchecked((long)value), context.Types[kind]);
    }

    /// <summary>The integer type of the enumeration; the smallest one when it is packed.</summary>
    public IntegerKind Underlying(bool isPacked)
    {
        ReadOnlySpan<IntegerKind> candidates = (_least < 0, isPacked) switch
        {
            (true, true) => [IntegerKind.SignedChar, IntegerKind.Short, IntegerKind.Int, Wide(IntegerKind.Long)],
            (true, false) => [IntegerKind.Int, Wide(IntegerKind.Long)],
            (false, true) => [IntegerKind.UnsignedChar, IntegerKind.UnsignedShort, IntegerKind.UnsignedInt, Wide(IntegerKind.UnsignedLong)],
            (false, false) => [IntegerKind.UnsignedInt, Wide(IntegerKind.UnsignedLong)],
        };
        foreach (IntegerKind kind in candidates)
        {
            int bits = context.Types.BitsOf(kind);
            Int128 limit = Int128.One << (kind.IsSigned() ? bits - 1 : bits);
            if (_greatest < limit && _least >= (kind.IsSigned() ? -limit : 0))
            {
                return kind;
            }
        }

        return candidates[^1];
    }

    /// <summary>A type of 64 bits.</summary>
    private IntegerKind Wide(IntegerKind kind) =>
        context.Types.BitsOf(kind) == 64 ? kind : kind.IsSigned() ? IntegerKind.LongLong : IntegerKind.UnsignedLongLong;
}
