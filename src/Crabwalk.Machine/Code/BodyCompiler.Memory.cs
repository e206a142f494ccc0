using Crabwalk.Mir.Types;

namespace Crabwalk.Machine.Code;

/// <summary>Loads and stores.</summary>
internal sealed partial class BodyCompiler
{
    private void Load(int register, Access access)
    {
        if (access.Bits is { } bits)
        {
            Emit(Op.LoadBits, register, Address(access with { Bits = null }), 0, _tables.Bits.Add(bits));
            return;
        }

        ValueKind kind = KindOf(access.Type);
        if (kind == ValueKind.Fat)
        {
            LoadFat(register, access);
            return;
        }

        if (access.Index >= 0 && (!Fits(access) || !HasIndexedForm(kind) || access.Pack != 0))
        {
            access = access with { Register = Address(access), Index = -1, Offset = 0 };
        }

        if (access.Index >= 0)
        {
            Emit(Instr.Halves(IndexedLoad(kind), register, access.Register, access.Index, (int)access.Offset, (int)access.Scale));
        }
        else
        {
            Emit(PlainLoad(kind), register, access.Register, MisalignmentAllowed(access, kind), access.Offset);
        }

        DescribeAccess(access, kind);
    }

    private void Store(int register, Access access)
    {
        if (access.Bits is { } bits)
        {
            Emit(Op.StoreBits, register, Address(access with { Bits = null }), 0, _tables.Bits.Add(bits));
            return;
        }

        ValueKind kind = KindOf(access.Type);
        if (kind == ValueKind.Fat)
        {
            StoreFat(register, access);
            return;
        }

        if (access.Index >= 0 && (!Fits(access) || kind == ValueKind.LongDouble || access.Pack != 0))
        {
            access = access with { Register = Address(access), Index = -1, Offset = 0 };
        }

        if (access.Index >= 0)
        {
            Emit(Instr.Halves(IndexedStore(kind), register, access.Register, access.Index, (int)access.Offset, (int)access.Scale));
        }
        else
        {
            Emit(PlainStore(kind), register, access.Register, MisalignmentAllowed(access, kind), access.Offset);
        }

        DescribeAccess(access, kind);
    }

    // What the instruction itself does not tell.
    private void DescribeAccess(Access access, ValueKind kind) =>
        _accesses[^1] = (kind.IsFloat() ? AccessFacts.IsFloat : AccessFacts.None) | (access.IsInUnion ? AccessFacts.IsInUnion : AccessFacts.None);

    // The half that would overwrite the register with the address comes last.
    private void LoadFat(int register, Access access)
    {
        (Access first, Access second) = Halves(access);
        if (register == first.Register)
        {
            Load(register + 1, second);
            Load(register, first);
        }
        else
        {
            Load(register, first);
            Load(register + 1, second);
        }
    }

    private void StoreFat(int register, Access access)
    {
        (Access first, Access second) = Halves(access);
        Store(register, first);
        Store(register + 1, second);
    }

    private (Access First, Access Second) Halves(Access access)
    {
        Access whole = access.Index < 0 ? access : access with { Register = Address(access), Index = -1, Offset = 0 };
        Ty second = Layouts.SecondOf(access.Type) switch
        {
            ValueKind.Pointer => PointerType,
            ValueKind.I64 => Types.Isize,
            _ => Types.Usize,
        };
        return (whole with { Type = PointerType }, whole with { Type = second, Offset = whole.Offset + 8 });
    }

    private Ty PointerType => field ??= Types.RawPtr(Types.Unit);

    private static bool HasIndexedForm(ValueKind kind) => kind is not (ValueKind.Bool or ValueKind.LongDouble);

    private static int MisalignmentAllowed(Access access, ValueKind kind) =>
        access.Pack == 0 ? 0 : (kind.SizeOf() - 1) & ~(access.Pack - 1);

    private static Op PlainLoad(ValueKind kind) => kind switch
    {
        ValueKind.I8 => Op.LoadI8,
        ValueKind.U8 => Op.LoadU8,
        ValueKind.Bool => Op.LoadBool,
        ValueKind.I16 => Op.LoadI16,
        ValueKind.U16 => Op.LoadU16,
        ValueKind.I32 => Op.LoadI32,
        ValueKind.U32 or ValueKind.F32 => Op.LoadU32,
        ValueKind.I64 or ValueKind.U64 or ValueKind.F64 => Op.Load64,
        ValueKind.Pointer => Op.LoadPointer,
        ValueKind.LongDouble => Op.LoadLongDouble,
        ValueKind.Fat or ValueKind.None or ValueKind.Empty => Op.Invalid,
    };

    private static Op IndexedLoad(ValueKind kind) => kind switch
    {
        ValueKind.I8 => Op.LoadI8X,
        ValueKind.U8 => Op.LoadU8X,
        ValueKind.I16 => Op.LoadI16X,
        ValueKind.U16 => Op.LoadU16X,
        ValueKind.I32 => Op.LoadI32X,
        ValueKind.U32 or ValueKind.F32 => Op.LoadU32X,
        ValueKind.I64 or ValueKind.U64 or ValueKind.F64 => Op.Load64X,
        ValueKind.Pointer => Op.LoadPointerX,
        ValueKind.Bool or ValueKind.LongDouble or ValueKind.Fat or ValueKind.None or ValueKind.Empty => Op.Invalid,
    };

    private static Op PlainStore(ValueKind kind) => kind switch
    {
        ValueKind.I8 or ValueKind.U8 or ValueKind.Bool => Op.Store8,
        ValueKind.I16 or ValueKind.U16 => Op.Store16,
        ValueKind.I32 or ValueKind.U32 or ValueKind.F32 => Op.Store32,
        ValueKind.I64 or ValueKind.U64 or ValueKind.F64 => Op.Store64,
        ValueKind.Pointer => Op.StorePointer,
        ValueKind.LongDouble => Op.StoreLongDouble,
        ValueKind.Fat or ValueKind.None or ValueKind.Empty => Op.Invalid,
    };

    private static Op IndexedStore(ValueKind kind) => kind switch
    {
        ValueKind.I8 or ValueKind.U8 or ValueKind.Bool => Op.Store8X,
        ValueKind.I16 or ValueKind.U16 => Op.Store16X,
        ValueKind.I32 or ValueKind.U32 or ValueKind.F32 => Op.Store32X,
        ValueKind.I64 or ValueKind.U64 or ValueKind.F64 => Op.Store64X,
        ValueKind.Pointer => Op.StorePointerX,
        ValueKind.LongDouble or ValueKind.Fat or ValueKind.None or ValueKind.Empty => Op.Invalid,
    };
}
