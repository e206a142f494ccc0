using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Typing;
using Crabwalk.Wasm.Modules;

namespace Crabwalk.Wasm.Generation;

/// <summary>Floating numbers for Rust's library (docs/rust-intrinsics.md): instructions where there are some, else C's mathematical functions.</summary>
internal sealed partial class FunctionGenerator
{
    // Rust's names without the width, and C's.
    private static (string Rust, string C)[] MathematicalFunctions =>
    [
        ("round", "round"), ("cbrt", "cbrt"), ("exp", "exp"), ("exp2", "exp2"), ("expm1_", "expm1"), ("log", "log"), ("log2", "log2"), ("log10", "log10"),
        ("ln_1p_", "log1p"), ("sin", "sin"), ("cos", "cos"), ("tan", "tan"), ("asin", "asin"), ("acos", "acos"), ("atan", "atan"), ("sinh", "sinh"), ("cosh", "cosh"),
        ("tanh", "tanh"), ("asinh", "asinh"), ("acosh", "acosh"), ("atanh", "atanh"), ("pow", "pow"), ("atan2_", "atan2"), ("hypot", "hypot"), ("minnum", "fmin"),
        ("maxnum", "fmax"), ("fmod", "fmod"), ("fma", "fma"),
    ];

    private static void AddRustFloats(Dictionary<string, Intrinsic> table)
    {
        foreach ((string rust, string c) in MathematicalFunctions)
        {
            AddHelper(table, rust + "f64", c);
            AddHelper(table, rust + "f32", c + "f");
        }

        AddInstruction(table, "floor", Opcode.F32Floor, Opcode.F64Floor);
        AddInstruction(table, "ceil", Opcode.F32Ceil, Opcode.F64Ceil);
        AddInstruction(table, "trunc", Opcode.F32Trunc, Opcode.F64Trunc);
        AddInstruction(table, "round_ties_even_", Opcode.F32Nearest, Opcode.F64Nearest);
        AddInstruction(table, "sqrt", Opcode.F32Sqrt, Opcode.F64Sqrt);
        AddInstruction(table, "fabs", Opcode.F32Abs, Opcode.F64Abs);
        AddInstruction(table, "copysign", Opcode.F32Copysign, Opcode.F64Copysign);
        AddHelper(table, "powif64", "__cw_rust_powi");
        AddHelper(table, "powif32", "__cw_rust_powif");
        table["float_to_int_unchecked"] = static (g, call) => g.Assign(call, new Rvalue.Cast(CastKind.FloatToIntUnchecked, call[0], g.TypeOf(call.Call.Destination)));
        table["float_to_text"] = static (g, call) => g.WriteFloatText(call);
        table["float_from_text"] = static (g, call) => g.Give(call, () =>
        {
            g.Push(call[0]);
            g.Push(call[1]);
            g.Push(call[2]);
            g.CallHelper(g._layouts.SizeOf(BodyTypes.PointeeOf(g.TypeOf(call[2]))!) == 4 ? "__cw_rust_float_from_text" : "__cw_rust_double_from_text");
        });
    }

    private static void AddInstruction(Dictionary<string, Intrinsic> table, string name, Opcode single, Opcode @double)
    {
        table[name + "f32"] = (g, call) => g.GiveInstruction(call, single);
        table[name + "f64"] = (g, call) => g.GiveInstruction(call, @double);
    }

    private void GiveInstruction(IntrinsicCall call, Opcode opcode) => Give(call, () =>
    {
        foreach (Operand argument in call.Call.Arguments)
        {
            Push(argument);
        }

        _code.Add(opcode);
    });

    // A single is told by its own digits, so the helper has to know that it is one.
    private void WriteFloatText(IntrinsicCall call) => Give(call, () =>
    {
        bool isSingle = IsSingle(call[0]);
        Push(call[0]);
        if (isSingle)
        {
            _code.Add(Opcode.F64PromoteF32);
        }

        _code.Const(isSingle ? 1 : 0);
        for (int i = 1; i < call.Call.Arguments.Count; i++)
        {
            Push(call[i]);
        }

        CallHelper("__cw_rust_float_to_text");
    });
}
