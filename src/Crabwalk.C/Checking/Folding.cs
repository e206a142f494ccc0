using Crabwalk.C.Tree;
using Crabwalk.C.Types;

namespace Crabwalk.C.Checking;

/// <summary>Why a constant operation has no good value.</summary>
internal enum FoldFault
{
    None,
    Overflow,
    DivisionByZero,
    NegativeShift,
    ShiftTooWide,
}

/// <summary>
/// Computes with constants exactly as the target does (6.6): integers wrap at their type's width, <c>float</c> rounds after each
/// operation. An integer is kept sign- or zero-extended to 64 bits, as <see cref="ConstantValue.Integer"/> says.
/// </summary>
internal sealed class Folding(CTypes types)
{
    /// <summary>The value cut to a type's width and extended again.</summary>
    public long Wrap(long value, IntegerKind kind)
    {
        int bits = types.BitsOf(kind);
        if (kind == IntegerKind.Bool)
        {
            return value != 0 ? 1 : 0;
        }

        int unused = 64 - bits;
        return unchecked(kind.IsSigned() ? value << unused >> unused : (long)((ulong)value << unused >> unused));
    }

    /// <summary>True when converting to the type would keep the mathematical value.</summary>
    public bool Fits(long value, IntegerKind from, IntegerKind to)
    {
        Int128 wide = Widen(value, from);
        return Widen(Wrap(value, to), to) == wide;
    }

    /// <summary>The mathematical value of an integer constant.</summary>
    public static Int128 Widen(long value, IntegerKind kind) => kind.IsSigned() ? value : (Int128)unchecked((ulong)value);

    /// <summary>The constant in another type; null when the conversion has no value while compiling.</summary>
    public ConstantValue? Convert(ConstantValue? value, CType from, CType to) => value switch
    {
        null => null,
        ConstantValue.Integer integer => ConvertInteger(integer.Bits, from, to),
        ConstantValue.Floating floating => ConvertFloating(floating.Value, to),
        ConstantValue.Address => null,
        ConstantValue.LabelDifference => null,
    };

    /// <summary>The number rounded to a floating type.</summary>
    public static double Round(double value, FloatingKind kind) => kind == FloatingKind.Float ? (float)value : value;

    /// <summary>The result of a unary operator; the operand has the given type.</summary>
    public ConstantValue? Unary(UnaryOperator op, ConstantValue? operand, CType type, out FoldFault fault)
    {
        fault = FoldFault.None;
        switch (operand)
        {
            case ConstantValue.Integer { Bits: var bits } when op == UnaryOperator.LogicalNot:
                return new ConstantValue.Integer(bits == 0 ? 1 : 0);
            case ConstantValue.Floating { Value: var value } when op == UnaryOperator.LogicalNot:
                return new ConstantValue.Integer(value == 0 ? 1 : 0);
            case ConstantValue.Integer { Bits: var bits } when CTypes.KindOf(type) is { } kind:
                return UnaryInteger(op, bits, kind, out fault);
            case ConstantValue.Floating { Value: var value }:
                return op == UnaryOperator.Negate ? new ConstantValue.Floating(-value) : operand;
            default:
                return null;
        }
    }

    /// <summary>The result of a binary operator; both operands have the given type, except that a shift's count has its own.</summary>
    public ConstantValue? Binary(BinaryOperator op, ConstantValue? left, ConstantValue? right, CType type, IntegerKind? countKind, out FoldFault fault)
    {
        fault = FoldFault.None;
        if (right is ConstantValue.Integer { Bits: 0 } && op is BinaryOperator.Divide or BinaryOperator.Remainder && type.IsInteger())
        {
            fault = FoldFault.DivisionByZero;
            return null;
        }

        return (left, right) switch
        {
            (_, ConstantValue.Integer count) when op is BinaryOperator.ShiftLeft or BinaryOperator.ShiftRight
                && CTypes.KindOf(type) is { } kind => Shift(op, left, count.Bits, kind, countKind ?? kind, out fault),
            (ConstantValue.Integer a, ConstantValue.Integer b) => BinaryInteger(op, a.Bits, b.Bits, CTypes.KindOf(type) ?? CTargets.SizeKind, out fault),
            (ConstantValue.Floating a, ConstantValue.Floating b) when type is CType.Floating floating => BinaryFloating(op, a.Value, b.Value, floating.Kind),
            _ => null,
        };
    }

    /// <summary>True for a constant that compares unequal to 0; null when that is not known.</summary>
    public static bool? Truth(ConstantValue? value) => value switch
    {
        ConstantValue.Integer integer => integer.Bits != 0,
        ConstantValue.Floating floating => floating.Value != 0,
        _ => null,
    };

    private ConstantValue? ConvertInteger(long bits, CType from, CType to)
    {
        if (CTypes.KindOf(to) is { } kind)
        {
            return new ConstantValue.Integer(Wrap(bits, kind));
        }

        return to switch
        {
            CType.Pointer => new ConstantValue.Integer(Wrap(bits, CTargets.SizeKind)),
            CType.Floating floating => new ConstantValue.Floating(IntegerToFloating(bits, CTypes.KindOf(from) ?? CTargets.SizeKind, floating.Kind)),
            _ => null,
        };
    }

    private static double IntegerToFloating(long bits, IntegerKind from, FloatingKind to)
    {
        if (from.IsSigned())
        {
            return to == FloatingKind.Float ? (float)bits : (double)bits;
        }

        ulong unsigned = unchecked((ulong)bits);
        return to == FloatingKind.Float ? (float)unsigned : (double)unsigned;
    }

    private ConstantValue? ConvertFloating(double value, CType to)
    {
        if (to is CType.Floating floating)
        {
            return new ConstantValue.Floating(Round(value, floating.Kind));
        }

        if (CTypes.KindOf(to) is not { } kind)
        {
            return null;
        }

        if (kind == IntegerKind.Bool)
        {
            return new ConstantValue.Integer(value != 0 ? 1 : 0);
        }

        double whole = Math.Truncate(value);
        double limit = Math.ScaleB(1, types.BitsOf(kind) - (kind.IsSigned() ? 1 : 0));
        bool fits = whole < limit && whole >= (kind.IsSigned() ? -limit : 0);
        return fits ? new ConstantValue.Integer(kind.IsSigned() ? (long)whole : unchecked((long)(ulong)whole)) : null;
    }

    private ConstantValue.Integer UnaryInteger(UnaryOperator op, long bits, IntegerKind kind, out FoldFault fault)
    {
        fault = FoldFault.None;
        switch (op)
        {
            case UnaryOperator.Negate:
                long negated = Wrap(unchecked(-bits), kind);
                fault = kind.IsSigned() && bits != 0 && negated == bits ? FoldFault.Overflow : FoldFault.None;
                return new(negated);
            case UnaryOperator.BitNot:
                return new(Wrap(~bits, kind));
            default:
                return new(bits);
        }
    }

    private ConstantValue.Integer? Shift(BinaryOperator op, ConstantValue? left, long count, IntegerKind kind, IntegerKind countKind, out FoldFault fault)
    {
        Int128 wide = Widen(count, countKind);
        fault = wide < 0 ? FoldFault.NegativeShift : wide >= types.BitsOf(kind) ? FoldFault.ShiftTooWide : FoldFault.None;
        if (left is not ConstantValue.Integer { Bits: var bits })
        {
            return null;
        }

        if (fault != FoldFault.None)
        {
            return new(op == BinaryOperator.ShiftRight && bits < 0 && kind.IsSigned() ? -1 : 0);
        }

        int by = (int)count;
        return op == BinaryOperator.ShiftLeft ? new(Wrap(bits << by, kind))
            : new(kind.IsSigned() ? bits >> by : unchecked((long)((ulong)bits >> by)));
    }

    private ConstantValue.Integer BinaryInteger(BinaryOperator op, long left, long right, IntegerKind kind, out FoldFault fault)
    {
        fault = FoldFault.None;
        Int128 a = Widen(left, kind);
        Int128 b = Widen(right, kind);
        Int128 exact = op switch
        {
            BinaryOperator.Multiply => unchecked(a * b),
            BinaryOperator.Divide => a / b,
            BinaryOperator.Remainder => a % b,
            BinaryOperator.Add => a + b,
            BinaryOperator.Subtract => a - b,
            BinaryOperator.BitAnd => a & b,
            BinaryOperator.BitXor => a ^ b,
            BinaryOperator.BitOr => a | b,
            BinaryOperator.Less => a < b ? 1 : 0,
            BinaryOperator.Greater => a > b ? 1 : 0,
            BinaryOperator.LessOrEqual => a <= b ? 1 : 0,
            BinaryOperator.GreaterOrEqual => a >= b ? 1 : 0,
            BinaryOperator.Equal => a == b ? 1 : 0,
            BinaryOperator.NotEqual => a != b ? 1 : 0,
            BinaryOperator.ShiftLeft => a,
            BinaryOperator.ShiftRight => a,
        };
        long wrapped = Wrap(unchecked((long)exact), kind);
        if (kind.IsSigned() && wrapped != exact)
        {
            fault = FoldFault.Overflow;
        }

        return new(wrapped);
    }

    private static ConstantValue BinaryFloating(BinaryOperator op, double a, double b, FloatingKind kind) => op switch
    {
        BinaryOperator.Multiply => new ConstantValue.Floating(Round(a * b, kind)),
        BinaryOperator.Divide => new ConstantValue.Floating(Round(a / b, kind)),
        BinaryOperator.Add => new ConstantValue.Floating(Round(a + b, kind)),
        BinaryOperator.Subtract => new ConstantValue.Floating(Round(a - b, kind)),
        BinaryOperator.Less => Flag(a < b),
        BinaryOperator.Greater => Flag(a > b),
        BinaryOperator.LessOrEqual => Flag(a <= b),
        BinaryOperator.GreaterOrEqual => Flag(a >= b),
        BinaryOperator.Equal => Flag(a == b),
        BinaryOperator.NotEqual => Flag(a != b),
        BinaryOperator.Remainder => new ConstantValue.Floating(a % b),
        BinaryOperator.ShiftLeft or BinaryOperator.ShiftRight or BinaryOperator.BitAnd or BinaryOperator.BitXor or BinaryOperator.BitOr
            => new ConstantValue.Floating(double.NaN),
    };

    private static ConstantValue.Integer Flag(bool value) => new(value ? 1 : 0);
}
