using Crabwalk.Mir.Bodies;

namespace Crabwalk.Machine.Code;

/// <summary>From MIR's operations to instructions by kind.</summary>
internal sealed partial class BodyCompiler
{
    private void WriteBinary(int target, BinaryOp operation, Operand left, Operand right)
    {
        ValueKind kind = KindOf(TypeOf(left));
        if (IsWide(TypeOf(left)))
        {
            WriteWideComparison(target, operation, left, right);
        }
        else if (kind == ValueKind.Fat)
        {
            WriteFatComparison(target, operation, left, right);
        }
        else if (kind == ValueKind.Pointer)
        {
            WritePointerBinary(target, operation, left, right);
        }
        else if (kind.IsFloat())
        {
            WriteFloatBinary(target, operation, kind, left, right);
        }
        else if (kind is ValueKind.None or ValueKind.Empty)
        {
            throw new UnsupportedException($"the operation {operation} on `{TypeOf(left)}`");
        }
        else
        {
            WriteIntegerBinary(target, operation, kind, left, right);
        }
    }

    private void WriteIntegerBinary(int target, BinaryOp operation, ValueKind kind, Operand left, Operand right)
    {
        int a = Use(left);
        if (Immediate(right) is { } number && ImmediateForm(operation, kind, number) is { } form)
        {
            Emit(form.Op, target, a, 0, form.Immediate);
            Narrow(target, operation, kind);
            return;
        }

        int b = Use(right);
        switch (operation)
        {
            case BinaryOp.AddUnchecked or BinaryOp.SubUnchecked or BinaryOp.MulUnchecked when kind == ValueKind.U64:
                WriteUncheckedUnsigned(target, operation, a, b);
                break;
            case BinaryOp.Div or BinaryOp.Rem:
                Emit(Division(operation, kind), target, a, b, (long)kind);
                break;
            case BinaryOp.Shl or BinaryOp.Shr or BinaryOp.ShlUnchecked or BinaryOp.ShrUnchecked or BinaryOp.ShlSigned:
                Op shift = operation is BinaryOp.Shr or BinaryOp.ShrUnchecked ? Op.Shr : Op.Shl;
                int packed = (int)operation | ((int)KindOf(TypeOf(right)) << 8);
                Emit(Instr.Halves(shift, target, a, b, (int)kind, packed));
                break;
            case BinaryOp.Gt or BinaryOp.Ge:
                Emit(Comparison(operation == BinaryOp.Gt ? BinaryOp.Lt : BinaryOp.Le, kind), target, b, a);
                break;
            case BinaryOp.Cmp:
                WriteThreeWay(target, kind, a, b);
                break;
            default:
                Emit(IntegerOp(operation, kind), target, a, b, (long)operation);
                Narrow(target, operation, kind);
                break;
        }
    }

    // Fat pointers are equal when both halves are; their order is that of the address, then of the length (Rust's `Ord` of pointers).
    private void WriteFatComparison(int target, BinaryOp operation, Operand left, Operand right)
    {
        int a = Use(left);
        int b = Use(right);
        int first = Temporary();
        int second = Temporary();
        switch (operation)
        {
            case BinaryOp.Eq:
                Emit(Op.Eq, first, a, b);
                Emit(Op.Eq, second, a + 1, b + 1);
                Emit(Op.And, target, first, second);
                break;
            case BinaryOp.Ne:
                Emit(Op.Ne, first, a, b);
                Emit(Op.Ne, second, a + 1, b + 1);
                Emit(Op.Or, target, first, second);
                break;
            case BinaryOp.Lt or BinaryOp.Le or BinaryOp.Gt or BinaryOp.Ge:
                WriteFatOrder(target, operation, a, b, first, second);
                break;
            default:
                throw new UnsupportedException($"the operation {operation} on fat pointers");
        }
    }

    private void WriteFatOrder(int target, BinaryOp operation, int a, int b, int first, int second)
    {
        (a, b) = operation is BinaryOp.Gt or BinaryOp.Ge ? (b, a) : (a, b);
        int less = Temporary();
        Emit(Op.LtU, less, a, b);
        Emit(Op.Eq, first, a, b);
        Emit(operation is BinaryOp.Lt or BinaryOp.Gt ? Op.LtU : Op.LeU, second, a + 1, b + 1);
        Emit(Op.And, first, first, second);
        Emit(Op.Or, target, less, first);
    }

    private void WriteThreeWay(int target, ValueKind kind, int a, int b)
    {
        int greater = Temporary();
        int less = Temporary();
        Emit(Comparison(BinaryOp.Lt, kind), greater, b, a);
        Emit(Comparison(BinaryOp.Lt, kind), less, a, b);
        Emit(Op.Sub32, target, greater, less);
    }

    private static Op Division(BinaryOp operation, ValueKind kind) => (operation, kind.IsSigned()) switch
    {
        (BinaryOp.Div, true) => Op.DivS,
        (BinaryOp.Div, false) => Op.DivU,
        (_, true) => Op.RemS,
        _ => Op.RemU,
    };

    private static (Op Op, long Immediate)? ImmediateForm(BinaryOp operation, ValueKind kind, int number)
    {
        bool is32 = kind is ValueKind.I32 or ValueKind.U32;
        bool is64 = kind is ValueKind.I64 or ValueKind.U64;
        Op? op = operation switch
        {
            BinaryOp.Add when kind == ValueKind.U32 => Op.AddU32I,
            BinaryOp.Add when kind == ValueKind.I32 => Op.Add32I,
            BinaryOp.Add when is64 => Op.Add64I,
            BinaryOp.Sub when kind == ValueKind.U32 && number != int.MinValue => Op.AddU32I,
            BinaryOp.Sub when kind == ValueKind.I32 && number != int.MinValue => Op.Add32I,
            BinaryOp.Sub when is64 => Op.Add64I,
            BinaryOp.Mul when is64 => Op.Mul64I,
            BinaryOp.AddUnchecked when kind == ValueKind.I32 => Op.AddX32I,
            BinaryOp.AddUnchecked when kind == ValueKind.I64 => Op.AddX64I,
            BinaryOp.SubUnchecked when kind == ValueKind.I32 && number != int.MinValue => Op.AddX32I,
            BinaryOp.SubUnchecked when kind == ValueKind.I64 => Op.AddX64I,
            BinaryOp.MulUnchecked when kind == ValueKind.I32 => Op.MulX32I,
            BinaryOp.BitAnd => Op.AndI,
            BinaryOp.BitOr => Op.OrI,
            BinaryOp.BitXor => Op.XorI,
            BinaryOp.Eq => Op.EqI,
            BinaryOp.Ne => Op.NeI,
            BinaryOp.Lt => kind.IsSigned() ? Op.LtSI : Op.LtUI,
            BinaryOp.Le when kind.IsSigned() => Op.LeSI,
            BinaryOp.Gt => kind.IsSigned() ? Op.GtSI : Op.GtUI,
            BinaryOp.Ge when kind.IsSigned() => Op.GeSI,
            BinaryOp.ShlUnchecked or BinaryOp.Shl when is32 && number is >= 0 and < 32 => kind == ValueKind.I32 ? Op.Shl32I : Op.ShlU32I,
            BinaryOp.ShlUnchecked or BinaryOp.Shl when is64 && number is >= 0 and < 64 => Op.Shl64I,
            BinaryOp.ShrUnchecked or BinaryOp.Shr when number >= 0 && number < kind.Bits() => kind.IsSigned() ? Op.ShrSI : Op.ShrUI,
            _ => null,
        };
        bool subtracts = operation is BinaryOp.Sub or BinaryOp.SubUnchecked;
        return op is { } found ? (found, subtracts ? -(long)number : number) : null;
    }

    private static Op IntegerOp(BinaryOp operation, ValueKind kind)
    {
        return operation switch
        {
            BinaryOp.Add => kind == ValueKind.I32 ? Op.Add32 : kind == ValueKind.U32 ? Op.AddU32 : Op.Add64,
            BinaryOp.Sub => kind == ValueKind.I32 ? Op.Sub32 : kind == ValueKind.U32 ? Op.SubU32 : Op.Sub64,
            BinaryOp.Mul => kind == ValueKind.I32 ? Op.Mul32 : kind == ValueKind.U32 ? Op.MulU32 : Op.Mul64,
            BinaryOp.AddUnchecked => kind == ValueKind.I32 ? Op.AddX32 : kind == ValueKind.I64 ? Op.AddX64 : Op.Add64,
            BinaryOp.SubUnchecked => kind == ValueKind.I32 ? Op.SubX32 : kind == ValueKind.I64 ? Op.SubX64 : Op.Sub64,
            BinaryOp.MulUnchecked => kind == ValueKind.I32 ? Op.MulX32 : kind == ValueKind.I64 ? Op.MulX64 : Op.Mul64,
            BinaryOp.BitAnd => Op.And,
            BinaryOp.BitOr => Op.Or,
            BinaryOp.BitXor => Op.Xor,
            BinaryOp.Eq or BinaryOp.Ne or BinaryOp.Lt or BinaryOp.Le => Comparison(operation, kind),
            _ => throw new UnsupportedException($"the operation {operation} on this type"),
        };
    }

    // Unsigned and unchecked exists in Rust only.
    private void WriteUncheckedUnsigned(int target, BinaryOp operation, int left, int right)
    {
        BinaryOp checkedOperation = operation switch
        {
            BinaryOp.AddUnchecked => BinaryOp.AddWithOverflow,
            BinaryOp.SubUnchecked => BinaryOp.SubWithOverflow,
            _ => BinaryOp.MulWithOverflow,
        };
        int result = Temporary();
        int flag = Temporary();
        Emit(Instr.Halves(Op.WithOverflow, result, left, right, (int)ValueKind.U64, (int)checkedOperation));
        Emit(Op.FaultIf, flag, imm: _tables.Texts.Add("UncheckedOverflow: the result does not fit an unsigned number of 64 bits"));
        Emit(Op.Move, target, result);
    }

    // Arithmetic on less than 32 bits (and unchecked unsigned) is done in 64 bits and then cut or checked.
    private void Narrow(int target, BinaryOp operation, ValueKind kind)
    {
        switch (operation)
        {
            case BinaryOp.Add or BinaryOp.Sub or BinaryOp.Mul or BinaryOp.Shl or BinaryOp.ShlUnchecked when kind.SizeOf() < 4:
                Cut(target, target, kind);
                break;
            case BinaryOp.AddUnchecked or BinaryOp.SubUnchecked or BinaryOp.MulUnchecked when kind.SizeOf() < 4 || kind == ValueKind.U32:
                Emit(Op.CheckNarrow, target, target, (int)operation, (long)kind);
                break;
            default:
                break;
        }
    }

    private void Cut(int target, int source, ValueKind kind)
    {
        Op op = kind switch
        {
            ValueKind.I8 => Op.Sext8,
            ValueKind.U8 => Op.Zext8,
            ValueKind.I16 => Op.Sext16,
            ValueKind.U16 => Op.Zext16,
            ValueKind.I32 => Op.Sext32,
            ValueKind.U32 => Op.Zext32,
            _ => Op.Move,
        };
        if (op != Op.Move || target != source)
        {
            Emit(op, target, source);
        }
    }

    private static Op Comparison(BinaryOp operation, ValueKind kind) => operation switch
    {
        BinaryOp.Eq => Op.Eq,
        BinaryOp.Ne => Op.Ne,
        BinaryOp.Lt => kind.IsSigned() ? Op.LtS : Op.LtU,
        _ => kind.IsSigned() ? Op.LeS : Op.LeU,
    };

    private void WriteFloatBinary(int target, BinaryOp operation, ValueKind kind, Operand left, Operand right)
    {
        int a = Use(left);
        int b = Use(right);
        if (operation is BinaryOp.Gt or BinaryOp.Ge)
        {
            (a, b) = (b, a);
            operation = operation == BinaryOp.Gt ? BinaryOp.Lt : BinaryOp.Le;
        }

        bool isSingle = kind == ValueKind.F32;
        Op op = operation switch
        {
            BinaryOp.Add => isSingle ? Op.AddF32 : Op.AddF64,
            BinaryOp.Sub => isSingle ? Op.SubF32 : Op.SubF64,
            BinaryOp.Mul => isSingle ? Op.MulF32 : Op.MulF64,
            BinaryOp.Div => isSingle ? Op.DivF32 : Op.DivF64,
            BinaryOp.Rem => Op.RemF,
            BinaryOp.Eq => isSingle ? Op.EqF32 : Op.EqF64,
            BinaryOp.Ne => isSingle ? Op.NeF32 : Op.NeF64,
            BinaryOp.Lt => isSingle ? Op.LtF32 : Op.LtF64,
            BinaryOp.Le => isSingle ? Op.LeF32 : Op.LeF64,
            _ => throw new UnsupportedException($"the operation {operation} on floating numbers"),
        };
        Emit(op, target, a, b, isSingle ? 4 : 8);
    }

    private void WritePointerBinary(int target, BinaryOp operation, Operand left, Operand right)
    {
        int a = Use(left);
        long stride = Mir.Typing.BodyTypes.PointeeOf(TypeOf(left)) is { } pointee ? ElementBytes(pointee) : 1;
        if (operation == BinaryOp.Offset && Immediate(right) is { } count && Math.BigMul(count, (int)Math.Min(stride, int.MaxValue)) is var distance)
        {
            Emit(Op.OffsetI, target, a, 0, distance);
            return;
        }

        int b = Use(right);
        switch (operation)
        {
            case BinaryOp.Offset:
                Emit(Op.Offset, target, a, b, stride);
                break;
            case BinaryOp.PointerDifference:
                Emit(Op.Difference, target, a, b, stride);
                break;
            case BinaryOp.Eq or BinaryOp.Ne:
                Emit(operation == BinaryOp.Eq ? Op.Eq : Op.Ne, target, a, b);
                break;
            default:
                Emit(Op.ComparePointers, target, a, b, (long)operation);
                break;
        }
    }

    // gcc counts void and functions as one byte, so that arithmetic on void * is possible.
    private long ElementBytes(Mir.Types.Ty pointee) => KindOf(pointee) == ValueKind.Empty ? 1 : Layouts.SizeOf(pointee);

    private void WriteUnary(int target, UnaryOp operation, Operand operand)
    {
        ValueKind kind = KindOf(TypeOf(operand));
        int a = Use(operand);
        switch (operation)
        {
            case UnaryOp.PointerMetadata when kind == ValueKind.Fat:
                Move(target, a + 1, ValueKind.Pointer);
                break;
            case UnaryOp.Not when kind == ValueKind.Bool:
                Emit(Op.NotBool, target, a);
                break;
            case UnaryOp.Not:
                Emit(Op.Not, target, a);
                Cut(target, target, kind);
                break;
            case UnaryOp.Neg when kind.IsFloat():
                Emit(kind == ValueKind.F32 ? Op.NegF32 : Op.NegF64, target, a);
                break;
            case UnaryOp.Neg:
                Emit(Op.Neg64, target, a);
                Cut(target, target, kind);
                break;
            case UnaryOp.NegUnchecked:
                Emit(kind == ValueKind.I32 ? Op.NegX32 : Op.NegX64, target, a);
                Narrow(target, BinaryOp.SubUnchecked, kind);
                break;
            default:
                throw new UnsupportedException($"the operation {operation} on this type");
        }
    }
}
