namespace Crabwalk.C.Types;

/// <summary>
/// The numbers in which C's targets differ. <c>char</c> is signed and <c>int</c> has 32 bits on all of them;
/// <c>wchar_t</c> is <c>int</c>.
/// </summary>
public sealed record CTarget
{
    /// <summary>64-bit x86 with the System V conventions (LP64), which a walk shows.</summary>
    public static readonly CTarget X64 = new() { Name = "x86_64", PointerSize = 8, LongSize = 8 };

    /// <summary>32-bit WebAssembly (ILP32), which a build uses.</summary>
    public static readonly CTarget Wasm32 = new() { Name = "wasm32", PointerSize = 4, LongSize = 4 };

    /// <summary>The name of the processor.</summary>
    public required string Name { get; init; }

    /// <summary>The size and alignment of a pointer in bytes.</summary>
    public required int PointerSize { get; init; }

    /// <summary>The size and alignment of <c>long</c> in bytes.</summary>
    public required int LongSize { get; init; }

    /// <summary>The size and alignment of <c>long double</c> in bytes.</summary>
    public int LongDoubleSize { get; init; } = 16;

    /// <summary>The alignment that suits every type, as <c>__attribute__((aligned))</c> without a number asks for.</summary>
    public int LargestAlignment { get; init; } = 16;

    /// <summary>The largest object in bytes.</summary>
    public long LargestObject => PointerSize == 8 ? long.MaxValue : int.MaxValue;

    /// <summary>The type of <c>sizeof</c>.</summary>
    public const IntegerKind SizeKind = IntegerKind.UnsignedLong;

    /// <summary>The type of a difference of pointers.</summary>
    public const IntegerKind DifferenceKind = IntegerKind.Long;

    /// <summary>The size of an integer type in bytes.</summary>
    public int SizeOf(IntegerKind kind) => kind switch
    {
        IntegerKind.Bool or IntegerKind.Char or IntegerKind.SignedChar or IntegerKind.UnsignedChar => 1,
        IntegerKind.Short or IntegerKind.UnsignedShort => 2,
        IntegerKind.Int or IntegerKind.UnsignedInt => 4,
        IntegerKind.Long or IntegerKind.UnsignedLong => LongSize,
        IntegerKind.LongLong or IntegerKind.UnsignedLongLong => 8,
    };

    /// <summary>The size of a floating type in bytes.</summary>
    public int SizeOf(FloatingKind kind) => kind switch
    {
        FloatingKind.Float => 4,
        FloatingKind.Double => 8,
        FloatingKind.LongDouble => LongDoubleSize,
    };
}
