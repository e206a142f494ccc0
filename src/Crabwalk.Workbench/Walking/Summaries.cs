using System.Text;
using Crabwalk.Foundation.Collections;
using Crabwalk.Machine.Inspect;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Workbench.Walking.Library;

namespace Crabwalk.Workbench.Walking;

/// <summary>
/// Writes a whole value of Rust in one short line, much as <c>{:?}</c> would: <c>"GG"</c>, <c>[1, 2, 3]</c>, <c>Some(5)</c>,
/// <c>Point { x: 1, y: 2 }</c>. What is too long or too deep ends in <c>…</c>.
/// </summary>
internal sealed class Summaries(ValueText text, LibraryReader library)
{
    private const int MaxLength = 40;
    private const int MaxDepth = 6;

    /// <summary>The value in a line.</summary>
    public string Of(ValueView value)
    {
        var line = new StringBuilder();
        Write(line, value, 0);
        return line.Length <= MaxLength ? line.ToString() : Clip(line.ToString());
    }

    /// <summary>The characters of a text somewhere in memory, quoted; null when they cannot be read.</summary>
    public string? Text(ulong address, long length) =>
        length == 0 ? "\"\"" : library.ReadText(address, Math.Min(length, MaxLength * 4)) is { } bytes ? Quoted(bytes, length) : null;

    private static string Quoted(byte[] bytes, long length)
    {
        string shown = Encoding.UTF8.GetString(bytes).Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", @"\n", StringComparison.Ordinal).Replace("\r", @"\r", StringComparison.Ordinal).Replace("\t", @"\t", StringComparison.Ordinal)
            .Replace("\0", @"\0", StringComparison.Ordinal);
        bool isWhole = shown.Length <= MaxLength && bytes.Length == length;
        return isWhole ? $"\"{shown}\"" : $"\"{shown[..Math.Min(shown.Length, MaxLength)].TrimEnd('\uFFFD')}…\"";
    }

    // Cut in the middle of what is open, the brackets that are missing would be guessed at: the dots tell.
    private static string Clip(string line) => line[..(MaxLength - 1)] + "…";

    private void Write(StringBuilder line, ValueView value, int depth)
    {
        if (depth > MaxDepth || line.Length > MaxLength)
        {
            line.Append('…');
            return;
        }

        if (library.Of(value) is { } view)
        {
            WriteView(line, value, view, depth);
            return;
        }

        switch (value)
        {
            case ValueView.Struct record:
                WriteStruct(line, record, depth);
                break;
            case ValueView.Array array:
                WriteList(line, '[', array.Elements.Select(element => element.Value), ']', depth, array.Count);
                break;
            case ValueView.Pointer pointer:
                WritePointer(line, pointer, depth);
                break;
            case ValueView.Scalar { State: not Initialised.Not } scalar:
                line.Append(text.Scalar(scalar.Type, scalar.Source, scalar.Bits));
                break;
            default:
                line.Append('?');
                break;
        }
    }

    private void WriteView(StringBuilder line, ValueView value, LibraryView view, int depth)
    {
        switch (view)
        {
            case LibraryView.Text owned:
                line.Append(owned.Data.Target is { State: not AllocationState.Live } ? "?" : Text(owned.Data.PointsTo, owned.Length) ?? "?");
                break;
            case LibraryView.Sequence sequence:
                WriteList(line, '[', library.ItemsOf(sequence), ']', depth, sequence.Length);
                break;
            case LibraryView.Owner owner:
                WriteInside(line, "Box", library.ReadTarget(owner.Data), depth);
                break;
            case LibraryView.Shared shared:
                WriteShared(line, NameOf(value), shared, depth);
                break;
            case LibraryView.Weak:
                line.Append("(Weak)");
                break;
            case LibraryView.Counted counted:
                Write(line, counted.Value, depth + 1);
                break;
            case LibraryView.Wrapper wrapper:
                Write(line, wrapper.Inside, depth + 1);
                break;
            case LibraryView.Borrowable borrowable:
                WriteInside(line, NameOf(value), borrowable.Inside, depth);
                break;
            case LibraryView.Lock locked:
                WriteInside(line, NameOf(value), locked.Inside, depth);
                break;
            case LibraryView.Guard guard:
                WriteInside(line, NameOf(value), library.ReadTarget(guard.Value), depth);
                break;
            case LibraryView.Entries entries:
                WriteEntries(line, entries, depth);
                break;
            case LibraryView.Range range:
                WriteEnd(line, range.Start, depth);
                line.Append(range.Dots);
                WriteEnd(line, range.End, depth);
                break;
            case LibraryView.Slot slot:
                WriteInside(line, "", slot.Entry, depth);
                break;
        }
    }

    /// <summary>The value that several owners share, in a line; null when it is not to be seen.</summary>
    public string? Of(LibraryView.Shared shared)
    {
        var line = new StringBuilder();
        return library.CountsOf(shared) is { } counted ? WriteHeld(line, shared, counted, 0).ToString() : null;
    }

    private void WriteShared(StringBuilder line, string name, LibraryView.Shared shared, int depth)
    {
        line.Append(name).Append('(');
        (library.CountsOf(shared) is { } counted ? WriteHeld(line, shared, counted, depth + 1) : line.Append('…')).Append(')');
    }

    private StringBuilder WriteHeld(StringBuilder line, LibraryView.Shared shared, LibraryView.Counted counted, int depth)
    {
        if (shared.Tail is Ty.Str && counted.Value is ValueView.Array bytes)
        {
            return line.Append(Text(bytes.Address, bytes.Count));
        }

        Write(line, counted.Value, depth);
        return line;
    }

    private void WriteEnd(StringBuilder line, ValueView? end, int depth)
    {
        if (end is not null)
        {
            Write(line, end, depth + 1);
        }
    }

    private static string NameOf(ValueView value) => value.Type is Ty.Adt adt ? adt.Definition.Name : "";

    private void WriteInside(StringBuilder line, string name, ValueView? inside, int depth)
    {
        line.Append(name).Append('(');
        if (inside is null)
        {
            line.Append('…');
        }
        else
        {
            Write(line, inside, depth + 1);
        }

        line.Append(')');
    }

    private void WriteEntries(StringBuilder line, LibraryView.Entries entries, int depth)
    {
        line.Append('{');
        string comma = "";
        foreach (Entry entry in entries.Items)
        {
            line.Append(comma);
            comma = ", ";
            Write(line, entry.Key, depth + 1);
            if (entry.Value is { } value)
            {
                line.Append(": ");
                Write(line, value, depth + 1);
            }
        }

        line.Append('}');
    }

    private void WriteList(StringBuilder line, char open, IEnumerable<ValueView> items, char close, int depth, long count)
    {
        line.Append(open);
        long written = 0;
        foreach (ValueView item in items)
        {
            line.Append(written++ == 0 ? "" : ", ");
            Write(line, item, depth + 1);
            if (line.Length > MaxLength)
            {
                return;
            }
        }

        line.Append(written < count ? ", …" : "").Append(close);
    }

    private void WritePointer(StringBuilder line, ValueView.Pointer pointer, int depth)
    {
        if (pointer.State != Initialised.Fully)
        {
            line.Append('?');
        }
        else if (pointer.Type is Ty.Ref { Referent: Ty.Str } && Text(pointer.PointsTo, (long)(pointer.Metadata ?? 0)) is { } quoted)
        {
            line.Append(quoted);
        }
        else if (pointer.Type is Ty.Ref reference && library.ReadTarget(pointer) is { } target)
        {
            line.Append(reference.Mutability == Mutability.Mut ? "&mut " : "&");
            Write(line, target, depth + 1);
        }
        else
        {
            line.Append(text.Pointer(pointer, Mir.Bodies.SourceLanguage.Rust));
        }
    }

    private void WriteStruct(StringBuilder line, ValueView.Struct record, int depth)
    {
        if (record.Type is Ty.Closure)
        {
            line.Append("closure");
            return;
        }

        string name = record.Variant ?? NameOf(record);
        if (library.IsHidden(record))
        {
            line.Append(name).Append(" {…}");
            return;
        }

        EquatableArray<Member> members = [.. record.Members.Where(member => !IsMarker(member.Value))];
        line.Append(name);
        if (record.Type is Ty.Tuple || members is [{ Name: "0" }, ..])
        {
            WriteList(line, '(', members.Select(member => member.Value), ')', depth, members.Count);
        }
        else if (!members.IsEmpty)
        {
            line.Append(" { ");
            WriteFields(line, members, depth);
            line.Append(" }");
        }
    }

    private void WriteFields(StringBuilder line, EquatableArray<Member> members, int depth)
    {
        string comma = "";
        foreach (Member member in members)
        {
            line.Append(comma).Append(member.Name).Append(": ");
            comma = ", ";
            Write(line, member.Value, depth + 1);
        }
    }

    /// <summary>True for a field that only says something to the compiler.</summary>
    public static bool IsMarker(ValueView value) => value.Type is Ty.Adt { Definition.Role: AdtRole.PhantomData };
}
