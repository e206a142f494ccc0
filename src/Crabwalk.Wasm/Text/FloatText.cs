using System.Globalization;

namespace Crabwalk.Wasm.Text;

/// <summary>Floats as the text format reads them back, bit for bit.</summary>
internal static class FloatText
{
    /// <summary>A 64-bit float by its bits.</summary>
    public static string Of(ulong bits)
    {
        double value = BitConverter.UInt64BitsToDouble(bits);
        return double.IsNaN(value)
            ? NotANumber(bits >> 63 != 0, bits & 0xF_FFFF_FFFF_FFFF, 0x8_0000_0000_0000)
            : Finite(double.IsInfinity(value), bits >> 63 != 0, Math.Abs(value).ToString("R", CultureInfo.InvariantCulture));
    }

    /// <summary>A 32-bit float by its bits.</summary>
    public static string Of(uint bits)
    {
        float value = BitConverter.UInt32BitsToSingle(bits);
        return float.IsNaN(value)
            ? NotANumber(bits >> 31 != 0, bits & 0x7F_FFFF, 0x40_0000)
            : Finite(float.IsInfinity(value), bits >> 31 != 0, Math.Abs(value).ToString("R", CultureInfo.InvariantCulture));
    }

    private static string Finite(bool isInfinite, bool isNegative, string magnitude) =>
        (isNegative ? "-" : "") + (isInfinite ? "inf" : magnitude.ToLowerInvariant().Replace("e+", "e", StringComparison.Ordinal));

    private static string NotANumber(bool isNegative, ulong payload, ulong canonical) =>
        (isNegative ? "-" : "") + (payload == canonical ? "nan" : $"nan:0x{payload:x}");
}
