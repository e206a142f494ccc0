using System.Globalization;
using System.Text;
using Crabwalk.Foundation.Collections;
using Crabwalk.Machine.Inspect;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Pictures.Scenes;
using Crabwalk.Workbench.Walking.Library;

namespace Crabwalk.Workbench.Walking;

/// <summary>A pointer cell that wants an arrow.</summary>
/// <param name="From">The cell.</param>
/// <param name="Pointer">What it holds.</param>
/// <param name="Touch">What this step did with it.</param>
/// <param name="Kind">What the pointer means.</param>
/// <param name="IsIdle">Nobody follows it any more.</param>
public sealed record ArrowWish(CellId From, ValueView.Pointer Pointer, CellTouch Touch, ArrowKind Kind = ArrowKind.Pointer, bool IsIdle = false);

/// <summary>
/// Makes the cells of a picture from typed values: chooses shapes, words and marks. Collects on the way which cells want an arrow.
/// </summary>
internal sealed class CellBuilder
{
    private const int MaxStringLength = 60;
    public const int MaxFollowedLength = 24;

    private readonly WalkMoment _moment;
    private readonly ValueText _text;
    private readonly Func<ulong, string?> _stringAt;
    private readonly RustLook? _rust;
    private readonly LibraryCells? _library;

    /// <summary>A builder for one moment.</summary>
    /// <param name="moment">The moment.</param>
    /// <param name="text">Writes single values.</param>
    /// <param name="stringAt">The text of C at an address.</param>
    /// <param name="rust">How Rust's values are seen; null to see every value as it is laid out.</param>
    public CellBuilder(WalkMoment moment, ValueText text, Func<ulong, string?> stringAt, RustLook? rust)
    {
        _moment = moment;
        _text = text;
        _stringAt = stringAt;
        _rust = rust;
        _library = rust is null ? null : new(this, rust.Summaries);
    }

    /// <summary>The cells that hold pointers, in the order they were made.</summary>
    public List<ArrowWish> Wishes { get; } = [];

    /// <summary>A cell for a value.</summary>
    /// <param name="id">The cell's id.</param>
    /// <param name="name">The name it goes by.</param>
    /// <param name="value">The value.</param>
    /// <param name="root">The address of the outermost cell.</param>
    /// <param name="over">What is said of all bytes, such as Freed; Set to look at the bytes themselves.</param>
    public Cell Build(CellId id, string name, ValueView value, ulong root, CellContent over = CellContent.Set)
    {
        Cell cell = Begin(id, name, value, root, over);
        if (_rust is not null && value.State == Initialised.Not)
        {
            return cell;
        }

        if (_library is not null && _rust!.Library.Of(value) is { } view)
        {
            return _library.Build(cell, view, value, root);
        }

        if (_rust is null && IsPrivate(value))
        {
            return cell.Content == CellContent.Junk ? cell : cell with { Value = "(kept by the library)", Content = over };
        }

        return value switch
        {
            ValueView.Scalar scalar => Scalar(cell, scalar),
            ValueView.BitField field => cell with
            {
                Kind = CellKind.BitField,
                Value = _text.Scalar(field.Type, field.Source, field.Bits, field.Width),
                Bits = new(field.FirstBit, field.Width),
            },
            ValueView.Pointer pointer => Pointer(cell, pointer, over),
            ValueView.Struct { Type: Ty.Adt { Definition.Kind: AdtKind.Enum } } variant => Variant(cell, variant, root),
            ValueView.Struct record => Struct(cell, record, root, over),
            ValueView.Union union => cell with { Kind = CellKind.Union, Parts = Members(id, union.Members, root, over) },
            ValueView.Array array => Array(cell, array, root, over),
            ValueView.Raw raw => cell with { Kind = CellKind.Raw, Value = Raw(raw), ElementCount = raw.SizeBytes },
            _ => cell,
        };
    }

    /// <summary>What a cell of a value has whatever its shape is.</summary>
    public Cell Begin(CellId id, string name, ValueView value, ulong root, CellContent over = CellContent.Set) => new()
    {
        Id = id,
        Name = name,
        Type = value.Source?.Name ?? (_rust?.Types.Of(value.Type) ?? value.Type.ToString()!),
        Value = "",
        Content = over == CellContent.Set ? ContentOf(value.State) : over,
        Touch = TouchOf(value),
        Address = value.Address,
        SizeBytes = value.SizeBytes,
        OffsetBytes = (long)(value.Address - root),
    };

    /// <summary>Asks for an arrow from a cell.</summary>
    public void Point(Cell from, ValueView.Pointer pointer, ArrowKind kind)
    {
        if (pointer.Target is not null)
        {
            Wishes.Add(new(from.Id, pointer, from.Touch, kind));
        }
    }

    /// <summary>Says of the arrow of a cell that nobody follows it any more; false when what it led to is gone.</summary>
    public bool Retire(Cell from)
    {
        bool isThere = true;
        for (int i = 0; i < Wishes.Count; i++)
        {
            if (Wishes[i].From == from.Id)
            {
                Wishes[i] = Wishes[i] with { IsIdle = true };
                isThere &= Wishes[i].Pointer.Target is { State: AllocationState.Live };
            }
        }

        return isThere;
    }

    /// <summary>What a reference or owner of Rust leads to, when that is short enough to stand beside it; else the address.</summary>
    public string Follow(ValueView.Pointer pointer)
    {
        string? followed = _rust?.Follow(pointer);
        return followed is { Length: <= MaxFollowedLength } ? followed : ValueText.Address(pointer.PointsTo);
    }

    /// <summary>What a fat pointer carries with it, in words.</summary>
    public string NoteOf(ValueView.Pointer pointer) => pointer switch
    {
        { TypeInside: { } inside } => $"{WithArticle(_rust?.Types.Of(inside) ?? inside.ToString()!)} by its vtable",
        { Metadata: { } length, Type: Ty.Ref { Referent: Ty.Slice or Ty.Str } } => string.Create(CultureInfo.InvariantCulture, $"len {length}"),
        _ => "",
    };

    private static string WithArticle(string type) => (type[0] is 'a' or 'e' or 'i' or 'o' or 'A' or 'E' or 'I' or 'O' ? "an " : "a ") + type;

    /// <summary>The cell of a block that is a buffer with room for more items than there are.</summary>
    public Cell Buffer(CellId id, ValueView.Array places, BlockType type)
    {
        Cell cell = Begin(id, "", places, places.Address) with { Content = CellContent.Set };
        if (type.Form == BlockForm.Text)
        {
            long room = type.Count - type.Used;
            string note = room switch { 0 => "", 1 => "room for 1 more byte", _ => $"room for {room} more bytes" };
            return cell with { Kind = CellKind.Text, Value = _rust?.Summaries.Text(places.Address, type.Used) ?? "", Note = note, ElementCount = type.Count };
        }

        if (_library is not null && places.Elements.All(element => _rust!.Library.Of(element.Value) is LibraryView.Slot) && !places.Elements.IsEmpty)
        {
            return cell with { Kind = CellKind.Struct, Parts = _library.Slots(id, places.Elements.Select(element => (element, (LibraryView.Slot)_rust!.Library.Of(element.Value)!)), places.Address) };
        }

        Cell[] items = [.. places.Elements.Where(element => type.IsUsed(element.Index)).Select(element => Place(id, element, type, places.Address))];
        bool isPlain = !items.Any(static item => !item.Parts.IsEmpty || item.Kind is CellKind.Pointer or CellKind.Struct);
        return isPlain
            ? cell with { Kind = CellKind.Array, Parts = [.. places.Elements.Select(element => Place(id, element, type, places.Address))], ElementCount = type.Count }
            : cell with { Kind = CellKind.Array, Parts = [.. items, .. Room(cell, type)], ElementCount = items.Length };
    }

    /// <summary>What is said of places without items where each item takes a row.</summary>
    private static IEnumerable<Cell> Room(Cell buffer, BlockType type)
    {
        long room = type.Count - type.Used;
        if (room > 0)
        {
            string value = room == 1 ? "room for 1 more" : $"room for {room} more";
            yield return new() { Id = buffer.Id.Member("room"), Name = "·", Type = "", Value = value, Content = CellContent.Spare, Index = type.Used };
        }
    }

    private Cell Place(CellId buffer, Element element, BlockType type, ulong root)
    {
        CellId id = buffer.Element(element.Index);
        string name = $"[{element.Index}]";
        Cell cell = type.IsUsed(element.Index) ? Build(id, name, element.Value, root)
            : Begin(id, name, element.Value, root) with { Content = CellContent.Spare, Value = "·", Touch = CellTouch.None };
        return cell with { Index = element.Index };
    }

    // A jmp_buf or va_list is of use as a whole only: names with two underscores belong to the library (C17 7.1.3).
    private static bool IsPrivate(ValueView value) => value switch
    {
        ValueView.Struct { Members: { IsEmpty: false } members } => members.All(member => member.Name.StartsWith("__", StringComparison.Ordinal)),
        ValueView.Array { Elements: [{ Value: ValueView.Struct only }], Count: 1 } => IsPrivate(only),
        _ => false,
    };

    private static CellContent ContentOf(Initialised state) => state switch
    {
        Initialised.Fully => CellContent.Set,
        Initialised.Partly => CellContent.PartlyJunk,
        Initialised.Not => CellContent.Junk,
    };

    private CellTouch TouchOf(ValueView value)
    {
        foreach (MemoryRange range in _moment.Written)
        {
            if (range.Overlaps(value.Address, value.SizeBytes))
            {
                return CellTouch.Changed;
            }
        }

        return CellTouch.None;
    }

    private Cell Scalar(Cell cell, ValueView.Scalar scalar) => cell with
    {
        Kind = scalar.Source is SourceType.Character || scalar.Type is Ty.Char ? CellKind.Character : CellKind.Scalar,
        Value = _text.Scalar(scalar.Type, scalar.Source, scalar.Bits),
    };

    private Cell Pointer(Cell cell, ValueView.Pointer pointer, CellContent over)
    {
        bool isFunction = pointer.Type is Ty.FnPtr;
        bool isText = pointer is { State: Initialised.Fully, Source: SourceType.Pointer { Target: SourceType.Character }, Target.State: AllocationState.Live };
        string? pointedText = isText ? _stringAt(pointer.PointsTo) : null;
        if (!isFunction && over == CellContent.Set)
        {
            Point(cell, pointer, KindOf(pointer.Type));
        }

        return cell with
        {
            Kind = isFunction ? CellKind.FunctionPointer : CellKind.Pointer,
            Value = pointer.Type is Ty.Ref ? Follow(pointer) : _text.Pointer(pointer, _moment.Language),
            Note = pointedText ?? NoteOf(pointer),
        };
    }

    private static ArrowKind KindOf(Ty type) => type switch
    {
        Ty.Ref { Mutability: Mutability.Mut } => ArrowKind.BorrowMut,
        Ty.Ref => ArrowKind.Borrow,
        _ => ArrowKind.Pointer,
    };

    private Cell Struct(Cell cell, ValueView.Struct record, ulong root, CellContent over)
    {
        EquatableArray<Member> members = _rust is null ? record.Members : [.. record.Members.Where(member => !Summaries.IsMarker(member.Value))];
        EquatableArray<string> captures = record.Type is Ty.Closure closure && _rust is not null ? _rust.CapturesOf(closure) : [];
        if (captures.Count == members.Count && !captures.IsEmpty)
        {
            members = [.. members.Select((member, i) => member with { Name = captures[i] })];
        }

        return cell with { Kind = CellKind.Struct, Value = members.IsEmpty && record.Type is Ty.Adt adt ? adt.Definition.Name : "", Parts = Members(cell.Id, members, root, over) };
    }

    /// <summary>An enum is its variant. One that holds a single plain value, such as <c>Some(5)</c>, needs no rows for its parts.</summary>
    private Cell Variant(Cell cell, ValueView.Struct variant, ulong root)
    {
        string name = variant.Variant ?? "?";
        cell = cell with { Kind = CellKind.Struct, Value = name };
        if (variant.Members is not [{ Name: "0" } only])
        {
            return cell with { Parts = Members(cell.Id, variant.Members, root, CellContent.Set) };
        }

        int wishes = Wishes.Count;
        Cell inside = Build(cell.Id, cell.Name, only.Value, root);
        if (inside.Parts.IsEmpty || inside.Kind == CellKind.Handle)
        {
            return inside with { Type = cell.Type, Value = inside.Value.Length > 0 ? $"{name}({inside.Value})" : name, Address = cell.Address, SizeBytes = cell.SizeBytes };
        }

        Wishes.RemoveRange(wishes, Wishes.Count - wishes);
        return cell with { Parts = Members(cell.Id, variant.Members, root, CellContent.Set) };
    }

    private EquatableArray<Cell> Members(CellId id, EquatableArray<Member> members, ulong root, CellContent over)
    {
        var cells = new List<Cell>();
        foreach (Member member in members)
        {
            string name = member.Name.Length == 0 ? $"(anonymous {cells.Count})" : member.Name;
            cells.Add(Build(id.Member(name), member.Name, member.Value, root, over));
        }

        return [.. cells];
    }

    private Cell Array(Cell cell, ValueView.Array array, ulong root, CellContent over)
    {
        var parts = new List<Cell>();
        foreach (Element element in array.Elements)
        {
            parts.Add(Build(cell.Id.Element(element.Index), $"[{element.Index}]", element.Value, root, over) with { Index = element.Index });
        }

        // Arrays of plain char are texts; of signed or unsigned char they are small numbers.
        bool isText = array.Source is SourceType.Array { Element: SourceType.Character { Name: "char" or "const char" or "wchar_t" } } && array.State != Initialised.Not;
        return cell with
        {
            Kind = isText ? CellKind.Text : CellKind.Array,
            Value = isText ? Quoted(array) : "",
            Parts = [.. parts],
            ElementCount = array.Count,
        };
    }

    private static string Quoted(ValueView.Array array)
    {
        var quoted = new StringBuilder("\"");
        foreach (Element element in array.Elements)
        {
            if (element.Value is not ValueView.Scalar { State: Initialised.Fully } scalar || scalar.Bits == 0 || quoted.Length > MaxStringLength)
            {
                break;
            }

            quoted.Append(ValueText.Escaped((byte)scalar.Bits, '"'));
        }

        return quoted.Append('"').ToString();
    }

    private static string Raw(ValueView.Raw raw) =>
        string.Join(' ', raw.Bytes.Select(static value => $"{value:x2}").Take(16)) + (raw.SizeBytes > 16 ? " …" : "");
}
