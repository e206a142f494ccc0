using Crabwalk.Mir.Types;

namespace Crabwalk.Mir.Layout;

/// <summary>What a machine can hold in one register.</summary>
public abstract record Primitive
{
    private Primitive()
    {
    }

    /// <summary>How many bytes it takes.</summary>
    public int SizeBytes => this switch
    {
        Integer(var bytes, _) => bytes,
        Float(_, var bytes) => bytes,
        Pointer(var bytes) => bytes,
    };

    /// <summary>The largest value as an unsigned number.</summary>
    public UInt128 MaxBits => SizeBytes >= 16 ? UInt128.MaxValue : (UInt128.One << (SizeBytes * 8)) - 1;

    /// <summary>A whole number, truth value or character.</summary>
    public sealed record Integer(int Bytes, bool IsSigned) : Primitive;

    /// <summary>A floating number.</summary>
    public sealed record Float(FloatKind Kind, int Bytes) : Primitive;

    /// <summary>A pointer to data or code.</summary>
    public sealed record Pointer(int Bytes) : Primitive;
}

/// <summary>
/// The bit patterns <c>Start..=End</c> as unsigned numbers; they wrap around when <see cref="Start"/> is above <see cref="End"/>, so
/// <c>1..=0</c> is everything.
/// </summary>
public readonly record struct ValidRange(UInt128 Start, UInt128 End)
{
    /// <summary>True when the bits are one of the patterns.</summary>
    public bool Contains(UInt128 bits) => Start <= End ? Start <= bits && bits <= End : Start <= bits || bits <= End;
}

/// <summary>One register's worth of a value and the bit patterns that are valid in it.</summary>
/// <param name="Primitive">What it holds.</param>
/// <param name="Valid">Which patterns are values of the type.</param>
/// <param name="MayBeUninitialized">True in a union, where any bytes, even none, will do.</param>
public sealed record Scalar(Primitive Primitive, ValidRange Valid, bool MayBeUninitialized = false)
{
    /// <summary>True when every pattern is a value.</summary>
    public bool IsAlwaysValid => unchecked((Valid.End + 1) & Primitive.MaxBits) == Valid.Start;
}

/// <summary>Bit patterns of a scalar inside a type that are no value, so that an enum around it may use them for its other variants.</summary>
/// <param name="OffsetBytes">Where in the type the scalar is.</param>
/// <param name="Value">The scalar.</param>
public sealed record Niche(long OffsetBytes, Scalar Value)
{
    /// <summary>How many patterns are free.</summary>
    public UInt128 Available => unchecked(Value.Valid.Start - Value.Valid.End - 1) & Value.Primitive.MaxBits;

    /// <summary>The niche of a scalar, or null when all its patterns are taken.</summary>
    public static Niche? Of(long offsetBytes, Scalar scalar)
    {
        var niche = new Niche(offsetBytes, scalar);
        return !scalar.MayBeUninitialized && niche.Available > 0 ? niche : null;
    }

    /// <summary>
    /// Takes <paramref name="count"/> patterns next to the valid ones: the first of them, and the scalar with them valid too.
    /// As in rustc zero is taken when it can be, so that <c>None</c> of a pointer is the null pointer. Null when there are too few.
    /// </summary>
    public (UInt128 First, Scalar Widened)? Reserve(UInt128 count)
    {
        if (count == 0 || count > Available)
        {
            return null;
        }

        return unchecked(GoesBelow(count) ? Below(count) : Above(count));
    }

    private bool GoesBelow(UInt128 count)
    {
        ValidRange valid = Value.Valid;
        UInt128 max = Value.Primitive.MaxBits;
        if (valid.Start > valid.End)
        {
            return false;
        }

        if (valid.Start <= max - valid.End)
        {
            return count <= valid.Start;
        }

        UInt128 end = unchecked(valid.End + count) & max;
        return end >= 1 && end <= valid.End;
    }

    private (UInt128 First, Scalar Widened) Below(UInt128 count)
    {
        UInt128 start = unchecked(Value.Valid.Start - count) & Value.Primitive.MaxBits;
        return (start, Value with { Valid = Value.Valid with { Start = start } });
    }

    private (UInt128 First, Scalar Widened) Above(UInt128 count)
    {
        UInt128 first = unchecked(Value.Valid.End + 1) & Value.Primitive.MaxBits;
        UInt128 end = unchecked(Value.Valid.End + count) & Value.Primitive.MaxBits;
        return (first, Value with { Valid = Value.Valid with { End = end } });
    }
}

/// <summary>How a value travels when it is not in memory. Rustc calls it <c>BackendRepr</c>.</summary>
public abstract record ValueAbi
{
    private ValueAbi()
    {
    }

    /// <summary>No value exists.</summary>
    public sealed record Uninhabited : ValueAbi;

    /// <summary>In one register.</summary>
    public sealed record Scalar(Layout.Scalar Value) : ValueAbi;

    /// <summary>In two registers: fat pointers, small pairs. The second lies at <paramref name="SecondOffsetBytes"/>.</summary>
    public sealed record ScalarPair(Layout.Scalar First, Layout.Scalar Second, long SecondOffsetBytes) : ValueAbi;

    /// <summary>Only in memory.</summary>
    public sealed record Memory : ValueAbi;
}
