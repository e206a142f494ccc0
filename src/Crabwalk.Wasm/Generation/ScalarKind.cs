using Crabwalk.Mir.Layout;
using Crabwalk.Mir.Types;
using Crabwalk.Wasm.Modules;

namespace Crabwalk.Wasm.Generation;

/// <summary>
/// A value that fits into one local. Integers narrower than 32 bits lie in an i32, extended by their own sign: every operation that could leave
/// other bits there cuts its result again.
/// </summary>
internal enum ScalarKind
{
    Bool,
    I8,
    U8,
    I16,
    U16,
    I32,
    U32,
    I64,
    U64,
    F32,
    F64,

    /// <summary>C's <c>long double</c>: computes in binary64 and takes 16 bytes in memory (docs/decisions/0003).</summary>
    LongDouble,

    /// <summary>An address, or the number of a function in the table.</summary>
    Pointer,
}

/// <summary>What is known of a <see cref="ScalarKind"/>.</summary>
internal static class ScalarKinds
{
    /// <summary>The kind of a register's worth of a value; null for 128 bits, which live in memory.</summary>
    public static ScalarKind? Of(Primitive primitive) => primitive switch
    {
        Primitive.Integer(1, var isSigned) => isSigned ? ScalarKind.I8 : ScalarKind.U8,
        Primitive.Integer(2, var isSigned) => isSigned ? ScalarKind.I16 : ScalarKind.U16,
        Primitive.Integer(4, var isSigned) => isSigned ? ScalarKind.I32 : ScalarKind.U32,
        Primitive.Integer(8, var isSigned) => isSigned ? ScalarKind.I64 : ScalarKind.U64,
        Primitive.Integer => null,
        Primitive.Float(FloatKind.F32, _) => ScalarKind.F32,
        Primitive.Float(FloatKind.F64, _) => ScalarKind.F64,
        Primitive.Float => ScalarKind.LongDouble,
        Primitive.Pointer => ScalarKind.Pointer,
    };

    /// <summary>The type of the local that holds it.</summary>
    public static WasmType Type(this ScalarKind kind) => kind switch
    {
        ScalarKind.I64 or ScalarKind.U64 => WasmType.I64,
        ScalarKind.F32 => WasmType.F32,
        ScalarKind.F64 or ScalarKind.LongDouble => WasmType.F64,
        _ => WasmType.I32,
    };

    /// <summary>How many bits count.</summary>
    public static int Bits(this ScalarKind kind) => kind switch
    {
        ScalarKind.Bool or ScalarKind.I8 or ScalarKind.U8 => 8,
        ScalarKind.I16 or ScalarKind.U16 => 16,
        ScalarKind.I64 or ScalarKind.U64 or ScalarKind.F64 or ScalarKind.LongDouble => 64,
        _ => 32,
    };

    /// <summary>True for integers with a sign.</summary>
    public static bool IsSigned(this ScalarKind kind) => kind is ScalarKind.I8 or ScalarKind.I16 or ScalarKind.I32 or ScalarKind.I64;

    /// <summary>True for floating numbers.</summary>
    public static bool IsFloat(this ScalarKind kind) => kind is ScalarKind.F32 or ScalarKind.F64 or ScalarKind.LongDouble;

    /// <summary>True when it lies in an i64.</summary>
    public static bool IsWide(this ScalarKind kind) => kind is ScalarKind.I64 or ScalarKind.U64;

    /// <summary>True for integers that fill less than their local.</summary>
    public static bool IsNarrow(this ScalarKind kind) => kind.Bits() < 32;

    /// <summary>The unsigned integer of as many bits.</summary>
    public static ScalarKind Unsigned(this ScalarKind kind) => kind switch
    {
        ScalarKind.I8 => ScalarKind.U8,
        ScalarKind.I16 => ScalarKind.U16,
        ScalarKind.I32 => ScalarKind.U32,
        ScalarKind.I64 => ScalarKind.U64,
        _ => kind,
    };

    /// <summary>The bits of a constant as its instruction holds them.</summary>
    public static long Extend(this ScalarKind kind, UInt128 bits) => unchecked(kind switch
    {
        ScalarKind.I8 => (sbyte)bits,
        ScalarKind.Bool or ScalarKind.U8 => (byte)bits,
        ScalarKind.I16 => (short)bits,
        ScalarKind.U16 => (ushort)bits,
        ScalarKind.F32 => (uint)bits,
        _ => kind.Bits() == 64 ? (long)bits : (int)bits,
    });

    /// <summary>The instruction that pushes a constant.</summary>
    public static Instruction Constant(this ScalarKind kind, UInt128 bits) => new(
        kind.Type() switch
        {
            WasmType.I64 => Opcode.I64Const,
            WasmType.F32 => Opcode.F32Const,
            WasmType.F64 => Opcode.F64Const,
            _ => Opcode.I32Const,
        },
        kind.Extend(bits));

    /// <summary>The instruction that reads it from memory.</summary>
    public static Opcode Load(this ScalarKind kind) => kind switch
    {
        ScalarKind.Bool or ScalarKind.U8 => Opcode.I32Load8U,
        ScalarKind.I8 => Opcode.I32Load8S,
        ScalarKind.I16 => Opcode.I32Load16S,
        ScalarKind.U16 => Opcode.I32Load16U,
        ScalarKind.I64 or ScalarKind.U64 => Opcode.I64Load,
        ScalarKind.F32 => Opcode.F32Load,
        ScalarKind.F64 or ScalarKind.LongDouble => Opcode.F64Load,
        ScalarKind.I32 or ScalarKind.U32 or ScalarKind.Pointer => Opcode.I32Load,
    };

    /// <summary>The instruction that writes it to memory.</summary>
    public static Opcode Store(this ScalarKind kind) => kind switch
    {
        ScalarKind.Bool or ScalarKind.U8 or ScalarKind.I8 => Opcode.I32Store8,
        ScalarKind.I16 or ScalarKind.U16 => Opcode.I32Store16,
        ScalarKind.I64 or ScalarKind.U64 => Opcode.I64Store,
        ScalarKind.F32 => Opcode.F32Store,
        ScalarKind.F64 or ScalarKind.LongDouble => Opcode.F64Store,
        ScalarKind.I32 or ScalarKind.U32 or ScalarKind.Pointer => Opcode.I32Store,
    };
}
