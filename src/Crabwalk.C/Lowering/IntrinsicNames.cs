using Crabwalk.C.Tree;
using Crabwalk.Foundation.Diagnostics;

namespace Crabwalk.C.Lowering;

/// <summary>The names under which the machine and the wasm back end know the compiler's own functions.</summary>
internal static class IntrinsicNames
{
    /// <summary>gcc's name of a builtin that stays a call; operand types are in the call's signature.</summary>
    /// <param name="builtin">Which one.</param>
    /// <param name="operandBytes">The size of its first operand, which some names have in them.</param>
    public static string Of(Builtin builtin, long operandBytes) => builtin switch
    {
        Builtin.VaStart => "__builtin_va_start",
        Builtin.VaEnd => "__builtin_va_end",
        Builtin.VaCopy => "__builtin_va_copy",
        Builtin.Trap => "__builtin_trap",
        Builtin.Alloca => "__builtin_alloca",
        Builtin.CountLeadingZeros => "__builtin_clz",
        Builtin.CountTrailingZeros => "__builtin_ctz",
        Builtin.PopulationCount => "__builtin_popcount",
        Builtin.Parity => "__builtin_parity",
        Builtin.FindFirstSet => "__builtin_ffs",
        Builtin.LeadingSignBits => "__builtin_clrsb",
        Builtin.ByteSwap => $"__builtin_bswap{operandBytes * 8}",
        Builtin.AddOverflow => "__builtin_add_overflow",
        Builtin.SubtractOverflow => "__builtin_sub_overflow",
        Builtin.MultiplyOverflow => "__builtin_mul_overflow",
        Builtin.IsInfinite => "__builtin_isinf",
        Builtin.IsFinite => "__builtin_isfinite",
        Builtin.SignBit => "__builtin_signbit",
        Builtin.IsLessGreater => "__builtin_islessgreater",
        Builtin.IsUnordered => "__builtin_isunordered",
        Builtin.AbsoluteValue => "__builtin_fabs",
        Builtin.SquareRoot => "__builtin_sqrt",
        Builtin.CopySign => "__builtin_copysign",
        Builtin.FrameAddress => "__builtin_frame_address",
        Builtin.ReturnAddress => "__builtin_return_address",
        _ => throw new CompilerBugException($"builtin {builtin} is not an intrinsic"),
    };

    /// <summary>The intrinsic that a name without code stands for; null for a name of the program's. Only the compiler can provide <c>alloca</c>.</summary>
    public static string? WithoutCode(string name) => name == "alloca" ? "__builtin_alloca" : IsReserved(name) ? name : null;

    /// <summary>True for a name that only Crabwalk defines: declared in our headers, with no code anywhere.</summary>
    public static bool IsReserved(string name) =>
        name.StartsWith("__builtin_", StringComparison.Ordinal)
        || name.StartsWith("__crabwalk_", StringComparison.Ordinal)
        || name.StartsWith("__host_", StringComparison.Ordinal)
        || name.StartsWith("__wasi_", StringComparison.Ordinal);
}
