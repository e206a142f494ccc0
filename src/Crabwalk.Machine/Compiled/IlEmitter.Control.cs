using System.Reflection.Emit;
using Crabwalk.Machine.Code;
using Crabwalk.Machine.Execution;
using static Crabwalk.Machine.Execution.Interpreter;

namespace Crabwalk.Machine.Compiled;

/// <summary>Jumps, calls, returns, and what the interpreter does in between.</summary>
internal sealed unsafe partial class IlEmitter
{
    private void WriteOne(in FlatInstr instr)
    {
        Op op = instr.Code.Op;
        if (instr.Kind == FlatKind.Enter)
        {
            WriteEnter(instr);
        }
        else if (instr.Kind == FlatKind.Leave)
        {
            _il.Emit(OpCodes.Br, _labels[instr.Target]);
        }
        else if (Translation.IsLeftToInterpreter(op))
        {
            _il.Emit(OpCodes.Br, Exit);
        }
        else if (Translation.NeedsInterpreter(instr))
        {
            WriteInterpreted(instr);
        }
        else if (instr.Code.IsJump)
        {
            WriteJump(instr);
        }
        else if (op is Op.Return or Op.ReturnMemory or Op.ReturnNothing)
        {
            WriteReturn(instr);
        }
        else if (op == Op.Switch)
        {
            WriteSwitch(instr);
        }
        else if (!WriteArithmetic(instr.Code) && !WriteFloat(instr.Code) && !WriteCheck(instr.Code) && !WriteMemory(instr) && !WritePointer(instr.Code))
        {
            throw new Foundation.Diagnostics.CompilerBugException($"the second tier does not know the instruction `{instr.Code}`");
        }
    }

    // The same order as in the interpreter: work is counted first, then the call gets its number.
    private void WriteEnter(in FlatInstr instr)
    {
        TakeFuel();
        _il.Emit(OpCodes.Ldloc, _serial);
        Int(1);
        _il.Emit(OpCodes.Add);
        _il.Emit(OpCodes.Dup);
        _il.Emit(OpCodes.Stloc, _serial);
        _il.Emit(OpCodes.Stloc, SerialOf(_flat.Instrs[_at + 1].Scope));
    }

    private void TakeFuel()
    {
        _il.Emit(OpCodes.Ldloc, _fuel);
        Long(1);
        _il.Emit(OpCodes.Ble, Exit);
        _il.Emit(OpCodes.Ldloc, _fuel);
        Long(1);
        _il.Emit(OpCodes.Sub);
        _il.Emit(OpCodes.Stloc, _fuel);
    }

    private void WriteJump(in FlatInstr instr)
    {
        bool isBack = ((Instr*)instr.Home)->Low < 0;
        if (!isBack)
        {
            WriteBranch(instr.Code, _labels[instr.Target]);
            return;
        }

        Label taken = _il.DefineLabel();
        Label passed = _il.DefineLabel();
        WriteBranch(instr.Code, taken);
        _il.Emit(OpCodes.Br, passed);
        _il.MarkLabel(taken);
        TakeFuel();
        _il.Emit(OpCodes.Br, _labels[instr.Target]);
        _il.MarkLabel(passed);
    }

    private void WriteBranch(in Instr code, Label target)
    {
        switch (code.Op)
        {
            case Op.Jump:
                _il.Emit(OpCodes.Br, target);
                break;
            case Op.JumpTrue or Op.JumpFalse:
                Push(code.A);
                _il.Emit(code.Op == Op.JumpTrue ? OpCodes.Brtrue : OpCodes.Brfalse, target);
                break;
            case >= Op.JumpEqI and <= Op.JumpGeUI:
                Push(code.B);
                Long(code.High);
                _il.Emit(BranchOf(code.Op), target);
                break;
            case >= Op.JumpEqF:
                PushDouble(code.B);
                PushDouble(code.C);
                _il.Emit(BranchOf(code.Op), target);
                break;
            default:
                Push(code.B);
                Push(code.C);
                _il.Emit(BranchOf(code.Op), target);
                break;
        }
    }

    private static OpCode BranchOf(Op op) => op switch
    {
        Op.JumpEq or Op.JumpEqI or Op.JumpEqF => OpCodes.Beq,
        Op.JumpNe or Op.JumpNeI or Op.JumpNeF => OpCodes.Bne_Un,
        Op.JumpLtS or Op.JumpLtSI or Op.JumpLtF => OpCodes.Blt,
        Op.JumpLeS or Op.JumpLeSI or Op.JumpLeF => OpCodes.Ble,
        Op.JumpGtSI => OpCodes.Bgt,
        Op.JumpGeSI => OpCodes.Bge,
        Op.JumpLtU or Op.JumpLtUI => OpCodes.Blt_Un,
        Op.JumpLeU => OpCodes.Ble_Un,

        // With floats the unsigned forms also hold for what cannot be compared.
        Op.JumpGeUI or Op.JumpNotLtF => OpCodes.Bge_Un,
        _ => OpCodes.Bgt_Un,
    };

    private void WriteSwitch(in FlatInstr instr)
    {
        CompiledCode code = instr.Scope.Code;
        var home = (Instr*)instr.Home;
        _il.Emit(OpCodes.Ldarg_0);
        Int((int)home->Imm);
        Int(code.Number);
        Push(instr.Code.A);
        _il.Emit(OpCodes.Call, Members.SwitchIndex);
        _il.Emit(OpCodes.Switch, [.. instr.Targets!.Select(target => _labels[target])]);
    }

    private void WriteReturn(in FlatInstr instr)
    {
        WriteBackLive();
        WriteCounters();
        if (instr.Code.Op == Op.Return)
        {
            WriteQuickReturn();
        }

        _il.Emit(OpCodes.Ldarg_0);
        Long(instr.Home);
        _il.Emit(OpCodes.Conv_I);
        _il.Emit(OpCodes.Call, Members.Return);
        _il.Emit(OpCodes.Ret);
    }

    private void WriteQuickReturn()
    {
        Label slow = _il.DefineLabel();
        PushFrameField(Helpers.FrameLocals);
        _il.Emit(OpCodes.Conv_I4);
        _il.Emit(OpCodes.Brtrue, slow);
        PushFrameField(Helpers.FrameReturn);
        _il.Emit(OpCodes.Brfalse, slow);
        _il.Emit(OpCodes.Ldarg_0);
        PushFrameField(Helpers.FrameReturn);
        _il.Emit(OpCodes.Conv_I);
        _il.Emit(OpCodes.Stfld, Members.Next);
        _il.Emit(OpCodes.Ldarg_0);
        _il.Emit(OpCodes.Ldarg_0);
        _il.Emit(OpCodes.Ldfld, Members.Frame);
        Int(sizeof(Frame));
        _il.Emit(OpCodes.Sub);
        _il.Emit(OpCodes.Stfld, Members.Frame);
        Int(0);
        _il.Emit(OpCodes.Ret);
        _il.MarkLabel(slow);
    }

    private void WriteBackLive()
    {
        Slots slots = new(SlotUse.RegisterCount(_flat) * 2);
        slots.UnionWithBoth(_flow.LiveAt(_at), _flow.DirtyAt(_at));
        foreach (int slot in slots.All)
        {
            WriteBack(slot);
        }
    }

    private void WriteInterpreted(in FlatInstr instr)
    {
        WriteBackLive();
        WriteCounters();
        _il.Emit(OpCodes.Ldarg_0);
        Long(instr.Home);
        _il.Emit(OpCodes.Conv_I);
        _il.Emit(OpCodes.Call, instr.Code.Op == Op.Call ? Members.Call : Members.Interpret);
        Label goesOn = _il.DefineLabel();
        _il.Emit(OpCodes.Brfalse, goesOn);
        Int(1);
        _il.Emit(OpCodes.Ret);
        _il.MarkLabel(goesOn);
        Refresh();
        foreach (int slot in _flow.WrittenBy(_at).All)
        {
            if (_flow.IsLiveAfter(_at, slot))
            {
                Reload(slot);
            }
        }

        CloseChunk();
    }
}
