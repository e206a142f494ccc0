using Crabwalk.Mir.Bodies;
using Crabwalk.Wasm.Modules;

namespace Crabwalk.Wasm.Generation;

/// <summary>Memory and heap for Rust's library (docs/rust-intrinsics.md: memory, the heap). What searches or allocates is a function of the library in C.</summary>
internal sealed partial class FunctionGenerator
{
    private static void AddRustMemory(Dictionary<string, Intrinsic> table)
    {
        table["read_via_copy"] = static (g, call) => g.Move(call.Call.Destination, g.Behind(call[0], call.Type()));
        table["volatile_load"] = table["read_via_copy"];
        table["unaligned_load"] = static (g, call) => g.Move(call.Call.Destination, g.Behind(call[0], call.Type()) with { Pack = 1 });
        table["write_via_move"] = static (g, call) => g.WritePart(g.Behind(call[0], call.Type()), call[1]);
        table["volatile_store"] = table["write_via_move"];
        table["unaligned_store"] = static (g, call) => g.WritePart(g.Behind(call[0], call.Type()) with { Pack = 1 }, call[1]);
        table["copy"] = static (g, call) => g.CopyElements(call);
        table["copy_nonoverlapping"] = table["copy"];
        table["write_bytes"] = static (g, call) =>
        {
            g.Push(call[0]);
            g.Push(call[1]);
            g.PushDistance(call[2], g._layouts.SizeOf(call.Type()));
            g._code.Add(Opcode.MemoryFill);
        };
        table["typed_swap_nonoverlapping"] = static (g, call) => g.Swap(g.Behind(call[0], call.Type()), g.Behind(call[1], call.Type()));
        table["raw_eq"] = static (g, call) => g.Give(call, () =>
        {
            g.Push(call[0]);
            g.Push(call[1]);
            g._code.Const(g._layouts.SizeOf(call.Type()));
            g.CallHelper("memcmp");
            g._code.Add(Opcode.I32Eqz);
        });
        AddHelper(table, "compare_bytes", "memcmp");
        AddHelper(table, "find_byte", "__cw_rust_find_byte");
        AddHelper(table, "validate_utf8", "__cw_rust_validate_utf8");
        AddHelper(table, "heap_alloc", "__cw_rust_alloc");
        AddHelper(table, "heap_alloc_zeroed", "__cw_rust_alloc_zeroed");
        AddHelper(table, "heap_dealloc", "__cw_rust_dealloc");
        AddHelper(table, "heap_realloc", "__cw_rust_realloc");
    }

    // An operation that a function of the library in C carries out, with the same parameters.
    private static void AddHelper(Dictionary<string, Intrinsic> table, string name, string function) => table[name] = (g, call) =>
    {
        void Push()
        {
            foreach (Operand argument in call.Call.Arguments)
            {
                g.Push(argument);
            }

            g.CallHelper(function);
        }

        if (g.Of(g.TypeOf(call.Call.Destination)) is Representation.Nothing)
        {
            Push();
        }
        else
        {
            g.Give(call, Push);
        }
    };

    private void CopyElements(IntrinsicCall call)
    {
        Push(call[1]);
        Push(call[0]);
        PushDistance(call[2], _layouts.SizeOf(call.Type()));
        _code.Add(Opcode.MemoryCopy);
    }

    private void Swap(Access.InMemory left, Access.InMemory right)
    {
        if (_layouts.SizeOf(left.Type) == 0)
        {
            return;
        }

        Access.InMemory kept = Scratch(left.Type);
        CopyTo(kept, left.Type, left);
        CopyTo(left, left.Type, right);
        CopyTo(right, left.Type, kept);
    }
}
