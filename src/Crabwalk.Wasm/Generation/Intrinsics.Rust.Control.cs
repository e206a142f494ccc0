using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Layout;
using Crabwalk.Mir.Types;
using Crabwalk.Wasm.Linking;
using Crabwalk.Wasm.Modules;

namespace Crabwalk.Wasm.Generation;

/// <summary>Ends, promises, panics and where they happened, and threads as far as one alone goes (docs/rust-intrinsics.md: control, threads).</summary>
internal sealed partial class FunctionGenerator
{
    private static void AddRustControl(Dictionary<string, Intrinsic> table)
    {
        foreach (string name in (string[])["assume", "ub_check", "cold_path", "report_panic", "forget", "atomic_fence", "thread_yield", "thread_look"])
        {
            table[name] = static (_, _) => { };
        }

        table["abort"] = static (g, _) => g.CallHelper("__host_abort");
        table["unreachable"] = static (g, _) => g._code.Add(Opcode.Unreachable);
        table["likely"] = static (g, call) => g.Assign(call, call[0]);
        table["unlikely"] = table["likely"];
        table["ub_checks"] = static (g, call) => g.Give(call, () => g._code.Const(0));
        table["is_val_statically_known"] = table["ub_checks"];
        table["drop_in_place"] = static (g, call) =>
        {
            g.Push(call[0]);
            g.DropPushed(call.Type());
        };
        table["caller_location"] = static (g, call) => g.Give(call, () => g.PushCallerLocation(call.Call.FunctionSpan));
        table["catch_unwind"] = static (g, call) => g.CatchUnwind(call);
        table["unwind"] = static (g, call) => g.Unwind(call);
        table["const_eval_select"] = static (g, call) => g.CallAtRunTime(call);
        table["assert_inhabited"] = static (g, call) => g.Require(call, g.LayoutFor(call) is not { IsUninhabited: true }, "attempted to instantiate uninhabited type", "");
        table["assert_zero_valid"] = static (g, call) => g.Require(call, ValueValidity.AllowsZero(g.LayoutFor(call)), "attempted to zero-initialize type", ", which is invalid");
        table["assert_mem_uninitialized_valid"] = static (g, call) => g.Require(call, ValueValidity.AllowsAnything(g.LayoutFor(call)), "attempted to leave type", " uninitialized, which is invalid");
        table["thread_current"] = static (g, call) => g.Give(call, () => g._code.Add(Opcode.I64Const, 1));
        table["thread_wake"] = static (g, call) => g.Give(call, () => g._code.Const(0));
        table["thread_spawn"] = static (_, _) => throw new UnsupportedException("threads in WebAssembly");
        AddHelper(table, "thread_wait", "__cw_rust_thread_wait");
    }

    private TypeLayout? LayoutFor(IntrinsicCall call) => _layouts.Computer.TryLayoutOf(call.Type(), out _);

    private void Require(IntrinsicCall call, bool condition, string problem, string rest)
    {
        if (condition)
        {
            return;
        }

        Push(_program.Texts.Operand($"{problem} `{call.Type()}`{rest}"));
        FunctionDescription panic = _program.DescriptionOf(_program.LangFunction("panic"))!;
        if (panic.Shape.TakesCaller)
        {
            PushCallerLocation(call.Call.FunctionSpan);
        }

        _frame.MovesStackPointer = true;
        _code.Add(Opcode.Call, panic.Number);
        _code.Add(Opcode.Unreachable);
    }

    private void Unwind(IntrinsicCall call)
    {
        if (_program.AbortsOnPanic)
        {
            CallHelper("__host_abort");
            _code.Add(Opcode.Unreachable);
            return;
        }

        Push(call[0]);
        _code.Add(Opcode.Throw, _program.PanicTag());
    }

    // `f(data)`, and when that unwinds `catch(data, payload)`.
    private void CatchUnwind(IntrinsicCall call)
    {
        _frame.MovesStackPointer = true;
        void CallIt()
        {
            Push(call[1]);
            Push(call[0]);
            _code.Add(Opcode.CallIndirect, _program.TypeIndex(new([WasmType.I32], [])));
        }

        if (_program.AbortsOnPanic)
        {
            CallIt();
            Give(call, () => _code.Const(0));
            return;
        }

        int caught = NewLocal(WasmType.I32);
        WriteCaught(CallIt, comesBack: true);
        _code.Tee(caught);
        _code.Add(Opcode.If, BlockType.Empty);
        Push(call[1]);
        _code.Get(Payload);
        Push(call[2]);
        _code.Add(Opcode.CallIndirect, _program.TypeIndex(new([WasmType.I32, WasmType.I32], [])));
        _code.Add(Opcode.End);
        Give(call, () => _code.Get(caught));
    }

    // The second function is the one for run time; it takes the parts of the tuple.
    private void CallAtRunTime(IntrinsicCall call)
    {
        if (call.Function.Args is not [Ty.Tuple tuple, _, Ty.FnDef function, ..])
        {
            throw new UnsupportedException("`const_eval_select` of these functions");
        }

        EquatableArray<Operand> parts = tuple.Parts.IsEmpty ? [] : [.. tuple.Parts.Select((part, i) => (Operand)new Operand.Move(PlaceOf(call[0]).Field(i, part)))];
        WriteCallCode(call.Call with { Function = new Operand.Constant(new ConstValue.ZeroSized(function)), Arguments = parts });
    }
}
