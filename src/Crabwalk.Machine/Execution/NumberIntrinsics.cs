using System.Numerics;
using Crabwalk.Machine.Code;
using Crabwalk.Mir.Typing;

namespace Crabwalk.Machine.Execution;

/// <summary>Arithmetic that C has no operator for.</summary>
internal static unsafe class NumberIntrinsics
{
    /// <summary>Adds them to the table.</summary>
    public static void Register(Dictionary<string, Intrinsic> table)
    {
        foreach (string suffix in (string[])["", "l", "ll"])
        {
            table["__builtin_clz" + suffix] = LeadingZeros;
            table["__builtin_ctz" + suffix] = TrailingZeros;
            table["__builtin_popcount" + suffix] = (_, in call) => call.Return((ulong)BitOperations.PopCount(Cut(call)));
            table["__builtin_parity" + suffix] = (_, in call) => call.Return((ulong)BitOperations.PopCount(Cut(call)) & 1);
            table["__builtin_ffs" + suffix] = (_, in call) => call.Return(call[1] == 0 ? 0 : (ulong)BitOperations.TrailingZeroCount(call[1]) + 1);
            table["__builtin_clrsb" + suffix] = SignBits;
        }

        foreach (string width in (string[])["", "16", "32", "64"])
        {
            table["__builtin_bswap" + width] = SwapBytes;
        }

        table["__builtin_add_overflow"] = (machine, in call) => Overflow(machine, call, static (a, b) => a + b);
        table["__builtin_sub_overflow"] = (machine, in call) => Overflow(machine, call, static (a, b) => a - b);
        table["__builtin_mul_overflow"] = (machine, in call) => Overflow(machine, call, static (a, b) => a * b);
        table["__builtin_mul128"] = Multiply128;
        table["__builtin_double_bits"] = Bits;
        table["__builtin_double_from_bits"] = Bits;
        table["__builtin_float_bits"] = (_, in call) => call.Return((uint)call[1]);
        table["__builtin_float_from_bits"] = (_, in call) => call.Return((uint)call[1]);
        RegisterFloats(table);
    }

    private static void RegisterFloats(Dictionary<string, Intrinsic> table)
    {
        Unary(table, "sqrt", Math.Sqrt);
        Unary(table, "fabs", Math.Abs);
        Unary(table, "floor", Math.Floor);
        Unary(table, "ceil", Math.Ceiling);
        Unary(table, "trunc", Math.Truncate);
        Unary(table, "rint", static x => Math.Round(x, MidpointRounding.ToEven));
        foreach (string suffix in (string[])["", "f", "l"])
        {
            table["__builtin_copysign" + suffix] = (_, in call) => Give(call, Math.CopySign(Take(call, 1), Take(call, 2)));
            table["__builtin_fma" + suffix] = MultiplyAdd;
            table["__builtin_isinf" + suffix] = (_, in call) => call.Return(double.IsInfinity(Take(call, 1)) ? 1UL : 0);
            table["__builtin_isfinite" + suffix] = (_, in call) => call.Return(double.IsFinite(Take(call, 1)) ? 1UL : 0);
            table["__builtin_signbit" + suffix] = (_, in call) => call.Return(double.IsNegative(Take(call, 1)) ? 1UL : 0);
        }

        table["__builtin_islessgreater"] = (_, in call) => call.Return(Take(call, 1) < Take(call, 2) || Take(call, 1) > Take(call, 2) ? 1UL : 0);
        table["__builtin_isunordered"] = (_, in call) => call.Return(double.IsNaN(Take(call, 1)) || double.IsNaN(Take(call, 2)) ? 1UL : 0);
    }

    private static void Unary(Dictionary<string, Intrinsic> table, string name, Func<double, double> function)
    {
        foreach (string suffix in (string[])["", "f", "l"])
        {
            table["__builtin_" + name + suffix] = (_, in call) => Give(call, function(Take(call, 1)));
        }
    }

    private static double Take(in IntrinsicCall call, int argument) => call.Site.Kinds[argument - 1] == ValueKind.F32
        ? *(float*)(call.Registers + argument)
        : *(double*)(call.Registers + argument);

    private static StopReason Give(in IntrinsicCall call, double value) => call.Return(call.Site.ResultKind == ValueKind.F32
        ? BitConverter.SingleToUInt32Bits((float)value)
        : BitConverter.DoubleToUInt64Bits(value));

    private static StopReason MultiplyAdd(Interpreter machine, in IntrinsicCall call) => call.Site.ResultKind == ValueKind.F32
        ? Give(call, MathF.FusedMultiplyAdd((float)Take(call, 1), (float)Take(call, 2), (float)Take(call, 3)))
        : Give(call, Math.FusedMultiplyAdd(Take(call, 1), Take(call, 2), Take(call, 3)));

    private static StopReason Bits(Interpreter machine, in IntrinsicCall call) => call.Return(call[1]);

    private static int WidthOf(in IntrinsicCall call) => call.Site.Kinds[0].Bits();

    private static ulong Cut(in IntrinsicCall call) => call[1] & (ulong.MaxValue >> (64 - WidthOf(call)));

    private static StopReason LeadingZeros(Interpreter machine, in IntrinsicCall call) => Cut(call) == 0
        ? machine.Report("LibraryArgument", "the leading zero bits of 0 are counted")
        : call.Return((ulong)(BitOperations.LeadingZeroCount(Cut(call)) - (64 - WidthOf(call))));

    private static StopReason TrailingZeros(Interpreter machine, in IntrinsicCall call) => Cut(call) == 0
        ? machine.Report("LibraryArgument", "the trailing zero bits of 0 are counted")
        : call.Return((ulong)BitOperations.TrailingZeroCount(Cut(call)));

    private static StopReason SignBits(Interpreter machine, in IntrinsicCall call)
    {
        long value = (long)call[1];
        ulong magnitude = (ulong)(value < 0 ? ~value : value);
        return call.Return((ulong)(BitOperations.LeadingZeroCount(magnitude) - (64 - WidthOf(call)) - 1));
    }

    private static StopReason SwapBytes(Interpreter machine, in IntrinsicCall call) =>
        call.Return(System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(call[1]) >> (64 - WidthOf(call)));

    private static BigInteger Exact(ValueKind kind, ulong bits) => kind.IsSigned() ? (long)bits : bits;

    private static StopReason Overflow(Interpreter machine, in IntrinsicCall call, Func<BigInteger, BigInteger, BigInteger> operation)
    {
        BigInteger exact = operation(Exact(call.Site.Kinds[0], call[1]), Exact(call.Site.Kinds[1], call[2]));
        ValueKind kind = machine.Image.Layouts.KindOf(BodyTypes.PointeeOf(call.Site.Arguments[2])!);
        ulong wrapped = kind.Extend((ulong)(exact & ulong.MaxValue));
        StopReason stop = machine.WriteResult(call[3], call.Provenances[3], kind, wrapped);
        return stop != StopReason.None ? stop : call.Return(Exact(kind, wrapped) == exact ? 0UL : 1);
    }

    private static StopReason Multiply128(Interpreter machine, in IntrinsicCall call)
    {
        ulong high = Math.BigMul(call[1], call[2], out ulong low);
        StopReason stop = machine.WriteResult(call[3], call.Provenances[3], ValueKind.U64, high);
        return stop != StopReason.None ? stop : call.Return(low);
    }
}
