using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;
using Crabwalk.Mir.Typing;
using Crabwalk.Wasm.Linking;
using Crabwalk.Wasm.Modules;

namespace Crabwalk.Wasm.Generation;

/// <summary>Memory as a whole: copying, filling, growing, the stack; and variable arguments, which lie in memory.</summary>
internal sealed partial class FunctionGenerator
{
    private static void AddMemory(Dictionary<string, Intrinsic> table)
    {
        table["__builtin_memcpy"] = static (g, call) => g.WriteBulk(call, Opcode.MemoryCopy);
        table["__builtin_memmove"] = static (g, call) => g.WriteBulk(call, Opcode.MemoryCopy);
        table["__builtin_memset"] = static (g, call) => g.WriteBulk(call, Opcode.MemoryFill);
        table["__builtin_wasm_memory_size"] = static (g, call) => g.Give(call, () => g._code.Add(Opcode.MemorySize));
        table["__builtin_wasm_memory_grow"] = static (g, call) => g.Give(call, () =>
        {
            g.Push(call[1]);
            g._code.Add(Opcode.MemoryGrow);
        });
        table["__builtin_alloca"] = static (g, call) => g.Give(call, () => g.TakeFromStack(call[0]));
        table["__builtin_frame_address"] = static (g, call) => g.Give(call, () => g._code.Add(g._frame.Push()));
        table["__builtin_return_address"] = static (g, call) => g.Give(call, () => g._code.Const(0));
    }

    private void WriteBulk(IntrinsicCall call, Opcode opcode)
    {
        Push(call[0]);
        Push(call[1]);
        Push(call[2]);
        _code.Add(opcode);
        Give(call, () => Push(call[0]));
    }

    private void TakeFromStack(Operand size)
    {
        _frame.MovesStackPointer = true;
        _frame.Push();
        _code.Add(Opcode.GlobalGet, ProgramLinker.StackPointer);
        PushAs(size, ScalarKind.U32);
        LowerStack();
    }

    private static void AddVariable(Dictionary<string, Intrinsic> table)
    {
        table["__builtin_va_start"] = static (g, call) => g.StoreWord(call[0], () => g._code.Get(g._variableArguments >= 0 ? g._variableArguments : throw new UnsupportedException("`va_start` in a function without variable arguments")));
        table["__builtin_va_copy"] = static (g, call) => g.StoreWord(call[0], () => g.LoadWord(call[1]));
        table["__builtin_va_end"] = static (_, _) => { };
        table["__builtin_va_arg"] = static (g, call) => g.NextArgument(call);
    }

    private void StoreWord(Operand pointer, Action push)
    {
        Push(pointer);
        push();
        _code.Add(new(Opcode.I32Store, 0, 2));
    }

    private void LoadWord(Operand pointer)
    {
        Push(pointer);
        _code.Add(new(Opcode.I32Load, 0, 2));
    }

    private void NextArgument(IntrinsicCall call)
    {
        Ty type = TypeOf(call.Call.Destination);
        (long bytes, int align) = VariableSlot(type);
        int at = NewLocal(WasmType.I32);
        LoadWord(call[0]);
        if (align > 4)
        {
            _code.Const(align - 1);
            _code.Add(Opcode.I32Add);
            _code.Const(-align);
            _code.Add(Opcode.I32And);
        }

        _code.Set(at);
        StoreWord(call[0], () =>
        {
            _code.Get(at);
            _code.Const(bytes);
            _code.Add(Opcode.I32Add);
        });
        var argument = new Access.InMemory(type, [new(Opcode.LocalGet, at)], 0);
        if (AccessOf(call.Call.Destination) is Access.InMemory target && Of(type) is Representation.InMemory)
        {
            CopyTo(target, type, argument);
        }
        else
        {
            Give(call, () => Push(argument));
        }
    }

    private static void AddControl(Dictionary<string, Intrinsic> table)
    {
        table["__builtin_trap"] = static (g, _) => g._code.Add(Opcode.Unreachable);
        table["__builtin_unreachable"] = static (g, _) => g._code.Add(Opcode.Unreachable);

        // The library's own checks are the checking machine's; here a program that breaks them gets what it gets on a real machine.
        table["__crabwalk_check"] = static (_, _) => { };
        table["__crabwalk_unsequenced"] = static (_, _) => { };
    }

    /// <summary>The width of what a pointer leads to, for operations that are named after none.</summary>
    private ScalarKind PointedKind(Operand pointer) =>
        BodyTypes.PointeeOf(TypeOf(pointer)) is { } pointee ? KindOf(pointee) : throw new UnsupportedException("a result through what is no pointer");
}
