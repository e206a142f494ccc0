using Crabwalk.Mir.Layout;
using Crabwalk.Mir.Types;

namespace Crabwalk.Machine.Code;

/// <summary>
/// How a value lies in a register. Integers are extended to 64 bits by their sign, so that comparing and indexing need no widths;
/// floats are their bits; pointers have their provenance beside them.
/// </summary>
internal enum Scalar : byte
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
}

/// <summary>Facts of scalars.</summary>
internal static class Scalars
{
    /// <summary>How values of a type lie in registers.</summary>
    public static Scalar Of(Ty type, Target target) => type switch
    {
        Ty.Bool => Scalar.Bool,
        Ty.Char => Scalar.U32,
        Ty.Int i => OfInteger(target.SizeOf(i.Kind), i.IsSigned),
        Ty.Float { Kind: FloatKind.F32 } => Scalar.F32,
        Ty.Float { Kind: FloatKind.F64 } => Scalar.F64,
        Ty.Float => Scalar.LongDouble,
        Ty.RawPtr p => IsThin(p.Pointee) ? Scalar.Pointer : Scalar.None,
        Ty.Ref r => IsThin(r.Referent) ? Scalar.Pointer : Scalar.None,
        Ty.FnPtr => Scalar.Pointer,
        Ty.FnDef or Ty.Never => Scalar.Empty,
        Ty.Tuple t => t.Parts.IsEmpty ? Scalar.Empty : Scalar.None,
        _ => Scalar.None,
    };

    /// <summary>The bytes it takes in memory.</summary>
    public static int SizeOf(this Scalar scalar) => scalar switch
    {
        Scalar.None or Scalar.Empty => 0,
        Scalar.I8 or Scalar.U8 or Scalar.Bool => 1,
        Scalar.I16 or Scalar.U16 => 2,
        Scalar.I32 or Scalar.U32 or Scalar.F32 => 4,
        Scalar.I64 or Scalar.U64 or Scalar.F64 or Scalar.Pointer => 8,
        Scalar.LongDouble => 16,
    };

    /// <summary>True for integers and truth values.</summary>
    public static bool IsInteger(this Scalar scalar) => scalar is >= Scalar.I8 and <= Scalar.Bool;

    /// <summary>True for integers with a sign.</summary>
    public static bool IsSigned(this Scalar scalar) => scalar is Scalar.I8 or Scalar.I16 or Scalar.I32 or Scalar.I64;

    /// <summary>True for floating numbers.</summary>
    public static bool IsFloat(this Scalar scalar) => scalar is Scalar.F32 or Scalar.F64 or Scalar.LongDouble;

    /// <summary>The width in bits of an integer.</summary>
    public static int Bits(this Scalar scalar) => scalar == Scalar.Bool ? 1 : scalar.SizeOf() * 8;

    /// <summary>Bits of a type's width as they lie in a register.</summary>
    public static ulong Extend(this Scalar scalar, ulong bits) => scalar switch
    {
        Scalar.I8 => (ulong)(sbyte)bits,
        Scalar.U8 => (byte)bits,
        Scalar.I16 => (ulong)(short)bits,
        Scalar.U16 => (ushort)bits,
        Scalar.I32 => (ulong)(int)bits,
        Scalar.U32 or Scalar.F32 => (uint)bits,
        Scalar.Bool => bits & 1,
        Scalar.None or Scalar.Empty or Scalar.I64 or Scalar.U64 or Scalar.F64 or Scalar.LongDouble or Scalar.Pointer => bits,
    };

    private static bool IsThin(Ty pointee) => pointee is not (Ty.Slice or Ty.Str or Ty.Dynamic);

    private static Scalar OfInteger(int size, bool isSigned) => (size, isSigned) switch
    {
        (1, true) => Scalar.I8,
        (1, false) => Scalar.U8,
        (2, true) => Scalar.I16,
        (2, false) => Scalar.U16,
        (4, true) => Scalar.I32,
        (4, false) => Scalar.U32,
        (8, true) => Scalar.I64,
        (8, false) => Scalar.U64,
        _ => Scalar.None,
    };
}
