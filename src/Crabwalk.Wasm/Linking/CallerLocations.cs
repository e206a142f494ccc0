using System.Buffers.Binary;
using System.Text;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Layout;
using Crabwalk.Mir.Types;
using Crabwalk.Wasm.Generation;

namespace Crabwalk.Wasm.Linking;

/// <summary>Places in the source as constants: the library's <c>Location</c>, whose fields are known by name.</summary>
internal sealed class CallerLocations(ProgramLinker linker)
{
    private readonly Dictionary<(string File, int Line, int Column), DefId> _known = [];

    private Ty.Adt Type => field ??= FindType();

    /// <summary>The static that tells a place.</summary>
    public DefId Of(Span place)
    {
        Span span = linker.Program.Sources.Outermost(place);
        if (span == default)
        {
            return Of("<unknown>", 1, 1);
        }

        SourceText source = linker.Program.Sources[span.Source];
        LinePosition position = source.PositionOf(span.Start);
        int column = source.Slice(source.LineStart(position.Line), span.Start).EnumerateRunes().Count() + 1;
        return Of(source.Path, position.Line + 1, column);
    }

    private DefId Of(string file, int line, int column)
    {
        if (!_known.TryGetValue((file, line, column), out DefId known))
        {
            TypeLayout layout = linker.Layouts.LayoutOf(Type);
            byte[] bytes = new byte[layout.SizeBytes];
            long path = OffsetOf("file", layout);
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan((int)path + VTables.WordBytes), Encoding.UTF8.GetByteCount(file));
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan((int)OffsetOf("line", layout)), line);
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan((int)OffsetOf("col", layout)), column);
            known = Add($"{file}:{line}:{column}", Type, new([.. bytes], [new Relocation(path, linker.Texts.Of(file), 0)]));
            _known.Add((file, line, column), known);
        }

        return known;
    }

    private DefId Add(string name, Ty type, Allocation bytes)
    {
        DefId id = linker.Definitions.Add(new(DefKind.Static, name, name, null, default) { IsLibrary = true });
        linker.Program.Statics.Add(id, new(id, type, bytes, Mutability.Not) { Kind = StaticKind.Constant });
        return id;
    }

    // The type is what the library's operation for it gives.
    private Ty.Adt FindType()
    {
        for (int i = 0; i < linker.Definitions.Count; i++)
        {
            if (linker.Definitions[DefId.At(i)] is { Kind: DefKind.Intrinsic, Name: "caller_location" }
                && linker.Program.FindSignature(DefId.At(i))?.Value.Output is Ty.Ref { Referent: Ty.Adt location })
            {
                return location;
            }
        }

        throw new UnsupportedException("a library without `caller_location`");
    }

    private long OffsetOf(string field, TypeLayout layout)
    {
        for (int i = 0; i < Type.Definition.Fields.Count; i++)
        {
            if (Type.Definition.Fields[i].Name == field)
            {
                return layout.Fields[i].OffsetBytes;
            }
        }

        throw new UnsupportedException($"a location without the field `{field}`");
    }
}
