using System.Buffers.Binary;
using Crabwalk.Machine.Code;
using Crabwalk.Machine.Inspect;
using Crabwalk.Machine.Memory;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Mir.Typing;

namespace Crabwalk.Machine.Execution;

/// <summary>
/// Looking at a machine that stands still: frames, variables, blocks, statics and bytes, as plain records. Locals that live in
/// registers are read through the address that is reserved for them, so that a picture sees one kind of memory.
/// </summary>
internal sealed unsafe partial class Interpreter : IMemoryView
{
    /// <summary>How many calls are open.</summary>
    public int FrameCount => (int)(_frame - _frames) + 1;

    /// <summary>The heap's blocks, freed ones too, in the order of their numbers.</summary>
    public IEnumerable<HeapBlockView> ViewHeap()
    {
        foreach (uint id in _memory.HeapBlocks)
        {
            yield return ViewBlock(id);
        }
    }

    /// <summary>The statics of the user's own code, by address.</summary>
    public IEnumerable<StaticView> ViewStatics()
    {
        foreach ((uint id, StaticDef definition) in _image.StaticsByAllocation)
        {
            Definition named = _image.Program.Definitions[definition.Definition];
            if (!named.IsLibrary)
            {
                yield return ViewStatic(id, definition, named.Name);
            }
        }
    }

    /// <summary>Live blocks that no pointer leads to any more.</summary>
    public IEnumerable<AllocationId> LostBlocks()
    {
        MarkFromRoots();
        return [.. _memory.HeapBlocks.Where(IsLost).Select(id => new AllocationId((int)id))];
    }

    /// <summary>The function that an allocation stands for, if it does.</summary>
    public DefId? FunctionAt(AllocationId id) =>
        KindAt((uint)id.Number) == StorageKind.Function ? _image.Functions[DetailAt((uint)id.Number)].Instance.Function : null;

    /// <summary>The body that a step is in.</summary>
    public Body BodyOf(StepSite site) => _image.Functions[site.Code].Code!.Body;

    /// <summary>A call by its number from the bottom.</summary>
    /// <param name="index">0 is the first call of the run.</param>
    /// <param name="current">For the innermost call where its step stands; null to look at the next instruction.</param>
    /// <param name="known">What its full expression has computed.</param>
    public CallView ViewCall(int index, SourceInfo? current, IReadOnlyList<KnownValue> known)
    {
        Frame* frame = _frames + index;
        FunctionInfo function = _image.Functions[frame->Function];
        SourceInfo position = current ?? PositionOfCall(index);
        string title = function.Code!.Body.Title;
        return new(
            frame->Serial,
            function.Instance.Function,
            title.Length > 0 ? title : function.Name,
            index,
            position,
            function.Code.IsLibrary,
            [.. Variables(index, position.Scope)],
            [.. known]);
    }

    /// <summary>The address that a step's store wrote to, when its place is a whole variable of the innermost call.</summary>
    public ulong? AddressOfStore(Operand? value)
    {
        if (value is not Operand.Copy { Place: { IsLocal: true } place })
        {
            return null;
        }

        LocalSlot slot = _image.Functions[_frame->Function].Code!.Slots[place.Local.Index];
        return slot.InMemory ? _registers[_frame->Registers + slot.Register] : slot.Offset == 0 ? null : _frame->Base - (ulong)slot.Offset;
    }

    /// <summary>What an address leads to, told by the address alone.</summary>
    public PointerTarget? TargetOfAddress(ulong address)
    {
        uint id = address == 0 ? 0 : AllocationAt(address);
        return id == 0 ? null : TargetOf(id, address);
    }

    /// <summary>The guest address of a place in the arena, if an allocation that is in sight lies there.</summary>
    public ulong? AddressOfArena(long arena)
    {
        if (arena < _memory.Limits.StackBytes)
        {
            return (ulong)arena - _memory.StackDelta;
        }

        foreach (uint id in _memory.HeapBlocks.Concat(_memory.Statics))
        {
            AllocationLine* line = _memory.Lines + id;
            long offset = arena - (long)(line->Base + line->Delta);
            if (line->State == StorageState.Live && line->Kind != StorageKind.Function && offset >= 0 && offset < line->Extent)
            {
                return line->Base + (ulong)offset;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public bool TryRead(ulong address, System.Span<byte> bytes, System.Span<bool> initialised)
    {
        if (IsOnStack(address))
        {
            return TryReadStack(address, bytes, initialised);
        }

        uint id = _memory.FindFixed(address);
        return id != 0 && TryReadMemory(id, address, bytes, initialised);
    }

    /// <inheritdoc/>
    public PointerTarget? TargetOfPointerAt(ulong address)
    {
        uint id = IsOnStack(address) ? LocalAt(address) : _memory.FindFixed(address);
        if (id == 0)
        {
            return TryRegister(address, out long register, out int offset) && (offset & 7) == 0
                ? TargetOf(_provenances[register + (offset / 8)], _registers[register + (offset / 8)])
                : null;
        }

        long arena = (long)(address + _memory.Lines[id].Delta);
        bool isWhole = (arena & 7) == 0 && _memory.FindUnwritten(arena, 8) < 0;
        return isWhole ? TargetOf((uint)_memory.Shadow[arena >> 3], *(ulong*)(_memory.Data + arena)) : null;
    }

    private bool IsOnStack(ulong address) => address >= _memory.StackLow && address <= AddressSpace.StackTop;

    private StorageKind KindAt(uint id) => _memory.Lines[id].Kind;

    private int DetailAt(uint id) => _memory.Lines[id].Detail;

    private bool IsLost(uint id) => _memory.Lines[id].State == StorageState.Live && !_memory.IsMarked(id);

    private PointerTarget? TargetOf(uint id, ulong address) => id <= GuestMemory.Undefined ? null
        : new(new AllocationId((int)id), (long)(address - _memory.Lines[id].Base), StateOf(_memory.Lines[id].State));

    private HeapBlockView ViewBlock(uint id)
    {
        AllocationLine* line = _memory.Lines + id;
        AllocationHistory* history = _memory.Histories + id;
        bool isFreed = line->State == StorageState.Freed;
        return new(
            new AllocationId((int)id),
            line->Number,
            line->Base,
            line->Extent,
            StateOf(line->State),
            SpanOf(history->AllocatedAt) ?? default,
            history->AllocatedStep,
            isFreed ? SpanOf(history->FreedAt) : null,
            isFreed ? history->FreedStep : null);
    }

    private StaticView ViewStatic(uint id, StaticDef definition, string name) =>
        new(new AllocationId((int)id), definition, name, _memory.Lines[id].Base, _memory.Lines[id].Extent);

    private SourceInfo PositionOfCall(int index)
    {
        Frame* frame = _frames + index;
        CompiledCode code = _image.Functions[frame->Function].Code!;
        Instr* at = frame == _frame ? _pc : (frame + 1)->Return - 1;
        return code.Sources[Math.Clamp((int)(at - code.Start), 0, code.Length - 1)];
    }

    private List<VariableView> Variables(int index, ScopeId scope)
    {
        var variables = new List<VariableView>();
        CompiledCode code = _image.Functions[(_frames + index)->Function].Code!;
        foreach (VarDebugInfo info in code.Body.Variables)
        {
            bool isInSight = info.Argument is not null || IsInside(code.Body, scope, info.Scope);
            if (isInSight && (info.Place.IsLocal ? View(index, code, info) : ViewPart(index, code, info)) is { } view)
            {
                variables.Add(view);
            }
        }

        return variables;
    }

    private static bool IsInside(Body body, ScopeId scope, ScopeId outer)
    {
        for (ScopeId? at = scope; at is { } some; at = body.Scopes[some].Parent)
        {
            if (some == outer)
            {
                return true;
            }
        }

        return false;
    }

    private VariableView? View(int index, CompiledCode code, VarDebugInfo info)
    {
        Frame* frame = _frames + index;
        LocalSlot slot = code.Slots[info.Place.Local.Index];
        Ty type = _image.Concrete(code.Body.Locals[info.Place.Local].Type, code.Args);
        if (!slot.InMemory)
        {
            return slot.Offset == 0 ? null : new(info, type, frame->Base - (ulong)slot.Offset, null);
        }

        uint id = _provenances[frame->Registers + slot.Register];
        AllocationLine* line = _memory.Lines + id;
        if (id <= GuestMemory.Undefined || line->State != StorageState.Live || line->Detail != slot.Local.Index)
        {
            return null;
        }

        long? count = type is Ty.Slice slice ? line->Extent / Math.Max(1, _image.Layouts.SizeOf(slice.Element)) : null;
        return new(info, type, line->Base, count);
    }

    /// <summary>Where a place of the innermost call is, and its type; null when it is nowhere.</summary>
    public (ulong Address, Ty Type)? ViewPlace(Place place)
    {
        CompiledCode code = _image.Functions[_frame->Function].Code!;
        var info = new VarDebugInfo("", place, ScopeId.Function, default, null);
        VariableView? view = place.IsLocal ? View(FrameCount - 1, code, info) : ViewPart(FrameCount - 1, code, info);
        return view is null ? null : (view.Address, view.Type);
    }

    // A name for a part of a local or for what it points to, such as a captured variable.
    private VariableView? ViewPart(int index, CompiledCode code, VarDebugInfo info)
    {
        VarDebugInfo whole = info with { Place = info.Place.Local };
        if (View(index, code, whole) is not { } start)
        {
            return null;
        }

        var types = new BodyTypes(_image.Program.Types, code.Body.Locals);
        var at = new PlaceTy(start.Type);
        ulong address = start.Address;
        foreach (Projection step in info.Place.Path)
        {
            if (Follow(at, step, ref address) && types.Step(at, step) is { } next)
            {
                at = next with { Type = _image.Concrete(next.Type, code.Args) };
            }
            else
            {
                return null;
            }
        }

        return new(info, at.Type, address, null);
    }

    private bool Follow(PlaceTy at, Projection step, ref ulong address)
    {
        switch (step)
        {
            case Projection.Field(var number, _):
                address += (ulong)_image.Layouts.Field(at.Type, at.Variant, number).OffsetBytes;
                return true;
            case Projection.Downcast:
                return true;
            case Projection.Deref:
                System.Span<byte> bytes = stackalloc byte[8];
                System.Span<bool> written = stackalloc bool[8];
                bool isRead = TryRead(address, bytes, written) && !written.Contains(false);
                address = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
                return isRead;
            default:
                return false;
        }
    }

    /// <inheritdoc/>
    public Ty? TypeOfVTable(ulong address)
    {
        uint id = _memory.FindFixed(address);
        return id == 0 ? null : _image.TypeOfVTable(id);
    }

    private bool TryReadStack(ulong address, System.Span<byte> bytes, System.Span<bool> initialised)
    {
        uint id = LocalAt(address);
        if (id != 0)
        {
            return TryReadMemory(id, address, bytes, initialised);
        }

        if (!TryRegister(address, out long register, out int offset) || offset + bytes.Length > 16)
        {
            return false;
        }

        System.Span<byte> value = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64LittleEndian(value, _registers[register]);
        BinaryPrimitives.WriteUInt64LittleEndian(value[8..], _registers[register + 1]);
        value.Slice(offset, bytes.Length).CopyTo(bytes);
        initialised.Fill(_provenances[register] != GuestMemory.Undefined);
        return true;
    }

    private bool TryReadMemory(uint id, ulong address, System.Span<byte> bytes, System.Span<bool> initialised)
    {
        AllocationLine* line = _memory.Lines + id;
        ulong offset = address - line->Base;
        if (line->Kind == StorageKind.Function || offset + (ulong)bytes.Length > (ulong)line->Extent || (line->Traits & AllocationTraits.BytesGone) != 0)
        {
            return false;
        }

        long arena = (long)(address + line->Delta);
        _memory.Read(arena, bytes.Length).CopyTo(bytes);
        for (int i = 0; i < initialised.Length; i++)
        {
            initialised[i] = _memory.IsWritten(arena + i);
        }

        return true;
    }

    /// <summary>The call whose part of the stack an address lies in: bases fall from call to call.</summary>
    private Frame* FrameAt(ulong address)
    {
        Frame* low = _frames;
        Frame* high = _frame;
        while (low < high)
        {
            Frame* middle = low + ((high - low + 1) / 2);
            if (middle->Base > address)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        return low;
    }

    private uint LocalAt(ulong address)
    {
        for (uint id = FrameAt(address)->Locals; id != 0; id = _memory.Lines[id].Next)
        {
            if (address - _memory.Lines[id].Base < (ulong)_memory.Lines[id].Extent)
            {
                return id;
            }
        }

        return 0;
    }

    private bool TryRegister(ulong address, out long register, out int offset)
    {
        Frame* frame = FrameAt(address);
        if (RegisterSlotAt(frame, address) is { } slot)
        {
            register = frame->Registers + slot.Register;
            offset = (int)(slot.Offset - (long)(frame->Base - address));
            return true;
        }

        (register, offset) = (-1, 0);
        return false;
    }

    private LocalSlot? RegisterSlotAt(Frame* frame, ulong address)
    {
        long below = (long)(frame->Base - address);
        foreach (LocalSlot slot in _image.Functions[frame->Function].Code!.Slots)
        {
            if (!slot.InMemory && slot.Register >= 0 && slot.Offset > 0 && below <= slot.Offset && below > slot.Offset - Math.Max(slot.SizeBytes, 1))
            {
                return slot;
            }
        }

        return null;
    }
}
