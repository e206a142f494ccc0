using System.Text;
using Crabwalk.Foundation.Collections;
using Crabwalk.Machine.Inspect;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;
using Crabwalk.Pictures.Scenes;

namespace Crabwalk.Workbench.Walking;

/// <summary>A pointer cell that wants an arrow.</summary>
/// <param name="From">The cell.</param>
/// <param name="Pointer">What it holds.</param>
/// <param name="Touch">What this step did with it.</param>
public sealed record ArrowWish(CellId From, ValueView.Pointer Pointer, CellTouch Touch);

/// <summary>
/// Makes the cells of a picture from typed values: chooses shapes, words and marks. Collects on the way which cells want an arrow.
/// </summary>
internal sealed class CellBuilder(WalkMoment moment, ValueText text, Func<ulong, string?> stringAt)
{
    private const int MaxStringLength = 60;

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
        CellContent content = over == CellContent.Set ? ContentOf(value.State) : over;
        var cell = new Cell
        {
            Id = id,
            Name = name,
            Type = value.Source?.Name ?? value.Type.ToString()!,
            Value = "",
            Content = content,
            Touch = TouchOf(value),
            Address = value.Address,
            SizeBytes = value.SizeBytes,
            OffsetBytes = (long)(value.Address - root),
        };
        return value switch
        {
            ValueView.Scalar scalar => Scalar(cell, scalar),
            ValueView.BitField field => cell with
            {
                Kind = CellKind.BitField,
                Value = text.Scalar(field.Type, field.Source, field.Bits, field.Width),
                Bits = new(field.FirstBit, field.Width),
            },
            ValueView.Pointer pointer => Pointer(cell, pointer, over),
            ValueView.Struct record => Struct(cell, record, root, over),
            ValueView.Union union => cell with { Kind = CellKind.Union, Parts = Members(id, union.Members, root, over) },
            ValueView.Array array => Array(cell, array, root, over),
            ValueView.Raw raw => cell with { Kind = CellKind.Raw, Value = Raw(raw), ElementCount = raw.SizeBytes },
            _ => cell,
        };
    }

    private static CellContent ContentOf(Initialised state) => state switch
    {
        Initialised.Fully => CellContent.Set,
        Initialised.Partly => CellContent.PartlyJunk,
        Initialised.Not => CellContent.Junk,
    };

    private CellTouch TouchOf(ValueView value)
    {
        foreach (MemoryRange range in moment.Written)
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
        Value = text.Scalar(scalar.Type, scalar.Source, scalar.Bits),
    };

    private Cell Pointer(Cell cell, ValueView.Pointer pointer, CellContent over)
    {
        bool isFunction = pointer.Type is Ty.FnPtr;
        bool isText = pointer is { State: Initialised.Fully, Source: SourceType.Pointer { Target: SourceType.Character }, Target.State: AllocationState.Live };
        string? pointedText = isText ? stringAt(pointer.PointsTo) : null;
        if (!isFunction && over == CellContent.Set && pointer.Target is not null)
        {
            Wishes.Add(new(cell.Id, pointer, cell.Touch));
        }

        return cell with
        {
            Kind = isFunction ? CellKind.FunctionPointer : CellKind.Pointer,
            Value = text.Pointer(pointer, moment.Language),
            Note = pointedText ?? "",
        };
    }

    private Cell Struct(Cell cell, ValueView.Struct record, ulong root, CellContent over) => cell with
    {
        Kind = CellKind.Struct,
        Value = record.Variant ?? "",
        Parts = Members(cell.Id, record.Members, root, over),
    };

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
