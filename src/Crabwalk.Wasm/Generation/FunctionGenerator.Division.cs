using System.Numerics;
using Crabwalk.Mir.Bodies;
using Crabwalk.Wasm.Modules;

namespace Crabwalk.Wasm.Generation;

/// <summary>Division by powers of two without dividing (Warren, "Hacker's Delight", chapter 10): engines leave that to whoever makes the module.</summary>
internal sealed partial class FunctionGenerator
{
    /// <summary>Writes a quotient or remainder whose divisor is a known power of two; false when it is none.</summary>
    private bool TryDivideByPower(BinaryOp operation, ScalarKind kind, Operand left, Operand right)
    {
        if (operation is not (BinaryOp.Div or BinaryOp.Rem) || right is not Operand.Constant(ConstValue.Scalar(_, var bits))
            || !BitOperations.IsPow2((ulong)bits) || bits < 2 || bits >= UInt128.One << (kind.Bits() - 1))
        {
            return false;
        }

        int power = BitOperations.Log2((ulong)bits);
        Push(left);
        if (kind.IsSigned())
        {
            DivideSigned(operation, kind.IsWide(), power);
        }
        else
        {
            PushNumber(kind.IsWide(), operation == BinaryOp.Div ? power : (1L << power) - 1);
            _code.Add((operation, kind.IsWide()) switch
            {
                (BinaryOp.Div, true) => Opcode.I64ShrU,
                (BinaryOp.Div, false) => Opcode.I32ShrU,
                (_, true) => Opcode.I64And,
                _ => Opcode.I32And,
            });
        }

        return true;
    }

    // A shift rounds down; a quotient is rounded towards zero: negative dividends get the divisor less one added before.
    private void DivideSigned(BinaryOp operation, bool isWide, int power)
    {
        int width = isWide ? 64 : 32;
        int dividend = NewLocal(isWide ? WasmType.I64 : WasmType.I32);
        _code.Tee(dividend);
        if (operation == BinaryOp.Rem)
        {
            _code.Get(dividend);
        }

        PushNumber(isWide, width - 1);
        _code.Add(isWide ? Opcode.I64ShrS : Opcode.I32ShrS);
        PushNumber(isWide, width - power);
        _code.Add(isWide ? Opcode.I64ShrU : Opcode.I32ShrU);
        _code.Get(dividend);
        _code.Add(isWide ? Opcode.I64Add : Opcode.I32Add);
        if (operation == BinaryOp.Div)
        {
            PushNumber(isWide, power);
            _code.Add(isWide ? Opcode.I64ShrS : Opcode.I32ShrS);
            return;
        }

        PushNumber(isWide, -(1L << power));
        _code.Add(isWide ? Opcode.I64And : Opcode.I32And);
        _code.Add(isWide ? Opcode.I64Sub : Opcode.I32Sub);
    }

    private void PushNumber(bool isWide, long number)
    {
        if (isWide)
        {
            _code.Add(Opcode.I64Const, number);
        }
        else
        {
            _code.Const(number);
        }
    }
}
