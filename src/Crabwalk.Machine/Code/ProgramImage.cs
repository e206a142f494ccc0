using Crabwalk.Foundation.Collections;
using Crabwalk.Machine.Memory;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Instances;
using Crabwalk.Mir.Types;

namespace Crabwalk.Machine.Code;

/// <summary>A function as the machine knows it.</summary>
internal sealed class FunctionInfo(int number, Instance instance, string name, FnSig signature)
{
    /// <summary>Its number: where it is in the table, and what its address tells.</summary>
    public int Number { get; } = number;

    /// <summary>What it is an instance of.</summary>
    public Instance Instance { get; } = instance;

    /// <summary>Its name in messages.</summary>
    public string Name { get; } = name;

    /// <summary>Its signature.</summary>
    public FnSig Signature { get; } = signature;

    /// <summary>Its code, once something has called it.</summary>
    public CompiledCode? Code { get; set; }

    /// <summary>The address of it; 0 while nobody has asked.</summary>
    public ulong Address { get; set; }

    /// <summary>The allocation that stands for it.</summary>
    public uint Allocation { get; set; }
}

/// <summary>
/// A program put into memory: every function and every static of C has its address before the first instruction runs, so that addresses
/// do not depend on what is called when. Code is compiled from the bodies as it is needed; so are generic functions found, and the
/// constants, vtables and statics that they need placed (ProgramImage.Late.cs).
/// </summary>
internal sealed partial class ProgramImage
{
    private readonly Dictionary<Instance, FunctionInfo> _byInstance = [];
    private readonly Dictionary<DefId, uint> _statics = [];
    private readonly GuestMemory _memory;
    private ulong _nextFunction = AddressSpace.Functions;

    public ProgramImage(MirProgram program, Layouts layouts, GuestMemory memory)
    {
        Program = program;
        Layouts = layouts;
        ObjectTypes = new ObjectTypes(layouts);
        _memory = memory;
        Bodies = new ShimBodies(program);
        if (program.Resolver is null)
        {
            foreach (DefId definition in InOrder(program.Signatures.Keys))
            {
                PlaceFunction(FunctionOf(new Instance(definition)));
            }

            PlaceStatics();
        }
    }

    /// <summary>The program.</summary>
    public MirProgram Program { get; }

    /// <summary>What all variables that live as long as the program need together.</summary>
    public Int128 StaticBytes { get; private set; }

    /// <summary>True when that is more than there is: the program has addresses then, but no bytes, and cannot be run.</summary>
    public bool IsTooLarge => StaticBytes > _memory.Limits.HeapBytes;

    /// <summary>Sizes and offsets.</summary>
    public Layouts Layouts { get; }

    /// <summary>Which scalars objects consist of.</summary>
    public ObjectTypes ObjectTypes { get; }

    /// <summary>The functions by number.</summary>
    public List<FunctionInfo> Functions { get; } = [];

    /// <summary>The static's definition, by allocation.</summary>
    public Dictionary<uint, StaticDef> StaticsByAllocation { get; } = [];

    /// <summary>The bodies of functions, with those that nobody wrote.</summary>
    public ShimBodies Bodies { get; }

    /// <summary>The function of an instance.</summary>
    public FunctionInfo FunctionOf(Instance instance) =>
        _byInstance.TryGetValue(instance, out FunctionInfo? known) ? known : AddFunction(instance);

    private FunctionInfo AddFunction(Instance instance)
    {
        var function = new FunctionInfo(Functions.Count, instance, Program.Definitions[instance.Function].Path, SignatureOf(instance));
        Functions.Add(function);
        _byInstance.Add(instance, function);
        return function;
    }

    private FnSig SignatureOf(Instance instance)
    {
        FnSig signature = DeclaredSignature(instance) ?? Bodies.Find(instance)?.Signature
            ?? throw new UnsupportedException($"`{Program.Definitions[instance.Function].Path}`, which has no body");
        return signature with
        {
            Inputs = [.. signature.Inputs.Select(input => Concrete(input, instance.Args))],
            Output = Concrete(signature.Output, instance.Args),
        };
    }

    private FnSig? DeclaredSignature(Instance instance) => instance.Shim is null ? Program.FindSignature(instance.Function)?.Value : null;

    /// <summary>A type of generic code with the arguments put in.</summary>
    public Ty Concrete(Ty type, EquatableArray<GenericArg> args)
    {
        Ty put = type.Substitute(Program.Types, args);
        return Program.Resolver is { } resolver ? resolver.Normalize(put.EraseRegions(Program.Types)) : put;
    }

    /// <summary>Generic arguments of generic code with the arguments put in.</summary>
    public EquatableArray<GenericArg> Concrete(EquatableArray<GenericArg> inner, EquatableArray<GenericArg> args) =>
        inner.Select(arg => arg switch
        {
            Ty type => Concrete(type, args),
            Region => Program.Types.Erased,
            _ => ((EquatableArray<GenericArg>)[arg]).Substitute(Program.Types, args)[0],
        }).ToEquatableArray();

    private void PlaceFunction(FunctionInfo function)
    {
        function.Address = _nextFunction;
        _nextFunction += AddressSpace.FunctionStride;
        function.Allocation = _memory.AddFunction(function.Address, function.Number);
        _memory.ListStatic(function.Allocation);
    }

    private IEnumerable<DefId> InOrder(IEnumerable<DefId> definitions) =>
        definitions.OrderBy(id => Program.Definitions[id].IsLibrary).ThenBy(id => id.Index);

    private void PlaceStatics()
    {
        StaticDef[] all = [.. InOrder(Program.Statics.Keys).Select(id => Program.Statics[id])];
        StaticBytes = all.Aggregate(Int128.Zero, (sum, s) => sum + Layouts.SizeOf(s.Type) + s.ExtraBytes);
        ulong next = Math.Max(AddressSpace.ReadOnly, (_nextFunction + 0xFFF) & ~0xFFFUL);
        next = PlaceAll(all.Where(IsReadOnly), next);
        next = Math.Max(AddressSpace.Globals, (next + 0xFFF) & ~0xFFFUL);
        next = PlaceAll(all.Where(s => !IsReadOnly(s)), next);
        if (next + 16 > _memory.State.HeapNext)
        {
            _memory.State.HeapNext = ((next + 0xFFF) & ~0xFFFUL) + 0x650;
        }

        foreach (StaticDef definition in IsTooLarge ? [] : all)
        {
            Relocate(_statics[definition.Definition], definition.Initial);
        }
    }

    private static bool IsReadOnly(StaticDef definition) => definition.Mutability == Mutability.Not;

    private ulong PlaceAll(IEnumerable<StaticDef> statics, ulong next)
    {
        foreach (StaticDef definition in statics)
        {
            next = PlaceStatic(definition, next);
        }

        return next;
    }

    private ulong PlaceStatic(StaticDef definition, ulong next)
    {
        long size = IsTooLarge ? 0 : Layouts.SizeOf(definition.Type) + definition.ExtraBytes;
        int align = Math.Max((int)Layouts.AlignOf(definition.Type), definition.Align ?? 1);
        ulong address = (next + (ulong)align - 1) & ~((ulong)align - 1);
        uint id = _memory.AddStatic(KindOf(definition), address, size, align, !IsReadOnly(definition), definition.Definition.Index);
        _memory.ListStatic(id);
        _statics.Add(definition.Definition, id);
        StaticsByAllocation.Add(id, definition);
        if (!IsTooLarge)
        {
            WriteInitial(id, definition.Initial, size);
        }

        return address + (ulong)Math.Max(size, 1);
    }

    private static StorageKind KindOf(StaticDef definition) => definition.Kind switch
    {
        StaticKind.Global or StaticKind.Local => StorageKind.Static,
        StaticKind.StringLiteral => StorageKind.StringLiteral,
        StaticKind.Constant => StorageKind.Constant,
    };

    private unsafe void WriteInitial(uint id, Allocation initial, long size)
    {
        long arena = (long)(_memory.Lines[id].Base + _memory.Lines[id].Delta);
        _memory.Fill(arena, 0, size);
        _memory.Write(arena, initial.Bytes.Span);
        foreach ((long start, long end) in initial.Uninitialized)
        {
            _memory.ForgetWritten(arena + start, end - start);
        }
    }

    private unsafe void Relocate(uint id, Allocation initial)
    {
        long arena = (long)(_memory.Lines[id].Base + _memory.Lines[id].Delta);
        foreach (Relocation relocation in initial.Relocations)
        {
            (ulong address, uint provenance) = AddressOf(relocation);
            WritePointer(arena + relocation.OffsetBytes, address, provenance);
        }
    }

    /// <summary>The pointer a relocation stands for.</summary>
    public unsafe (ulong Address, uint Provenance) AddressOf(Relocation relocation)
    {
        if (HasStatic(relocation.Base))
        {
            uint target = StaticOf(relocation.Base);
            return (_memory.Lines[target].Base + (ulong)relocation.Addend, target);
        }

        (ulong address, uint provenance) = AddressOf(FunctionOf(new Instance(relocation.Base, relocation.Args, relocation.Shim)));
        return (address + (ulong)relocation.Addend, provenance);
    }

    // A pointer in a packed struct may lie across two words; then only its bytes are kept.
    private void WritePointer(long arena, ulong address, uint provenance)
    {
        if ((arena & 7) == 0 && Program.Target.PointerBytes == 8)
        {
            _memory.WritePointer(arena, address, provenance);
            return;
        }

        _memory.Expose(provenance);
        _memory.Write(arena, BitConverter.GetBytes(address).AsSpan(0, Program.Target.PointerBytes));
    }
}
