namespace Crabwalk.C.Types;

/// <summary>Questions about integer types that need no target (6.2.5, 6.3.1.1).</summary>
public static class IntegerKinds
{
    /// <summary>True for the signed ones; plain <c>char</c> is signed on all targets.</summary>
    public static bool IsSigned(this IntegerKind kind) => kind switch
    {
        IntegerKind.Char or IntegerKind.SignedChar or IntegerKind.Short or IntegerKind.Int or IntegerKind.Long or IntegerKind.LongLong => true,
        IntegerKind.Bool or IntegerKind.UnsignedChar or IntegerKind.UnsignedShort or IntegerKind.UnsignedInt
            or IntegerKind.UnsignedLong or IntegerKind.UnsignedLongLong => false,
    };

    /// <summary>The conversion rank of 6.3.1.1: bool &lt; char &lt; short &lt; int &lt; long &lt; long long.</summary>
    public static int Rank(this IntegerKind kind) => kind switch
    {
        IntegerKind.Bool => 0,
        IntegerKind.Char or IntegerKind.SignedChar or IntegerKind.UnsignedChar => 1,
        IntegerKind.Short or IntegerKind.UnsignedShort => 2,
        IntegerKind.Int or IntegerKind.UnsignedInt => 3,
        IntegerKind.Long or IntegerKind.UnsignedLong => 4,
        IntegerKind.LongLong or IntegerKind.UnsignedLongLong => 5,
    };

    /// <summary>The unsigned type of the same rank.</summary>
    public static IntegerKind ToUnsigned(this IntegerKind kind) => kind switch
    {
        IntegerKind.Char or IntegerKind.SignedChar or IntegerKind.UnsignedChar => IntegerKind.UnsignedChar,
        IntegerKind.Short or IntegerKind.UnsignedShort => IntegerKind.UnsignedShort,
        IntegerKind.Int or IntegerKind.UnsignedInt => IntegerKind.UnsignedInt,
        IntegerKind.Long or IntegerKind.UnsignedLong => IntegerKind.UnsignedLong,
        IntegerKind.LongLong or IntegerKind.UnsignedLongLong => IntegerKind.UnsignedLongLong,
        IntegerKind.Bool => IntegerKind.Bool,
    };

    /// <summary>The signed type of the same rank.</summary>
    public static IntegerKind ToSigned(this IntegerKind kind) => kind switch
    {
        IntegerKind.Char or IntegerKind.SignedChar or IntegerKind.UnsignedChar => IntegerKind.SignedChar,
        IntegerKind.Short or IntegerKind.UnsignedShort => IntegerKind.Short,
        IntegerKind.Int or IntegerKind.UnsignedInt => IntegerKind.Int,
        IntegerKind.Long or IntegerKind.UnsignedLong => IntegerKind.Long,
        IntegerKind.LongLong or IntegerKind.UnsignedLongLong => IntegerKind.LongLong,
        IntegerKind.Bool => IntegerKind.Bool,
    };

    /// <summary>The type's name as C spells it.</summary>
    public static string Spelling(this IntegerKind kind) => kind switch
    {
        IntegerKind.Bool => "_Bool",
        IntegerKind.Char => "char",
        IntegerKind.SignedChar => "signed char",
        IntegerKind.UnsignedChar => "unsigned char",
        IntegerKind.Short => "short",
        IntegerKind.UnsignedShort => "unsigned short",
        IntegerKind.Int => "int",
        IntegerKind.UnsignedInt => "unsigned int",
        IntegerKind.Long => "long",
        IntegerKind.UnsignedLong => "unsigned long",
        IntegerKind.LongLong => "long long",
        IntegerKind.UnsignedLongLong => "unsigned long long",
    };

    /// <summary>The type's name as C spells it.</summary>
    public static string Spelling(this FloatingKind kind) => kind switch
    {
        FloatingKind.Float => "float",
        FloatingKind.Double => "double",
        FloatingKind.LongDouble => "long double",
    };
}
