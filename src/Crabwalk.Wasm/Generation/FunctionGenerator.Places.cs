using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Layout;
using Crabwalk.Mir.Types;
using Crabwalk.Mir.Typing;
using Crabwalk.Wasm.Modules;

namespace Crabwalk.Wasm.Generation;

/// <summary>From places to locals and addresses.</summary>
internal sealed partial class FunctionGenerator
{
    private Slot SlotOf(LocalId local) => _slots[local.Index] ??= MakeSlot(local);

    private Slot MakeSlot(LocalId local)
    {
        LocalDecl declared = _body.Locals[local];
        Representation representation = Of(declared.Type);
        if (representation is Representation.Nothing)
        {
            return new Slot.Empty();
        }

        if (!_layouts.IsSized(declared.Type))
        {
            return new Slot.Pointed(_code.NewLocal(WasmType.I32, NameOf(local)));
        }

        if (_inMemory.Contains(local))
        {
            int align = Math.Max(_layouts.AlignOf(declared.Type), declared.Align ?? 1);
            long offset = _frame.Add(_layouts.SizeOf(declared.Type), align);
            if (NameOf(local) is { Length: > 0 } name)
            {
                _frame.Variables.Add(new(name, declared.Type.ToString(), offset, _layouts.SizeOf(declared.Type), default));
            }

            return new Slot.Frame(offset);
        }

        WasmType[] types = representation.Types;
        int first = _code.NewLocal(types[0], NameOf(local));
        return new Slot.Locals(first, types.Length > 1 ? _code.NewLocal(types[1], NameOf(local)) : -1);
    }

    private Access AccessOf(Place place)
    {
        Ty type = _body.Locals[place.Local].Type;
        Access access = SlotOf(place.Local) switch
        {
            Slot.Empty => new Access.Empty(type),
            Slot.Locals(var first, var second) => new Access.InLocals(type, first, second),
            Slot.Frame(var offset) => new Access.InMemory(type, [_frame.Push()], offset),
            Slot.Pointed(var pointer) => new Access.InMemory(type, [new(Opcode.LocalGet, pointer)], 0) { Metadata = _unsizedMetadata.GetValueOrDefault(place.Local) },
        };
        var at = new PlaceTy(type);
        foreach (Projection step in place.Path)
        {
            PlaceTy next = _types.Step(at, step) ?? throw new UnsupportedException("this place");
            access = Step(access, at, step) with { Type = next.Type };
            at = next;
        }

        return access is Access.InMemory { Metadata: null } && Of(access.Type) is Representation.Nothing ? new Access.Empty(access.Type) : access;
    }

    private Access Step(Access access, PlaceTy at, Projection step) => step switch
    {
        Projection.Deref => Follow(access),
        Projection.Field(var number, _) => Field(access, at, number),
        Projection.Index(var local) => access is Access.InMemory memory ? Element(memory, at.Type, local) : access,
        Projection.ConstantIndex(var offset, _, var fromEnd) => access is Access.InMemory memory ? ElementAt(memory, at.Type, offset, fromEnd) : access,
        Projection.Subslice slice => access is Access.InMemory memory ? Subslice(memory, at.Type, slice) : access,
        Projection.Downcast => access,
    };

    private Access.InMemory Follow(Access access)
    {
        bool isFat = BodyTypes.PointeeOf(access.Type) is { } pointee && !_layouts.IsSized(pointee);
        switch (access)
        {
            case Access.InLocals(_, var first, var second):
                return new(access.Type, [new(Opcode.LocalGet, first)], 0) { Metadata = isFat && second >= 0 ? [new(Opcode.LocalGet, second)] : null };
            case Access.InMemory memory:
                Instruction load = LoadOf(ScalarKind.Pointer, memory, memory.Offset);
                Instruction second_ = LoadOf(ScalarKind.Pointer, memory, memory.Offset + _program.Program.Target.PointerBytes);
                return new(access.Type, Kept([.. memory.Base, load]), 0) { Metadata = isFat ? [.. memory.Base, second_] : null };
            default:
                throw new UnsupportedException("a pointer that takes no room");
        }
    }

    // A long way to an address is gone once, and its end kept in a local.
    private Instruction[] Kept(Instruction[] way)
    {
        _code.AddAll(way);
        int local = NewLocal(WasmType.I32);
        _code.Set(local);
        return [new(Opcode.LocalGet, local)];
    }

    private Access Field(Access access, PlaceTy at, int number)
    {
        if (access is Access.Empty)
        {
            return access;
        }

        FieldLayout field = _layouts.Field(at.Type, at.Variant, number);
        if (access is Access.InLocals(_, var first, var second) locals)
        {
            Representation whole = Of(at.Type);
            Representation part = FieldTypes.Of(Types, at, number) is { } type ? Of(_program.Normalize(type)) : whole;
            return part switch
            {
                Representation.Nothing => new Access.Empty(access.Type),
                Representation.Pair => locals,
                _ => locals with { First = whole is Representation.Pair && field.OffsetBytes != 0 ? second : first, Second = -1 },
            };
        }

        var memory = (Access.InMemory)access;
        if (memory.Metadata is not null)
        {
            return FieldOfUnsized(memory, at, number, field.OffsetBytes);
        }

        int? pack = at.Type is Ty.Adt { Definition.Repr.Pack: { } limit } ? Math.Min(limit, memory.Pack ?? limit) : memory.Pack;
        return memory with { Offset = memory.Offset + field.OffsetBytes, Pack = pack, Bits = field.Bits };
    }

    // Only the last field keeps the length or vtable. Behind a vtable its alignment, and so its offset, is known at run time only.
    private Access.InMemory FieldOfUnsized(Access.InMemory memory, PlaceTy at, int number, long offset)
    {
        Ty type = _program.Normalize(FieldTypes.Of(Types, at, number) ?? throw new UnsupportedException("this field"));
        if (_layouts.IsSized(type))
        {
            return memory with { Offset = memory.Offset + offset, Metadata = null };
        }

        if (offset == 0 || _layouts.MetadataOf(type) != PointerMetadata.VTable)
        {
            return memory with { Offset = memory.Offset + offset };
        }

        Instruction[] align = SizeAndAlignOf(type, memory.Metadata!).Align;
        return memory with { Base = Kept([.. AddressOf(memory), .. RoundedUp(Number(offset), align), new(Opcode.I32Add)]), Offset = 0 };
    }

    private Access.InMemory Element(Access.InMemory memory, Ty type, LocalId local)
    {
        Instruction[] index = [.. PushedAs32(AccessOf(local))];
        return memory with { Base = Scaled(memory.Base, index, StrideOf(type)), Metadata = null };
    }

    // An index of any type, as an address counts: modulo 2 to the 32.
    private List<Instruction> PushedAs32(Access index)
    {
        List<Instruction> pushed = index switch
        {
            Access.InLocals(_, var first, _) => [new(Opcode.LocalGet, first)],
            Access.InMemory memory => [.. memory.Base, LoadOf(KindOf(index.Type), memory, memory.Offset)],
            _ => throw new UnsupportedException("an index that takes no room"),
        };
        if (KindOf(index.Type).IsWide())
        {
            pushed.Add(new(Opcode.I32WrapI64));
        }

        return pushed;
    }

    private static Instruction[] Scaled(Instruction[] start, Instruction[] index, long stride) => stride switch
    {
        0 => start,
        1 => [.. start, .. index, new(Opcode.I32Add)],
        _ when long.IsPow2(stride) => [.. start, .. index, new(Opcode.I32Const, long.Log2(stride)), new(Opcode.I32Shl), new(Opcode.I32Add)],
        _ => [.. start, .. index, new(Opcode.I32Const, unchecked((int)stride)), new(Opcode.I32Mul), new(Opcode.I32Add)],
    };

    private Access.InMemory ElementAt(Access.InMemory memory, Ty type, long offset, bool fromEnd)
    {
        long stride = StrideOf(type);
        if (!fromEnd || (Layouts.CountOf(type) is { } count && (offset = count - offset) >= 0))
        {
            return memory with { Offset = memory.Offset + (offset * stride), Metadata = null };
        }

        Instruction[] index = [.. memory.Metadata!, new(Opcode.I32Const, offset), new(Opcode.I32Sub)];
        return memory with { Base = Scaled(memory.Base, index, stride), Metadata = null };
    }

    private Access.InMemory Subslice(Access.InMemory memory, Ty type, Projection.Subslice slice)
    {
        Access.InMemory moved = memory with { Offset = memory.Offset + (slice.From * StrideOf(type)) };
        if (memory.Metadata is not { } length)
        {
            return moved;
        }

        Instruction[] left = slice.FromEnd
            ? [.. length, new(Opcode.I32Const, slice.From + slice.To), new(Opcode.I32Sub)]
            : [new(Opcode.I32Const, slice.To - slice.From)];
        return moved with { Metadata = left };
    }

    private long StrideOf(Ty type) => _layouts.SizeOf(BodyTypes.ElementOf(type) ?? throw new UnsupportedException($"an element of `{type}`"));

    /// <summary>Instructions that push the address itself.</summary>
    private static Instruction[] AddressOf(Access.InMemory memory) => memory.Offset == 0
        ? memory.Base
        : [.. memory.Base, new(Opcode.I32Const, unchecked((int)memory.Offset)), new(Opcode.I32Add)];

    private void PushAddress(Access access)
    {
        switch (access)
        {
            case Access.InMemory memory:
                PushAddress(memory);
                break;
            case Access.Empty:
                // Something without room may be anywhere that is aligned.
                _code.Const(_layouts.AlignOf(access.Type));
                break;
            default:
                throw new UnsupportedException("the address of a value in a register");
        }
    }

    private void PushAddress(Access.InMemory memory)
    {
        if (memory is { Base: [{ Opcode: Opcode.I32Const, Immediate: var start }] })
        {
            _code.Const(start + memory.Offset);
            return;
        }

        _code.AddAll(AddressOf(memory));
    }

    private ScalarKind KindOf(Ty type) => Of(type) is Representation.Scalar(var kind) ? kind : throw new UnsupportedException($"`{type}` as one value");

    private static Instruction LoadOf(ScalarKind kind, Access.InMemory memory, long offset) => AccessInstruction(kind.Load(), memory, offset);

    private static Instruction AccessInstruction(Opcode opcode, Access.InMemory memory, long offset)
    {
        int natural = opcode.Info().NaturalAlignment;
        return new(opcode, offset, memory.Pack is { } pack ? Math.Min(natural, int.Log2(pack)) : natural);
    }
}
