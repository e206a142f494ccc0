using System.Collections.Frozen;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;

namespace Crabwalk.Wasm.Generation;

/// <summary>The functions that are known by name and written where they are called, one small function each.</summary>
internal sealed partial class FunctionGenerator
{
    private delegate void Intrinsic(FunctionGenerator generator, IntrinsicCall call);

    private static readonly FrozenDictionary<string, Intrinsic> Known = MakeTable(
        AddMemory, AddBits, AddFloats, AddVariable, AddControl, AddJumps, AddRustTypes, AddRustMemory, AddRustIntegers, AddRustFloats, AddRustControl, AddRustAtomics);

    // The operations that may panic, or call code that does.
    private static readonly FrozenSet<string> UnwindingIntrinsics =
        FrozenSet.ToFrozenSet(["drop_in_place", "unwind", "const_eval_select", "assert_inhabited", "assert_zero_valid", "assert_mem_uninitialized_valid"], StringComparer.Ordinal);

    /// <summary>The names of builtins and library operations that are known.</summary>
    public static IEnumerable<string> IntrinsicNames => Known.Keys;

    private readonly record struct IntrinsicCall(TerminatorKind.Call Call, Ty.FnDef Function)
    {
        /// <summary>An argument, counted from 0.</summary>
        public Operand this[int argument] => Call.Arguments[argument];

        /// <summary>A generic argument that is a type.</summary>
        public Ty Type(int number = 0) => (Ty)Function.Args[number];
    }

    private static FrozenDictionary<string, Intrinsic> MakeTable(params ReadOnlySpan<Action<Dictionary<string, Intrinsic>>> families)
    {
        var table = new Dictionary<string, Intrinsic>(StringComparer.Ordinal);
        foreach (Action<Dictionary<string, Intrinsic>> add in families)
        {
            add(table);
        }

        return table.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private void WriteIntrinsic(string name, TerminatorKind.Call call, Ty.FnDef function)
    {
        if (name.StartsWith(WasiPrefix, StringComparison.Ordinal))
        {
            WriteImportCall(name[WasiPrefix.Length..], call, function);
        }
        else if (Known.TryGetValue(name, out Intrinsic? write))
        {
            write(this, new(call, function));
        }
        else
        {
            throw new UnsupportedException($"`{name}` in WebAssembly");
        }
    }

    /// <summary>Gives the call's destination what <paramref name="push"/> pushes.</summary>
    private void Give(IntrinsicCall call, Action push) => Store(AccessOf(call.Call.Destination), push);
}
