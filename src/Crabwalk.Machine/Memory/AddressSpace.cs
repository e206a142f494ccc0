namespace Crabwalk.Machine.Memory;

/// <summary>
/// Where things live in the guest's address space: the places a Linux process on x86-64 has them, because that is what books
/// show. The space is sparse; where the bytes really are is the business of <see cref="GuestMemory"/>.
/// </summary>
public static class AddressSpace
{
    /// <summary>The first function.</summary>
    public const ulong Functions = 0x401000;

    /// <summary>String literals and constant data.</summary>
    public const ulong ReadOnly = 0x402000;

    /// <summary>Global variables, unless there are so many constants that they come later.</summary>
    public const ulong Globals = 0x404000;

    /// <summary>The first heap block, unless there are so many globals that it comes later.</summary>
    public const ulong Heap = 0x6fa650;

    /// <summary>The stack begins below this address and grows down.</summary>
    public const ulong StackTop = 0x7ffffffde000;

    /// <summary>The first function whose address is taken while the program runs: where a position independent program has its code.</summary>
    public const ulong LateFunctions = 0x555555558000;

    /// <summary>The first static or constant of those that are placed while the program runs.</summary>
    public const ulong LateData = 0x555555700000;

    /// <summary>Bytes between two functions' addresses.</summary>
    public const ulong FunctionStride = 16;
}
