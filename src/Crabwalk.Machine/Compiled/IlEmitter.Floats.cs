using System.Reflection.Emit;
using Crabwalk.Machine.Code;

namespace Crabwalk.Machine.Compiled;

/// <summary>Floating numbers.</summary>
internal sealed partial class IlEmitter
{
    private readonly LocalBuilder _double;

    private bool WriteFloat(in Instr code)
    {
        switch (code.Op)
        {
            case >= Op.AddF64 and <= Op.DivF64:
                PushDouble(code.B);
                PushDouble(code.C);
                _il.Emit(OperationOf(code.Op));
                PopDouble(code.A);
                return true;
            case >= Op.AddF32 and <= Op.DivF32:
                PushSingle(code.B);
                PushSingle(code.C);
                _il.Emit(OperationOf(code.Op));
                _il.Emit(OpCodes.Conv_R4);
                PopSingle(code.A);
                return true;
            case Op.NegF64:
                PushDouble(code.B);
                _il.Emit(OpCodes.Neg);
                PopDouble(code.A);
                return true;
            case Op.NegF32:
                PushSingle(code.B);
                _il.Emit(OpCodes.Neg);
                PopSingle(code.A);
                return true;
            case Op.RemF:
                WriteRemainder(code);
                return true;
            case >= Op.EqF64 and <= Op.LeF32:
                WriteFloatComparison(code);
                return true;
            case >= Op.IntToF64 and <= Op.F32ToF64:
                WriteFloatConversion(code);
                return true;
            default:
                return false;
        }
    }

    private static OpCode OperationOf(Op op) => op switch
    {
        Op.AddF64 or Op.AddF32 => OpCodes.Add,
        Op.SubF64 or Op.SubF32 => OpCodes.Sub,
        Op.MulF64 or Op.MulF32 => OpCodes.Mul,
        _ => OpCodes.Div,
    };

    private void WriteRemainder(in Instr code)
    {
        if (code.Imm == 4)
        {
            PushSingle(code.B);
            PushSingle(code.C);
            _il.Emit(OpCodes.Rem);
            _il.Emit(OpCodes.Conv_R4);
            PopSingle(code.A);
        }
        else
        {
            PushDouble(code.B);
            PushDouble(code.C);
            _il.Emit(OpCodes.Rem);
            PopDouble(code.A);
        }
    }

    private void WriteFloatComparison(in Instr code)
    {
        if (code.Op <= Op.LeF64)
        {
            PushDouble(code.B);
            PushDouble(code.C);
        }
        else
        {
            PushSingle(code.B);
            PushSingle(code.C);
        }

        // Less or equal is not "greater or not comparable".
        _il.Emit(code.Op switch
        {
            Op.LtF64 or Op.LtF32 => OpCodes.Clt,
            Op.LeF64 or Op.LeF32 => OpCodes.Cgt_Un,
            _ => OpCodes.Ceq,
        });
        if (code.Op is Op.NeF64 or Op.NeF32 or Op.LeF64 or Op.LeF32)
        {
            Int(0);
            _il.Emit(OpCodes.Ceq);
        }

        _il.Emit(OpCodes.Conv_U8);
        Pop(code.A);
    }

    private void WriteFloatConversion(in Instr code)
    {
        switch (code.Op)
        {
            case Op.IntToF64:
                Push(code.B);
                _il.Emit(OpCodes.Conv_R8);
                PopDouble(code.A);
                break;
            case Op.IntToF32:
                Push(code.B);
                _il.Emit(OpCodes.Conv_R4);
                PopSingle(code.A);
                break;
            case Op.UIntToF64:
                Push(code.B);
                _il.Emit(OpCodes.Call, Helpers.UnsignedToDouble);
                PopDouble(code.A);
                break;
            case Op.UIntToF32:
                Push(code.B);
                _il.Emit(OpCodes.Call, Helpers.UnsignedToSingle);
                PopSingle(code.A);
                break;
            case Op.F64ToF32:
                PushDouble(code.B);
                _il.Emit(OpCodes.Conv_R4);
                PopSingle(code.A);
                break;
            case Op.F32ToF64:
                PushSingle(code.B);
                _il.Emit(OpCodes.Conv_R8);
                PopDouble(code.A);
                break;
            default:
                WriteTruncation(code);
                break;
        }
    }

    private void WriteTruncation(in Instr code)
    {
        var kind = (ValueKind)code.Imm;
        PushDouble(code.B);
        _il.Emit(OpCodes.Call, Helpers.Truncate);
        _il.Emit(OpCodes.Stloc, _double);
        _il.Emit(OpCodes.Ldloc, _double);
        _il.Emit(OpCodes.Ldc_R8, kind.IsSigned() ? -Math.ScaleB(1, kind.Bits() - 1) : 0);
        _il.Emit(OpCodes.Blt_Un, Exit);
        _il.Emit(OpCodes.Ldloc, _double);
        _il.Emit(OpCodes.Ldc_R8, Math.ScaleB(1, kind.IsSigned() ? kind.Bits() - 1 : kind.Bits()));
        _il.Emit(OpCodes.Bge_Un, Exit);
        _il.Emit(OpCodes.Ldloc, _double);
        _il.Emit(kind.IsSigned() ? OpCodes.Conv_I8 : OpCodes.Conv_U8);
        Pop(code.A);
    }
}
