using System.Runtime.InteropServices;

namespace Crabwalk.Machine.Memory;

/// <summary>What an allocation is to the program.</summary>
internal enum StorageKind : byte
{
    /// <summary>Nothing: the line is free.</summary>
    None,

    /// <summary>A function: it has an address, and no bytes to read.</summary>
    Function,

    /// <summary>A variable with static storage.</summary>
    Static,

    /// <summary>The characters of a string literal.</summary>
    StringLiteral,

    /// <summary>Constant data made by the compiler.</summary>
    Constant,

    /// <summary>A block of the heap.</summary>
    Heap,

    /// <summary>A local variable, parameter or temporary of a call.</summary>
    Local,

    /// <summary>A variable-length array, or what <c>alloca</c> gave.</summary>
    Dynamic,

    /// <summary>The variable arguments of a call.</summary>
    VariableArguments,
}

/// <summary>Where an allocation is in its life.</summary>
internal enum StorageState : byte
{
    /// <summary>It may be used.</summary>
    Live,

    /// <summary>A heap block that was given back.</summary>
    Freed,

    /// <summary>A local whose scope has ended while its call went on.</summary>
    OutOfScope,

    /// <summary>A local whose call has returned.</summary>
    Returned,
}

/// <summary>Small facts of an allocation.</summary>
[Flags]
internal enum AllocationTraits : byte
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Its address became a number somewhere: a number may become a pointer to it again.</summary>
    Exposed = 1,

    /// <summary>Its bytes were given to others after it was freed.</summary>
    BytesGone = 2,

    /// <summary>It was made by code of a library.</summary>
    OfLibrary = 4,

    /// <summary>Found by the mark phase that is under way.</summary>
    Marked = 8,

    /// <summary>Made by Rust's allocator: it is given back with its size and alignment.</summary>
    WithLayout = 16,

    /// <summary>Each access takes the slow way, which checks more than bounds: the effective type, or members that are const.</summary>
    Guarded = 32,

    /// <summary>Guarded, and nothing of it may be written.</summary>
    ReadOnly = 64,
}

/// <summary>
/// One allocation, one cache line: what every access looks at comes first. An access of <c>n</c> bytes at address <c>a</c> is good
/// when <c>a - Base</c> and <c>Size - n - (a - Base)</c> are both not negative; its bytes are at <c>a + Delta</c> in the arena.
/// A dead allocation has <see cref="Size"/> and <see cref="WriteSize"/> 0, so that the same test finds it; so has line 0, which
/// stands for "no provenance", and line 1, which stands for "no value". A guarded one hides its sizes there too.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal struct AllocationLine
{
    /// <summary>The first address.</summary>
    public ulong Base;

    /// <summary>How many bytes may be read.</summary>
    public long Size;

    /// <summary>How many bytes may be written; 0 for constants.</summary>
    public long WriteSize;

    /// <summary>Arena offset minus guest address.</summary>
    public ulong Delta;

    /// <summary>How many bytes it has or had.</summary>
    public long Extent;

    /// <summary>What it is.</summary>
    public StorageKind Kind;

    /// <summary>Where it is in its life.</summary>
    public StorageState State;

    /// <summary>Its facts.</summary>
    public AllocationTraits Traits;

    /// <summary>The alignment as a power of two.</summary>
    public byte AlignLog2;

    /// <summary>The journal epoch in which the line was saved last.</summary>
    public uint Epoch;

    /// <summary>For a function its number; for a local its local; for a static its definition; for variable arguments their description.</summary>
    public int Detail;

    /// <summary>The next line of the free list, or of the list of a frame's live locals.</summary>
    public uint Next;

    /// <summary>The block's number among its kind, from 1.</summary>
    public int Number;

    /// <summary>
    /// The type that the program was last seen to use it as, all over: its number in <see cref="Code.CodeTables.Views"/> plus 1;
    /// 0 for none yet, <see cref="Storage"/> for memory in which different objects lie side by side.
    /// </summary>
    public int View;

    /// <summary>The <see cref="View"/> of memory that holds whatever is put there.</summary>
    public const int Storage = -1;

    /// <summary>How many bytes may be read, guarded or not.</summary>
    public readonly long Readable => (Traits & AllocationTraits.Guarded) != 0 ? Extent : Size;

    /// <summary>How many bytes may be written, guarded or not.</summary>
    public readonly long Writable => (Traits & AllocationTraits.Guarded) == 0 ? WriteSize : (Traits & AllocationTraits.ReadOnly) != 0 ? 0 : Extent;
}

/// <summary>When and where an allocation came and went; kept apart, since no access looks at it.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct AllocationHistory
{
    /// <summary>The step of birth.</summary>
    public long AllocatedStep;

    /// <summary>The step of death.</summary>
    public long FreedStep;

    /// <summary>The code position of birth, in the user's code where there is some.</summary>
    public CodePosition AllocatedAt;

    /// <summary>The code position of death.</summary>
    public CodePosition FreedAt;

    /// <summary>The serial number of the call it was made in.</summary>
    public int AllocatedCall;

    /// <summary>The serial number of the call it was freed in.</summary>
    public int FreedCall;

    /// <summary>Code that treats it as a type: the number of the type plus 1, 0 for none.</summary>
    public int TypeHint;

    /// <summary>Where in the arena the map of its effective types is, one byte for each of its bytes; 0 for none.</summary>
    public long TypeMap;
}

/// <summary>An instruction: which code, and which place in it; code -1 for nowhere.</summary>
internal readonly record struct CodePosition(int Code, int Offset)
{
    /// <summary>Before the program ran.</summary>
    public static readonly CodePosition Nowhere = new(-1, 0);
}
