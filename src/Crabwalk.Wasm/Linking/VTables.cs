using System.Buffers.Binary;
using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Instances;
using Crabwalk.Mir.Types;

namespace Crabwalk.Wasm.Linking;

/// <summary>
/// Vtables as statics of the program: the drop glue or 0, size, alignment, then the methods and the vtables of supertraits in the order the front end
/// says. A method that tracks its caller stands there behind a function that does not.
/// </summary>
internal sealed class VTables(ProgramLinker linker)
{
    /// <summary>Drop, size and alignment: the words that every vtable begins with.</summary>
    public const int HeaderWords = 3;

    /// <summary>The size of a word.</summary>
    public const int WordBytes = 4;

    private readonly Dictionary<(Ty Type, Ty.Dynamic Dynamic), DefId> _known = [];

    /// <summary>The static that is the vtable of a type as <c>dyn Trait</c>.</summary>
    public DefId Of(Ty type, Ty.Dynamic dynamic)
    {
        if (_known.TryGetValue((type, dynamic), out DefId known))
        {
            return known;
        }

        DefId id = linker.Definitions.Add(new(DefKind.Static, "vtable", $"<{type} as {dynamic}>::{{vtable}}", null, default) { IsLibrary = true });
        _known.Add((type, dynamic), id);
        EquatableArray<VTableSlot> slots = linker.Program.Resolver!.VTableOf(type, dynamic);
        int words = HeaderWords + slots.Count;
        linker.Program.Statics.Add(id, new(id, linker.Types.Array(linker.Types.Usize, words), BytesOf(type, slots), Mutability.Not) { Kind = StaticKind.Constant });
        return id;
    }

    /// <summary>The slot in which the vtable of one <c>dyn</c> type keeps that of another; null when they share it.</summary>
    public int? UpcastSlot(Ty from, Ty to) => from is Ty.Dynamic source && to is Ty.Dynamic target ? linker.Program.Resolver?.UpcastSlot(source, target) : null;

    private Allocation BytesOf(Ty type, EquatableArray<VTableSlot> slots)
    {
        byte[] bytes = new byte[(HeaderWords + slots.Count) * WordBytes];
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(WordBytes), (int)linker.Layouts.SizeOf(type));
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(2 * WordBytes), linker.Layouts.AlignOf(type));
        List<Relocation> words = linker.Program.DropGlue.Of(type) is { } glue ? [new(0, glue, 0)] : [];
        for (int i = 0; i < slots.Count; i++)
        {
            if (WordOf((HeaderWords + i) * WordBytes, type, slots[i]) is { } word)
            {
                words.Add(word);
            }
        }

        return new([.. bytes], [.. words]);
    }

    private Relocation? WordOf(long offset, Ty type, VTableSlot slot) => slot switch
    {
        VTableSlot.Method(var instance) => new(offset, instance.Function, 0, instance.Args, instance.Shim),
        VTableSlot.SuperTrait(var dynamic) => new(offset, Of(type, dynamic), 0),
        VTableSlot.Vacant => null,
    };
}
