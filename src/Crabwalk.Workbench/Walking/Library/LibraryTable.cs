using System.Collections.Frozen;
using Crabwalk.Machine.Inspect;
using Crabwalk.Mir.Types;

namespace Crabwalk.Workbench.Walking.Library;

/// <summary>
/// The one place that knows how <c>library/rust</c> lays its types out: for each type that people see in another way than it is made, a
/// view. A field that is renamed there must be renamed here; a test walks through each of them.
/// </summary>
internal static class LibraryTable
{
    /// <summary>The views by the types' paths. A view is null while the value is not written.</summary>
    public static readonly FrozenDictionary<string, Func<LibraryReader, ValueView.Struct, LibraryView?>> Views =
        new Dictionary<string, Func<LibraryReader, ValueView.Struct, LibraryView?>>(StringComparer.Ordinal)
        {
            ["alloc::string::String"] = static (_, value) => TextOf(Field(value, "vec")),
            ["std::path::PathBuf"] = static (_, value) => TextOf(Field(Field(value, "inner"), "vec")),
            ["std::ffi::OsString"] = static (_, value) => TextOf(Field(Field(value, "inner"), "vec")),
            ["alloc::vec::Vec"] = static (_, value) => Vec(value),
            ["alloc::collections::binary_heap::BinaryHeap"] = static (_, value) => Vec(Field(value, "data")),
            ["alloc::collections::vec_deque::VecDeque"] = static (_, value) => Ring(value),
            ["alloc::boxed::Box"] = static (_, value) => LibraryReader.Pointer(value) is { } data ? new LibraryView.Owner(data) : null,
            ["alloc::rc::Rc"] = static (_, value) => LibraryReader.Pointer(value) is { } inner ? new LibraryView.Shared(inner) { Tail = Argument(value, 0) } : null,
            ["alloc::sync::Arc"] = static (_, value) => LibraryReader.Pointer(value) is { } inner ? new LibraryView.Shared(inner) { Tail = Argument(value, 0) } : null,
            ["alloc::rc::Weak"] = static (_, value) => LibraryReader.Pointer(value) is { } inner ? new LibraryView.Weak(inner) : null,
            ["alloc::sync::Weak"] = static (_, value) => LibraryReader.Pointer(value) is { } inner ? new LibraryView.Weak(inner) : null,
            ["alloc::rc::RcInner"] = static (_, value) => Counted(value),
            ["alloc::sync::ArcInner"] = static (_, value) => Counted(value),
            ["core::cell::UnsafeCell"] = static (_, value) => Wrapper(value, "value"),
            ["core::cell::Cell"] = static (_, value) => Wrapper(value, "value"),
            ["core::cell::OnceCell"] = static (_, value) => Wrapper(value, "inner"),
            ["core::mem::ManuallyDrop"] = static (_, value) => Wrapper(value, "value"),
            ["core::num::nonzero::NonZero"] = static (_, value) => Wrapper(value, "0"),
            ["core::num::wrapping::Wrapping"] = static (_, value) => Wrapper(value, "0"),
            ["core::num::wrapping::Saturating"] = static (_, value) => Wrapper(value, "0"),
            ["core::cell::RefCell"] = static (_, value) => Borrowable(value),
            ["core::cell::Ref"] = static (_, value) => Guard(value, Mutability.Not),
            ["core::cell::RefMut"] = static (_, value) => Guard(value, Mutability.Mut),
            ["std::sync::lock::Mutex"] = static (_, value) => Lock(value, LibraryReader.Number(value, "locked") == 0 ? "" : "locked now"),
            ["std::sync::lock::RwLock"] = static (_, value) => Lock(value, WordsOfReaders(LibraryReader.Number(value, "state") ?? 0)),
            ["std::sync::lock::MutexGuard"] = static (_, value) => GuardOfLock(value, Mutability.Mut),
            ["std::sync::lock::RwLockReadGuard"] = static (_, value) => GuardOfLock(value, Mutability.Not),
            ["std::sync::lock::RwLockWriteGuard"] = static (_, value) => GuardOfLock(value, Mutability.Mut),
            ["std::collections::hash_map::HashMap"] = static (reader, value) => Table(reader, Field(value, "table"), isSet: false),
            ["std::collections::hash_set::HashSet"] = static (reader, value) => Table(reader, Field(Field(value, "map"), "table"), isSet: true),
            ["std::collections::table::Slot"] = static (_, value) => new LibraryView.Slot(Field(value, "1")),
            ["core::ops::range::Range"] = static (_, value) => new LibraryView.Range(Field(value, "start"), "..", Field(value, "end")),
            ["core::ops::range::RangeFrom"] = static (_, value) => new LibraryView.Range(Field(value, "start"), "..", null),
            ["core::ops::range::RangeTo"] = static (_, value) => new LibraryView.Range(null, "..", Field(value, "end")),
            ["core::ops::range::RangeInclusive"] = static (_, value) => new LibraryView.Range(Field(value, "start"), "..=", Field(value, "end")),
            ["core::ops::range::RangeToInclusive"] = static (_, value) => new LibraryView.Range(null, "..=", Field(value, "end")),
            ["alloc::collections::btree_map::BTreeMap"] = static (reader, value) => Runs(reader, value, isSet: false),
            ["alloc::collections::btree_set::BTreeSet"] = static (reader, value) => Runs(reader, Field(value, "map"), isSet: true),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    private static ValueView? Field(ValueView? value, string name) => LibraryReader.Field(value, name);

    private static Ty? Argument(ValueView? value, int index) => value?.Type is Ty.Adt adt && index < adt.Args.Count ? adt.Args[index] as Ty : null;

    private static LibraryView.Sequence? Vec(ValueView? value) =>
        LibraryReader.Pointer(Field(value, "ptr")) is { } data && LibraryReader.Number(value, "len") is { } length
            && LibraryReader.Number(value, "cap") is { } capacity && Argument(value, 0) is { } element
            ? new(data, element, length, capacity, First: 0)
            : null;

    private static LibraryView.Text? TextOf(ValueView? vec) => Vec(vec) is { } bytes ? new(bytes.Data, bytes.Length, bytes.Capacity) : null;

    private static LibraryView.Sequence? Ring(ValueView.Struct value) =>
        Vec(Field(value, "buf")) is { } buffer && LibraryReader.Number(value, "head") is { } head && LibraryReader.Number(value, "len") is { } length
            ? buffer with { First = head, Length = length }
            : null;

    // The library counts all owners together as one weak pointer more.
    private static LibraryView.Counted? Counted(ValueView.Struct value) =>
        LibraryReader.Innermost(Field(value, "strong")) is ValueView.Scalar { State: Initialised.Fully } strong && LibraryReader.Number(value, "weak") is { } weak
            && Field(value, "value") is { } inside
            ? new(strong, strong.Bits > 0 ? weak - 1 : weak, inside)
            : null;

    private static LibraryView.Wrapper? Wrapper(ValueView.Struct value, string field) => Field(value, field) is { } inside ? new(inside) : null;

    private static LibraryView.Borrowable? Borrowable(ValueView.Struct value) =>
        LibraryReader.Number(value, "borrow") is { } flag && LibraryReader.Field(Field(value, "value"), "value") is { } inside ? new(inside, flag) : null;

    private static LibraryView.Guard? Guard(ValueView.Struct value, Mutability mutability) =>
        LibraryReader.Pointer(Field(value, "value")) is { } to ? new(to, mutability) : null;

    private static LibraryView.Lock? Lock(ValueView.Struct value, string state) =>
        LibraryReader.Field(Field(value, "data"), "value") is { } inside
            ? new(inside, LibraryReader.Number(value, "poisoned") == 1 ? string.Join(", ", new[] { state, "poisoned" }.Where(static word => word.Length > 0)) : state)
            : null;

    private static string WordsOfReaders(long state) => state switch
    {
        0 => "",
        uint.MaxValue => "locked for writing now",
        1 => "read by 1 now",
        _ => $"read by {state} now",
    };

    private static LibraryView.Guard? GuardOfLock(ValueView.Struct value, Mutability mutability) =>
        LibraryReader.Pointer(Field(value, "lock")) is { } to ? new(to, mutability) : null;

    private static LibraryView.Entries? Table(LibraryReader reader, ValueView? table, bool isSet)
    {
        if (Vec(Field(table, "slots")) is not { } slots || LibraryReader.Number(table, "len") is not { } count)
        {
            return null;
        }

        var items = new List<Entry>();
        foreach (ValueView slot in reader.ItemsOf(slots))
        {
            if (Field(slot, "1") is { } entry)
            {
                items.Add(EntryOf(entry, isSet));
            }
        }

        return new(slots.Data, [.. items], count);
    }

    private static LibraryView.Entries? Runs(LibraryReader reader, ValueView? map, bool isSet)
    {
        if (Vec(Field(map, "runs")) is not { } runs || LibraryReader.Number(map, "len") is not { } count)
        {
            return null;
        }

        var items = new List<Entry>();
        foreach (ValueView run in reader.ItemsOf(runs))
        {
            items.AddRange(Vec(run) is { } entries ? reader.ItemsOf(entries).Select(entry => EntryOf(entry, isSet)) : []);
        }

        return new(runs.Data, [.. items], count);
    }

    private static Entry EntryOf(ValueView entry, bool isSet) => new(Field(entry, "0") ?? entry, isSet ? null : Field(entry, "1"));
}
