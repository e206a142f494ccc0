namespace Crabwalk.C.Tree;

/// <summary>
/// The compiler's own functions that are left for later stages. Those that a compiler decides (<c>offsetof</c>, <c>constant_p</c>,
/// <c>types_compatible_p</c>, <c>choose_expr</c>, <c>inf</c>, <c>nan</c> ...) are constants in the tree; those that only name a library function
/// (<c>__builtin_memcpy</c>, <c>__builtin_printf</c> ...) are calls of that function; <c>__builtin_expect</c> is its first argument.
/// Generic ones give their operand type by the node's first argument.
/// </summary>
public enum Builtin
{
    /// <summary>(list): a pointer to the list's structure.</summary>
    VaStart,

    /// <summary>(list).</summary>
    VaEnd,

    /// <summary>(destination list, source list).</summary>
    VaCopy,

    /// <summary>(): control never comes here.</summary>
    Unreachable,

    /// <summary>(): ends the program abnormally.</summary>
    Trap,

    /// <summary>(size): memory of the calling function's frame.</summary>
    Alloca,

    /// <summary>(unsigned): the number of leading zero bits; undefined for 0. The result is an int.</summary>
    CountLeadingZeros,

    /// <summary>(unsigned): the number of trailing zero bits; undefined for 0.</summary>
    CountTrailingZeros,

    /// <summary>(unsigned): the number of one bits.</summary>
    PopulationCount,

    /// <summary>(unsigned): 1 when the number of one bits is odd.</summary>
    Parity,

    /// <summary>(signed): one plus the place of the lowest one bit; 0 for 0.</summary>
    FindFirstSet,

    /// <summary>(signed): the number of leading bits equal to the sign, without it.</summary>
    LeadingSignBits,

    /// <summary>(unsigned of 2, 4 or 8 bytes): the bytes turned round.</summary>
    ByteSwap,

    /// <summary>(a, b, pointer to result): the exact sum is stored wrapped; 1 when it did not fit. Operands keep their own types.</summary>
    AddOverflow,

    /// <summary>(a, b, pointer to result).</summary>
    SubtractOverflow,

    /// <summary>(a, b, pointer to result).</summary>
    MultiplyOverflow,

    /// <summary>(floating): 1 for NaN.</summary>
    IsNaN,

    /// <summary>(floating): 1 for an infinity; gcc's <c>isinf_sign</c> is made from it.</summary>
    IsInfinite,

    /// <summary>(floating): 1 for neither.</summary>
    IsFinite,

    /// <summary>(floating): nonzero when the sign bit is set.</summary>
    SignBit,

    /// <summary>(a, b): comparisons that raise no flags and are false on NaN.</summary>
    IsGreater,

    /// <summary>(a, b).</summary>
    IsGreaterEqual,

    /// <summary>(a, b).</summary>
    IsLess,

    /// <summary>(a, b).</summary>
    IsLessEqual,

    /// <summary>(a, b).</summary>
    IsLessGreater,

    /// <summary>(a, b): 1 when one is NaN.</summary>
    IsUnordered,

    /// <summary>(floating): the absolute value, in the operand's type.</summary>
    AbsoluteValue,

    /// <summary>(floating): the square root, in the operand's type.</summary>
    SquareRoot,

    /// <summary>(double, double): copysign, in the operands' type.</summary>
    CopySign,

    /// <summary>(level constant): the frame's address; only 0 is known.</summary>
    FrameAddress,

    /// <summary>(level constant): where the function returns to.</summary>
    ReturnAddress,

    /// <summary>(address, ...): nothing happens, operands are evaluated.</summary>
    Prefetch,

    /// <summary>(): a full memory barrier.</summary>
    Synchronize,

    /// <summary>(pointer): reads atomically.</summary>
    AtomicLoad,

    /// <summary>(pointer, value): writes atomically.</summary>
    AtomicStore,

    /// <summary>(pointer, value): writes and gives what was there.</summary>
    AtomicExchange,

    /// <summary>(pointer, pointer to expected, desired): 1 when it was as expected and was replaced; else what was there goes to expected.</summary>
    AtomicCompareExchange,

    /// <summary>(pointer, value): adds and gives what was there.</summary>
    AtomicFetchAdd,

    /// <summary>(pointer, value).</summary>
    AtomicFetchSubtract,

    /// <summary>(pointer, value).</summary>
    AtomicFetchAnd,

    /// <summary>(pointer, value).</summary>
    AtomicFetchOr,

    /// <summary>(pointer, value).</summary>
    AtomicFetchXor,

    /// <summary>(pointer, value): adds and gives the new value; the others likewise.</summary>
    AtomicAddFetch,

    /// <summary>(pointer, value).</summary>
    AtomicSubtractFetch,

    /// <summary>(pointer, value).</summary>
    AtomicAndFetch,

    /// <summary>(pointer, value).</summary>
    AtomicOrFetch,

    /// <summary>(pointer, value).</summary>
    AtomicXorFetch,
}
