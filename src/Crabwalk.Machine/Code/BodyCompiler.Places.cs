using Crabwalk.Foundation.Diagnostics;
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
internal readonly record struct Access(AccessKind Kind, int Register, long Offset, int Index, long Scale, Ty Type, int Pack, BitPlace? Bits);

/// <summary>From places to registers, offsets and indexes.</summary>
internal sealed partial class BodyCompiler
{
    private Access AccessOf(Place place, IndexUse use = IndexUse.Access)
    {
        LocalSlot slot = _slots[place.Local.Index];
        Ty type = DeclarationOf(place.Local).Type;
        if (slot.Kind == ValueKind.Empty)
        {
            return new Access(AccessKind.Nothing, 0, 0, -1, 0, TypeOf(place), 0, null);
        }

        var access = new Access(slot.InMemory ? AccessKind.Memory : AccessKind.Register, slot.Register, 0, -1, 0, type, 0, null);
        var at = new PlaceTy(type);
        for (int i = 0; i < place.Path.Count; i++)
        {
            bool isLast = i == place.Path.Count - 1;
            access = Step(access, at, place, i, isLast ? use : IndexUse.Access);
            PlaceTy next = _types.Step(at, place.Path[i]) ?? throw new CompilerBugException($"`{at.Type}` has no such part");
            at = next with { Type = Mono(next.Type) };
            access = access with { Type = at.Type };
        }

        return access.Kind == AccessKind.Memory && KindOf(access.Type) == ValueKind.Empty ? access with { Kind = AccessKind.Nothing } : access;
    }

    private Access Step(Access access, PlaceTy at, Place place, int step, IndexUse use) => place.Path[step] switch
    {
        Projection.Deref => Follow(access),
        Projection.Field(var number, _) => Field(access, at, number),
        Projection.Index(var local) => Index(access, at.Type, local, place, step, use),
        Projection.ConstantIndex(var offset, _, false) => access with { Offset = access.Offset + (offset * StrideOf(at.Type)) },
        Projection.ConstantIndex(var offset, _, true) when Layouts.CountOf(at.Type) is { } count =>
            access with { Offset = access.Offset + ((count - offset) * StrideOf(at.Type)) },
        Projection.Subslice(var from, _, _) => access with { Offset = access.Offset + (from * StrideOf(at.Type)) },
        Projection.Downcast => access,
        Projection.ConstantIndex => throw new UnsupportedException("patterns that count from the end of a slice"),
    };

    private Access Follow(Access access)
    {
        if (access.Kind == AccessKind.Register)
        {
            return new Access(AccessKind.Memory, access.Register, 0, -1, 0, access.Type, 0, null);
        }

        int pointer = Temporary();
        Load(pointer, access with { Type = _image.Program.Types.RawPtr(_image.Program.Types.Unit) });
        return new Access(AccessKind.Memory, pointer, 0, -1, 0, access.Type, 0, null);
    }

    private Access Field(Access access, PlaceTy at, int number)
    {
        FieldLayout field = Layouts.Field(at.Type, at.Variant, number);
        int pack = at.Type is Ty.Adt { Definition.Repr.Pack: { } limit } ? limit : 0;
        BitPlace? bits = field.Bits is { } b ? BitPlaceOf(at, number, b) : null;
        return access with
        {
            Offset = access.Offset + field.OffsetBytes,
            Pack = pack == 0 ? access.Pack : access.Pack == 0 ? pack : Math.Min(pack, access.Pack),
            Bits = bits,
        };
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
        bool isWide = KindOf(DeclarationOf(local).Type) is ValueKind.I64 or ValueKind.U64;
        if (Layouts.CountOf(type) is { } count && (isWide || use == IndexUse.Address || !IsWholeAllocation(place, step, type)))
        {
            Emit(Op.CheckIndex, 0, index, use == IndexUse.Address ? 1 : 0, count);
        }

        Access single = access.Index < 0 ? access : access with { Register = Address(access), Offset = 0, Index = -1 };
        return single with { Index = index, Scale = StrideOf(type) };
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
