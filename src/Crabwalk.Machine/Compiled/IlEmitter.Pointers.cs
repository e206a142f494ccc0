using System.Reflection.Emit;
using Crabwalk.Machine.Code;
using Crabwalk.Machine.Memory;
using Crabwalk.Mir.Bodies;
using static Crabwalk.Machine.Execution.Interpreter;

namespace Crabwalk.Machine.Compiled;

/// <summary>Pointers, marks of undefined values, and checks that stand alone.</summary>
internal sealed unsafe partial class IlEmitter
{
    private readonly LocalBuilder _id;

    private bool WritePointer(in Instr code)
    {
        switch (code.Op)
        {
            case Op.MovePointer:
                Push(code.B);
                PushProvenance(code.B);
                PopProvenance(code.A);
                Pop(code.A);
                return true;
            case Op.ConstPointer:
                Long(code.Imm);
                Pop(code.A);
                Int((int)(code.B | ((uint)code.C << 16)));
                PopProvenance(code.A);
                return true;
            case Op.Part or Op.Element:
                PushPart(code);
                PushProvenance(code.B);
                PopProvenance(code.A);
                Pop(code.A);
                return true;
            case Op.Offset or Op.OffsetI:
                WriteOffset(code);
                return true;
            case Op.ComparePointers or Op.Difference:
                WriteTwoPointers(code);
                return true;
            case Op.PointerToInt:
                _il.Emit(OpCodes.Ldarg_0);
                PushProvenance(code.B);
                _il.Emit(OpCodes.Call, Members.Expose);
                Push(code.B);
                Pop(code.A);
                Int(0);
                PopProvenance(code.A);
                return true;
            case Op.IntToPointer:
                Push(code.B);
                _il.Emit(OpCodes.Ldarg_0);
                Push(code.B);
                _il.Emit(OpCodes.Call, Members.FindExposed);
                PopProvenance(code.A);
                Pop(code.A);
                return true;
            default:
                return WriteMark(code);
        }
    }

    private bool WriteMark(in Instr code)
    {
        switch (code.Op)
        {
            case Op.SetDefined:
                Int(0);
                PopProvenance(code.A);
                return true;
            case Op.SetUndefined:
                _il.Emit(OpCodes.Ldarg_0);
                Long(_flat.Instrs[_at].Home);
                _il.Emit(OpCodes.Conv_I);
                _il.Emit(OpCodes.Call, Members.Junk);
                Pop(code.A);
                Int((int)GuestMemory.Undefined);
                PopProvenance(code.A);
                return true;
            case Op.TypeHint:
                _il.Emit(OpCodes.Ldarg_0);
                PushProvenance(code.A);
                Int((int)code.Imm);
                _il.Emit(OpCodes.Call, Members.TypeHint);
                return true;
            default:
                return false;
        }
    }

    private bool WriteCheck(in Instr code)
    {
        switch (code.Op)
        {
            case Op.Assert:
                Push(code.A);
                _il.Emit(code.B != 0 ? OpCodes.Brfalse : OpCodes.Brtrue, Exit);
                return true;
            case Op.FaultIf:
                Push(code.A);
                _il.Emit(OpCodes.Brtrue, Exit);
                return true;
            case Op.CheckTag:
                Push(code.A);
                Long(code.Low);
                _il.Emit(OpCodes.Sub);
                Long(code.High);
                _il.Emit(OpCodes.Bgt_Un, Exit);
                return true;
            case Op.CheckIndex:
                Push(code.B);
                Long(code.Imm);
                _il.Emit(code.C == 0 ? OpCodes.Bge_Un : OpCodes.Bgt_Un, Exit);
                return true;
            case Op.CheckDefined:
                PushProvenance(code.B);
                Int((int)GuestMemory.Undefined);
                _il.Emit(OpCodes.Beq, Exit);
                return true;
            case Op.CheckReference:
                WriteCheckReference(code);
                return true;
            case Op.UseAs:
                WriteUseAs(code);
                return true;
            default:
                return false;
        }
    }

    private void WriteCheckReference(in Instr code)
    {
        CheckHasProvenance(code.A);
        Push(code.A);
        _il.Emit(OpCodes.Stloc, _address);
        FindLine(code.A);
        CheckBounds(code.Low, Helpers.LineSize);
        if (code.High > 1)
        {
            _il.Emit(OpCodes.Ldloc, _address);
            Long(code.High - 1);
            _il.Emit(OpCodes.And);
            _il.Emit(OpCodes.Brtrue, Exit);
        }
    }

    private void WriteUseAs(in Instr code)
    {
        Label isGood = _il.DefineLabel();
        FindLine(code.A);
        PushView();
        Int(AllocationLine.Storage);
        _il.Emit(OpCodes.Beq, isGood);
        PushView();
        Int(code.Low);
        _il.Emit(OpCodes.Bne_Un, Exit);
        Push(code.A);
        PushLineField(Helpers.LineBase);
        _il.Emit(OpCodes.Sub);
        _il.Emit(OpCodes.Conv_U4);
        Int(code.High);
        _il.Emit(OpCodes.Rem_Un);
        _il.Emit(OpCodes.Brtrue, Exit);
        _il.MarkLabel(isGood);
    }

    private void PushView()
    {
        _il.Emit(OpCodes.Ldloc, _line);
        Int(Helpers.LineView);
        _il.Emit(OpCodes.Add);
        _il.Emit(OpCodes.Ldind_I4);
    }

    private void CheckHasProvenance(int register)
    {
        PushProvenance(register);
        Int((int)GuestMemory.Undefined);
        _il.Emit(OpCodes.Ble_Un, Exit);
    }

    private void PushPart(in Instr code)
    {
        Push(code.B);
        if (code.Op == Op.Element)
        {
            Push(code.C);
            Long(code.High);
            _il.Emit(OpCodes.Mul);
            _il.Emit(OpCodes.Add);
        }

        Long(code.Op == Op.Element ? code.Low : code.Imm);
        _il.Emit(OpCodes.Add);
    }

    // A pointer stays inside of its block or comes to stand just behind it (C17 6.5.6p8).
    private void WriteOffset(in Instr code)
    {
        CheckHasProvenance(code.B);
        if (code.Op == Op.Offset)
        {
            Push(code.C);
            Long(0x80000000);
            _il.Emit(OpCodes.Add);
            Long(uint.MaxValue);
            _il.Emit(OpCodes.Bgt_Un, Exit);
        }

        Push(code.B);
        PushDistance(code);
        _il.Emit(OpCodes.Add);
        _il.Emit(OpCodes.Stloc, _address);
        FindLine(code.B);
        _il.Emit(OpCodes.Ldloc, _address);
        PushLineField(Helpers.LineBase);
        _il.Emit(OpCodes.Sub);
        PushLineField(Helpers.LineExtent);
        _il.Emit(OpCodes.Bgt_Un, Exit);
        PushProvenance(code.B);
        PopProvenance(code.A);
        _il.Emit(OpCodes.Ldloc, _address);
        Pop(code.A);
    }

    private void PushDistance(in Instr code)
    {
        if (code.Op == Op.Offset)
        {
            Push(code.C);
            Long(code.Imm);
            _il.Emit(OpCodes.Mul);
        }
        else
        {
            Long(code.Imm);
        }
    }

    private void WriteTwoPointers(in Instr code)
    {
        PushProvenance(code.B);
        PushProvenance(code.C);
        _il.Emit(OpCodes.Bne_Un, Exit);
        Push(code.B);
        Push(code.C);
        if (code.Op == Op.Difference)
        {
            _il.Emit(OpCodes.Sub);
            Long(code.Imm);
            _il.Emit(OpCodes.Div);
        }
        else
        {
            var operation = (BinaryOp)code.Imm;
            _il.Emit(operation is BinaryOp.Lt or BinaryOp.Ge ? OpCodes.Clt_Un : OpCodes.Cgt_Un);
            if (operation is BinaryOp.Le or BinaryOp.Ge)
            {
                Int(0);
                _il.Emit(OpCodes.Ceq);
            }

            _il.Emit(OpCodes.Conv_U8);
        }

        Pop(code.A);
    }
}
