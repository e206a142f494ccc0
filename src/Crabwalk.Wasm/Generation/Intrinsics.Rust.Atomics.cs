using Crabwalk.Mir.Bodies;
using Crabwalk.Wasm.Modules;

namespace Crabwalk.Wasm.Generation;

/// <summary>Read-modify-write: nothing comes between the parts of an operation where there is one thread.</summary>
internal sealed partial class FunctionGenerator
{
    private static void AddRustAtomics(Dictionary<string, Intrinsic> table)
    {
        table["atomic_load"] = table["read_via_copy"];
        table["atomic_store"] = table["write_via_move"];
        AddCombining(table, "atomic_xchg", static (g, call, _, _) => g.Push(call[1]));
        AddCombining(table, "atomic_xadd", static (g, call, old, kind) => g.CombineWith(BinaryOp.Add, call, old, kind));
        AddCombining(table, "atomic_xsub", static (g, call, old, kind) => g.CombineWith(BinaryOp.Sub, call, old, kind));
        AddCombining(table, "atomic_and", static (g, call, old, kind) => g.CombineWith(BinaryOp.BitAnd, call, old, kind));
        AddCombining(table, "atomic_or", static (g, call, old, kind) => g.CombineWith(BinaryOp.BitOr, call, old, kind));
        AddCombining(table, "atomic_xor", static (g, call, old, kind) => g.CombineWith(BinaryOp.BitXor, call, old, kind));
        AddCombining(table, "atomic_nand", static (g, call, old, kind) => g.PushNotAnd(call, old, kind));
        AddCombining(table, "atomic_max", static (g, call, old, kind) => g.PushChosen(BinaryOp.Gt, call, old, kind));
        AddCombining(table, "atomic_min", static (g, call, old, kind) => g.PushChosen(BinaryOp.Lt, call, old, kind));
        table["atomic_cxchg"] = static (g, call) => g.CompareExchange(call);
    }

    private delegate void Combining(FunctionGenerator generator, IntrinsicCall call, int old, ScalarKind kind);

    private static void AddCombining(Dictionary<string, Intrinsic> table, string name, Combining pushNew) => table[name] = (g, call) =>
    {
        Access.InMemory memory = g.Behind(call[0], g.TypeOf(call.Call.Destination));
        ScalarKind kind = g.KindOf(memory.Type);
        int old = g.NewLocal(kind.Type());
        g.Load(memory);
        g._code.Set(old);
        g.StoreInMemory(memory, () => pushNew(g, call, old, kind));
        g.Give(call, () => g._code.Get(old));
    };

    private void CombineWith(BinaryOp operation, IntrinsicCall call, int old, ScalarKind kind)
    {
        _code.Get(old);
        Push(call[1]);
        _code.Add(IntegerOpcode(operation, kind));
        Cut(operation, kind);
    }

    private void PushNotAnd(IntrinsicCall call, int old, ScalarKind kind)
    {
        CombineWith(BinaryOp.BitAnd, call, old, kind);
        if (kind == ScalarKind.Bool)
        {
            _code.Add(Opcode.I32Eqz);
            return;
        }

        _code.Add(kind.IsWide() ? Opcode.I64Const : Opcode.I32Const, -1);
        _code.Add(kind.IsWide() ? Opcode.I64Xor : Opcode.I32Xor);
        Cut(kind);
    }

    private void PushChosen(BinaryOp order, IntrinsicCall call, int old, ScalarKind kind)
    {
        _code.Get(old);
        Push(call[1]);
        _code.Get(old);
        Push(call[1]);
        _code.Add(Comparison(order, kind));
        _code.Add(Opcode.Select);
    }

    // Gives the value before, and whether the new one was written.
    private void CompareExchange(IntrinsicCall call)
    {
        Access.InMemory memory = Behind(call[0], TypeOf(call[1]));
        ScalarKind kind = KindOf(memory.Type);
        int old = NewLocal(kind.Type());
        int isEqual = NewLocal(WasmType.I32);
        Load(memory);
        _code.Tee(old);
        Push(call[1]);
        _code.Add(Comparison(BinaryOp.Eq, kind));
        _code.Tee(isEqual);
        _code.Add(Opcode.If, BlockType.Empty);
        StoreInMemory(memory, () => Push(call[2]));
        _code.Add(Opcode.End);
        Give(call, () =>
        {
            _code.Get(old);
            _code.Get(isEqual);
        });
    }
}
