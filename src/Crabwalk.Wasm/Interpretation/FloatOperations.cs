using System.Numerics;
using Crabwalk.Wasm.Modules;

namespace Crabwalk.Wasm.Interpretation;

/// <summary>
/// Floating-point arithmetic and conversions (WebAssembly 3.0, 4.3.3 and 4.3.4) on the bits of values. Which NaN an operation gives is left open
/// there; signs and payloads are kept only where the specification says so.
/// </summary>
internal static class FloatOperations
{
    /// <summary>The result of an operation with one operand.</summary>
    public static ulong Unary(Opcode opcode, ulong a) => opcode switch
    {
        Opcode.F32Abs => a & int.MaxValue,
        Opcode.F32Neg => a ^ (1UL << 31),
        Opcode.F64Abs => a & long.MaxValue,
        Opcode.F64Neg => a ^ (1UL << 63),
        >= Opcode.F32Ceil and <= Opcode.F32Sqrt => Bits(Rounded(opcode - Opcode.F32Ceil, Single(a))),
        >= Opcode.F64Ceil and <= Opcode.F64Sqrt => Bits(Rounded(opcode - Opcode.F64Ceil, Double(a))),
        _ => Converted(opcode, a),
    };

    /// <summary>The result of an operation with two operands.</summary>
    public static ulong Binary(Opcode opcode, ulong a, ulong b) => opcode switch
    {
        >= Opcode.F32Eq and <= Opcode.F32Ge => Compared(opcode - Opcode.F32Eq, Single(a), Single(b)),
        >= Opcode.F64Eq and <= Opcode.F64Ge => Compared(opcode - Opcode.F64Eq, Double(a), Double(b)),
        Opcode.F32Copysign => (a & int.MaxValue) | (b & (1UL << 31)),
        Opcode.F64Copysign => (a & long.MaxValue) | (b & (1UL << 63)),
        <= Opcode.F32Max => Bits(Calculated(opcode - Opcode.F32Add, Single(a), Single(b))),
        _ => Bits(Calculated(opcode - Opcode.F64Add, Double(a), Double(b))),
    };

    // The operations of both widths stand in the same order.
    private static T Rounded<T>(int operation, T a)
        where T : IFloatingPointIeee754<T> => operation switch
        {
            0 => T.Ceiling(a),
            1 => T.Floor(a),
            2 => T.Truncate(a),
            3 => T.Round(a, MidpointRounding.ToEven),
            _ => T.Sqrt(a),
        };

    private static T Calculated<T>(int operation, T a, T b)
        where T : IFloatingPointIeee754<T> => operation switch
        {
            0 => a + b,
            1 => a - b,
            2 => a * b,
            3 => a / b,
            4 => T.Min(a, b),
            _ => T.Max(a, b),
        };

    private static ulong Compared<T>(int operation, T a, T b)
        where T : IFloatingPointIeee754<T> => IntegerOperations.Truth(operation switch
        {
            0 => a == b,
            1 => a != b,
            2 => a < b,
            3 => a > b,
            4 => a <= b,
            _ => a >= b,
        });

    private static ulong Converted(Opcode opcode, ulong a) => unchecked(opcode switch
    {
        Opcode.I32TruncF32S or Opcode.I32TruncF32U or Opcode.I64TruncF32S or Opcode.I64TruncF32U => Truncated(opcode, Single(a)),
        Opcode.I32TruncF64S or Opcode.I32TruncF64U or Opcode.I64TruncF64S or Opcode.I64TruncF64U => Truncated(opcode, Double(a)),
        Opcode.I32TruncSatF32S or Opcode.I32TruncSatF32U or Opcode.I64TruncSatF32S or Opcode.I64TruncSatF32U => Saturated(opcode, Single(a)),
        Opcode.I32TruncSatF64S or Opcode.I32TruncSatF64U or Opcode.I64TruncSatF64S or Opcode.I64TruncSatF64U => Saturated(opcode, Double(a)),
        Opcode.F32ConvertI32S => Bits((float)(int)a),
        Opcode.F32ConvertI32U => Bits((float)(uint)a),
        Opcode.F32ConvertI64S => Bits((float)(long)a),
        Opcode.F32ConvertI64U => Bits((float)a),
        Opcode.F32DemoteF64 => Bits((float)Double(a)),
        Opcode.F64ConvertI32S => Bits((double)(int)a),
        Opcode.F64ConvertI32U => Bits((double)(uint)a),
        Opcode.F64ConvertI64S => Bits((double)(long)a),
        Opcode.F64ConvertI64U => Bits((double)a),
        Opcode.F64PromoteF32 => Bits((double)Single(a)),
        _ => a,
    });

    // Every float is exactly a double, so both widths are compared as doubles.
    private static ulong Truncated(Opcode opcode, double value)
    {
        if (double.IsNaN(value))
        {
            throw new TrapException(Trap.BadConversion);
        }

        (double low, double high) = RangeOf(opcode);
        double whole = Math.Truncate(value);
        return whole >= low && whole < high ? Whole(opcode, whole) : throw new TrapException(Trap.IntegerOverflow);
    }

    private static ulong Saturated(Opcode opcode, double value)
    {
        (double low, double high) = RangeOf(opcode);
        bool is32 = high <= 4294967296.0;
        bool isSigned = low < 0;
        return double.IsNaN(value) ? 0
            : value < low ? (!isSigned ? 0 : is32 ? 1UL << 31 : 1UL << 63)
            : value >= high ? (isSigned, is32) switch
            {
                (true, true) => int.MaxValue,
                (true, false) => long.MaxValue,
                (false, true) => uint.MaxValue,
                (false, false) => ulong.MaxValue,
            }
            : Whole(opcode, Math.Truncate(value));
    }

    /// <summary>The least value that fits and the least above that does not.</summary>
    private static (double Low, double High) RangeOf(Opcode opcode) => opcode switch
    {
        Opcode.I32TruncF32S or Opcode.I32TruncF64S or Opcode.I32TruncSatF32S or Opcode.I32TruncSatF64S => (-2147483648.0, 2147483648.0),
        Opcode.I32TruncF32U or Opcode.I32TruncF64U or Opcode.I32TruncSatF32U or Opcode.I32TruncSatF64U => (0, 4294967296.0),
        Opcode.I64TruncF32S or Opcode.I64TruncF64S or Opcode.I64TruncSatF32S or Opcode.I64TruncSatF64S => (-9223372036854775808.0, 9223372036854775808.0),
        _ => (0, 18446744073709551616.0),
    };

    private static ulong Whole(Opcode opcode, double whole) => unchecked(RangeOf(opcode) switch
    {
        ( < 0, < 4294967296.0) => (uint)(int)whole,
        ( < 0, _) => (ulong)(long)whole,
        _ => (ulong)whole,
    });

    private static float Single(ulong bits) => BitConverter.UInt32BitsToSingle(unchecked((uint)bits));

    private static double Double(ulong bits) => BitConverter.UInt64BitsToDouble(bits);

    private static ulong Bits(float value) => BitConverter.SingleToUInt32Bits(value);

    private static ulong Bits(double value) => BitConverter.DoubleToUInt64Bits(value);
}
