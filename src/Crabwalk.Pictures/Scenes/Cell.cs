using Crabwalk.Foundation.Collections;

namespace Crabwalk.Pictures.Scenes;

/// <summary>
/// Names a cell of the picture. It is a readable path: <c>f3.p</c> is <c>p</c> of call 3, <c>h2.next</c> a member of heap block 2,
/// <c>g.count[4]</c> an element of a global. A variable keeps its id for as long as it lives, which is what keeps pictures steady.
/// </summary>
public readonly record struct CellId(string Path)
{
    /// <summary>The root of the variables of a call.</summary>
    public static CellId OfCall(CallId call) => new($"f{call.Number}");

    /// <summary>The root of a heap block; also the id of the block's only cell when the block is one cell.</summary>
    public static CellId OfBlock(HeapId block) => new($"h{block.Number}");

    /// <summary>The root of the statics.</summary>
    public static CellId Statics => new("g");

    /// <summary>A variable, member or union view in this one; a second variable of the same name in one call is <c>name~2</c>.</summary>
    public CellId Member(string name) => new($"{Path}.{name}");

    /// <summary>An element of this array.</summary>
    public CellId Element(long index) => new($"{Path}[{index}]");

    /// <inheritdoc/>
    public override string ToString() => Path;
}

/// <summary>The shape of a cell.</summary>
public enum CellKind
{
    /// <summary>A number, a boolean, an enumerator.</summary>
    Scalar,

    /// <summary>A character.</summary>
    Character,

    /// <summary>A pointer or reference; its arrow is in <see cref="StepScene.Arrows"/>.</summary>
    Pointer,

    /// <summary>
    /// Rust: what stands for something on the heap, such as a <c>String</c> or <c>Vec</c>. The value is what it holds, the parts are its pointer,
    /// its length and its capacity; its arrow starts at the cell itself.
    /// </summary>
    Handle,

    /// <summary>A pointer to a function; the value is the function's name.</summary>
    FunctionPointer,

    /// <summary>An array of characters that reads as a string; the parts are the characters.</summary>
    Text,

    /// <summary>A struct, tuple, closure or enum variant with members as parts.</summary>
    Struct,

    /// <summary>A union: each part is one view of the same bytes.</summary>
    Union,

    /// <summary>An array with elements as parts.</summary>
    Array,

    /// <summary>A member of some bits; see <see cref="Cell.Bits"/>.</summary>
    BitField,

    /// <summary>Bytes without a known type.</summary>
    Raw,
}

/// <summary>What may be said about the bytes of a cell.</summary>
public enum CellContent
{
    /// <summary>Written: the value means something.</summary>
    Set,

    /// <summary>Never written: the value is what happened to be there.</summary>
    Junk,

    /// <summary>Some bytes were written, others not.</summary>
    PartlyJunk,

    /// <summary>The memory was given back.</summary>
    Freed,

    /// <summary>The value moved to another owner.</summary>
    MovedFrom,

    /// <summary>The value was dropped.</summary>
    Dropped,

    /// <summary>The variable's scope is left or not entered yet.</summary>
    OutOfScope,

    /// <summary>A union view that is not the one written last.</summary>
    OtherView,

    /// <summary>Room for an item to come: its owner has it, but nothing is there.</summary>
    Spare,
}

/// <summary>What this step did with a cell.</summary>
[Flags]
public enum CellTouch
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>It was read.</summary>
    Read = 1,

    /// <summary>It has another value now.</summary>
    Changed = 2,

    /// <summary>It is new.</summary>
    Fresh = 4,

    /// <summary>The access to it is the step's problem.</summary>
    Wrong = 8,
}

/// <summary>What a place may be used for under Rust's rules.</summary>
[Flags]
public enum CellRights
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>It may be read.</summary>
    Read = 1,

    /// <summary>It may be written.</summary>
    Write = 2,

    /// <summary>It owns its value: the value may be moved out or dropped.</summary>
    Own = 4,
}

/// <summary>One byte of memory.</summary>
/// <param name="Value">What is there.</param>
/// <param name="IsInitialised">False when nobody wrote it.</param>
public readonly record struct MemoryByte(byte Value, bool IsInitialised = true);

/// <summary>The bits of a bit-field, counted from the lowest bit of its storage unit.</summary>
public sealed record BitRange(int First, int Count);

/// <summary>An index variable that stands at an element, such as <c>i</c> in <c>a[i]</c>.</summary>
public sealed record ElementCursor(long Index, string Name);

/// <summary>
/// A variable, member, element or whole block: a name, a type, a value, and what happened to it. Cells nest.
/// Give as many elements of a long array as are at hand: renderers fold; elements left out are counted by <see cref="ElementCount"/>.
/// </summary>
public sealed record Cell
{
    /// <summary>The cell's id, unique in its step.</summary>
    public required CellId Id { get; init; }

    /// <summary>The name as the program spells it; <c>[3]</c> for an element; empty for a block that is one nameless object.</summary>
    public required string Name { get; init; }

    /// <summary>The type as the program's language spells it.</summary>
    public required string Type { get; init; }

    /// <summary>The value in words; for a struct or array it may be empty or a one-line summary.</summary>
    public required string Value { get; init; }

    /// <summary>The shape.</summary>
    public CellKind Kind { get; init; }

    /// <summary>What may be said about the bytes.</summary>
    public CellContent Content { get; init; }

    /// <summary>What this step did here.</summary>
    public CellTouch Touch { get; init; }

    /// <summary>A short remark, such as "never written", "was 10" or "moved to `msg_2` at line 3"; empty without one.</summary>
    public string Note { get; init; } = "";

    /// <summary>The address of the first byte; 0 when it has none, such as a register.</summary>
    public ulong Address { get; init; }

    /// <summary>The size in bytes.</summary>
    public long SizeBytes { get; init; }

    /// <summary>The distance in bytes from the start of the outermost cell.</summary>
    public long OffsetBytes { get; init; }

    /// <summary>The bits, for a bit-field.</summary>
    public BitRange? Bits { get; init; }

    /// <summary>The bytes, when the reader asked for them; empty otherwise.</summary>
    public EquatableArray<MemoryByte> Bytes { get; init; } = [];

    /// <summary>Members, views or elements.</summary>
    public EquatableArray<Cell> Parts { get; init; } = [];

    /// <summary>The element's number, for an element.</summary>
    public long? Index { get; init; }

    /// <summary>How many elements the array really has; 0 for what is not an array.</summary>
    public long ElementCount { get; init; }

    /// <summary>Index variables that stand at elements of this array.</summary>
    public EquatableArray<ElementCursor> Cursors { get; init; } = [];

    /// <summary>What Rust's rules say of a variable here, such as "borrowed by r" and "not used again"; empty for nothing.</summary>
    public string Standing { get; init; } = "";

    /// <summary>What Rust's rules allow here at this step; null where it does not apply or was not asked for.</summary>
    public CellRights? Rights { get; init; }
}
