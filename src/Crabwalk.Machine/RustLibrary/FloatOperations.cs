using System.Text;
using Crabwalk.Machine.Code;
using Crabwalk.Machine.Execution;
using Crabwalk.Mir.Typing;

namespace Crabwalk.Machine.RustLibrary;

/// <summary>Floating numbers: mathematics, and text.</summary>
internal static unsafe class FloatOperations
{
    /// <summary>Adds them to the table.</summary>
    public static void Register(Dictionary<string, Intrinsic> table)
    {
        RegisterRounding(table);
        RegisterMathematics(table);
        Two(table, "pow", Math.Pow, MathF.Pow);
        Two(table, "atan2_", Math.Atan2, MathF.Atan2);
        Two(table, "hypot", double.Hypot, float.Hypot);
        Two(table, "copysign", Math.CopySign, MathF.CopySign);
        Two(table, "minnum", double.MinNumber, float.MinNumber);
        Two(table, "maxnum", double.MaxNumber, float.MaxNumber);
        Two(table, "fmod", static (x, y) => x % y, static (x, y) => x % y);
        table["powif64"] = (_, in call) => Give(call, Power(Double(call, 0), (int)call.Bits(1)));
        table["powif32"] = (_, in call) => Give(call, (float)Power(Single(call, 0), (int)call.Bits(1)));
        table["fmaf64"] = (_, in call) => Give(call, Math.FusedMultiplyAdd(Double(call, 0), Double(call, 1), Double(call, 2)));
        table["fmaf32"] = (_, in call) => Give(call, MathF.FusedMultiplyAdd(Single(call, 0), Single(call, 1), Single(call, 2)));
        table["float_to_text"] = ToText;
        table["float_from_text"] = FromText;
    }

    private static void RegisterRounding(Dictionary<string, Intrinsic> table)
    {
        One(table, "floor", Math.Floor, MathF.Floor);
        One(table, "ceil", Math.Ceiling, MathF.Ceiling);
        One(table, "trunc", Math.Truncate, MathF.Truncate);
        One(table, "round", static x => Math.Round(x, MidpointRounding.AwayFromZero), static x => MathF.Round(x, MidpointRounding.AwayFromZero));
        One(table, "round_ties_even_", static x => Math.Round(x, MidpointRounding.ToEven), static x => MathF.Round(x, MidpointRounding.ToEven));
        One(table, "fabs", Math.Abs, MathF.Abs);
    }

    private static void RegisterMathematics(Dictionary<string, Intrinsic> table)
    {
        One(table, "sqrt", Math.Sqrt, MathF.Sqrt);
        One(table, "cbrt", Math.Cbrt, MathF.Cbrt);
        One(table, "exp", Math.Exp, MathF.Exp);
        One(table, "exp2", double.Exp2, float.Exp2);
        One(table, "expm1_", double.ExpM1, float.ExpM1);
        One(table, "log", Math.Log, MathF.Log);
        One(table, "log2", Math.Log2, MathF.Log2);
        One(table, "log10", Math.Log10, MathF.Log10);
        One(table, "ln_1p_", double.LogP1, float.LogP1);
        One(table, "sin", Math.Sin, MathF.Sin);
        One(table, "cos", Math.Cos, MathF.Cos);
        One(table, "tan", Math.Tan, MathF.Tan);
        One(table, "asin", Math.Asin, MathF.Asin);
        One(table, "acos", Math.Acos, MathF.Acos);
        One(table, "atan", Math.Atan, MathF.Atan);
        One(table, "sinh", Math.Sinh, MathF.Sinh);
        One(table, "cosh", Math.Cosh, MathF.Cosh);
        One(table, "tanh", Math.Tanh, MathF.Tanh);
        One(table, "asinh", Math.Asinh, MathF.Asinh);
        One(table, "acosh", Math.Acosh, MathF.Acosh);
        One(table, "atanh", Math.Atanh, MathF.Atanh);
    }

    private static void One(Dictionary<string, Intrinsic> table, string name, Func<double, double> wide, Func<float, float> narrow)
    {
        table[name + "f64"] = (_, in call) => Give(call, wide(Double(call, 0)));
        table[name + "f32"] = (_, in call) => Give(call, narrow(Single(call, 0)));
    }

    private static void Two(Dictionary<string, Intrinsic> table, string name, Func<double, double, double> wide, Func<float, float, float> narrow)
    {
        table[name + "f64"] = (_, in call) => Give(call, wide(Double(call, 0), Double(call, 1)));
        table[name + "f32"] = (_, in call) => Give(call, narrow(Single(call, 0), Single(call, 1)));
    }

    private static double Double(in IntrinsicCall call, int argument) => BitConverter.UInt64BitsToDouble(call.Bits(argument));

    private static float Single(in IntrinsicCall call, int argument) => BitConverter.UInt32BitsToSingle((uint)call.Bits(argument));

    private static StopReason Give(in IntrinsicCall call, double value) => call.Return(BitConverter.DoubleToUInt64Bits(value));

    private static StopReason Give(in IntrinsicCall call, float value) => call.Return(BitConverter.SingleToUInt32Bits(value));

    // By repeated squaring, as compiler-rt has it, so that the last bits are the ones that a real program has.
    private static double Power(double value, int exponent)
    {
        double result = 1;
        for (uint left = (uint)Math.Abs((long)exponent); left != 0; left >>= 1)
        {
            result *= (left & 1) != 0 ? value : 1;
            value *= value;
        }

        return exponent < 0 ? 1 / result : result;
    }

    private static StopReason ToText(Interpreter machine, in IntrinsicCall call)
    {
        bool isSingle = call.Site.Kinds[0] == ValueKind.F32;
        double value = isSingle ? Single(call, 0) : Double(call, 0);
        byte[] text = Encoding.ASCII.GetBytes(FloatText.Write(value, isSingle, (FloatStyle)Math.Min(call.Bits(1), 3), (int)call.Bits(2)));
        if ((ulong)text.Length > call.Bits(4))
        {
            return call.Return((ulong)text.Length);
        }

        StopReason stop = call.Put(machine, 3, text);
        return stop != StopReason.None ? stop : call.Return((ulong)text.Length);
    }

    private static StopReason FromText(Interpreter machine, in IntrinsicCall call)
    {
        StopReason stop = call.Bytes(machine, 0, (long)call.Bits(1), out ReadOnlySpan<byte> text);
        if (stop != StopReason.None)
        {
            return stop;
        }

        if (!FloatText.TryRead(text, out double value, out float single))
        {
            return call.Give(false);
        }

        ValueKind kind = machine.Image.Layouts.KindOf(BodyTypes.PointeeOf(call.Site.Arguments[2])!);
        ulong bits = kind == ValueKind.F32 ? BitConverter.SingleToUInt32Bits(single) : BitConverter.DoubleToUInt64Bits(value);
        stop = machine.WriteResult(call.Bits(2), call.Provenance(2), kind, bits);
        return stop != StopReason.None ? stop : call.Give(true);
    }
}
