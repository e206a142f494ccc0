using System.Reflection.Emit;
using Crabwalk.Machine.Code;
using Crabwalk.Mir.Bodies;

namespace Crabwalk.Machine.Compiled;

/// <summary>Integers: arithmetic that wraps, arithmetic that must not overflow, comparisons, conversions.</summary>
internal sealed partial class IlEmitter
{
    private readonly LocalBuilder _number;

    private bool WriteArithmetic(in Instr code)
    {
        switch (code.Op)
        {
            case Op.Move:
                Push(code.B);
                break;
            case Op.Const:
                Long(code.Imm);
                break;
            case >= Op.Add32 and <= Op.Mul64:
                WriteWrapping(code);
                break;
            case >= Op.Add32I and <= Op.Mul64I:
                WriteWrapping(code);
                break;
            case >= Op.AddX32 and <= Op.MulX32I:
                WriteExact(code);
                break;
            case Op.CheckNarrow:
                WriteNarrow(code);
                break;
            case >= Op.DivS and <= Op.RemU:
                WriteDivision(code);
                break;
            case >= Op.And and <= Op.XorI:
                PushOperands(code);
                _il.Emit(code.Op is Op.And or Op.AndI ? OpCodes.And : code.Op is Op.Or or Op.OrI ? OpCodes.Or : OpCodes.Xor);
                break;
            case Op.Shl or Op.Shr:
                WriteShift(code);
                break;
            case >= Op.Shl32I and <= Op.ShrUI:
                WriteFixedShift(code);
                break;
            case >= Op.Neg32 and <= Op.Zext32:
                WriteUnary(code);
                break;
            case >= Op.Eq and <= Op.GtUI:
                WriteComparison(code);
                break;
            case Op.WithOverflow:
                WriteWithOverflow(code);
                return true;
            default:
                return false;
        }

        Pop(code.A);
        return true;
    }

    private static bool HasImmediate(Op op) => op is >= Op.Add32I and <= Op.Mul64I or >= Op.AddX32I and <= Op.MulX32I
        or >= Op.AndI and <= Op.XorI or >= Op.EqI and <= Op.GtUI;

    private void PushOperands(in Instr code)
    {
        Push(code.B);
        PushRight(code);
    }

    private void PushRight(in Instr code)
    {
        if (HasImmediate(code.Op))
        {
            Long(code.Imm);
        }
        else
        {
            Push(code.C);
        }
    }

    private void WriteWrapping(in Instr code)
    {
        OpCode operation = code.Op switch
        {
            Op.Add32 or Op.AddU32 or Op.Add64 or Op.Add32I or Op.AddU32I or Op.Add64I => OpCodes.Add,
            Op.Sub32 or Op.SubU32 or Op.Sub64 => OpCodes.Sub,
            _ => OpCodes.Mul,
        };
        OpCode? width = code.Op switch
        {
            Op.Add32 or Op.Sub32 or Op.Mul32 or Op.Add32I => OpCodes.Conv_I8,
            Op.AddU32 or Op.SubU32 or Op.MulU32 or Op.AddU32I => OpCodes.Conv_U8,
            _ => null,
        };
        Push(code.B);
        Narrow(width);
        PushRight(code);
        Narrow(width);
        _il.Emit(operation);
        if (width is { } extend)
        {
            _il.Emit(extend);
        }
    }

    private void Narrow(OpCode? width)
    {
        if (width is not null)
        {
            _il.Emit(OpCodes.Conv_I4);
        }
    }

    // The exact result of 32-bit operands fits 64 bits; that of 64-bit operands is judged by signs, as in the interpreter.
    private void WriteExact(in Instr code)
    {
        if (code.Op == Op.MulX64)
        {
            WriteExactProduct(code);
            return;
        }

        bool isWide = code.Op is Op.AddX64 or Op.SubX64 or Op.AddX64I;
        bool isDifference = code.Op is Op.SubX32 or Op.SubX64;
        PushOperands(code);
        _il.Emit(code.Op is Op.MulX32 or Op.MulX32I ? OpCodes.Mul : isDifference ? OpCodes.Sub : OpCodes.Add);
        _il.Emit(OpCodes.Stloc, _number);
        if (isWide)
        {
            CheckSigns(code, isDifference);
        }
        else
        {
            _il.Emit(OpCodes.Ldloc, _number);
            _il.Emit(OpCodes.Conv_I4);
            _il.Emit(OpCodes.Conv_I8);
            _il.Emit(OpCodes.Ldloc, _number);
            _il.Emit(OpCodes.Bne_Un, Exit);
        }

        _il.Emit(OpCodes.Ldloc, _number);
    }

    private void CheckSigns(in Instr code, bool isDifference)
    {
        Push(code.B);
        if (isDifference)
        {
            PushRight(code);
        }
        else
        {
            _il.Emit(OpCodes.Ldloc, _number);
        }

        _il.Emit(OpCodes.Xor);
        if (isDifference)
        {
            Push(code.B);
        }
        else
        {
            PushRight(code);
        }

        _il.Emit(OpCodes.Ldloc, _number);
        _il.Emit(OpCodes.Xor);
        _il.Emit(OpCodes.And);
        Long(0);
        _il.Emit(OpCodes.Blt, Exit);
    }

    private void WriteExactProduct(in Instr code)
    {
        PushOperands(code);
        _il.Emit(OpCodes.Call, Helpers.HighProduct);
        PushOperands(code);
        _il.Emit(OpCodes.Mul);
        _il.Emit(OpCodes.Dup);
        _il.Emit(OpCodes.Stloc, _number);
        Int(63);
        _il.Emit(OpCodes.Shr);
        _il.Emit(OpCodes.Bne_Un, Exit);
        _il.Emit(OpCodes.Ldloc, _number);
    }

    private void WriteNarrow(in Instr code)
    {
        Push(code.B);
        Extend((ValueKind)code.Imm);
        _il.Emit(OpCodes.Stloc, _number);
        _il.Emit(OpCodes.Ldloc, _number);
        Push(code.B);
        _il.Emit(OpCodes.Bne_Un, Exit);
        _il.Emit(OpCodes.Ldloc, _number);
    }

    /// <summary>Extends the number on the stack to 64 bits, by the width and sign of a kind.</summary>
    private void Extend(ValueKind kind)
    {
        OpCode? cut = kind switch
        {
            ValueKind.I8 => OpCodes.Conv_I1,
            ValueKind.U8 => OpCodes.Conv_U1,
            ValueKind.I16 => OpCodes.Conv_I2,
            ValueKind.U16 => OpCodes.Conv_U2,
            ValueKind.I32 => OpCodes.Conv_I4,
            ValueKind.U32 or ValueKind.F32 => OpCodes.Conv_U4,
            _ => null,
        };
        if (cut is { } narrow)
        {
            _il.Emit(narrow);
            _il.Emit(kind.IsSigned() ? OpCodes.Conv_I8 : OpCodes.Conv_U8);
        }
        else if (kind == ValueKind.Bool)
        {
            Long(1);
            _il.Emit(OpCodes.And);
        }
    }

    private void WriteDivision(in Instr code)
    {
        bool isSigned = code.Op is Op.DivS or Op.RemS;
        Push(code.C);
        if (isSigned)
        {
            // 0 and -1 in one look: both are at most 1 when 1 is added.
            Long(1);
            _il.Emit(OpCodes.Add);
            Long(1);
            _il.Emit(OpCodes.Ble_Un, Exit);
        }
        else
        {
            _il.Emit(OpCodes.Brfalse, Exit);
        }

        // A division of 32 bits takes the processor half the time of one of 64.
        OpCode? width = ((ValueKind)code.Imm).SizeOf() > 4 ? null : isSigned ? OpCodes.Conv_I8 : OpCodes.Conv_U8;
        Push(code.B);
        Narrow(width);
        Push(code.C);
        Narrow(width);
        _il.Emit(code.Op switch
        {
            Op.DivS => OpCodes.Div,
            Op.RemS => OpCodes.Rem,
            Op.DivU => OpCodes.Div_Un,
            _ => OpCodes.Rem_Un,
        });
        if (width is { } extend)
        {
            _il.Emit(extend);
        }
    }

    private void WriteShift(in Instr code)
    {
        var kind = (ValueKind)code.Low;
        Push(code.C);
        Long(kind.Bits());
        _il.Emit(OpCodes.Bge_Un, Exit);
        Push(code.B);
        Push(code.C);
        _il.Emit(OpCodes.Conv_I4);
        _il.Emit(code.Op == Op.Shl ? OpCodes.Shl : kind.IsSigned() ? OpCodes.Shr : OpCodes.Shr_Un);
        if (code.Op == Op.Shl && (BinaryOp)(code.High & 0xFF) == BinaryOp.ShlSigned)
        {
            _il.Emit(OpCodes.Stloc, _number);
            CheckShiftedValue(code, kind);
            _il.Emit(OpCodes.Ldloc, _number);
        }
        else if (code.Op == Op.Shl)
        {
            Extend(kind);
        }
    }

    // C17 6.5.7p4: a value that is not negative, and its product with the power of two fits. Shifted back it is itself again then.
    private void CheckShiftedValue(in Instr code, ValueKind kind)
    {
        _il.Emit(OpCodes.Ldloc, _number);
        Extend(kind);
        Push(code.C);
        _il.Emit(OpCodes.Conv_I4);
        _il.Emit(OpCodes.Shr);
        Push(code.B);
        _il.Emit(OpCodes.Bne_Un, Exit);
        Push(code.B);
        _il.Emit(OpCodes.Ldloc, _number);
        Extend(kind);
        _il.Emit(OpCodes.Or);
        Long(0);
        _il.Emit(OpCodes.Blt, Exit);
    }

    private void WriteFixedShift(in Instr code)
    {
        bool is32 = code.Op is Op.Shl32I or Op.ShlU32I;
        Push(code.B);
        Narrow(is32 ? OpCodes.Conv_I4 : null);
        Int((int)code.Imm);
        _il.Emit(code.Op switch
        {
            Op.ShrSI => OpCodes.Shr,
            Op.ShrUI => OpCodes.Shr_Un,
            _ => OpCodes.Shl,
        });
        if (is32)
        {
            _il.Emit(code.Op == Op.Shl32I ? OpCodes.Conv_I8 : OpCodes.Conv_U8);
        }
    }

    private void WriteUnary(in Instr code)
    {
        if (code.Op is Op.NegX32 or Op.NegX64)
        {
            Push(code.B);
            Long(code.Op == Op.NegX32 ? int.MinValue : long.MinValue);
            _il.Emit(OpCodes.Beq, Exit);
        }

        Push(code.B);
        switch (code.Op)
        {
            case Op.Neg32:
                _il.Emit(OpCodes.Conv_I4);
                _il.Emit(OpCodes.Neg);
                _il.Emit(OpCodes.Conv_I8);
                break;
            case Op.Neg64 or Op.NegX32 or Op.NegX64:
                _il.Emit(OpCodes.Neg);
                break;
            case Op.Not:
                _il.Emit(OpCodes.Not);
                break;
            case Op.NotBool:
                Long(1);
                _il.Emit(OpCodes.Xor);
                break;
            default:
                Extend(WidthOf(code.Op));
                break;
        }
    }

    private static ValueKind WidthOf(Op op) => op switch
    {
        Op.Sext8 => ValueKind.I8,
        Op.Sext16 => ValueKind.I16,
        Op.Sext32 => ValueKind.I32,
        Op.Zext8 => ValueKind.U8,
        Op.Zext16 => ValueKind.U16,
        _ => ValueKind.U32,
    };

    private void WriteComparison(in Instr code)
    {
        PushOperands(code);
        _il.Emit(code.Op switch
        {
            Op.Eq or Op.EqI or Op.Ne or Op.NeI => OpCodes.Ceq,
            Op.LtS or Op.LtSI or Op.GeSI => OpCodes.Clt,
            Op.LeS or Op.LeSI or Op.GtSI => OpCodes.Cgt,
            Op.LtU or Op.LtUI => OpCodes.Clt_Un,
            _ => OpCodes.Cgt_Un,
        });
        if (code.Op is Op.Ne or Op.NeI or Op.GeSI or Op.LeS or Op.LeSI or Op.LeU)
        {
            Int(0);
            _il.Emit(OpCodes.Ceq);
        }

        _il.Emit(OpCodes.Conv_U8);
    }

    private void WriteWithOverflow(in Instr code)
    {
        var kind = (ValueKind)code.Low;
        var operation = (BinaryOp)code.High;
        Push(code.B);
        Push(code.C);
        _il.Emit(operation switch
        {
            BinaryOp.AddWithOverflow => OpCodes.Add,
            BinaryOp.SubWithOverflow => OpCodes.Sub,
            _ => OpCodes.Mul,
        });
        _il.Emit(OpCodes.Stloc, _number);
        if (kind.SizeOf() == 8)
        {
            PushOverflow64(code, kind.IsSigned(), operation == BinaryOp.SubWithOverflow);
        }
        else
        {
            _il.Emit(OpCodes.Ldloc, _number);
            Extend(kind);
            _il.Emit(OpCodes.Ldloc, _number);
            _il.Emit(OpCodes.Ceq);
            Int(0);
            _il.Emit(OpCodes.Ceq);
        }

        _il.Emit(OpCodes.Conv_U8);
        _il.Emit(OpCodes.Ldloc, _number);
        Extend(kind);
        Pop(code.A);
        Pop(code.A + 1);
    }

    private void PushOverflow64(in Instr code, bool isSigned, bool isDifference)
    {
        if (!isSigned)
        {
            _il.Emit(OpCodes.Ldloc, _number);
            Push(code.B);
            _il.Emit(isDifference ? OpCodes.Cgt_Un : OpCodes.Clt_Un);
            return;
        }

        Push(code.B);
        if (isDifference)
        {
            Push(code.C);
            _il.Emit(OpCodes.Xor);
            Push(code.B);
        }
        else
        {
            _il.Emit(OpCodes.Ldloc, _number);
            _il.Emit(OpCodes.Xor);
            Push(code.C);
        }

        _il.Emit(OpCodes.Ldloc, _number);
        _il.Emit(OpCodes.Xor);
        _il.Emit(OpCodes.And);
        Int(63);
        _il.Emit(OpCodes.Shr_Un);
        _il.Emit(OpCodes.Conv_I4);
    }
}
