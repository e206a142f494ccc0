using Crabwalk.Foundation.Collections;
using Crabwalk.Machine.Inspect;
using Crabwalk.Mir.Types;

namespace Crabwalk.Workbench.Walking.Library;

/// <summary>
/// What a value of one of Rust's library types is to the people who use it: a text, a row of items, a box, a counted share. It says
/// what is seen, not how it is laid out; which view a type has stands in <see cref="LibraryTable"/>.
/// </summary>
internal abstract record LibraryView
{
    private LibraryView()
    {
    }

    /// <summary>An owned text: <c>String</c> and what is made of one.</summary>
    public sealed record Text(ValueView.Pointer Data, long Length, long Capacity) : LibraryView;

    /// <summary>Owned items in a row: <c>Vec</c>, <c>VecDeque</c>, <c>BinaryHeap</c>.</summary>
    /// <param name="Data">Where the buffer is.</param>
    /// <param name="Element">An item's type.</param>
    /// <param name="Length">How many items there are.</param>
    /// <param name="Capacity">For how many the buffer has room.</param>
    /// <param name="First">The place of the first item in the buffer; the items after the buffer's end go on at its start.</param>
    public sealed record Sequence(ValueView.Pointer Data, Ty Element, long Length, long Capacity, long First) : LibraryView;

    /// <summary>The only owner of one value on the heap: <c>Box</c>.</summary>
    public sealed record Owner(ValueView.Pointer Data) : LibraryView;

    /// <summary>One of several owners of a value on the heap: <c>Rc</c>, <c>Arc</c>.</summary>
    public sealed record Shared(ValueView.Pointer Inner) : LibraryView
    {
        /// <summary>The type of the value.</summary>
        public Ty? Tail { get; init; }
    }

    /// <summary>A pointer that does not keep alive: <c>Weak</c>.</summary>
    public sealed record Weak(ValueView.Pointer Inner) : LibraryView;

    /// <summary>What the owners of a shared value point to: the value with its counts.</summary>
    /// <param name="Strong">How many owners there are.</param>
    /// <param name="WeakPointers">How many weak pointers there are.</param>
    /// <param name="Value">The value.</param>
    public sealed record Counted(ValueView Strong, long WeakPointers, ValueView Value) : LibraryView;

    /// <summary>A value that is drawn as what is in it: <c>Cell</c>, <c>ManuallyDrop</c>, <c>NonZero</c>.</summary>
    public sealed record Wrapper(ValueView Inside) : LibraryView;

    /// <summary>A value whose borrows are counted while the program runs: <c>RefCell</c>.</summary>
    /// <param name="Inside">The value.</param>
    /// <param name="Flag">0 for none, the number of shared borrows, or -1 for an exclusive one.</param>
    public sealed record Borrowable(ValueView Inside, long Flag) : LibraryView;

    /// <summary>A value that one thread at a time may use: <c>Mutex</c>, <c>RwLock</c>.</summary>
    /// <param name="Inside">The value.</param>
    /// <param name="State">Who has it now, in words; empty for nobody.</param>
    public sealed record Lock(ValueView Inside, string State) : LibraryView;

    /// <summary>A borrow that was made while the program runs: <c>Ref</c>, <c>RefMut</c>.</summary>
    public sealed record Guard(ValueView.Pointer Value, Mutability Mutability) : LibraryView;

    /// <summary>Keys with or without values: maps and sets.</summary>
    public sealed record Entries(ValueView.Pointer Data, EquatableArray<Entry> Items, long Count) : LibraryView;

    /// <summary>A range, such as <c>0..3</c>.</summary>
    public sealed record Range(ValueView? Start, string Dots, ValueView? End) : LibraryView;

    /// <summary>A place of a hash table: an entry, or nothing.</summary>
    public sealed record Slot(ValueView? Entry) : LibraryView;
}

/// <summary>One entry of a map; a set's have no value.</summary>
internal sealed record Entry(ValueView Key, ValueView? Value);
