using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Wasm.Generation;
using Crabwalk.Wasm.Linking;

namespace Crabwalk.Wasm.Constants;

/// <summary>
/// Evaluates constants, promoted values and the first values of Rust's statics as they lie in the memory of a wasm32 program. The checking machine cannot do it:
/// its pointers have eight bytes. What is evaluated here has passed its checks already, so this has none of its own beyond those that
/// keep it inside of its memory.
/// </summary>
internal sealed class ConstantEvaluator(ProgramLinker linker)
{
    private const int MostOpen = 100;

    private readonly Dictionary<Instance, Allocation> _known = [];
    private readonly Dictionary<DefId, ConstantMemory> _statics = [];
    private readonly HashSet<Instance> _open = [];

    /// <summary>The program.</summary>
    public ProgramLinker Linker { get; } = linker;

    /// <summary>The bytes of a constant; what they point to became statics of the program.</summary>
    public Allocation Evaluate(Instance constant)
    {
        if (!_known.TryGetValue(constant, out Allocation? known))
        {
            string name = Linker.Definitions[constant.Function].Path;
            Body body = Linker.BodyOf(constant) ?? throw new UnsupportedException($"the constant `{name}`, which has no value");
            if (_open.Count > MostOpen || !_open.Add(constant))
            {
                throw new UnsupportedException($"the constant `{name}`, which needs itself or too many others");
            }

            try
            {
                known = Finished(new ConstantRun(this, body, []).Run(), constant);
            }
            finally
            {
                _open.Remove(constant);
            }

            _known.Add(constant, known);
        }

        return known;
    }

    /// <summary>The memory of a static, for reading.</summary>
    public ConstantMemory MemoryOf(DefId definition)
    {
        if (!_statics.TryGetValue(definition, out ConstantMemory? known))
        {
            StaticDef item = Linker.Data.StaticOf(definition);
            known = MemoryOf(item.Initial, Linker.Layouts.SizeOf(item.Type));
            known.Name = definition;
            _statics.Add(definition, known);
        }

        return known;
    }

    /// <summary>Bytes as memory.</summary>
    public ConstantMemory MemoryOf(Allocation bytes, long size)
    {
        var memory = new ConstantMemory(Math.Max(size, bytes.Bytes.Count), 1);
        bytes.Bytes.Span.CopyTo(memory.Bytes);
        foreach (Relocation relocation in bytes.Relocations)
        {
            memory.Write(relocation.OffsetBytes, 4, new(unchecked((uint)relocation.Addend), BaseOf(relocation)));
        }

        return memory;
    }

    private PointerBase BaseOf(Relocation relocation) => Linker.Definitions[relocation.Base].Kind == DefKind.Static
        ? new PointerBase.Static(relocation.Base)
        : new PointerBase.Function(new(relocation.Base, relocation.Args, relocation.Shim));

    private Allocation Finished(ConstantMemory memory, Instance owner) => new(
        [.. memory.Bytes],
        [.. memory.Pointers.Select(pointer => RelocationOf(pointer.Key, unchecked((int)(uint)memory.Read(pointer.Key, 4).Bits), pointer.Value, owner))]);

    private Relocation RelocationOf(long offset, long addend, PointerBase target, Instance owner) => target switch
    {
        PointerBase.Memory(var memory) => new(offset, StaticFor(memory, owner), addend),
        PointerBase.Static(var definition) => new(offset, definition, addend),
        PointerBase.Function(var instance) => new(offset, instance.Function, addend, instance.Args, instance.Shim),
        _ => throw new UnsupportedException("a pointer in a constant"),
    };

    // It has its name before its bytes are looked at: they may point back.
    private DefId StaticFor(ConstantMemory memory, Instance owner)
    {
        if (memory.Name is { } known)
        {
            return known;
        }

        Definition of = Linker.Definitions[owner.Function];
        DefId id = Linker.Definitions.Add(new(DefKind.Static, $"{of.Name}'s value", $"{of.Path}::{{value#{Linker.Definitions.Count}}}", owner.Function, of.Span) { IsLibrary = of.IsLibrary });
        memory.Name = id;
        Ty bytes = Linker.Types.Array(Linker.Types.U8, memory.Bytes.Length);
        Linker.Program.Statics.Add(id, new(id, bytes, Finished(memory, owner), memory.IsMutable ? Mutability.Mut : Mutability.Not) { Kind = StaticKind.Constant, Align = memory.Align });
        return id;
    }
}
