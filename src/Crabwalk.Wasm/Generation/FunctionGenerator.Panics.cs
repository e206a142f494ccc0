using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;
using Crabwalk.Wasm.ControlFlow;
using Crabwalk.Wasm.Linking;
using Crabwalk.Wasm.Modules;

namespace Crabwalk.Wasm.Generation;

/// <summary>
/// Unwinding by exceptions: a panic throws the address of what it carries. A call with something to clean up catches it, gives the stack back its
/// place and goes on in the cleanup block, whose end throws the same on.
/// </summary>
internal sealed partial class FunctionGenerator
{
    private int _payload = -1;

    private int Payload => _payload >= 0 ? _payload : _payload = NewLocal(WasmType.I32);

    /// <summary>Code that may unwind to a cleanup block, then on to <paramref name="target"/>; null when it does not come back.</summary>
    private BlockExit WriteUnwinding(Action write, BlockId? target, BlockId cleanup)
    {
        WriteCaught(write, comesBack: target is not null);
        if (target is { } next)
        {
            return new BlockExit.Branch(cleanup, next);
        }

        _code.Add(Opcode.Drop);
        return new BlockExit.Goto(cleanup);
    }

    /// <summary>Code that may unwind: 1 is left on the stack when it did, 0 when it came to its end.</summary>
    private void WriteCaught(Action write, bool comesBack)
    {
        _frame.MovesStackPointer = true;
        _code.Add(Opcode.Block, BlockType.Giving(WasmType.I32));
        _code.Add(Opcode.Block, BlockType.Giving(WasmType.I32));
        _code.Add(new Instruction(Opcode.TryTable, BlockType.Empty, 0, new InstructionList.Catches([new(CatchKind.Tag, _program.PanicTag(), 0)])));
        write();
        if (comesBack)
        {
            _code.Const(0);
            _code.Add(Opcode.Br, 2);
        }
        else
        {
            _code.Add(Opcode.Unreachable);
        }

        _code.Add(Opcode.End);
        _code.Add(Opcode.Unreachable);
        _code.Add(Opcode.End);
        _code.Set(Payload);
        _code.Add(_frame.Push());
        _code.Add(Opcode.GlobalSet, ProgramLinker.StackPointer);
        _code.Const(1);
        _code.Add(Opcode.End);
    }

    private void WriteResume()
    {
        _code.Get(Payload);
        _code.Add(Opcode.Throw, _program.PanicTag());
    }

    private BlockExit WriteDrop(TerminatorKind.Drop drop)
    {
        Ty type = TypeOf(drop.Place);
        void Write()
        {
            PushReference(drop.Place);
            DropPushed(type);
        }

        if (drop.Unwind is UnwindAction.Cleanup(var cleanup))
        {
            return WriteUnwinding(Write, drop.Target, cleanup);
        }

        Write();
        return new BlockExit.Goto(drop.Target);
    }

    /// <summary>Destroys what the pointer on the stack leads to.</summary>
    private void DropPushed(Ty type)
    {
        _frame.MovesStackPointer = true;
        if (type is Ty.Dynamic)
        {
            DropThroughVTable();
        }
        else if (_program.Program.DropGlue.Of(type) is { } glue)
        {
            _code.Add(Opcode.Call, _program.DescriptionOf(new Instance(glue))!.Number);
        }
        else
        {
            foreach (WasmType _ in Of(Types.RawPtr(type)).Types)
            {
                _code.Add(Opcode.Drop);
            }
        }
    }

    // The vtable's first word is the drop glue, or 0 where there is nothing to do.
    private void DropThroughVTable()
    {
        int vtable = NewLocal(WasmType.I32);
        int data = NewLocal(WasmType.I32);
        _code.Set(vtable);
        _code.Set(data);
        _code.Get(vtable);
        _code.Add(new(Opcode.I32Load, 0, 2));
        _code.Add(Opcode.If, BlockType.Empty);
        _code.Get(data);
        _code.Get(vtable);
        _code.Add(new(Opcode.I32Load, 0, 2));
        _code.Add(Opcode.CallIndirect, _program.TypeIndex(new([WasmType.I32], [])));
        _code.Add(Opcode.End);
    }
}
