using System.Globalization;
using Crabwalk.DebugAdapter.Session;

namespace Crabwalk.DebugAdapter.Looking;

/// <summary>Addresses as the protocol writes them: <c>0x7ffe0010</c>.</summary>
internal static class MemoryReferences
{
    /// <summary>The text of an address.</summary>
    public static string Of(ulong address) => string.Create(CultureInfo.InvariantCulture, $"0x{address:x}");

    /// <summary>The address of a text, hexadecimal with <c>0x</c> or decimal.</summary>
    public static ulong Parse(string text)
    {
        bool isHex = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        return ulong.TryParse(isHex ? text[2..] : text, isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out ulong address)
            ? address
            : throw new RefusedException($"`{text}` is no address");
    }
}
