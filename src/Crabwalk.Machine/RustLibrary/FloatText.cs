using System.Globalization;
using System.Numerics;
using System.Text;

namespace Crabwalk.Machine.RustLibrary;

/// <summary>How a floating number is written.</summary>
internal enum FloatStyle
{
    /// <summary><c>{}</c>: never with an exponent.</summary>
    Display,

    /// <summary><c>{:?}</c>: at least one decimal; very large and very small numbers with an exponent.</summary>
    Debug,

    /// <summary><c>{:e}</c></summary>
    LowerExponent,

    /// <summary><c>{:E}</c></summary>
    UpperExponent,
}

/// <summary>
/// Floating numbers as text, as <c>core::fmt</c> writes them: the shortest digits that read back as the same number, or the exact value
/// rounded half to even to so many decimals. A number is its digits <c>d1 d2 d3 ...</c> and an exponent: 0.d1d2d3 * 10^exponent.
/// </summary>
internal static class FloatText
{
    private const double DebugSmallest = 1e-5;
    private const double DebugLargest = 1e16;

    /// <summary>The text of the absolute value; <paramref name="precision"/> is negative for the shortest.</summary>
    /// <param name="value">The number; a binary32 is given exactly.</param>
    /// <param name="isSingle">True when it is a binary32, whose shortest digits are fewer.</param>
    /// <param name="style">How it is written.</param>
    /// <param name="precision">How many decimals.</param>
    public static string Write(double value, bool isSingle, FloatStyle style, int precision)
    {
        value = Math.Abs(value);
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? "NaN" : "inf";
        }

        bool withExponent = style >= FloatStyle.LowerExponent
            || (style == FloatStyle.Debug && precision < 0 && value != 0 && (value < DebugSmallest || value >= DebugLargest));
        return withExponent
            ? WithExponent(value, isSingle, precision, style == FloatStyle.UpperExponent ? 'E' : 'e')
            : WithoutExponent(value, isSingle, precision, leastDecimals: style == FloatStyle.Debug ? 1 : 0);
    }

    private static string WithoutExponent(double value, bool isSingle, int precision, int leastDecimals)
    {
        if (precision >= 0)
        {
            string scaled = RoundedTimesPowerOfTen(value, precision).ToString(CultureInfo.InvariantCulture).PadLeft(precision + 1, '0');
            return precision == 0 ? scaled : $"{scaled[..^precision]}.{scaled[^precision..]}";
        }

        (string digits, int exponent) = Shortest(value, isSingle);
        string whole = exponent <= 0 ? "0" : digits.Length >= exponent ? digits[..exponent] : digits.PadRight(exponent, '0');
        string decimals = exponent <= 0 ? new string('0', -exponent) + digits : digits.Length > exponent ? digits[exponent..] : "";
        decimals = (decimals == "0" && digits == "0" ? "" : decimals).PadRight(leastDecimals, '0');
        return decimals.Length == 0 ? whole : $"{whole}.{decimals}";
    }

    private static string WithExponent(double value, bool isSingle, int precision, char letter)
    {
        (string digits, int exponent) = precision < 0 ? Shortest(value, isSingle) : Exact(value, precision + 1);
        int shown = value == 0 ? 0 : exponent - 1;
        string rest = digits[1..];
        return $"{digits[0]}{(rest.Length > 0 ? "." : "")}{rest}{letter}{shown.ToString(CultureInfo.InvariantCulture)}";
    }

    // The runtime's round-trip format gives the shortest digits; only their form is taken apart here.
    private static (string Digits, int Exponent) Shortest(double value, bool isSingle)
    {
        string roundTrip = isSingle ? ((float)value).ToString("R", CultureInfo.InvariantCulture) : value.ToString("R", CultureInfo.InvariantCulture);
        int mark = roundTrip.IndexOf('E', StringComparison.Ordinal);
        int power = mark < 0 ? 0 : int.Parse(roundTrip.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        string mantissa = mark < 0 ? roundTrip : roundTrip[..mark];
        int point = mantissa.IndexOf('.', StringComparison.Ordinal);
        int wholeDigits = point < 0 ? mantissa.Length : point;
        string digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        int leading = digits.Length - digits.TrimStart('0').Length;
        string trimmed = digits.Trim('0');
        return trimmed.Length == 0 ? ("0", 0) : (trimmed, wholeDigits - leading + power);
    }

    // The first `count` digits of the exact value.
    private static (string Digits, int Exponent) Exact(double value, int count)
    {
        if (value == 0)
        {
            return (new string('0', count), 0);
        }

        int exponent = (int)Math.Floor(Math.Log10(value)) + 1;
        string digits = RoundedTimesPowerOfTen(value, count - exponent).ToString(CultureInfo.InvariantCulture);
        if (digits.Length != count)
        {
            // The logarithm was off by one, or rounding gave one digit more.
            exponent += digits.Length - count;
            digits = RoundedTimesPowerOfTen(value, count - exponent).ToString(CultureInfo.InvariantCulture);
        }

        return digits.Length == count ? (digits, exponent) : (digits[..count].PadRight(count, '0'), exponent + digits.Length - count);
    }

    /// <summary>The value times 10^power, rounded half to even.</summary>
    private static BigInteger RoundedTimesPowerOfTen(double value, int power)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int biased = (int)((bits >> 52) & 0x7FF);
        BigInteger mantissa = (bits & 0xFFFFFFFFFFFFF) | (biased == 0 ? 0 : 1L << 52);
        int exponent = Math.Max(biased, 1) - 1075;
        BigInteger numerator = mantissa * BigInteger.Pow(10, Math.Max(power, 0)) * BigInteger.Pow(2, Math.Max(exponent, 0));
        BigInteger denominator = BigInteger.Pow(10, Math.Max(-power, 0)) * BigInteger.Pow(2, Math.Max(-exponent, 0));
        BigInteger quotient = BigInteger.DivRem(numerator, denominator, out BigInteger rest);
        int half = (rest * 2).CompareTo(denominator);
        return half > 0 || (half == 0 && !quotient.IsEven) ? quotient + 1 : quotient;
    }

    /// <summary>Reads what <c>FromStr</c> of <c>f64</c> and <c>f32</c> takes; false for anything else.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out double value, out float single)
    {
        (value, single) = (0, 0);
        bool isNegative = text is [(byte)'-', ..];
        ReadOnlySpan<byte> unsigned = text is [(byte)'-' or (byte)'+', ..] ? text[1..] : text;
        string word = Encoding.ASCII.GetString(unsigned);
        double? special = word.ToLowerInvariant() switch
        {
            "inf" or "infinity" => double.PositiveInfinity,
            "nan" => double.NaN,
            _ => null,
        };
        if (special is null && !IsNumber(word))
        {
            return false;
        }

        value = special ?? double.Parse(word, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture);
        single = special is { } s ? (float)s : float.Parse(word, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture);
        (value, single) = isNegative ? (-value, -single) : (value, single);
        return true;
    }

    // Number ::= ( Digit+ | Digit+ '.' Digit* | Digit* '.' Digit+ ) ( [eE] [+-]? Digit+ )?
    private static bool IsNumber(string word)
    {
        int at = 0;
        int digits = SkipDigits(word, ref at);
        if (at < word.Length && word[at] == '.')
        {
            at++;
            digits += SkipDigits(word, ref at);
        }

        if (digits > 0 && at < word.Length && word[at] is 'e' or 'E')
        {
            at++;
            at += at < word.Length && word[at] is '+' or '-' ? 1 : 0;
            digits = SkipDigits(word, ref at);
        }

        return digits > 0 && at == word.Length;
    }

    private static int SkipDigits(string word, ref int at)
    {
        int start = at;
        while (at < word.Length && char.IsAsciiDigit(word[at]))
        {
            at++;
        }

        return at - start;
    }
}
