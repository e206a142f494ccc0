using System.Globalization;

namespace Crabwalk.C.Lexing.Literals;

/// <summary>Hexadecimal floating constants (6.4.4.2p3), rounded once, to nearest and to even on a tie.</summary>
internal static class HexFloat
{
    /// <summary>The value of <c>0x</c>, digits with at most one point, <c>p</c> and an exponent.</summary>
    public static double Round(string text, bool isSingle)
    {
        int exponentAt = text.AsSpan().IndexOfAny('p', 'P');
        long exponent = ReadExponent(text.AsSpan(exponentAt + 1));
        UInt128 significand = 0;
        bool isInexact = false;
        bool isAfterPoint = false;
        foreach (char digit in text.AsSpan(2, exponentAt - 2))
        {
            if (digit == '.')
            {
                isAfterPoint = true;
                continue;
            }

            int value = Convert.ToInt32(digit.ToString(), 16);
            if (significand >> 120 != 0)
            {
                // Beyond 120 bits a digit only tells whether there is more below.
                isInexact |= value != 0;
                exponent += isAfterPoint ? 0 : 4;
                continue;
            }

            significand = (significand << 4) | (uint)value;
            exponent -= isAfterPoint ? 4 : 0;
        }

        return Scale(significand, exponent, isInexact, isSingle ? 24 : 53, isSingle ? -149 : -1074);
    }

    private static double Scale(UInt128 significand, long exponent, bool isInexact, int precision, int least)
    {
        if (significand == 0)
        {
            return 0;
        }

        // Keep `precision` bits, or fewer where the result is subnormal: the last kept bit weighs 2^unit.
        int length = 128 - (int)UInt128.LeadingZeroCount(significand);
        long unit = Math.Max(exponent + length - precision, least);
        long dropped = unit - exponent;
        UInt128 kept = significand;
        if (dropped > 0)
        {
            kept = dropped > 128 ? 0 : dropped == 128 ? 0 : significand >> (int)dropped;
            kept += RoundsUp(significand, kept, dropped, isInexact) ? 1u : 0u;
        }

        long scale = dropped > 0 ? unit : exponent;
        int limit = precision == 24 ? 128 : 1024;
        bool overflows = 128 - (int)UInt128.LeadingZeroCount(kept) + scale > limit;
        return overflows ? double.PositiveInfinity : Math.ScaleB((double)kept, (int)Math.Clamp(scale, -5000, 5000));
    }

    private static bool RoundsUp(UInt128 significand, UInt128 kept, long dropped, bool isInexact)
    {
        if (dropped > 128)
        {
            return false;
        }

        UInt128 half = UInt128.One << (int)(dropped - 1);
        UInt128 rest = dropped == 128 ? significand : significand & ((UInt128.One << (int)dropped) - 1);
        return rest > half || (rest == half && (isInexact || UInt128.IsOddInteger(kept)));
    }

    private static long ReadExponent(ReadOnlySpan<char> text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value)
            ? Math.Clamp(value, -1_000_000_000, 1_000_000_000)
            : text[0] == '-' ? -1_000_000_000 : 1_000_000_000;
}
