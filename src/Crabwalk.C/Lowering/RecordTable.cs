using System.Text;
using Crabwalk.C.Types;
using Crabwalk.Mir.Definitions;

namespace Crabwalk.C.Lowering;

/// <summary>
/// The structures and unions of a program. Each translation unit has its own <see cref="RecordDefinition"/> for a <c>struct node</c>
/// that a header declares; the program has one type for all of them, as C17 6.2.7 has it: the same tag with the same members.
/// A unit that only knows the tag shares the type of the unit that knows the members.
/// </summary>
internal sealed class RecordTable(DefTable definitions)
{
    private readonly Dictionary<string, List<Entry>> _byTag = new(StringComparer.Ordinal);

    /// <summary>The program's type for a unit's definition, and whether the caller has to give it its members.</summary>
    public (AdtDef Definition, bool IsNew) Find(RecordDefinition record)
    {
        if (record.Tag is null)
        {
            return FindUntagged(record);
        }

        string key = $"{record.Keyword} {record.Tag}";
        List<Entry> entries = EntriesOf(key);
        string? shape = record.IsComplete ? ShapeOf(record) : null;
        Entry? same = entries.Find(e => shape is null || e.Shape is null || e.Shape == shape);
        if (same is null)
        {
            same = new(Make(record, key)) { Shape = shape };
            entries.Add(same);
            return (same.Definition, shape is not null);
        }

        bool completes = shape is not null && same.Shape is null;
        same.Shape ??= shape;
        return (same.Definition, completes);
    }

    private (AdtDef Definition, bool IsNew) FindUntagged(RecordDefinition record)
    {
        string shape = record.IsComplete ? ShapeOf(record) : "";
        List<Entry> entries = EntriesOf($"{record.TypedefName}|{shape}");
        if (entries.Count == 0)
        {
            entries.Add(new(Make(record, record.TypedefName ?? $"{record.Keyword} <anonymous>")) { Shape = shape });
            return (entries[0].Definition, record.IsComplete);
        }

        return (entries[0].Definition, false);
    }

    private List<Entry> EntriesOf(string key)
    {
        if (!_byTag.TryGetValue(key, out List<Entry>? entries))
        {
            entries = [];
            _byTag.Add(key, entries);
        }

        return entries;
    }

    private AdtDef Make(RecordDefinition record, string path)
    {
        DefKind kind = record.IsUnion ? DefKind.Union : DefKind.Struct;
        string name = record.Tag ?? record.TypedefName ?? "<anonymous>";
        DefId id = definitions.Add(new(kind, name, path, null, record.Span));
        return new(id, name, record.IsUnion ? AdtKind.Union : AdtKind.Struct, new(IsC: true));
    }

    // Tags inside are compared by name, not by their own members: sizes and offsets catch what that would miss.
    private static string ShapeOf(RecordDefinition record)
    {
        var text = new StringBuilder();
        text.Append(record.Keyword).Append(record.Size).Append('/').Append(record.Alignment);
        foreach (Field field in record.Fields)
        {
            text.Append(';').Append(field.Name).Append('@').Append(field.Offset);
            if (field.Bits is { } bits)
            {
                text.Append(':').Append(bits.Start).Append('+').Append(bits.Width);
            }

            AppendType(text, field.Type);
        }

        return text.ToString();
    }

    private static void AppendType(StringBuilder text, CType type)
    {
        if (type is CType.Record { Definition: { Tag: null, IsComplete: true } untagged })
        {
            text.Append('{').Append(ShapeOf(untagged)).Append('}');
            return;
        }

        text.Append(' ').Append(TypePrinter.Print(type.Canonical));
    }

    private sealed class Entry(AdtDef definition)
    {
        public AdtDef Definition { get; } = definition;

        // Null while only the tag is known.
        public string? Shape { get; set; }
    }
}
