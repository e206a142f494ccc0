using Crabwalk.Machine.Code;
using Crabwalk.Machine.Memory;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Printing;
using Crabwalk.Mir.Types;

namespace Crabwalk.Machine.Execution;

/// <summary>
/// Effective types (C17 6.5p6-7). An ordinary program looks at each object as one type, and an access through a pointer of that type needs
/// no check. So only conversions of pointers are watched. The first that disagrees with what is known of the object, by its
/// declaration or by how the block was used until then, puts a guard on it; from then on each of its accesses is checked, and for memory
/// without a declared type a map says which scalar each byte was last written as.
/// A member is judged by its own type: that <c>p->x</c> was written through another structure with an <c>int</c> there is no fault.
/// </summary>
internal sealed unsafe partial class Interpreter
{
    private StopReason UseAs(Instr* i, ulong address, uint id)
    {
        AllocationLine* line = _memory.Lines + id;
        ulong offset = address - line->Base;
        bool hasType = id > GuestMemory.Undefined && line->State == StorageState.Live && line->View != AllocationLine.Storage
            && (line->Traits & AllocationTraits.Guarded) == 0
            && line->Kind is StorageKind.Static or StorageKind.Heap or StorageKind.Local or StorageKind.Dynamic;
        if (!hasType || offset >= (ulong)line->Extent)
        {
            return StopReason.None;
        }

        Ty wanted = _tables.Views[i->Low - 1];
        if (DeclaredTypeOf(id) is { } declared)
        {
            UseDeclaredAs(id, declared, (long)offset, wanted, i->Low);
        }
        else
        {
            UseBlockAs(id, (long)offset, wanted, i->Low);
        }

        return StopReason.None;
    }

    private void UseDeclaredAs(uint id, Ty declared, long offset, Ty wanted, int view)
    {
        ObjectTypes types = _image.ObjectTypes;
        if (types.IsStorage(declared))
        {
            SetView(id, AllocationLine.Storage);
        }
        else if (!types.Holds(declared, offset, wanted, repeats: false))
        {
            _memory.Guard(id);
        }
        else if (ReferenceEquals(ObjectTypes.ElementOf(declared), wanted))
        {
            SetView(id, view);
        }
    }

    private void UseBlockAs(uint id, long offset, Ty wanted, int view)
    {
        AllocationLine* line = _memory.Lines + id;
        ObjectTypes types = _image.ObjectTypes;
        long size = _image.Layouts.SizeOf(wanted);
        bool isWhole = offset % size == 0 && line->Extent % size == 0;
        if (line->View == 0)
        {
            SetView(id, isWhole ? view : AllocationLine.Storage);
            return;
        }

        Ty seen = _tables.Views[line->View - 1];
        if (types.Holds(seen, offset, wanted, repeats: true))
        {
            return;
        }

        // A block first looked at as what its objects begin with.
        if (isWhole && size > _image.Layouts.SizeOf(seen) && types.Holds(wanted, 0, seen, repeats: true))
        {
            SetView(id, view);
        }
        else
        {
            GuardBlock(id, seen);
        }
    }

    private void SetView(uint id, int view)
    {
        _memory.TouchLine(id);
        _memory.Lines[id].View = view;
    }

    // What was written until now is taken for parts of the objects that the block was used as.
    private void GuardBlock(uint id, Ty? seen)
    {
        _memory.Guard(id);
        _memory.AddTypeMap(id);
        if (seen is not null)
        {
            byte[] notes = NotesOfView(seen, 0, _memory.Lines[id].Extent);
            long at = (long)(_memory.Lines[id].Base + _memory.Lines[id].Delta);
            for (int i = 0; i < notes.Length; i++)
            {
                notes[i] = notes[i] != EffectiveType.Unknown && _memory.IsWritten(at + i) ? (byte)(notes[i] | EffectiveType.Presumed) : EffectiveType.Unknown;
            }

            _memory.SetTypes(_memory.Histories[id].TypeMap, notes);
        }
    }

    private byte[] NotesOfView(Ty element, long offset, long size)
    {
        byte[] notes = new byte[size];
        long stride = _image.Layouts.SizeOf(element);
        for (long start = -(offset % stride); start < size; start += stride)
        {
            _image.ObjectTypes.Note(element, start, notes);
        }

        return notes;
    }

    /// <summary>The declared type of an object of C; null for memory that only has the types that are stored there.</summary>
    private Ty? DeclaredTypeOf(uint id)
    {
        AllocationLine* line = _memory.Lines + id;
        switch (line->Kind)
        {
            case StorageKind.Static when line->Detail >= 0:
                return _image.Program.Statics.GetValueOrDefault(new DefId(line->Detail))?.Type;
            case StorageKind.Local when _memory.Histories[id].AllocatedAt.Code >= 0:
                Body body = _image.Functions[_memory.Histories[id].AllocatedAt.Code].Code!.Body;
                return body.Language == SourceLanguage.C ? body.Locals[new LocalId(line->Detail)].Type : null;
            default:
                return null;
        }
    }

    private StopReason DropConst(uint id)
    {
        if (id > GuestMemory.Undefined && _memory.Lines[id].State == StorageState.Live && DeclaredTypeOf(id) is { } declared
            && _image.ObjectTypes.HasConstMember(declared))
        {
            _memory.Guard(id);
        }

        return StopReason.None;
    }

    /// <summary>What a guarded object has to say about a write: some of its members are const, and what types it holds changes.</summary>
    private StopReason WriteGuarded(uint id, long offset, long size)
    {
        if (DeclaredTypeOf(id) is not { } declared)
        {
            _memory.SetTypes(_memory.Histories[id].TypeMap + offset, size, EffectiveType.Unknown);
            return StopReason.None;
        }

        FieldDef? member = _image.ObjectTypes.ConstMemberIn(declared, offset, size);
        return member is null ? StopReason.None
            : Fault("WriteToConst", $"{Bytes(size)} {Are(size)} written to the const member `{member.Name}` of {Describe(id)}", id, _memory.Lines[id].Base + (ulong)offset, size);
    }

    private bool IsGuarded(uint id) => id > GuestMemory.Undefined && (_memory.Lines[id].Traits & AllocationTraits.Guarded) != 0;

    /// <summary>Judges the access of a scalar in a guarded object, after its bounds.</summary>
    private StopReason CheckEffectiveType(Instr* i, uint id, ulong address, long at, MemoryForm form, AccessMode mode)
    {
        CompiledCode code = _image.Functions[_frame->Function].Code!;
        AccessFacts facts = code.Accesses[(int)(i - code.Start)];
        ValueKind kind = (facts & AccessFacts.IsFloat) == 0 || form.Kind == ValueKind.LongDouble ? ObjectTypes.Unsigned(form.Kind)
            : form.Size == 4 ? ValueKind.F32 : ValueKind.F64;
        if (code.IsLibrary || (facts & AccessFacts.IsInUnion) != 0 || ObjectTypes.IsCharacter(kind))
        {
            return StopReason.None;
        }

        long offset = (long)(address - _memory.Lines[id].Base);
        if (DeclaredTypeOf(id) is { } declared)
        {
            return _image.ObjectTypes.HoldsScalar(declared, offset, kind) ? StopReason.None
                : Fault("EffectiveType", $"{DeclaredAs(id, declared, offset)} is {Accessed(mode)} as {Spelled(kind)}", id, address, form.Size);
        }

        long map = _memory.Histories[id].TypeMap + offset;
        if (mode == AccessMode.Write)
        {
            Span<byte> notes = stackalloc byte[form.Size];
            EffectiveType.Note(kind, 0, form.Size, notes);
            _memory.SetTypes(map, notes);
            return StopReason.None;
        }

        byte note = _memory.Data[map];
        bool isZero = (note & EffectiveType.Presumed) != 0 && ReadBits(at, form.Size) == 0;
        bool agrees = note == EffectiveType.Unknown || isZero || ((note & EffectiveType.Inner) == 0 && EffectiveType.KindOf(note) == kind);
        return agrees ? StopReason.None
            : Fault("EffectiveType", $"{Bytes(form.Size)} of {Describe(id, offset)} {Are(form.Size)} read as {Spelled(kind)}; {WrittenAs(note)}", id, address, form.Size);
    }

    private static string Accessed(AccessMode mode) => mode == AccessMode.Read ? "read" : "written";

    private static string WrittenAs(byte note) =>
        $"{((note & EffectiveType.Inner) != 0 ? "they are part of what was written" : "they were written")} as {Spelled(EffectiveType.KindOf(note))}";

    private string DeclaredAs(uint id, Ty declared, long offset)
    {
        if (_image.ObjectTypes.ScalarAt(declared, offset) is not { } scalar)
        {
            return Describe(id, offset);
        }

        string part = ReferenceEquals(scalar.Type, declared) ? Describe(id) : $"{Describe(id, scalar.Offset)}";
        string which = scalar.Offset == offset ? "" : "a part of ";
        return $"{which}{part}, {Article(CTypeText.Of(scalar.Type))} by its declaration,";
    }

    private static string Article(string type) => $"{(type[0] is 'i' or 'u' ? "an" : "a")} `{type}`";

    private static string Spelled(ValueKind kind) => kind switch
    {
        ValueKind.I16 or ValueKind.U16 => "a `short`",
        ValueKind.I32 or ValueKind.U32 => "an `int`",
        ValueKind.I64 or ValueKind.U64 => "a `long`",
        ValueKind.F32 => "a `float`",
        ValueKind.F64 => "a `double`",
        ValueKind.LongDouble => "a `long double`",
        ValueKind.Bool => "a `_Bool`",
        ValueKind.I8 or ValueKind.U8 => "a `char`",
        ValueKind.Pointer or ValueKind.Fat or ValueKind.None or ValueKind.Empty => "a pointer",
    };

    /// <summary>Bytes that are copied as bytes take the types along that were stored in them (C17 6.5p6).</summary>
    private void CarryTypes(ulong to, uint toId, ulong from, uint fromId, long size)
    {
        AllocationLine* line = _memory.Lines + toId;
        bool mayHaveView = line->Kind is StorageKind.Heap or StorageKind.Dynamic && line->View != AllocationLine.Storage;
        long target = (long)(to - line->Base);
        long source = (long)(from - _memory.Lines[fromId].Base);
        if (!mayHaveView || (!IsGuarded(toId) && line->View == 0 && !AdoptView(toId, target, fromId, source, size)) || HasSameView(toId, target, fromId, source))
        {
            return;
        }

        if (NotesOf(fromId, source, size) is not { } notes)
        {
            return;
        }

        if (!IsGuarded(toId))
        {
            Ty seen = _tables.Views[line->View - 1];
            if (Agree(notes, NotesOfView(seen, target, size)))
            {
                return;
            }

            GuardBlock(toId, seen);
        }

        _memory.SetTypes(_memory.Histories[toId].TypeMap + target, notes);
    }

    // A fresh block that gets whole objects of one type is used as that.
    private bool AdoptView(uint toId, long target, uint fromId, long source, long size)
    {
        if (ViewOf(fromId) is { } element)
        {
            long stride = _image.Layouts.SizeOf(element);
            if (size >= stride && source % stride == 0 && target % stride == 0 && _memory.Lines[toId].Extent % stride == 0)
            {
                SetView(toId, _tables.Views.AddOnce(element) + 1);
            }
        }

        return false;
    }

    private bool HasSameView(uint toId, long target, uint fromId, long source) => !IsGuarded(toId) && ViewOf(fromId) is { } element
        && ReferenceEquals(_tables.Views[_memory.Lines[toId].View - 1], element) && (source - target) % _image.Layouts.SizeOf(element) == 0;

    /// <summary>The type whose objects fill an allocation one after the other; null when that is not known, or not so.</summary>
    private Ty? ViewOf(uint id)
    {
        Ty? element = IsGuarded(id) ? null
            : DeclaredTypeOf(id) is { } declared ? ObjectTypes.ElementOf(declared)
            : _memory.Lines[id].View > 0 ? _tables.Views[_memory.Lines[id].View - 1] : null;
        return element is not null && _image.ObjectTypes.IsView(element) ? element : null;
    }

    private byte[]? NotesOf(uint id, long offset, long size)
    {
        if (IsGuarded(id) && _memory.Histories[id].TypeMap is not 0 and var map)
        {
            return _memory.Read(map + offset, size).ToArray();
        }

        Ty? element = DeclaredTypeOf(id) is { } declared ? ObjectTypes.ElementOf(declared) : ViewOf(id);
        return element is not null && _image.ObjectTypes.IsView(element) ? NotesOfView(element, offset, size) : null;
    }

    private static bool Agree(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        for (int i = 0; i < one.Length; i++)
        {
            if (one[i] != other[i] && one[i] != EffectiveType.Unknown && other[i] != EffectiveType.Unknown)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A block that takes another one's place is used as the other one was.</summary>
    public void InheritTypes(uint old, uint id)
    {
        AllocationLine* from = _memory.Lines + old;
        bool fits = from->View > 0 && _memory.Lines[id].Extent % _image.Layouts.SizeOf(_tables.Views[from->View - 1]) == 0;
        _memory.Lines[id].View = from->View <= 0 || fits ? from->View : AllocationLine.Storage;
        if (IsGuarded(old))
        {
            GuardBlock(id, null);
            long size = Math.Min(from->Extent, _memory.Lines[id].Extent);
            _memory.SetTypes(_memory.Histories[id].TypeMap, _memory.Read(_memory.Histories[old].TypeMap, size));
        }
    }
}
