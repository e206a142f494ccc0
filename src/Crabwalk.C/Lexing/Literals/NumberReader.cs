using System.Globalization;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Lexing.Literals;

/// <summary>Reads the spelling of a number.</summary>
internal readonly struct NumberReader(Reporter reporter, Span span, string spelling)
{
    /// <summary>The constant, or <see cref="NumberLiteral.Invalid"/> after a message.</summary>
    public NumberLiteral Read()
    {
        bool isHex = spelling is ['0', 'x' or 'X', ..];
        bool isBinary = spelling is ['0', 'b' or 'B', ..];
        bool isFloating = !isBinary && (spelling.Contains('.', StringComparison.Ordinal)
            || spelling.AsSpan().IndexOfAny(isHex ? "pP" : "eE") >= 0);
        return isFloating ? ReadFloating(isHex) : ReadInteger(isHex, isBinary);
    }

    private NumberLiteral ReadInteger(bool isHex, bool isBinary)
    {
        (IntegerBase kind, int radix, int start) = (isHex, isBinary, spelling) switch
        {
            (true, _, _) => (IntegerBase.Hexadecimal, 16, 2),
            (_, true, _) => (IntegerBase.Binary, 2, 2),
            (_, _, ['0', ..]) => (IntegerBase.Octal, 8, 0),
            _ => (IntegerBase.Decimal, 10, 0),
        };
        int end = start;
        while (end < spelling.Length && (isHex ? char.IsAsciiHexDigit(spelling[end]) : char.IsAsciiDigit(spelling[end])))
        {
            end++;
        }

        if (SuffixOf(spelling.AsSpan(end)) is not { } suffix || end == start)
        {
            string rest = end == start ? spelling[1..] : spelling[end..];
            return Fail(LiteralDiagnostics.InvalidSuffix(span, rest, spelling, "integer"));
        }

        ulong value = 0;
        bool isTooLarge = false;
        for (int i = start; i < end; i++)
        {
            int digit = HexDigit(spelling[i]);
            if (digit >= radix)
            {
                return Fail(LiteralDiagnostics.InvalidDigit(span, spelling[i], kind));
            }

            UInt128 next = (UInt128)value * (uint)radix + (uint)digit;
            isTooLarge |= next > ulong.MaxValue;
            value = unchecked((ulong)next);
        }

        WarnOfSize(value, isTooLarge, kind, suffix);
        return new NumberLiteral.Integer(value, kind, suffix);
    }

    private void WarnOfSize(ulong value, bool isTooLarge, IntegerBase kind, IntegerSuffix suffix)
    {
        bool isSigned = suffix is IntegerSuffix.None or IntegerSuffix.L or IntegerSuffix.LL;
        if (isTooLarge)
        {
            reporter.Warn(LiteralDiagnostics.IntegerTooLarge(span, spelling));
        }
        else if (kind == IntegerBase.Decimal && isSigned && value > long.MaxValue)
        {
            reporter.Warn(LiteralDiagnostics.IntegerOnlyUnsigned(span));
        }
    }

    private static IntegerSuffix? SuffixOf(ReadOnlySpan<char> suffix) => suffix switch
    {
        "" => IntegerSuffix.None,
        "u" or "U" => IntegerSuffix.U,
        "l" or "L" => IntegerSuffix.L,
        "ll" or "LL" => IntegerSuffix.LL,
        "ul" or "uL" or "Ul" or "UL" or "lu" or "lU" or "Lu" or "LU" => IntegerSuffix.UL,
        "ull" or "uLL" or "Ull" or "ULL" or "llu" or "llU" or "LLu" or "LLU" => IntegerSuffix.ULL,
        _ => null,
    };

    private NumberLiteral ReadFloating(bool isHex)
    {
        int at = isHex ? 2 : 0;
        int digits = 0;
        int points = 0;
        for (; at < spelling.Length && (IsDigit(spelling[at], isHex) || spelling[at] == '.'); at++)
        {
            points += spelling[at] == '.' ? 1 : 0;
            digits += spelling[at] == '.' ? 0 : 1;
        }

        bool hasExponent = at < spelling.Length && (spelling[at] | 0x20) == (isHex ? 'p' : 'e');
        int exponentDigits = hasExponent ? ReadExponent(ref at) : 0;
        if (points > 1)
        {
            return Fail(LiteralDiagnostics.TooManyPoints(span));
        }

        if (digits == 0 || (hasExponent && exponentDigits == 0) || (isHex && !hasExponent))
        {
            string missing = digits == 0 ? "digits" : hasExponent ? "exponent digits" : "an exponent, such as `p0`,";
            return Fail(LiteralDiagnostics.IncompleteFloating(span, missing));
        }

        FloatingSuffix? suffix = spelling[at..] switch
        {
            "" or "d" or "D" or "f64" or "F64" or "f32x" or "F32x" => FloatingSuffix.None,
            "f" or "F" or "f32" or "F32" => FloatingSuffix.F,
            "l" or "L" or "f64x" or "F64x" or "f128" or "F128" or "q" or "Q" or "w" or "W" => FloatingSuffix.L,
            _ => null,
        };
        return suffix is { } known ? Round(spelling[..at], isHex, known) : FailSuffix(spelling[at..]);
    }

    private NumberLiteral.Invalid FailSuffix(string suffix) => suffix is "i" or "j" or "I" or "J" or "fi" or "if" or "li" or "il"
        ? Fail(LiteralDiagnostics.ImaginaryConstant(span))
        : Fail(LiteralDiagnostics.InvalidSuffix(span, suffix, spelling, "floating"));

    private int ReadExponent(ref int at)
    {
        at++;
        if (at < spelling.Length && spelling[at] is '+' or '-')
        {
            at++;
        }

        int start = at;
        while (at < spelling.Length && char.IsAsciiDigit(spelling[at]))
        {
            at++;
        }

        return at - start;
    }

    private NumberLiteral.Floating Round(string digits, bool isHex, FloatingSuffix suffix)
    {
        bool isSingle = suffix == FloatingSuffix.F;
        double value = (isHex, isSingle) switch
        {
            (true, _) => HexFloat.Round(digits, isSingle),
            (_, true) => float.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture),
            _ => double.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture),
        };
        if (double.IsInfinity(value))
        {
            reporter.Warn(LiteralDiagnostics.FloatingTooLarge(span, suffix));
        }
        else if (value == 0 && HasNonZeroDigit(digits, isHex))
        {
            reporter.Warn(LiteralDiagnostics.FloatingTooSmall(span));
        }

        return new(value, suffix);
    }

    private static bool HasNonZeroDigit(string digits, bool isHex)
    {
        ReadOnlySpan<char> significand = digits.AsSpan(isHex ? 2 : 0);
        int exponent = significand.IndexOfAny(isHex ? "pP" : "eE");
        return (exponent < 0 ? significand : significand[..exponent]).IndexOfAnyExcept('0', '.') >= 0;
    }

    private NumberLiteral.Invalid Fail(Diagnostic diagnostic)
    {
        reporter.Error(diagnostic);
        return new();
    }

    private static bool IsDigit(char value, bool isHex) => isHex ? char.IsAsciiHexDigit(value) : char.IsAsciiDigit(value);

    private static int HexDigit(char value) => char.IsAsciiDigit(value) ? value - '0' : (value | 0x20) - 'a' + 10;
}
