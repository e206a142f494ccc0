using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Typing;
using Crabwalk.Wasm.Modules;

namespace Crabwalk.Wasm.Generation;

/// <summary>Operations on values that fit into locals.</summary>
internal sealed partial class FunctionGenerator
{
    private void WriteBinary(BinaryOp operation, Operand left, Operand right)
    {
        switch (Of(TypeOf(left)))
        {
            case Representation.Pair:
                WritePairComparison(operation, left, right);
                break;
            case Representation.Scalar(ScalarKind.Pointer):
                WritePointerBinary(operation, left, right);
                break;
            case Representation.Scalar(var kind) when kind.IsFloat():
                WriteFloatBinary(operation, kind, left, right);
                break;
            case Representation.Scalar(var kind):
                WriteIntegerBinary(operation, kind, left, right);
                break;
            case Representation.InMemory when IsWideInteger(TypeOf(left)):
                PushWideComparison(operation, left, right);
                break;
            case Representation.InMemory:
                throw new UnsupportedException($"the operation {operation} on `{TypeOf(left)}`");
            default:
                WriteUnitComparison(operation);
                break;
        }
    }

    // Values without room are equal.
    private void WriteUnitComparison(BinaryOp operation) => _code.Const(operation is BinaryOp.Eq or BinaryOp.Le or BinaryOp.Ge ? 1 : 0);

    private void WriteIntegerBinary(BinaryOp operation, ScalarKind kind, Operand left, Operand right)
    {
        switch (operation)
        {
            case BinaryOp.AddWithOverflow or BinaryOp.SubWithOverflow or BinaryOp.MulWithOverflow:
                WriteWithOverflow(operation, kind, left, right);
                break;
            case BinaryOp.Cmp:
                WriteThreeWay(kind, left, right);
                break;
            case BinaryOp.Shl or BinaryOp.Shr or BinaryOp.ShlUnchecked or BinaryOp.ShrUnchecked or BinaryOp.ShlSigned:
                Push(left);
                PushShiftCount(operation, kind, right);
                _code.Add(IntegerOpcode(operation, kind));
                Cut(operation, kind);
                break;
            default:
                if (!TryDivideByPower(operation, kind, left, right))
                {
                    Push(left);
                    Push(right);
                    _code.Add(IntegerOpcode(operation, kind));
                    Cut(operation, kind);
                }

                break;
        }
    }

    // The engine takes counts modulo 32 or 64; of narrower values they are taken modulo the width here.
    private void PushShiftCount(BinaryOp operation, ScalarKind kind, Operand count)
    {
        PushCountOfShift(count);
        if (kind.IsWide())
        {
            _code.Add(Opcode.I64ExtendI32U);
        }

        if (kind.IsNarrow() && operation is BinaryOp.Shl or BinaryOp.Shr)
        {
            _code.Const(kind.Bits() - 1);
            _code.Add(Opcode.I32And);
        }
    }

    /// <summary>Pushes an integer as wide as another kind.</summary>
    private void PushAs(Operand operand, ScalarKind kind)
    {
        ScalarKind from = KindOf(TypeOf(operand));
        Push(operand);
        if (from.IsWide() && !kind.IsWide())
        {
            _code.Add(Opcode.I32WrapI64);
        }
        else if (!from.IsWide() && kind.IsWide())
        {
            _code.Add(from.IsSigned() ? Opcode.I64ExtendI32S : Opcode.I64ExtendI32U);
        }
    }

    // Only what can leave bits beyond the width is cut: sums, differences, products, left shifts, and the one quotient that does not fit.
    private void Cut(BinaryOp operation, ScalarKind kind)
    {
        bool mayGrow = operation is BinaryOp.Add or BinaryOp.Sub or BinaryOp.Mul or BinaryOp.AddUnchecked or BinaryOp.SubUnchecked or BinaryOp.MulUnchecked
            or BinaryOp.Shl or BinaryOp.ShlUnchecked or BinaryOp.ShlSigned || (operation == BinaryOp.Div && kind.IsSigned());
        if (mayGrow)
        {
            Cut(kind);
        }
    }

    private void Cut(ScalarKind kind)
    {
        switch (kind)
        {
            case ScalarKind.I8:
                _code.Add(Opcode.I32Extend8S);
                break;
            case ScalarKind.I16:
                _code.Add(Opcode.I32Extend16S);
                break;
            case ScalarKind.U8 or ScalarKind.U16:
                _code.Const(kind == ScalarKind.U8 ? 0xFF : 0xFFFF);
                _code.Add(Opcode.I32And);
                break;
            default:
                break;
        }
    }

    private static Opcode IntegerOpcode(BinaryOp operation, ScalarKind kind)
    {
        bool isWide = kind.IsWide();
        bool isSigned = kind.IsSigned();
        return operation switch
        {
            BinaryOp.Add or BinaryOp.AddUnchecked => isWide ? Opcode.I64Add : Opcode.I32Add,
            BinaryOp.Sub or BinaryOp.SubUnchecked => isWide ? Opcode.I64Sub : Opcode.I32Sub,
            BinaryOp.Mul or BinaryOp.MulUnchecked => isWide ? Opcode.I64Mul : Opcode.I32Mul,
            BinaryOp.Div => (isWide, isSigned) switch { (true, true) => Opcode.I64DivS, (true, false) => Opcode.I64DivU, (false, true) => Opcode.I32DivS, _ => Opcode.I32DivU },
            BinaryOp.Rem => (isWide, isSigned) switch { (true, true) => Opcode.I64RemS, (true, false) => Opcode.I64RemU, (false, true) => Opcode.I32RemS, _ => Opcode.I32RemU },
            BinaryOp.BitAnd => isWide ? Opcode.I64And : Opcode.I32And,
            BinaryOp.BitOr => isWide ? Opcode.I64Or : Opcode.I32Or,
            BinaryOp.BitXor => isWide ? Opcode.I64Xor : Opcode.I32Xor,
            BinaryOp.Shl or BinaryOp.ShlUnchecked or BinaryOp.ShlSigned => isWide ? Opcode.I64Shl : Opcode.I32Shl,
            BinaryOp.Shr or BinaryOp.ShrUnchecked => (isWide, isSigned) switch { (true, true) => Opcode.I64ShrS, (true, false) => Opcode.I64ShrU, (false, true) => Opcode.I32ShrS, _ => Opcode.I32ShrU },
            _ => Comparison(operation, kind),
        };
    }

    private static Opcode Comparison(BinaryOp operation, ScalarKind kind)
    {
        // The comparisons of a type stand one after the other: equal, not equal, then each order signed and unsigned.
        int start = (int)(kind.IsWide() ? Opcode.I64Eq : Opcode.I32Eq);
        int order = kind.IsSigned() ? 0 : 1;
        return (Opcode)(start + operation switch
        {
            BinaryOp.Eq => 0,
            BinaryOp.Ne => 1,
            BinaryOp.Lt => 2 + order,
            BinaryOp.Gt => 4 + order,
            BinaryOp.Le => 6 + order,
            BinaryOp.Ge => 8 + order,
            _ => throw new UnsupportedException($"the operation {operation}"),
        });
    }

    private void WriteThreeWay(ScalarKind kind, Operand left, Operand right)
    {
        Push(left);
        Push(right);
        _code.Add(Comparison(BinaryOp.Gt, kind));
        Push(left);
        Push(right);
        _code.Add(Comparison(BinaryOp.Lt, kind));
        _code.Add(Opcode.I32Sub);
    }

    // Pushes the result and whether it overflowed.
    private void WriteWithOverflow(BinaryOp operation, ScalarKind kind, Operand left, Operand right)
    {
        if (kind.IsWide())
        {
            WriteWideOverflow(operation, kind.IsSigned(), left, right);
            return;
        }

        // The exact result fits into 64 bits; it overflowed when cutting it changes it.
        BinaryOp plain = PlainOf(operation);
        int exact = NewLocal(WasmType.I64);
        PushAs(left, ScalarKind.I64);
        PushAs(right, ScalarKind.I64);
        _code.Add(IntegerOpcode(plain, ScalarKind.I64));
        _code.Tee(exact);
        _code.Add(Opcode.I32WrapI64);
        Cut(kind);
        int cut = NewLocal(WasmType.I32);
        _code.Tee(cut);
        _code.Get(cut);
        _code.Add(kind.IsSigned() ? Opcode.I64ExtendI32S : Opcode.I64ExtendI32U);
        _code.Get(exact);
        _code.Add(Opcode.I64Ne);
    }

    private static BinaryOp PlainOf(BinaryOp operation) => operation switch
    {
        BinaryOp.AddWithOverflow => BinaryOp.Add,
        BinaryOp.SubWithOverflow => BinaryOp.Sub,
        _ => BinaryOp.Mul,
    };

    private void WriteWideOverflow(BinaryOp operation, bool isSigned, Operand left, Operand right)
    {
        int a = NewLocal(WasmType.I64);
        int b = NewLocal(WasmType.I64);
        int result = NewLocal(WasmType.I64);
        Push(left);
        _code.Tee(a);
        Push(right);
        _code.Tee(b);
        _code.Add(IntegerOpcode(PlainOf(operation), ScalarKind.I64));
        _code.Tee(result);
        if (operation == BinaryOp.MulWithOverflow)
        {
            WriteProductOverflow(isSigned, a, b, result);
        }
        else if (isSigned)
        {
            WriteSignedOverflow(operation, a, b, result);
        }
        else
        {
            // A sum that wrapped is below its parts; a difference wraps when more is taken than there is.
            _code.Get(operation == BinaryOp.AddWithOverflow ? result : a);
            _code.Get(operation == BinaryOp.AddWithOverflow ? a : b);
            _code.Add(Opcode.I64LtU);
        }
    }

    // The sign is wrong when it differs from that of both parts of a sum; of a difference, when the parts differ and it is not the first's.
    private void WriteSignedOverflow(BinaryOp operation, int a, int b, int result)
    {
        _code.Get(a);
        _code.Get(result);
        _code.Add(Opcode.I64Xor);
        _code.Get(operation == BinaryOp.AddWithOverflow ? b : a);
        _code.Get(operation == BinaryOp.AddWithOverflow ? result : b);
        _code.Add(Opcode.I64Xor);
        _code.Add(Opcode.I64And);
        _code.Add(Opcode.I64Const, 0);
        _code.Add(Opcode.I64LtS);
    }

    // Dividing the product by one factor gives the other back; the one signed division that traps is an overflow itself.
    private void WriteProductOverflow(bool isSigned, int a, int b, int result)
    {
        _code.Get(a);
        _code.Add(Opcode.I64Eqz);
        _code.Add(Opcode.If, BlockType.Giving(WasmType.I32));
        _code.Const(0);
        _code.Add(Opcode.Else);
        if (isSigned)
        {
            _code.Get(a);
            _code.Add(Opcode.I64Const, -1);
            _code.Add(Opcode.I64Eq);
            _code.Add(Opcode.If, BlockType.Giving(WasmType.I32));
            _code.Get(b);
            _code.Add(Opcode.I64Const, long.MinValue);
            _code.Add(Opcode.I64Eq);
            _code.Add(Opcode.Else);
        }

        _code.Get(result);
        _code.Get(a);
        _code.Add(isSigned ? Opcode.I64DivS : Opcode.I64DivU);
        _code.Get(b);
        _code.Add(Opcode.I64Ne);
        if (isSigned)
        {
            _code.Add(Opcode.End);
        }

        _code.Add(Opcode.End);
    }

    private void WriteFloatBinary(BinaryOp operation, ScalarKind kind, Operand left, Operand right)
    {
        bool isSingle = kind == ScalarKind.F32;
        Push(left);
        Push(right);
        if (operation == BinaryOp.Rem)
        {
            CallHelper(isSingle ? "fmodf" : "fmod");
            return;
        }

        _code.Add(operation switch
        {
            BinaryOp.Add => isSingle ? Opcode.F32Add : Opcode.F64Add,
            BinaryOp.Sub => isSingle ? Opcode.F32Sub : Opcode.F64Sub,
            BinaryOp.Mul => isSingle ? Opcode.F32Mul : Opcode.F64Mul,
            BinaryOp.Div => isSingle ? Opcode.F32Div : Opcode.F64Div,
            BinaryOp.Eq => isSingle ? Opcode.F32Eq : Opcode.F64Eq,
            BinaryOp.Ne => isSingle ? Opcode.F32Ne : Opcode.F64Ne,
            BinaryOp.Lt => isSingle ? Opcode.F32Lt : Opcode.F64Lt,
            BinaryOp.Le => isSingle ? Opcode.F32Le : Opcode.F64Le,
            BinaryOp.Gt => isSingle ? Opcode.F32Gt : Opcode.F64Gt,
            BinaryOp.Ge => isSingle ? Opcode.F32Ge : Opcode.F64Ge,
            _ => throw new UnsupportedException($"the operation {operation} on floating numbers"),
        });
    }

    private void WritePointerBinary(BinaryOp operation, Operand left, Operand right)
    {
        Push(left);
        switch (operation)
        {
            case BinaryOp.Offset:
                PushDistance(right, ElementBytes(left));
                _code.Add(Opcode.I32Add);
                break;
            case BinaryOp.PointerDifference:
                Push(right);
                _code.Add(Opcode.I32Sub);
                DivideExactly(ElementBytes(left));
                break;
            case BinaryOp.Cmp:
                _code.Add(Opcode.Drop);
                WriteThreeWay(ScalarKind.Pointer, left, right);
                break;
            default:
                Push(right);
                _code.Add(IntegerOpcode(operation, ScalarKind.Pointer));
                break;
        }
    }

    private void PushDistance(Operand count, long stride)
    {
        if (count is Operand.Constant(ConstValue.Scalar(var type, var bits)))
        {
            _code.Const(unchecked((int)(KindOf(type).Extend(bits) * stride)));
            return;
        }

        PushAs(count, ScalarKind.U32);
        if (stride != 1)
        {
            _code.Const(long.IsPow2(stride) ? long.Log2(stride) : stride);
            _code.Add(long.IsPow2(stride) ? Opcode.I32Shl : Opcode.I32Mul);
        }
    }

    private void DivideExactly(long stride)
    {
        if (stride > 1)
        {
            _code.Const(long.IsPow2(stride) ? long.Log2(stride) : stride);
            _code.Add(long.IsPow2(stride) ? Opcode.I32ShrS : Opcode.I32DivS);
        }
    }

    // gcc counts void and functions as one byte, so that arithmetic on void * is possible.
    private long ElementBytes(Operand pointer) =>
        BodyTypes.PointeeOf(TypeOf(pointer)) is { } pointee && (_body.Language == SourceLanguage.Rust || Of(pointee) is not Representation.Nothing) ? _layouts.SizeOf(pointee) : 1;

    // Fat pointers are equal when both halves are; their order is that of the address, then of the length (Rust's `Ord` of pointers).
    private void WritePairComparison(BinaryOp operation, Operand left, Operand right)
    {
        var kinds = (Representation.Pair)Of(TypeOf(left));
        int[] locals = [.. Enumerable.Range(0, 4).Select(i => NewLocal(i % 2 == 0 ? kinds.First.Type() : kinds.Second.Type()))];
        Push(left);
        _code.Set(locals[1]);
        _code.Set(locals[0]);
        Push(right);
        _code.Set(locals[3]);
        _code.Set(locals[2]);
        switch (operation)
        {
            case BinaryOp.Eq or BinaryOp.Ne:
                CompareHalves(locals[0], locals[2], operation, kinds.First);
                CompareHalves(locals[1], locals[3], operation, kinds.Second);
                _code.Add(operation == BinaryOp.Eq ? Opcode.I32And : Opcode.I32Or);
                break;
            case BinaryOp.Lt or BinaryOp.Le or BinaryOp.Gt or BinaryOp.Ge:
                CompareHalves(locals[1], locals[3], operation, kinds.Second);
                CompareHalves(locals[0], locals[2], operation is BinaryOp.Lt or BinaryOp.Le ? BinaryOp.Lt : BinaryOp.Gt, kinds.First);
                CompareHalves(locals[0], locals[2], BinaryOp.Eq, kinds.First);
                _code.Add(Opcode.Select);
                break;
            default:
                throw new UnsupportedException($"the operation {operation} on fat pointers");
        }
    }

    private void CompareHalves(int left, int right, BinaryOp operation, ScalarKind kind)
    {
        _code.Get(left);
        _code.Get(right);
        _code.Add(IntegerOpcode(operation, kind));
    }

    private void WriteUnary(UnaryOp operation, Operand operand)
    {
        if (operation == UnaryOp.PointerMetadata)
        {
            PushMetadata(operand);
            return;
        }

        ScalarKind kind = KindOf(TypeOf(operand));
        switch (operation)
        {
            case UnaryOp.Not when kind == ScalarKind.Bool:
                Push(operand);
                _code.Add(Opcode.I32Eqz);
                break;
            case UnaryOp.Not:
                Push(operand);
                _code.Add(kind.IsWide() ? Opcode.I64Const : Opcode.I32Const, -1);
                _code.Add(kind.IsWide() ? Opcode.I64Xor : Opcode.I32Xor);
                Cut(kind.IsSigned() ? ScalarKind.I32 : kind);
                break;
            case UnaryOp.Neg or UnaryOp.NegUnchecked when kind.IsFloat():
                Push(operand);
                _code.Add(kind == ScalarKind.F32 ? Opcode.F32Neg : Opcode.F64Neg);
                break;
            default:
                _code.Add(kind.IsWide() ? Opcode.I64Const : Opcode.I32Const);
                Push(operand);
                _code.Add(kind.IsWide() ? Opcode.I64Sub : Opcode.I32Sub);
                Cut(kind);
                break;
        }
    }

    private void PushMetadata(Operand pointer)
    {
        if (Of(TypeOf(pointer)) is not Representation.Pair pair)
        {
            return;
        }

        Push(pointer);
        int second = NewLocal(pair.Second.Type());
        _code.Set(second);
        _code.Add(Opcode.Drop);
        _code.Get(second);
    }
}
