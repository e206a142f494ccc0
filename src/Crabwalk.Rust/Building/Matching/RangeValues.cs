using Crabwalk.Mir.Types;
using Crabwalk.Rust.Thir;

namespace Crabwalk.Rust.Building.Matching;

/// <summary>Compares the values of ranges in patterns, by their type's order.</summary>
internal sealed class RangeValues(Scalars scalars)
{
    /// <summary>Is a value in a range?</summary>
    public bool Contains(PatRange range, UInt128 value) =>
        (range.Low is not { } low || Compare(range.Type, low, value) <= 0)
        && (range.High is not { } high || (Compare(range.Type, value, high) is var order && (order < 0 || (order == 0 && range.IncludesHigh))));

    /// <summary>Have two ranges a value in common?</summary>
    public bool Overlap(PatRange one, PatRange other) => StartsBeforeEnd(one, other) && StartsBeforeEnd(other, one);

    /// <summary>Does a range hold all values of its type?</summary>
    public bool IsFull(PatRange range) => (range.Low is null || range.Low == Least(range.Type)) && (range.High is null || (range.IncludesHigh && range.High == Greatest(range.Type)));

    private bool StartsBeforeEnd(PatRange one, PatRange other) =>
        one.Low is not { } low || other.High is not { } high || (Compare(one.Type, low, high) is var order && (order < 0 || (order == 0 && other.IncludesHigh)));

    private UInt128? Least(Ty type) => type switch
    {
        Ty.Int { IsSigned: true } => UInt128.One << (scalars.BitsOf(type) - 1),
        Ty.Int or Ty.Char => 0,
        _ => null,
    };

    private UInt128? Greatest(Ty type) => type switch
    {
        Ty.Int { IsSigned: true } => scalars.Mask(type) >> 1,
        Ty.Int => scalars.Mask(type),
        Ty.Char => 0x10FFFF,
        _ => null,
    };

    private int Compare(Ty type, UInt128 left, UInt128 right) => type switch
    {
        Ty.Int { IsSigned: true } => scalars.Signed(type, left).CompareTo(scalars.Signed(type, right)),
        Ty.Float { Kind: FloatKind.F32 } => BitConverter.UInt32BitsToSingle((uint)left).CompareTo(BitConverter.UInt32BitsToSingle((uint)right)),
        Ty.Float => BitConverter.UInt64BitsToDouble((ulong)left).CompareTo(BitConverter.UInt64BitsToDouble((ulong)right)),
        _ => left.CompareTo(right),
    };
}
