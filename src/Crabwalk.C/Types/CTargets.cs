using Crabwalk.Mir.Layout;

namespace Crabwalk.C.Types;

/// <summary>
/// How C's types come out on a target. <c>char</c> is signed, <c>int</c> has 32 bits and <c>wchar_t</c> is <c>int</c> on all of them.
/// </summary>
public static class CTargets
{
    /// <summary>The type of <c>sizeof</c>.</summary>
    public const IntegerKind SizeKind = IntegerKind.UnsignedLong;

    /// <summary>The type of a difference of pointers.</summary>
    public const IntegerKind DifferenceKind = IntegerKind.Long;

    /// <summary>The largest object in bytes.</summary>
    public static long LargestObject(this Target target) => target.PointerBytes == 8 ? long.MaxValue : int.MaxValue;

    /// <summary>The size of an integer type in bytes, which is its alignment too.</summary>
    public static int SizeOf(this Target target, IntegerKind kind) => kind switch
    {
        IntegerKind.Bool or IntegerKind.Char or IntegerKind.SignedChar or IntegerKind.UnsignedChar => 1,
        IntegerKind.Short or IntegerKind.UnsignedShort => 2,
        IntegerKind.Int or IntegerKind.UnsignedInt => 4,
        IntegerKind.Long or IntegerKind.UnsignedLong => target.LongBytes,
        IntegerKind.LongLong or IntegerKind.UnsignedLongLong => 8,
    };

    /// <summary>The size of a floating type in bytes, which is its alignment too.</summary>
    public static int SizeOf(this Target target, FloatingKind kind) => kind switch
    {
        FloatingKind.Float => 4,
        FloatingKind.Double => 8,
        FloatingKind.LongDouble => target.LongDoubleBytes,
    };
}
