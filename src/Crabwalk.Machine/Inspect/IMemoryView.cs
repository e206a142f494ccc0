using Crabwalk.Mir.Types;

namespace Crabwalk.Machine.Inspect;

/// <summary>Names an allocation of a run; numbers are never used twice.</summary>
public readonly record struct AllocationId(int Number)
{
    /// <summary>No allocation: a pointer made from a plain number.</summary>
    public static readonly AllocationId None;
}

/// <summary>Where the life of an allocation stands.</summary>
public enum AllocationState
{
    /// <summary>It may be used.</summary>
    Live,

    /// <summary>It was given to <c>free</c>.</summary>
    Freed,

    /// <summary>Its scope or call has ended.</summary>
    OutOfScope,
}

/// <summary>What an allocation is.</summary>
public enum AllocationKind
{
    /// <summary>A function's code.</summary>
    Function,

    /// <summary>A global or static variable, or other constant data.</summary>
    Static,

    /// <summary>The characters of a string literal.</summary>
    StringLiteral,

    /// <summary>A block of the heap.</summary>
    Heap,

    /// <summary>A local variable.</summary>
    Local,

    /// <summary>A variable-length array or <c>alloca</c>.</summary>
    Dynamic,

    /// <summary>The variable arguments of a call.</summary>
    VariableArguments,
}

/// <summary>What a stored pointer points to, told by its provenance, never guessed from its address.</summary>
/// <param name="Allocation">The allocation it was made from.</param>
/// <param name="OffsetBytes">How far from that allocation's first byte; may lie outside.</param>
/// <param name="State">Whether it dangles.</param>
public readonly record struct PointerTarget(AllocationId Allocation, long OffsetBytes, AllocationState State);

/// <summary>
/// Memory as it is at the current step, for looking only. Locals that live in registers have their reserved address and are
/// read through it like everything else, so that a picture never has to know.
/// </summary>
public interface IMemoryView
{
    /// <summary>Copies bytes and says which of them were ever written; false when the range is not inside of one mapped allocation.</summary>
    bool TryRead(ulong address, Span<byte> bytes, Span<bool> initialised);

    /// <summary>The target of the pointer whose bytes begin at this address; null when those bytes carry no provenance.</summary>
    PointerTarget? TargetOfPointerAt(ulong address);

    /// <summary>The type whose vtable is at an address; null when there is none.</summary>
    Ty? TypeOfVTable(ulong address) => null;
}
