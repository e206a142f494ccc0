using System.Numerics;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;
using Crabwalk.Wasm.Generation;

namespace Crabwalk.Wasm.Constants;

/// <summary>Arithmetic, exact and then cut to the width.</summary>
internal sealed partial class ConstantRun
{
    private int WidthOf(Ty type) => (int)Layouts.SizeOf(type) * 8;

    private static bool IsSigned(Ty type) => type is Ty.Int { IsSigned: true };

    /// <summary>The number with its sign; the bits of an unsigned one of 128 bits as they are.</summary>
    private Int128 Signed(UInt128 bits, Ty type)
    {
        int width = WidthOf(type);
        return unchecked(IsSigned(type) && width < 128 ? (Int128)(bits << (128 - width)) >> (128 - width) : (Int128)bits);
    }

    private BigInteger Exact(UInt128 bits, Ty type) => IsSigned(type) ? Signed(bits, type) : bits;

    private static UInt128 Cut(BigInteger value) => (UInt128)(value & ((BigInteger.One << 128) - 1));

    private ConstantMemory Binary(BinaryOp operation, Operand left, Operand right, Ty type)
    {
        Ty operands = _types.TypeOf(left);
        ConstantMemory a = Evaluate(left);
        ConstantMemory b = Evaluate(right);
        if (operands is Ty.Float)
        {
            return FloatBinary(operation, a, b, type);
        }

        if (operation == BinaryOp.Offset)
        {
            long stride = Layouts.SizeOf(Mir.Typing.BodyTypes.PointeeOf(operands)!);
            return Scalar(Moved(ScalarOf(a), Signed(NumberOf(b), _types.TypeOf(right)) * stride), type);
        }

        if (a.Bytes.Length == PointerBytes && (ScalarOf(a).Base is not null || ScalarOf(b).Base is not null))
        {
            return AddressBinary(operation, ScalarOf(a), ScalarOf(b), type);
        }

        return Combine(operation, NumberOf(a), NumberOf(b), operands, _types.TypeOf(right), type);
    }

    private static ConstantScalar Moved(ConstantScalar pointer, Int128 distance) => pointer with { Bits = unchecked((uint)((Int128)pointer.Bits + distance)) };

    // No object lies at the small addresses that pointers without one have.
    private ConstantMemory AddressBinary(BinaryOp operation, ConstantScalar a, ConstantScalar b, Ty type) => (operation, Equals(a.Base, b.Base)) switch
    {
        (BinaryOp.Eq, true) => Number(a.Bits == b.Bits ? 1 : 0, type),
        (BinaryOp.Ne, true) => Number(a.Bits == b.Bits ? 0 : 1, type),
        (BinaryOp.Eq, false) when a.Base is null || b.Base is null => Number(0, type),
        (BinaryOp.Ne, false) when a.Base is null || b.Base is null => Number(1, type),
        (BinaryOp.Add or BinaryOp.AddUnchecked, false) when b.Base is null => Scalar(Moved(a, (Int128)b.Bits), type),
        (BinaryOp.Sub or BinaryOp.SubUnchecked, true) => Number((int)(uint)a.Bits - (int)(uint)b.Bits, type),
        _ => throw new UnsupportedException("arithmetic with addresses in a constant"),
    };

    private ConstantMemory Combine(BinaryOp operation, UInt128 left, UInt128 right, Ty operands, Ty count, Ty type)
    {
        BigInteger a = Exact(left, operands);
        BigInteger b = Exact(right, count);
        int width = WidthOf(operands);
        int shift = (int)(right & (UInt128)(width - 1));
        switch (operation)
        {
            case BinaryOp.AddWithOverflow or BinaryOp.SubWithOverflow or BinaryOp.MulWithOverflow:
                return WithOverflow(operation switch { BinaryOp.AddWithOverflow => a + b, BinaryOp.SubWithOverflow => a - b, _ => a * b }, operands, type);
            case BinaryOp.Div or BinaryOp.Rem when b.IsZero:
                throw new UnsupportedException("a constant that divides by zero");
            case BinaryOp.Cmp:
                return Number(a.CompareTo(b), type);
            default:
                return Scalar(new(Cut(operation switch
                {
                    BinaryOp.Add or BinaryOp.AddUnchecked => a + b,
                    BinaryOp.Sub or BinaryOp.SubUnchecked => a - b,
                    BinaryOp.Mul or BinaryOp.MulUnchecked => a * b,
                    BinaryOp.Div => BigInteger.Divide(a, b),
                    BinaryOp.Rem => BigInteger.Remainder(a, b),
                    BinaryOp.BitAnd => left & right,
                    BinaryOp.BitOr => left | right,
                    BinaryOp.BitXor => left ^ right,
                    BinaryOp.Shl or BinaryOp.ShlUnchecked or BinaryOp.ShlSigned => a << shift,
                    BinaryOp.Shr or BinaryOp.ShrUnchecked => a >> shift,
                    BinaryOp.Eq => a == b ? 1 : 0,
                    BinaryOp.Ne => a != b ? 1 : 0,
                    BinaryOp.Lt => a < b ? 1 : 0,
                    BinaryOp.Le => a <= b ? 1 : 0,
                    BinaryOp.Gt => a > b ? 1 : 0,
                    BinaryOp.Ge => a >= b ? 1 : 0,
                    _ => throw new UnsupportedException($"the operation {operation} in a constant"),
                })), type);
        }
    }

    private ConstantMemory WithOverflow(BigInteger exact, Ty operand, Ty pair)
    {
        ConstantMemory cut = Scalar(new(Cut(exact)), operand);
        var result = new ConstantMemory(Layouts.SizeOf(pair), Layouts.AlignOf(pair));
        result.Copy(Layouts.Field(pair, null, 0).OffsetBytes, cut, 0, cut.Bytes.Length);
        bool overflowed = Exact(NumberOf(cut), operand) != exact;
        result.Write(Layouts.Field(pair, null, 1).OffsetBytes, 1, new(overflowed ? UInt128.One : 0));
        return result;
    }

    private ConstantMemory Unary(UnaryOp operation, Operand operand, Ty type)
    {
        ConstantMemory value = Evaluate(operand);
        switch (operation)
        {
            case UnaryOp.PointerMetadata:
                var metadata = new ConstantMemory(Layouts.SizeOf(type), 1);
                metadata.Copy(0, value, value.Bytes.Length - metadata.Bytes.Length, metadata.Bytes.Length);
                return metadata;
            case UnaryOp.Not:
                return type is Ty.Bool ? Number(NumberOf(value) == 0 ? 1 : 0, type) : Scalar(new(~NumberOf(value)), type);
            default:
                return type is Ty.Float ? FromDouble(-DoubleOf(value), type) : Scalar(new(unchecked(0 - NumberOf(value))), type);
        }
    }

    private static double DoubleOf(ConstantMemory value) => value.Bytes.Length switch
    {
        4 => BitConverter.UInt32BitsToSingle((uint)NumberOf(value)),
        8 => BitConverter.UInt64BitsToDouble((ulong)NumberOf(value)),
        _ => throw new UnsupportedException("a floating number of this width in a constant"),
    };

    private ConstantMemory FromDouble(double value, Ty type) =>
        Scalar(new(Layouts.SizeOf(type) == 4 ? BitConverter.SingleToUInt32Bits((float)value) : BitConverter.DoubleToUInt64Bits(value)), type);

    // A single result of two singles, computed in double, is rounded right (Figueroa 1995).
    private ConstantMemory FloatBinary(BinaryOp operation, ConstantMemory left, ConstantMemory right, Ty type)
    {
        (double a, double b) = (DoubleOf(left), DoubleOf(right));
        return operation switch
        {
            BinaryOp.Add => FromDouble(a + b, type),
            BinaryOp.Sub => FromDouble(a - b, type),
            BinaryOp.Mul => FromDouble(a * b, type),
            BinaryOp.Div => FromDouble(a / b, type),
            BinaryOp.Rem => FromDouble(a % b, type),
            BinaryOp.Eq => Number(a == b ? 1 : 0, type),
            BinaryOp.Ne => Number(a != b ? 1 : 0, type),
            BinaryOp.Lt => Number(a < b ? 1 : 0, type),
            BinaryOp.Le => Number(a <= b ? 1 : 0, type),
            BinaryOp.Gt => Number(a > b ? 1 : 0, type),
            BinaryOp.Ge => Number(a >= b ? 1 : 0, type),
            _ => throw new UnsupportedException($"the operation {operation} on floating numbers in a constant"),
        };
    }

    private ConstantMemory FloatCast(ConstantMemory value, Ty source, Ty type)
    {
        if (source is not Ty.Float)
        {
            BigInteger exact = Exact(NumberOf(value), source);
            return FromDouble(Layouts.SizeOf(type) == 4 ? (float)exact : (double)exact, type);
        }

        double number = DoubleOf(value);
        if (type is Ty.Float)
        {
            return FromDouble(number, type);
        }

        int width = WidthOf(type);
        BigInteger least = IsSigned(type) ? -(BigInteger.One << (width - 1)) : 0;
        BigInteger most = (BigInteger.One << (IsSigned(type) ? width - 1 : width)) - 1;
        BigInteger whole = double.IsNaN(number) ? 0 : number == double.PositiveInfinity ? most : number == double.NegativeInfinity ? least : new(number);
        return Scalar(new(Cut(BigInteger.Clamp(whole, least, most))), type);
    }
}
