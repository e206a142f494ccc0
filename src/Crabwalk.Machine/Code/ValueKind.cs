using Crabwalk.Mir.Layout;
using Crabwalk.Mir.Types;

namespace Crabwalk.Machine.Code;

/// <summary>
/// How a value lies in a register. Integers are extended to 64 bits by their sign, so that comparing and indexing need no widths;
/// floats are their bits; pointers have their provenance beside them.
/// </summary>
internal enum ValueKind : byte
{
    /// <summary>Not one: it lives in memory.</summary>
    None,

    /// <summary>No bytes, no value.</summary>
    Empty,
    I8,
    U8,
    I16,
    U16,
    I32,
    U32,
    I64,
    U64,
    Bool,
    F32,
    F64,

    /// <summary>16 bytes in memory, of which the first 8 are a binary64.</summary>
    LongDouble,
    Pointer,

    /// <summary>Two registers in a row: a pointer and what goes with it, the length of a slice or the vtable of a <c>dyn</c>.</summary>
    Fat,
}

/// <summary>Facts of scalars.</summary>
internal static class ValueKinds
{
    /// <summary>How values of a type lie in registers.</summary>
    public static ValueKind Of(Ty type, Target target) => type switch
    {
        Ty.Bool => ValueKind.Bool,
        Ty.Char => ValueKind.U32,
        Ty.Int i => OfInteger(target.SizeOf(i.Kind), i.IsSigned),
        Ty.Float { Kind: FloatKind.F32 } => ValueKind.F32,
        Ty.Float { Kind: FloatKind.F64 } => ValueKind.F64,
        Ty.Float => ValueKind.LongDouble,
        Ty.FnPtr => ValueKind.Pointer,
        Ty.FnDef or Ty.Never => ValueKind.Empty,
        Ty.Tuple t => t.Parts.IsEmpty ? ValueKind.Empty : ValueKind.None,
        _ => ValueKind.None,
    };

    /// <summary>The bytes it takes in memory.</summary>
    public static int SizeOf(this ValueKind kind) => kind switch
    {
        ValueKind.None or ValueKind.Empty => 0,
        ValueKind.I8 or ValueKind.U8 or ValueKind.Bool => 1,
        ValueKind.I16 or ValueKind.U16 => 2,
        ValueKind.I32 or ValueKind.U32 or ValueKind.F32 => 4,
        ValueKind.I64 or ValueKind.U64 or ValueKind.F64 or ValueKind.Pointer => 8,
        ValueKind.LongDouble or ValueKind.Fat => 16,
    };

    /// <summary>How many registers a value takes; what lives in memory takes one, for its address.</summary>
    public static int Registers(this ValueKind kind) => kind == ValueKind.Fat ? 2 : 1;

    /// <summary>True when the value is a pointer or begins with one.</summary>
    public static bool IsPointer(this ValueKind kind) => kind is ValueKind.Pointer or ValueKind.Fat;

    /// <summary>True for integers and truth values.</summary>
    public static bool IsInteger(this ValueKind kind) => kind is >= ValueKind.I8 and <= ValueKind.Bool;

    /// <summary>True for integers with a sign.</summary>
    public static bool IsSigned(this ValueKind kind) => kind is ValueKind.I8 or ValueKind.I16 or ValueKind.I32 or ValueKind.I64;

    /// <summary>True for floating numbers.</summary>
    public static bool IsFloat(this ValueKind kind) => kind is ValueKind.F32 or ValueKind.F64 or ValueKind.LongDouble;

    /// <summary>The width in bits of an integer.</summary>
    public static int Bits(this ValueKind kind) => kind == ValueKind.Bool ? 1 : kind.SizeOf() * 8;

    /// <summary>Bits of a type's width as they lie in a register.</summary>
    public static ulong Extend(this ValueKind kind, ulong bits) => kind switch
    {
        ValueKind.I8 => (ulong)(sbyte)bits,
        ValueKind.U8 => (byte)bits,
        ValueKind.I16 => (ulong)(short)bits,
        ValueKind.U16 => (ushort)bits,
        ValueKind.I32 => (ulong)(int)bits,
        ValueKind.U32 or ValueKind.F32 => (uint)bits,
        ValueKind.Bool => bits & 1,
        ValueKind.None or ValueKind.Empty or ValueKind.I64 or ValueKind.U64 or ValueKind.F64 or ValueKind.LongDouble or ValueKind.Pointer or ValueKind.Fat => bits,
    };

    /// <summary>How a scalar of a layout lies in a register.</summary>
    public static ValueKind Of(Primitive primitive) => primitive switch
    {
        Primitive.Integer(var bytes, var isSigned) => OfInteger(bytes, isSigned),
        Primitive.Float(FloatKind.F32, _) => ValueKind.F32,
        Primitive.Float(FloatKind.F64, _) => ValueKind.F64,
        Primitive.Float => ValueKind.LongDouble,
        Primitive.Pointer => ValueKind.Pointer,
    };

    private static ValueKind OfInteger(int size, bool isSigned) => (size, isSigned) switch
    {
        (1, true) => ValueKind.I8,
        (1, false) => ValueKind.U8,
        (2, true) => ValueKind.I16,
        (2, false) => ValueKind.U16,
        (4, true) => ValueKind.I32,
        (4, false) => ValueKind.U32,
        (8, true) => ValueKind.I64,
        (8, false) => ValueKind.U64,
        _ => ValueKind.None,
    };
}
