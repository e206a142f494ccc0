using System.Collections.Immutable;
using Crabwalk.Mir.Layout;

namespace Crabwalk.C.Lexing.Literals;

/// <summary>What a preprocessing number means once it is used as a constant (6.4.4.1, 6.4.4.2).</summary>
public abstract record NumberLiteral
{
    private NumberLiteral()
    {
    }

    /// <summary>An integer constant.</summary>
    /// <param name="Value">The value; what does not fit in 64 bits was reported and cut.</param>
    /// <param name="Base">How it is written.</param>
    /// <param name="Suffix">Its suffix.</param>
    public sealed record Integer(ulong Value, IntegerBase Base, IntegerSuffix Suffix) : NumberLiteral
    {
        /// <summary>True with a <c>u</c>.</summary>
        public bool IsUnsigned => Suffix is IntegerSuffix.U or IntegerSuffix.UL or IntegerSuffix.ULL;

        /// <summary>The types it can have, in the order of 6.4.4.1p5: the first that holds the value is its type.</summary>
        public ImmutableArray<IntegerType> Candidates => (Suffix, Base) switch
        {
            (IntegerSuffix.U, _) => [IntegerType.UnsignedInt, IntegerType.UnsignedLong, IntegerType.UnsignedLongLong],
            (IntegerSuffix.UL, _) => [IntegerType.UnsignedLong, IntegerType.UnsignedLongLong],
            (IntegerSuffix.ULL, _) => [IntegerType.UnsignedLongLong],
            (IntegerSuffix.None, IntegerBase.Decimal) => [IntegerType.Int, IntegerType.Long, IntegerType.LongLong],
            (IntegerSuffix.L, IntegerBase.Decimal) => [IntegerType.Long, IntegerType.LongLong],
            (IntegerSuffix.LL, IntegerBase.Decimal) => [IntegerType.LongLong],
            (IntegerSuffix.None, _) =>
            [
                IntegerType.Int, IntegerType.UnsignedInt, IntegerType.Long, IntegerType.UnsignedLong, IntegerType.LongLong, IntegerType.UnsignedLongLong,
            ],
            (IntegerSuffix.L, _) => [IntegerType.Long, IntegerType.UnsignedLong, IntegerType.LongLong, IntegerType.UnsignedLongLong],
            _ => [IntegerType.LongLong, IntegerType.UnsignedLongLong],
        };

        /// <summary>
        /// Its type on a target. A decimal constant too large for every signed type becomes <c>unsigned long long</c>; gcc would
        /// take <c>__int128</c> and warns that the constant is so large.
        /// </summary>
        public IntegerType TypeOn(Target target)
        {
            foreach (IntegerType type in Candidates)
            {
                if (Value <= MaximumOf(type, target))
                {
                    return type;
                }
            }

            return IntegerType.UnsignedLongLong;
        }

        private static ulong MaximumOf(IntegerType type, Target target) => type switch
        {
            IntegerType.Int => int.MaxValue,
            IntegerType.UnsignedInt => uint.MaxValue,
            IntegerType.Long => target.LongBytes == 4 ? int.MaxValue : (ulong)long.MaxValue,
            IntegerType.UnsignedLong => target.LongBytes == 4 ? uint.MaxValue : ulong.MaxValue,
            IntegerType.LongLong => long.MaxValue,
            IntegerType.UnsignedLongLong => ulong.MaxValue,
        };
    }

    /// <summary>A floating constant, correctly rounded to its type; <c>long double</c> is held in double precision.</summary>
    public sealed record Floating(double Value, FloatingSuffix Suffix) : NumberLiteral;

    /// <summary>No constant at all; reported.</summary>
    public sealed record Invalid : NumberLiteral;
}

/// <summary>How an integer constant is written.</summary>
public enum IntegerBase
{
    /// <summary><c>0b101</c>, which gcc and C23 have.</summary>
    Binary,

    /// <summary><c>017</c>, and <c>0</c> itself.</summary>
    Octal,

    /// <summary><c>15</c></summary>
    Decimal,

    /// <summary><c>0xF</c></summary>
    Hexadecimal,
}

/// <summary>The suffix of an integer constant, in either case and order.</summary>
public enum IntegerSuffix
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary><c>u</c></summary>
    U,

    /// <summary><c>l</c></summary>
    L,

    /// <summary><c>ul</c></summary>
    UL,

    /// <summary><c>ll</c></summary>
    LL,

    /// <summary><c>ull</c></summary>
    ULL,
}

/// <summary>The types an integer constant can have.</summary>
public enum IntegerType
{
    /// <summary><c>int</c></summary>
    Int,

    /// <summary><c>unsigned int</c></summary>
    UnsignedInt,

    /// <summary><c>long</c></summary>
    Long,

    /// <summary><c>unsigned long</c></summary>
    UnsignedLong,

    /// <summary><c>long long</c></summary>
    LongLong,

    /// <summary><c>unsigned long long</c></summary>
    UnsignedLongLong,
}

/// <summary>The suffix of a floating constant.</summary>
public enum FloatingSuffix
{
    /// <summary>Nothing: <c>double</c>.</summary>
    None,

    /// <summary><c>f</c>: <c>float</c>.</summary>
    F,

    /// <summary><c>l</c>: <c>long double</c>.</summary>
    L,
}
