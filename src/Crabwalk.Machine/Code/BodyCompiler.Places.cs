using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Layout;
using Crabwalk.Mir.Types;
using Crabwalk.Mir.Typing;

namespace Crabwalk.Machine.Code;

/// <summary>Whether a place is a register or memory.</summary>
internal enum AccessKind
{
    /// <summary>A whole local in a register.</summary>
    Register,

    /// <summary>Memory at a register plus a constant, perhaps plus an index times a scale.</summary>
    Memory,

    /// <summary>Without bytes: there is nothing to read or write.</summary>
    Nothing,
}

/// <summary>A place as instructions reach it.</summary>
/// <param name="Kind">Register or memory.</param>
/// <param name="Register">The register, or the one with the pointer.</param>
/// <param name="Offset">Added to the pointer.</param>
/// <param name="Index">The register with the index; -1 for none.</param>
/// <param name="Scale">What one more in the index means in bytes.</param>
/// <param name="Type">The type of the place.</param>
/// <param name="Pack">The alignment that packed structs on the way leave; 0 when none does.</param>
/// <param name="Bits">Which bits of a storage unit it is.</param>
internal readonly record struct Access(AccessKind Kind, int Register, long Offset, int Index, long Scale, Ty Type, int Pack, BitPlace? Bits)
{
    /// <summary>Where the length or vtable of a place without a known size is.</summary>
    public Metadata Metadata { get; init; }

    /// <summary>A member of a union, or of a member of one.</summary>
    public bool IsInUnion { get; init; }
}

/// <summary>The second half of the fat pointer that led to a place: in a register, or in memory at a register plus a constant.</summary>
/// <param name="Kind">Where it is.</param>
/// <param name="Register">The register with it, or with a pointer to it.</param>
/// <param name="Offset">Added to the pointer.</param>
/// <param name="Half">How it lies in a register: a number for a length, a pointer for a vtable.</param>
internal readonly record struct Metadata(MetadataKind Kind, int Register, long Offset, ValueKind Half);

/// <summary>Where metadata is.</summary>
internal enum MetadataKind
{
    /// <summary>There is none: the size is known.</summary>
    None,

    /// <summary>In a register.</summary>
    Register,

    /// <summary>In memory.</summary>
    Memory,
}

/// <summary>From places to registers, offsets and indexes.</summary>
internal sealed partial class BodyCompiler
{
    private Access AccessOf(Place place, IndexUse use = IndexUse.Access)
    {
        LocalSlot slot = _slots[place.Local.Index];
        Ty type = _locals[place.Local].Type;
        AccessKind kind = slot.InMemory ? AccessKind.Memory : slot.Kind == ValueKind.Empty ? AccessKind.Nothing : AccessKind.Register;
        var access = new Access(kind, slot.Register, 0, -1, 0, type, 0, null);
        if (IsUnsized(place.Local))
        {
            ValueKind half = Layouts.MetadataOf(type) == PointerMetadata.VTable ? ValueKind.Pointer : ValueKind.U64;
            access = access with { Metadata = new(MetadataKind.Register, slot.Register + 1, 0, half) };
        }

        var at = new PlaceTy(type);
        for (int i = 0; i < place.Path.Count; i++)
        {
            bool isLast = i == place.Path.Count - 1;
            access = Step(access, at, place, i, isLast ? use : IndexUse.Access);
            at = StepOf(at, place.Path[i]);
            access = access with { Type = at.Type };
        }

        return access.Kind == AccessKind.Memory && use == IndexUse.Access && KindOf(access.Type) == ValueKind.Empty
            ? access with { Kind = AccessKind.Nothing }
            : access;
    }

    private Access Step(Access access, PlaceTy at, Place place, int step, IndexUse use) => place.Path[step] switch
    {
        Projection.Deref => Follow(access),
        Projection.Field(var number, _) => Field(access, at, number),
        Projection.Index(var local) => access.Kind == AccessKind.Nothing ? access : Index(access, at.Type, local, place, step, use),
        Projection.ConstantIndex(var offset, _, var fromEnd) => ElementAt(access, at.Type, offset, fromEnd),
        Projection.Subslice slice => Subslice(access, at.Type, slice),
        Projection.Downcast => access,
    };

    private Access Follow(Access access)
    {
        bool isFat = KindOf(access.Type) == ValueKind.Fat;
        if (access.Kind == AccessKind.Register)
        {
            Metadata inRegister = isFat ? new(MetadataKind.Register, access.Register + 1, 0, Layouts.SecondOf(access.Type)) : default;
            return new Access(AccessKind.Memory, access.Register, 0, -1, 0, access.Type, 0, null) { Metadata = inRegister };
        }

        if (isFat && access.Index >= 0)
        {
            access = access with { Register = Address(access), Offset = 0, Index = -1 };
        }

        int pointer = Temporary();
        Load(pointer, access with { Type = PointerType });
        Metadata inMemory = isFat ? new(MetadataKind.Memory, access.Register, access.Offset + 8, Layouts.SecondOf(access.Type)) : default;
        return new Access(AccessKind.Memory, pointer, 0, -1, 0, access.Type, 0, null) { Metadata = inMemory };
    }

    private Access Field(Access access, PlaceTy at, int number)
    {
        if (access.Kind == AccessKind.Nothing)
        {
            return access;
        }

        FieldLayout field = Layouts.Field(at.Type, at.Variant, number);
        if (access.Kind == AccessKind.Register)
        {
            // A whole that lives in registers has its only scalar at offset 0, or two halves, or is a result with its overflow flag.
            if (KindOf(at.Type) == ValueKind.None)
            {
                return access with { Register = access.Register + number };
            }

            bool isEmpty = KindOf(FieldTypeOf(at, number)) == ValueKind.Empty;
            return isEmpty ? access with { Kind = AccessKind.Nothing } : access with { Register = access.Register + (field.OffsetBytes == 8 ? 1 : 0) };
        }

        if (access.Metadata.Kind != MetadataKind.None)
        {
            return FieldOfUnsized(access, at, number, field.OffsetBytes);
        }

        int pack = at.Type is Ty.Adt { Definition.Repr.Pack: { } limit } ? limit : 0;
        BitPlace? bits = field.Bits is { } b ? BitPlaceOf(at, number, b) : null;
        return access with
        {
            Offset = access.Offset + field.OffsetBytes,
            Pack = pack == 0 ? access.Pack : access.Pack == 0 ? pack : Math.Min(pack, access.Pack),
            Bits = bits,
            IsInUnion = access.IsInUnion || at.Type is Ty.Adt { Definition.Kind: AdtKind.Union },
        };
    }

    private Ty FieldTypeOf(PlaceTy whole, int number) => Mono(FieldTypes.Of(Types, whole, number) ?? Types.Error);

    // Only the last field keeps the length or vtable. Behind a vtable its alignment, and so its offset, is known at run time only.
    private Access FieldOfUnsized(Access access, PlaceTy at, int number, long offset)
    {
        Ty type = FieldTypeOf(at, number);
        if (Layouts.IsSized(type))
        {
            return access with { Offset = access.Offset + offset, Metadata = default };
        }

        if (offset == 0 || Layouts.MetadataOf(type) != PointerMetadata.VTable)
        {
            return access with { Offset = access.Offset + offset };
        }

        int align = Temporary();
        (_, int found) = SizeAndAlignOf(type, MetadataRegister(access.Metadata));
        Emit(Op.Add64I, align, found, imm: offset - 1);
        int mask = Temporary();
        Emit(Op.Neg64, mask, found);
        Emit(Op.And, align, align, mask);
        return access with { Register = Address(access), Offset = 0, Index = align, Scale = 1 };
    }

    /// <summary>A register that holds the metadata of a place.</summary>
    private int MetadataRegister(Metadata metadata)
    {
        if (metadata.Kind == MetadataKind.Register)
        {
            return metadata.Register;
        }

        int register = Temporary();
        Emit(PlainLoad(metadata.Half), register, metadata.Register, 0, metadata.Offset);
        return register;
    }

    private Access ElementAt(Access access, Ty type, long offset, bool fromEnd)
    {
        if (access.Kind == AccessKind.Nothing)
        {
            return access;
        }

        long stride = StrideOf(type);
        if (!fromEnd || Layouts.CountOf(type) is { } count && (offset = count - offset) >= 0)
        {
            return access with { Offset = access.Offset + (offset * stride), Metadata = default };
        }

        int index = Temporary();
        Emit(Op.Add64I, index, MetadataRegister(access.Metadata), imm: -offset);
        Access single = access.Index < 0 ? access : access with { Register = Address(access), Offset = 0, Index = -1 };
        return single with { Index = index, Scale = stride, Metadata = default };
    }

    private Access Subslice(Access access, Ty type, Projection.Subslice slice)
    {
        Access moved = access with { Offset = access.Offset + (slice.From * StrideOf(type)) };
        if (access.Metadata.Kind == MetadataKind.None)
        {
            return moved;
        }

        int length = Temporary();
        if (slice.FromEnd)
        {
            Emit(Op.Add64I, length, MetadataRegister(access.Metadata), imm: -(slice.From + slice.To));
        }
        else
        {
            Emit(Op.Const, length, imm: slice.To - slice.From);
        }

        return moved with { Metadata = new(MetadataKind.Register, length, 0, ValueKind.U64) };
    }

    private BitPlace BitPlaceOf(PlaceTy at, int number, BitFieldLayout bits)
    {
        FieldDef field = ((Ty.Adt)at.Type).Definition.Variants[at.Variant ?? default].Fields[number];
        return new BitPlace(bits.UnitBytes, bits.BitOffset, bits.BitWidth, KindOf(field.Type));
    }

    private long StrideOf(Ty type) => Layouts.SizeOf(Mono(BodyTypes.ElementOf(type)!));

    private Access Index(Access access, Ty type, LocalId local, Place place, int step, IndexUse use)
    {
        int index = RegisterOf(local);
        bool isWide = KindOf(_locals[local].Type) is ValueKind.I64 or ValueKind.U64;
        if (_body.Language == SourceLanguage.C && Layouts.CountOf(type) is { } count && (isWide || use == IndexUse.Address || !IsWholeAllocation(place, step, type)))
        {
            Emit(Op.CheckIndex, 0, index, use == IndexUse.Address ? 1 : 0, count);
        }

        Access single = access.Index < 0 ? access : access with { Register = Address(access), Offset = 0, Index = -1 };
        return single with { Index = index, Scale = StrideOf(type), Metadata = default };
    }

    // The bounds of the allocation are then the bounds of the array, and every access checks them.
    private bool IsWholeAllocation(Place place, int step, Ty type)
    {
        if (step == 0)
        {
            return _slots[place.Local.Index].InMemory;
        }

        return step == 1 && place.Path[0] is Projection.Deref
            && _uses.StaticAddressOf(place.Local) is { OffsetBytes: 0, Static: var definition }
            && _image.Program.Statics.TryGetValue(definition, out StaticDef? whole)
            && ReferenceEquals(whole.Type, type);
    }

    private int RegisterOf(LocalId local)
    {
        LocalSlot slot = _slots[local.Index];
        if (slot.InMemory)
        {
            int register = Temporary();
            Load(register, AccessOf(local));
            return register;
        }

        CheckDefined(local);
        return slot.Register;
    }

    private void CheckDefined(LocalId local)
    {
        if (!_defined.Contains(local) && !_slots[local.Index].InMemory && _slots[local.Index].Register >= 0)
        {
            Emit(Op.CheckDefined, 0, _slots[local.Index].Register, 0, local.Index);
        }
    }

    /// <summary>A register with a pointer to the place.</summary>
    private int Address(Access access)
    {
        if (access.Index < 0 && access.Offset == 0)
        {
            return access.Register;
        }

        int register = Temporary();
        WriteAddress(register, access);
        return register;
    }

    private void WriteAddress(int register, Access access)
    {
        if (access.Index < 0)
        {
            Emit(access.Offset == 0 ? Op.MovePointer : Op.Part, register, access.Register, imm: access.Offset);
        }
        else if (Fits(access))
        {
            Emit(Instr.Halves(Op.Element, register, access.Register, access.Index, (int)access.Offset, (int)access.Scale));
        }
        else
        {
            int scaled = Temporary();
            Emit(Op.Mul64I, scaled, access.Index, imm: access.Scale);
            Emit(Instr.Halves(Op.Element, register, access.Register, scaled, 0, 1));
            Emit(Op.Part, register, register, imm: access.Offset);
        }
    }

    private static bool Fits(Access access) => access.Offset == (int)access.Offset && access.Scale == (int)access.Scale;
}

/// <summary>What an index leads to.</summary>
internal enum IndexUse
{
    /// <summary>An element that is read or written.</summary>
    Access,

    /// <summary>Only an address, which may be one past the end.</summary>
    Address,
}
