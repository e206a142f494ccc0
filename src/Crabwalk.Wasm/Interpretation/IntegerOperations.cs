using System.Numerics;
using Crabwalk.Wasm.Modules;

namespace Crabwalk.Wasm.Interpretation;

/// <summary>
/// Integer arithmetic (WebAssembly 3.0, 4.3.2) on the bits of values, of which 32-bit ones are zero-extended. What is no integer operation goes on to
/// <see cref="FloatOperations"/>.
/// </summary>
internal static class IntegerOperations
{
    /// <summary>The result of an operation with one operand.</summary>
    public static ulong Unary(Opcode opcode, ulong a) => unchecked(opcode switch
    {
        Opcode.I32Eqz => Truth((uint)a == 0),
        Opcode.I32Clz => (uint)BitOperations.LeadingZeroCount((uint)a),
        Opcode.I32Ctz => (uint)BitOperations.TrailingZeroCount((uint)a),
        Opcode.I32Popcnt => (uint)BitOperations.PopCount((uint)a),
        Opcode.I32Extend8S => (uint)(sbyte)a,
        Opcode.I32Extend16S => (uint)(short)a,
        Opcode.I64Eqz => Truth(a == 0),
        Opcode.I64Clz => (ulong)BitOperations.LeadingZeroCount(a),
        Opcode.I64Ctz => (ulong)BitOperations.TrailingZeroCount(a),
        Opcode.I64Popcnt => (ulong)BitOperations.PopCount(a),
        Opcode.I64Extend8S => (ulong)(sbyte)a,
        Opcode.I64Extend16S => (ulong)(short)a,
        Opcode.I64Extend32S or Opcode.I64ExtendI32S => (ulong)(int)a,
        Opcode.I32WrapI64 or Opcode.I64ExtendI32U => (uint)a,
        _ => FloatOperations.Unary(opcode, a),
    });

    /// <summary>The result of an operation with two operands; a division may trap.</summary>
    public static ulong Binary(Opcode opcode, ulong a, ulong b) => opcode switch
    {
        (>= Opcode.I32Eq and <= Opcode.I32GeU) or (>= Opcode.I32Add and <= Opcode.I32Rotr) => Binary32(opcode, unchecked((uint)a), unchecked((uint)b)),
        (>= Opcode.I64Eq and <= Opcode.I64GeU) or (>= Opcode.I64Add and <= Opcode.I64Rotr) => Binary64(opcode, a, b),
        _ => FloatOperations.Binary(opcode, a, b),
    };

    /// <summary>A condition as i32.</summary>
    public static ulong Truth(bool condition) => condition ? 1UL : 0;

    private static ulong Binary32(Opcode opcode, uint a, uint b) => unchecked(opcode switch
    {
        Opcode.I32Eq => Truth(a == b),
        Opcode.I32Ne => Truth(a != b),
        Opcode.I32LtS => Truth((int)a < (int)b),
        Opcode.I32LtU => Truth(a < b),
        Opcode.I32GtS => Truth((int)a > (int)b),
        Opcode.I32GtU => Truth(a > b),
        Opcode.I32LeS => Truth((int)a <= (int)b),
        Opcode.I32LeU => Truth(a <= b),
        Opcode.I32GeS => Truth((int)a >= (int)b),
        Opcode.I32GeU => Truth(a >= b),
        Opcode.I32Add => a + b,
        Opcode.I32Sub => a - b,
        Opcode.I32Mul => a * b,
        Opcode.I32DivS => (uint)((int)a / (int)Divisor(b, a == 0x8000_0000 && b == uint.MaxValue)),
        Opcode.I32DivU => a / (uint)Divisor(b, overflows: false),
        Opcode.I32RemS => b == uint.MaxValue ? 0 : (uint)((int)a % (int)Divisor(b, overflows: false)),
        Opcode.I32RemU => a % (uint)Divisor(b, overflows: false),
        Opcode.I32And => a & b,
        Opcode.I32Or => a | b,
        Opcode.I32Xor => a ^ b,
        Opcode.I32Shl => a << (int)b,
        Opcode.I32ShrS => (uint)((int)a >> (int)b),
        Opcode.I32ShrU => a >> (int)b,
        Opcode.I32Rotl => BitOperations.RotateLeft(a, (int)b),
        _ => BitOperations.RotateRight(a, (int)b),
    });

    private static ulong Binary64(Opcode opcode, ulong a, ulong b) => unchecked(opcode switch
    {
        Opcode.I64Eq => Truth(a == b),
        Opcode.I64Ne => Truth(a != b),
        Opcode.I64LtS => Truth((long)a < (long)b),
        Opcode.I64LtU => Truth(a < b),
        Opcode.I64GtS => Truth((long)a > (long)b),
        Opcode.I64GtU => Truth(a > b),
        Opcode.I64LeS => Truth((long)a <= (long)b),
        Opcode.I64LeU => Truth(a <= b),
        Opcode.I64GeS => Truth((long)a >= (long)b),
        Opcode.I64GeU => Truth(a >= b),
        Opcode.I64Add => a + b,
        Opcode.I64Sub => a - b,
        Opcode.I64Mul => a * b,
        Opcode.I64DivS => (ulong)((long)a / (long)Divisor(b, a == 1UL << 63 && b == ulong.MaxValue)),
        Opcode.I64DivU => a / Divisor(b, overflows: false),
        Opcode.I64RemS => b == ulong.MaxValue ? 0 : (ulong)((long)a % (long)Divisor(b, overflows: false)),
        Opcode.I64RemU => a % Divisor(b, overflows: false),
        Opcode.I64And => a & b,
        Opcode.I64Or => a | b,
        Opcode.I64Xor => a ^ b,
        Opcode.I64Shl => a << (int)b,
        Opcode.I64ShrS => (ulong)((long)a >> (int)b),
        Opcode.I64ShrU => a >> (int)b,
        Opcode.I64Rotl => BitOperations.RotateLeft(a, (int)b),
        _ => BitOperations.RotateRight(a, (int)b),
    });

    private static ulong Divisor(ulong divisor, bool overflows) =>
        divisor == 0 ? throw new TrapException(Trap.DivisionByZero) : overflows ? throw new TrapException(Trap.IntegerOverflow) : divisor;
}
