using Crabwalk.Mir.Bodies;
using Crabwalk.Wasm.Modules;

namespace Crabwalk.Wasm.Generation;

/// <summary>gcc's builtins on integers.</summary>
internal sealed partial class FunctionGenerator
{
    private static void AddBits(Dictionary<string, Intrinsic> table)
    {
        table["__builtin_clz"] = static (g, call) => g.GiveCount(call, Opcode.I32Clz, Opcode.I64Clz);
        table["__builtin_ctz"] = static (g, call) => g.GiveCount(call, Opcode.I32Ctz, Opcode.I64Ctz);
        table["__builtin_popcount"] = static (g, call) => g.GiveCount(call, Opcode.I32Popcnt, Opcode.I64Popcnt);
        table["__builtin_parity"] = static (g, call) => g.Give(call, () =>
        {
            g.PushCount(call[0], Opcode.I32Popcnt, Opcode.I64Popcnt);
            g._code.Const(1);
            g._code.Add(Opcode.I32And);
        });
        table["__builtin_ffs"] = static (g, call) => g.Give(call, () => g.PushFirstSet(call[0]));
        table["__builtin_clrsb"] = static (g, call) => g.Give(call, () => g.PushSignBits(call[0]));
        table["__builtin_bswap16"] = static (g, call) => g.Give(call, () => g.PushSwapped(call[0], 2));
        table["__builtin_bswap32"] = static (g, call) => g.Give(call, () => g.PushSwapped(call[0], 4));
        table["__builtin_bswap64"] = static (g, call) => g.Give(call, () => g.PushSwapped(call[0], 8));
        table["__builtin_add_overflow"] = static (g, call) => g.GiveOverflow(call, BinaryOp.AddWithOverflow);
        table["__builtin_sub_overflow"] = static (g, call) => g.GiveOverflow(call, BinaryOp.SubWithOverflow);
        table["__builtin_mul_overflow"] = static (g, call) => g.GiveOverflow(call, BinaryOp.MulWithOverflow);
    }

    private void GiveCount(IntrinsicCall call, Opcode narrow, Opcode wide) => Give(call, () => PushCount(call[0], narrow, wide));

    private void PushCount(Operand operand, Opcode narrow, Opcode wide)
    {
        bool isWide = KindOf(TypeOf(operand)).IsWide();
        Push(operand);
        _code.Add(isWide ? wide : narrow);
        if (isWide)
        {
            _code.Add(Opcode.I32WrapI64);
        }
    }

    // Nothing set counts as bit 0: the trailing zeros plus one, times whether there is any.
    private void PushFirstSet(Operand operand)
    {
        bool isWide = KindOf(TypeOf(operand)).IsWide();
        PushCount(operand, Opcode.I32Ctz, Opcode.I64Ctz);
        _code.Const(1);
        _code.Add(Opcode.I32Add);
        _code.Const(0);
        Push(operand);
        if (isWide)
        {
            _code.Add(Opcode.I64Eqz);
            _code.Add(Opcode.I32Eqz);
        }

        _code.Add(Opcode.Select);
    }

    // The bits after the sign that equal it: the leading zeros of the number, or of its complement, less one.
    private void PushSignBits(Operand operand)
    {
        ScalarKind kind = KindOf(TypeOf(operand));
        bool isWide = kind.IsWide();
        Push(operand);
        Push(operand);
        _code.Add(isWide ? Opcode.I64Const : Opcode.I32Const, kind.Bits() - 1);
        _code.Add(isWide ? Opcode.I64ShrS : Opcode.I32ShrS);
        _code.Add(isWide ? Opcode.I64Xor : Opcode.I32Xor);
        _code.Add(isWide ? Opcode.I64Clz : Opcode.I32Clz);
        if (isWide)
        {
            _code.Add(Opcode.I32WrapI64);
        }

        _code.Const(1);
        _code.Add(Opcode.I32Sub);
    }

    /// <summary>Pushes an integer with its lowest <paramref name="bytes"/> bytes in reverse.</summary>
    private void PushSwapped(Operand operand, int bytes)
    {
        bool isWide = bytes == 8;
        int value = NewLocal(isWide ? WasmType.I64 : WasmType.I32);
        PushAs(operand, isWide ? ScalarKind.U64 : ScalarKind.U32);
        _code.Set(value);
        for (int i = 0; i < bytes; i++)
        {
            _code.Get(value);
            MoveByte(isWide, 8 * (bytes - 1 - (2 * i)));
            _code.Add(isWide ? Opcode.I64Const : Opcode.I32Const, unchecked(isWide ? 0xFFL << (8 * (bytes - 1 - i)) : 0xFF << (8 * (bytes - 1 - i))));
            _code.Add(isWide ? Opcode.I64And : Opcode.I32And);
            if (i > 0)
            {
                _code.Add(isWide ? Opcode.I64Or : Opcode.I32Or);
            }
        }
    }

    private void MoveByte(bool isWide, int up)
    {
        if (up == 0)
        {
            return;
        }

        _code.Add(isWide ? Opcode.I64Const : Opcode.I32Const, Math.Abs(up));
        _code.Add((isWide, up > 0) switch
        {
            (true, true) => Opcode.I64Shl,
            (true, false) => Opcode.I64ShrU,
            (false, true) => Opcode.I32Shl,
            (false, false) => Opcode.I32ShrU,
        });
    }

    // gcc's `__builtin_add_overflow(a, b, &result)`: as if in infinitely many bits, then cut to the type of the result.
    private void GiveOverflow(IntrinsicCall call, BinaryOp operation)
    {
        ScalarKind left = KindOf(TypeOf(call[0]));
        ScalarKind right = KindOf(TypeOf(call[1]));
        ScalarKind result = PointedKind(call[2]);
        int overflowed = NewLocal(WasmType.I32);
        int value = NewLocal(result.Type());
        if (left == result && right == result)
        {
            WriteWithOverflow(operation, result, call[0], call[1]);
            _code.Set(overflowed);
            _code.Set(value);
        }
        else if (left.Bits() <= 32 && right.Bits() <= 32)
        {
            WriteExactly(operation, call, result, value, overflowed);
        }
        else
        {
            throw new UnsupportedException("overflow of operands that have different types of 64 bits");
        }

        Push(call[2]);
        _code.Get(value);
        _code.Add(result.Store());
        Give(call, () => _code.Get(overflowed));
    }

    // Operands of up to 32 bits: the result in 64 bits is exact, but for a product of two unsigned ones, which is then exact as unsigned.
    private void WriteExactly(BinaryOp operation, IntrinsicCall call, ScalarKind result, int value, int overflowed)
    {
        bool isUnsigned = operation == BinaryOp.MulWithOverflow && !KindOf(TypeOf(call[0])).IsSigned() && !KindOf(TypeOf(call[1])).IsSigned();
        int exact = NewLocal(WasmType.I64);
        PushAs(call[0], ScalarKind.I64);
        PushAs(call[1], ScalarKind.I64);
        _code.Add(IntegerOpcode(PlainOf(operation), ScalarKind.I64));
        _code.Tee(exact);
        ConvertInteger(ScalarKind.I64, result);
        _code.Set(value);
        if (result.IsWide())
        {
            _code.Get(exact);
            _code.Add(Opcode.I64Const);
            _code.Add(Opcode.I64LtS);
            _code.Const(result.IsSigned() == isUnsigned ? 1 : 0);
            _code.Add(Opcode.I32And);
        }
        else
        {
            _code.Get(value);
            _code.Add(result.IsSigned() ? Opcode.I64ExtendI32S : Opcode.I64ExtendI32U);
            _code.Get(exact);
            _code.Add(Opcode.I64Ne);
        }

        _code.Set(overflowed);
    }
}
