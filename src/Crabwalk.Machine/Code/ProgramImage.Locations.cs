using System.Buffers.Binary;
using System.Text;
using Crabwalk.Machine.Memory;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Layout;
using Crabwalk.Mir.Types;

namespace Crabwalk.Machine.Code;

/// <summary>Places in the source as constants: the library's <c>Location</c>, whose fields are known by name.</summary>
internal sealed partial class ProgramImage
{
    private readonly Dictionary<(string File, int Line, int Column), uint> _locations = [];

    /// <summary>The constant of a place.</summary>
    public uint LocationOf(string file, int line, int column, Ty.Adt type)
    {
        if (_locations.TryGetValue((file, line, column), out uint known))
        {
            return known;
        }

        TypeLayout layout = Layouts.Of(type);
        byte[] bytes = new byte[layout.SizeBytes];
        byte[] path = Encoding.UTF8.GetBytes(file);
        long pathOffset = OffsetOf(type, layout, "file");
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan((int)pathOffset + 8), path.Length);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan((int)OffsetOf(type, layout, "line")), line);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan((int)OffsetOf(type, layout, "col")), column);
        (ulong address, uint text) = BaseOf(ConstantOf(new Allocation([.. path]), 1));
        uint id = AddLate(StorageKind.Constant, bytes.Length, layout.AlignBytes, false, -1);
        Fill(id, new Allocation([.. bytes]), bytes.Length);
        long arena = ArenaOf(id);
        _memory.WithoutJournal(() => WritePointer(arena + pathOffset, address, text));
        _locations.Add((file, line, column), id);
        return id;
    }

    private unsafe long ArenaOf(uint id) => (long)(_memory.Lines[id].Base + _memory.Lines[id].Delta);

    private static long OffsetOf(Ty.Adt type, TypeLayout layout, string field)
    {
        int index = type.Definition.Fields.ToList().FindIndex(f => f.Name == field);
        return index >= 0 ? layout.Fields[index].OffsetBytes : throw new UnsupportedException($"a location without the field `{field}`");
    }
}
