using Crabwalk.Mir.Bodies;
using Crabwalk.Wasm.Modules;

namespace Crabwalk.Wasm.Generation;

/// <summary>gcc's builtins on floating numbers; the suffix says nothing that the operands' types do not.</summary>
internal sealed partial class FunctionGenerator
{
    private static void AddFloats(Dictionary<string, Intrinsic> table)
    {
        foreach (string suffix in (string[])["", "f", "l"])
        {
            AddUnary(table, "sqrt" + suffix, Opcode.F32Sqrt, Opcode.F64Sqrt);
            AddUnary(table, "fabs" + suffix, Opcode.F32Abs, Opcode.F64Abs);
            AddUnary(table, "floor" + suffix, Opcode.F32Floor, Opcode.F64Floor);
            AddUnary(table, "ceil" + suffix, Opcode.F32Ceil, Opcode.F64Ceil);
            AddUnary(table, "trunc" + suffix, Opcode.F32Trunc, Opcode.F64Trunc);
            AddUnary(table, "rint" + suffix, Opcode.F32Nearest, Opcode.F64Nearest);
            table["__builtin_copysign" + suffix] = static (g, call) => g.Give(call, () => g.PushPair(call, Opcode.F32Copysign, Opcode.F64Copysign));
            table["__builtin_isinf" + suffix] = static (g, call) => g.Give(call, () => g.CompareWithInfinity(call[0], Opcode.F32Eq, Opcode.F64Eq));
            table["__builtin_isfinite" + suffix] = static (g, call) => g.Give(call, () => g.CompareWithInfinity(call[0], Opcode.F32Lt, Opcode.F64Lt));
            table["__builtin_signbit" + suffix] = static (g, call) => g.Give(call, () => g.PushSign(call[0]));
        }

        table["__builtin_islessgreater"] = static (g, call) => g.Give(call, () => g.PushEither(call, Opcode.F32Lt, Opcode.F64Lt, Opcode.F32Gt, Opcode.F64Gt));
        table["__builtin_isunordered"] = static (g, call) => g.Give(call, () => g.PushUnordered(call));
        foreach (string name in (string[])["double_bits", "double_from_bits", "float_bits", "float_from_bits"])
        {
            table["__builtin_" + name] = static (g, call) => g.Give(call, () =>
            {
                g.Push(call[0]);
                g.Reinterpret(g.KindOf(g.TypeOf(call[0])), g.KindOf(g.TypeOf(call.Call.Destination)));
            });
        }
    }

    private static void AddUnary(Dictionary<string, Intrinsic> table, string name, Opcode single, Opcode @double) =>
        table["__builtin_" + name] = (g, call) => g.Give(call, () =>
        {
            g.Push(call[0]);
            g._code.Add(g.IsSingle(call[0]) ? single : @double);
        });

    private bool IsSingle(Operand operand) => KindOf(TypeOf(operand)) == ScalarKind.F32;

    private void PushPair(IntrinsicCall call, Opcode single, Opcode @double)
    {
        Push(call[0]);
        Push(call[1]);
        _code.Add(IsSingle(call[0]) ? single : @double);
    }

    private void PushEither(IntrinsicCall call, Opcode single, Opcode @double, Opcode otherSingle, Opcode otherDouble)
    {
        PushPair(call, single, @double);
        PushPair(call, otherSingle, otherDouble);
        _code.Add(Opcode.I32Or);
    }

    // Only a number that is none differs from itself.
    private void PushUnordered(IntrinsicCall call)
    {
        for (int i = 0; i < 2; i++)
        {
            Push(call[i]);
            Push(call[i]);
            _code.Add(IsSingle(call[i]) ? Opcode.F32Ne : Opcode.F64Ne);
        }

        _code.Add(Opcode.I32Or);
    }

    private void CompareWithInfinity(Operand operand, Opcode single, Opcode @double)
    {
        bool isSingle = IsSingle(operand);
        Push(operand);
        _code.Add(isSingle ? Opcode.F32Abs : Opcode.F64Abs);
        _code.Add(isSingle
            ? ScalarKind.F32.Constant(BitConverter.SingleToUInt32Bits(float.PositiveInfinity))
            : ScalarKind.F64.Constant(BitConverter.DoubleToUInt64Bits(double.PositiveInfinity)));
        _code.Add(isSingle ? single : @double);
    }

    private void PushSign(Operand operand)
    {
        bool isSingle = IsSingle(operand);
        Push(operand);
        _code.Add(isSingle ? Opcode.I32ReinterpretF32 : Opcode.I64ReinterpretF64);
        _code.Add(isSingle ? Opcode.I32Const : Opcode.I64Const, 0);
        _code.Add(isSingle ? Opcode.I32LtS : Opcode.I64LtS);
    }
}
