using System.Buffers.Binary;
using Crabwalk.Foundation.Collections;
using Crabwalk.Machine.Constants;
using Crabwalk.Machine.Memory;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Instances;
using Crabwalk.Mir.Types;

namespace Crabwalk.Machine.Code;

/// <summary>What gets its place when code that names it is compiled: addresses of functions, constants, vtables, and the statics of Rust.</summary>
internal sealed partial class ProgramImage
{
    /// <summary>Drop, size and alignment: the words that every vtable begins with.</summary>
    public const int VTableHeaderWords = 3;

    private readonly Dictionary<Allocation, uint> _constants = [];
    private readonly Dictionary<(Ty Type, Ty.Dynamic Dynamic), uint> _vtables = [];
    private readonly Dictionary<uint, Ty> _vtableTypes = [];
    private ulong _nextLateFunction = AddressSpace.LateFunctions;
    private ulong _nextLateData = AddressSpace.LateData;

    /// <summary>The instance that naming a function with concrete arguments means.</summary>
    public Instance Resolve(DefId function, EquatableArray<GenericArg> args)
    {
        if (Program.Resolver is not { } resolver || Program.Definitions[function].Kind is DefKind.Closure or DefKind.Intrinsic)
        {
            return new Instance(function, args);
        }

        return resolver.Resolve(function, args) ?? throw new UnsupportedException($"`{Program.Definitions[function].Path}` for these types");
    }

    /// <summary>False when dropping a value of the type does nothing.</summary>
    public bool NeedsDrop(Ty type) => type is Ty.Dynamic || Program.DropGlue.Of(type) is not null;

    /// <summary>A number that only this type has.</summary>
    public static UInt128 TypeIdOf(Ty type) => new((ulong)type.Id * 0x9E3779B97F4A7C15, ((ulong)type.Id + 1) * 0xD1B54A32D192ED03);

    /// <summary>The library's function for something the language does; null when it has none.</summary>
    public FunctionInfo? LangFunction(string item) => Program.Resolver?.LangItem(item) is { } function ? FunctionOf(new Instance(function)) : null;

    /// <summary>Constant bytes of generic code: the functions that they point to with the arguments put in.</summary>
    public Allocation Concrete(Allocation bytes, EquatableArray<GenericArg> args) => bytes.Relocations.Any(r => !r.Args.IsEmpty)
        ? bytes with { Relocations = [.. bytes.Relocations.Select(r => r with { Args = Concrete(r.Args, args) })] }
        : bytes;

    /// <summary>Evaluates constants and the first values of statics.</summary>
    public ConstEvaluator Evaluator
    {
        get => field ??= new ConstEvaluator(Program);
        set;
    }

    /// <summary>The address of a function.</summary>
    public (ulong Address, uint Provenance) AddressOf(FunctionInfo function)
    {
        if (function.Address == 0)
        {
            function.Allocation = Listed(_memory.AddPermanent(StorageKind.Function, _nextLateFunction, 1, 1, false, function.Number));
            function.Address = _nextLateFunction;
            _nextLateFunction += AddressSpace.FunctionStride;
        }

        return (function.Address, function.Allocation);
    }

    /// <summary>True when the program defines the static.</summary>
    public bool HasStatic(DefId definition) => _statics.ContainsKey(definition) || Program.Statics.ContainsKey(definition)
        || (Program.Resolver is not null && Program.Definitions[definition].Kind == DefKind.Static);

    /// <summary>The allocation of a static.</summary>
    public uint StaticOf(DefId definition)
    {
        if (_statics.TryGetValue(definition, out uint known))
        {
            return known;
        }

        bool isOpen = !Program.Statics.TryGetValue(definition, out StaticDef? item) && Evaluator.IsOpen(definition);
        item ??= isOpen ? Evaluator.Unevaluated(definition) : Evaluator.EvaluateStatic(definition);

        // Statics may point at each other in a circle, so the place comes before the value.
        long size = Layouts.SizeOf(item.Type) + item.ExtraBytes;
        int align = Math.Max((int)Layouts.AlignOf(item.Type), item.Align ?? 1);
        uint id = AddLate(KindOf(item), size, align, !IsReadOnly(item), definition.Index);
        _statics.Add(definition, id);
        StaticsByAllocation.Add(id, item);
        if (!isOpen)
        {
            Fill(id, item.Initial, size);
        }

        return id;
    }

    /// <summary>The allocation of constant bytes; equal ones share it.</summary>
    public uint ConstantOf(Allocation constant, int align)
    {
        if (!_constants.TryGetValue(constant, out uint id) || (1 << LineOf(id).AlignLog2) < align)
        {
            id = AddLate(StorageKind.Constant, constant.Bytes.Count, align, false, -1);
            _constants[constant] = id;
            Fill(id, constant, constant.Bytes.Count);
        }

        return id;
    }

    /// <summary>
    /// The vtable of a type as <c>dyn Trait</c>: the drop glue's address or 0, size, alignment, then the methods and the vtables of
    /// supertraits in the order the front end says.
    /// </summary>
    public uint VTableOf(Ty type, Ty.Dynamic dynamic)
    {
        if (_vtables.TryGetValue((type, dynamic), out uint known))
        {
            return known;
        }

        EquatableArray<VTableSlot> slots = Program.Resolver?.VTableOf(type, dynamic) ?? [];
        int word = Program.Target.PointerBytes;
        uint id = AddLate(StorageKind.Constant, (VTableHeaderWords + slots.Count) * word, word, false, -1);
        _vtables.Add((type, dynamic), id);
        _vtableTypes.Add(id, type);
        Fill(id, VTableBytes(type), (VTableHeaderWords + slots.Count) * word);
        FillSlots(id, type, slots);
        return id;
    }

    /// <summary>The type that a vtable is of; null for another allocation.</summary>
    public Ty? TypeOfVTable(uint id) => _vtableTypes.GetValueOrDefault(id);

    private Allocation VTableBytes(Ty type)
    {
        int word = Program.Target.PointerBytes;
        byte[] bytes = new byte[VTableHeaderWords * word];
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(word), (int)Layouts.SizeOf(type));
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(2 * word), (int)Layouts.AlignOf(type));
        return new Allocation([.. bytes], Program.DropGlue.Of(type) is { } glue ? [new Relocation(0, glue, 0)] : []);
    }

    private unsafe void FillSlots(uint id, Ty type, EquatableArray<VTableSlot> slots)
    {
        long arena = (long)(_memory.Lines[id].Base + _memory.Lines[id].Delta);
        for (int i = 0; i < slots.Count; i++)
        {
            (ulong address, uint provenance) = slots[i] switch
            {
                VTableSlot.Method(var instance) => AddressOf(FunctionOf(instance)),
                VTableSlot.SuperTrait(var dynamic) => BaseOf(VTableOf(type, dynamic)),
                VTableSlot.Vacant => (0UL, 0u),
            };
            long at = arena + ((VTableHeaderWords + i) * Program.Target.PointerBytes);
            _memory.WithoutJournal(() => WritePointer(at, address, provenance));
        }
    }

    /// <summary>The first address of an allocation.</summary>
    public unsafe (ulong Address, uint Provenance) BaseOf(uint id) => (_memory.Lines[id].Base, id);

    private unsafe AllocationLine LineOf(uint id) => _memory.Lines[id];

    private uint AddLate(StorageKind kind, long size, int align, bool isWritable, int detail)
    {
        ulong address = (_nextLateData + (ulong)align - 1) & ~((ulong)align - 1);
        uint id = Listed(_memory.AddPermanent(kind, address, size, align, isWritable, detail));
        _nextLateData = address + (ulong)Math.Max(size, 1);
        return id;
    }

    private uint Listed(uint id)
    {
        if (id == 0)
        {
            throw new UnsupportedException("a program with so many constants, statics and functions whose address is taken");
        }

        _memory.ListStatic(id);
        return id;
    }

    private void Fill(uint id, Allocation initial, long size) => _memory.WithoutJournal(() =>
    {
        WriteInitial(id, initial, size);
        Relocate(id, initial);
    });
}
