using Crabwalk.Mir.Types;

namespace Crabwalk.Mir.Layout;

/// <summary>
/// What layout depends on, as data: a walk shows x86-64, because that is what books show; a build makes wasm32.
/// Nothing else in Crabwalk may ask how wide a pointer is.
/// </summary>
/// <param name="Name">The name for messages and predefined macros.</param>
/// <param name="PointerBytes">The size and alignment of a pointer, of <c>usize</c> and of C's <c>size_t</c>.</param>
/// <param name="LongBytes">The size of C's <c>long</c>.</param>
/// <param name="LongDoubleBytes">The size and alignment of C's <c>long double</c>.</param>
/// <param name="MaxAlignBytes">The alignment that <c>malloc</c> guarantees.</param>
public sealed record Target(string Name, int PointerBytes, int LongBytes, int LongDoubleBytes, int MaxAlignBytes)
{
    /// <summary>64-bit System V on x86 (LP64): pointers and <c>long</c> are 8 bytes.</summary>
    public static readonly Target X64 = new("x86_64", 8, 8, 16, 16);

    /// <summary>32-bit WebAssembly (ILP32): pointers and <c>long</c> are 4 bytes.</summary>
    public static readonly Target Wasm32 = new("wasm32", 4, 4, 16, 16);

    /// <summary>The width of an integer type in bytes.</summary>
    public int SizeOf(IntKind kind) => kind switch
    {
        IntKind.I8 or IntKind.U8 => 1,
        IntKind.I16 or IntKind.U16 => 2,
        IntKind.I32 or IntKind.U32 => 4,
        IntKind.I64 or IntKind.U64 => 8,
        IntKind.I128 or IntKind.U128 => 16,
        IntKind.Isize or IntKind.Usize => PointerBytes,
    };

    /// <summary>The size of a floating type in bytes.</summary>
    public int SizeOf(FloatKind kind) => kind switch
    {
        FloatKind.F32 => 4,
        FloatKind.F64 => 8,
        FloatKind.LongDouble => LongDoubleBytes,
    };
}
