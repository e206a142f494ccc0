using System.Globalization;
using System.Numerics;
using Crabwalk.Machine.Code;
using Crabwalk.Machine.Execution;
using Crabwalk.Mir.Types;
using Crabwalk.Mir.Typing;

namespace Crabwalk.Machine.RustLibrary;

/// <summary>Operations on integers of every width.</summary>
internal static unsafe class IntegerOperations
{
    private const int DigitsOf128Bits = 128;

    private delegate UInt128 OneOperand(UInt128 bits, int width);

    /// <summary>Adds them to the table.</summary>
    public static void Register(Dictionary<string, Intrinsic> table)
    {
        table["saturating_add"] = (machine, in call) => Saturate(machine, call, static (a, b) => a + b);
        table["saturating_sub"] = (machine, in call) => Saturate(machine, call, static (a, b) => a - b);
        table["rotate_left"] = (machine, in call) => Rotate(machine, call, isLeft: true);
        table["rotate_right"] = (machine, in call) => Rotate(machine, call, isLeft: false);
        One(table, "ctpop", static (bits, _) => UInt128.PopCount(bits));
        One(table, "ctlz", static (bits, width) => UInt128.LeadingZeroCount(bits) - (UInt128)(128 - width));
        One(table, "cttz", static (bits, width) => UInt128.Min(UInt128.TrailingZeroCount(bits), (UInt128)width));
        One(table, "bswap", static (bits, width) => ReverseBytes(bits) >> (128 - width));
        One(table, "bitreverse", static (bits, width) => ReverseBits(bits) >> (128 - width));
        table["ctlz_nonzero"] = (machine, in call) => NonZero(machine, call, table["ctlz"]);
        table["cttz_nonzero"] = (machine, in call) => NonZero(machine, call, table["cttz"]);
        table["exact_div"] = DivideExactly;
        table["wide_mul"] = MultiplyWide;
        table["integer_to_text"] = ToText;
        table["integer_from_text"] = FromText;
    }

    private static void One(Dictionary<string, Intrinsic> table, string name, OneOperand operation) => table[name] = (machine, in call) =>
    {
        StopReason stop = call.Pattern(machine, 0, out UInt128 bits);
        return stop != StopReason.None ? stop : call.Give(machine, operation(bits, call.Width(0)));
    };

    private static UInt128 ReverseBytes(UInt128 bits) => System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(bits);

    private static UInt128 ReverseBits(UInt128 bits)
    {
        UInt128 result = 0;
        for (int i = 0; i < 128; i++, bits >>= 1)
        {
            result = (result << 1) | (bits & 1);
        }

        return result;
    }

    private static StopReason NonZero(Interpreter machine, in IntrinsicCall call, Intrinsic count)
    {
        StopReason stop = call.Pattern(machine, 0, out UInt128 bits);
        return stop != StopReason.None ? stop
            : bits == 0 ? machine.Report("LibraryArgument", "the zero bits of 0 are counted where it was promised not to be 0")
            : count(machine, call);
    }

    private static StopReason Two(Interpreter machine, in IntrinsicCall call, out UInt128 left, out UInt128 right)
    {
        right = 0;
        StopReason stop = call.Integer(machine, 0, out left);
        return stop != StopReason.None ? stop : call.Integer(machine, 1, out right);
    }

    private static BigInteger Exact(UInt128 bits, bool isSigned) => isSigned ? (Int128)bits : bits;

    private static (BigInteger Least, BigInteger Largest) Range(int width, bool isSigned) => isSigned
        ? (-(BigInteger.One << (width - 1)), (BigInteger.One << (width - 1)) - 1)
        : (BigInteger.Zero, (BigInteger.One << width) - 1);

    private static UInt128 Wrapped(BigInteger value) => (UInt128)(value & ((BigInteger.One << 128) - 1));

    private static StopReason Saturate(Interpreter machine, in IntrinsicCall call, Func<BigInteger, BigInteger, BigInteger> operation)
    {
        StopReason stop = Two(machine, call, out UInt128 left, out UInt128 right);
        if (stop != StopReason.None)
        {
            return stop;
        }

        bool isSigned = call.IsSigned(0);
        (BigInteger least, BigInteger largest) = Range(call.Width(0), isSigned);
        BigInteger exact = operation(Exact(left, isSigned), Exact(right, isSigned));
        return call.Give(machine, Wrapped(BigInteger.Clamp(exact, least, largest)));
    }

    private static StopReason Rotate(Interpreter machine, in IntrinsicCall call, bool isLeft)
    {
        StopReason stop = call.Pattern(machine, 0, out UInt128 bits);
        int width = call.Width(0);
        int count = (int)(call.Bits(1) % (ulong)width);
        int left = isLeft ? count : (width - count) % width;
        UInt128 rotated = left == 0 ? bits : (bits << left) | (bits >> (width - left));
        return stop != StopReason.None ? stop : call.Give(machine, rotated);
    }

    private static StopReason DivideExactly(Interpreter machine, in IntrinsicCall call)
    {
        StopReason stop = Two(machine, call, out UInt128 left, out UInt128 right);
        if (stop != StopReason.None)
        {
            return stop;
        }

        BigInteger dividend = Exact(left, call.IsSigned(0));
        BigInteger divisor = Exact(right, call.IsSigned(0));
        if (divisor.IsZero)
        {
            return machine.Report("DivisionByZero", $"{dividend} / 0");
        }

        BigInteger quotient = BigInteger.DivRem(dividend, divisor, out BigInteger rest);
        return rest.IsZero ? call.Give(machine, Wrapped(quotient))
            : machine.Report("LibraryArgument", $"{dividend} / {divisor} leaves {rest} where it was promised to leave nothing");
    }

    private static StopReason MultiplyWide(Interpreter machine, in IntrinsicCall call)
    {
        StopReason stop = Two(machine, call, out UInt128 left, out UInt128 right);
        if (stop != StopReason.None)
        {
            return stop;
        }

        int width = call.Width(0);
        BigInteger product = (BigInteger)left * right;
        UInt128 high = Wrapped(product >> width);
        ValueKind kind = call.Site.Kinds[0];
        stop = kind == ValueKind.None
            ? machine.WriteWide(call.Bits(2), call.Provenance(2), high)
            : machine.WriteResult(call.Bits(2), call.Provenance(2), kind, (ulong)high);
        return stop != StopReason.None ? stop : call.Give(machine, Wrapped(product & ((BigInteger.One << width) - 1)));
    }

    private static StopReason ToText(Interpreter machine, in IntrinsicCall call)
    {
        uint radix = (uint)call.Bits(1);
        StopReason stop = radix == 10 ? call.Integer(machine, 0, out UInt128 value) : call.Pattern(machine, 0, out value);
        if (stop != StopReason.None)
        {
            return stop;
        }

        UInt128 magnitude = radix == 10 && call.IsSigned(0) && (Int128)value < 0 ? unchecked(0 - value) : value;
        Span<byte> digits = stackalloc byte[DigitsOf128Bits];
        int at = digits.Length;
        do
        {
            (magnitude, UInt128 digit) = UInt128.DivRem(magnitude, Math.Clamp(radix, 2, 36));
            digits[--at] = (byte)(digit < 10 ? '0' + (int)digit : 'a' + (int)digit - 10);
        }
        while (magnitude != 0);

        stop = call.Put(machine, 2, digits[at..]);
        return stop != StopReason.None ? stop : call.Return((ulong)(digits.Length - at));
    }

    private static StopReason FromText(Interpreter machine, in IntrinsicCall call)
    {
        StopReason stop = call.Bytes(machine, 0, (long)call.Bits(1), out ReadOnlySpan<byte> text);
        if (stop != StopReason.None)
        {
            return stop;
        }

        var type = (Ty.Int)BodyTypes.PointeeOf(call.Site.Arguments[3])!;
        int width = machine.Image.Program.Target.SizeOf(type.Kind) * 8;
        NumberProblem problem = Parse(text, (int)call.Bits(2), Range(width, type.IsSigned), type.IsSigned, out BigInteger value);
        if (problem != NumberProblem.None)
        {
            return call.Return((ulong)problem);
        }

        ValueKind kind = machine.Image.Layouts.KindOf(type);
        stop = kind == ValueKind.None
            ? machine.WriteWide(call.Bits(3), call.Provenance(3), Wrapped(value))
            : machine.WriteResult(call.Bits(3), call.Provenance(3), kind, (ulong)Wrapped(value));
        return stop != StopReason.None ? stop : call.Return(0);
    }

    /// <summary>Why a text is no number; the numbers are part of the intrinsic.</summary>
    private enum NumberProblem
    {
        None,
        Empty,
        InvalidDigit,
        TooLarge,
        TooSmall,
    }

    // A sign alone is no number; unsigned types take no minus (`FromStr` of the integers).
    private static NumberProblem Parse(ReadOnlySpan<byte> text, int radix, (BigInteger Least, BigInteger Largest) range, bool isSigned, out BigInteger value)
    {
        value = 0;
        if (text.IsEmpty)
        {
            return NumberProblem.Empty;
        }

        bool isNegative = text[0] == '-' && isSigned;
        ReadOnlySpan<byte> digits = isNegative || text[0] == '+' ? text[1..] : text;
        if (digits.IsEmpty)
        {
            return NumberProblem.InvalidDigit;
        }

        foreach (byte letter in digits)
        {
            int digit = DigitOf(letter);
            if (digit < 0 || digit >= radix)
            {
                return NumberProblem.InvalidDigit;
            }

            value = BigInteger.Min((value * radix) + digit, BigInteger.One << 130);
        }

        value = isNegative ? -value : value;
        return value > range.Largest ? NumberProblem.TooLarge : value < range.Least ? NumberProblem.TooSmall : NumberProblem.None;
    }

    private static int DigitOf(byte letter) =>
        char.IsAsciiHexDigit((char)letter) ? int.Parse([(char)letter], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
        : char.IsAsciiLetter((char)letter) ? (letter | 0x20) - 'a' + 10
        : -1;
}
