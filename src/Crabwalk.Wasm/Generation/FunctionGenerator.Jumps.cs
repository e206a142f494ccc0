using Crabwalk.Mir.Bodies;
using Crabwalk.Wasm.ControlFlow;
using Crabwalk.Wasm.Linking;
using Crabwalk.Wasm.Modules;

namespace Crabwalk.Wasm.Generation;

/// <summary>
/// <c>setjmp</c> and <c>longjmp</c>, by exceptions. A jump buffer holds the address of the frame that filled it, the number of the
/// <c>setjmp</c> there, and the stack pointer. <c>longjmp</c> throws the buffer's address and the value; a call that it comes out of asks
/// whether the buffer is this frame's, and throws it on when it is not.
/// </summary>
internal sealed partial class FunctionGenerator
{
    private const int NumberOffset = 4;
    private const int StackOffset = 8;

    private static void AddJumps(Dictionary<string, Intrinsic> table)
    {
        table[JumpLandings.SetJump] = static (g, call) => g.FillJumpBuffer(call);
        table["__crabwalk_longjmp"] = static (g, call) =>
        {
            g.Push(call[0]);
            g.Push(call[1]);
            g._code.Add(Opcode.Throw, g._program.JumpTag());
        };
    }

    private void FillJumpBuffer(IntrinsicCall call)
    {
        _frame.MovesStackPointer = true;
        StoreField(call[0], 0, () => _code.Add(_frame.Push()));
        StoreField(call[0], NumberOffset, () => Push(call[1]));
        StoreField(call[0], StackOffset, () => _code.Add(Opcode.GlobalGet, ProgramLinker.StackPointer));
        Give(call, () => _code.Const(0));
    }

    private void StoreField(Operand buffer, long offset, Action push)
    {
        Push(buffer);
        push();
        _code.Add(new(Opcode.I32Store, offset, 2));
    }

    /// <summary>A call that may come back by a jump: 1 is left on the stack when it did, 0 when it returned.</summary>
    private BlockExit WriteGuardedCall(TerminatorKind.Call call, JumpLanding landing, BlockId dispatch)
    {
        int buffer = NewLocal(WasmType.I32);
        int value = ((Slot.Locals)SlotOf(landing.Value)).First;
        _code.Add(Opcode.Block, BlockType.Giving(WasmType.I32));
        _code.Add(Opcode.Block, _program.TypeIndex(new([], [WasmType.I32, WasmType.I32])));
        _code.Add(new Instruction(Opcode.TryTable, BlockType.Empty, 0, new InstructionList.Catches([new(CatchKind.Tag, _program.JumpTag(), 0)])));
        WriteCallCode(call);
        if (call.Target is null)
        {
            _code.Add(Opcode.Unreachable);
        }
        else
        {
            _code.Const(0);
            _code.Add(Opcode.Br, 2);
        }

        _code.Add(Opcode.End);
        _code.Add(Opcode.Unreachable);
        _code.Add(Opcode.End);
        _code.Set(value);
        _code.Set(buffer);
        ThrowOnWhenForeign(buffer, value);
        LoadField(buffer, NumberOffset);
        _code.Set(((Slot.Locals)SlotOf(landing.Selector)).First);
        LoadField(buffer, StackOffset);
        _code.Add(Opcode.GlobalSet, ProgramLinker.StackPointer);
        _code.Const(1);
        _code.Add(Opcode.End);
        if (call.Target is { } target)
        {
            return new BlockExit.Branch(dispatch, target);
        }

        _code.Add(Opcode.Drop);
        return new BlockExit.Goto(dispatch);
    }

    private void ThrowOnWhenForeign(int buffer, int value)
    {
        LoadField(buffer, 0);
        _code.Add(_frame.Push());
        _code.Add(Opcode.I32Ne);
        _code.Add(Opcode.If, BlockType.Empty);
        _code.Get(buffer);
        _code.Get(value);
        _code.Add(Opcode.Throw, _program.JumpTag());
        _code.Add(Opcode.End);
    }

    private void LoadField(int buffer, long offset)
    {
        _code.Get(buffer);
        _code.Add(new(Opcode.I32Load, offset, 2));
    }
}
