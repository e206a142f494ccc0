using System.Buffers.Binary;
using System.Collections.Immutable;

namespace Crabwalk.C.Lexing.Literals;

/// <summary>The prefix of a character constant or string literal (6.4.4.4, 6.4.5).</summary>
public enum LiteralPrefix
{
    /// <summary>None: elements are <c>char</c>.</summary>
    None,

    /// <summary><c>u8</c>: elements are <c>char</c> in UTF-8.</summary>
    Utf8,

    /// <summary><c>u</c>: elements are <c>char16_t</c>.</summary>
    Utf16,

    /// <summary><c>U</c>: elements are <c>char32_t</c>.</summary>
    Utf32,

    /// <summary><c>L</c>: elements are <c>wchar_t</c>, 4 bytes with a sign on every target here.</summary>
    Wide,
}

/// <summary>What a prefix says of the elements.</summary>
public static class LiteralPrefixes
{
    /// <summary>How many bytes an element has.</summary>
    public static int ElementBytes(this LiteralPrefix prefix) => prefix switch
    {
        LiteralPrefix.None or LiteralPrefix.Utf8 => 1,
        LiteralPrefix.Utf16 => 2,
        LiteralPrefix.Utf32 or LiteralPrefix.Wide => 4,
    };

    /// <summary>The prefix that starts a spelling, and where its quote stands.</summary>
    internal static (LiteralPrefix Prefix, int QuoteAt) Of(string spelling) => spelling switch
    {
        ['u', '8', ..] => (LiteralPrefix.Utf8, 2),
        ['u', ..] => (LiteralPrefix.Utf16, 1),
        ['U', ..] => (LiteralPrefix.Utf32, 1),
        ['L', ..] => (LiteralPrefix.Wide, 1),
        _ => (LiteralPrefix.None, 0),
    };
}

/// <summary>A character constant's value: an <c>int</c> without a prefix, else of the prefix's type.</summary>
public readonly record struct CharLiteral(long Value, LiteralPrefix Prefix);

/// <summary>Adjacent string literals as one (5.1.1.2, phase 6).</summary>
/// <param name="Bytes">The elements in little-endian order, without the null that ends them.</param>
/// <param name="Prefix">The prefix they have together.</param>
public sealed record StringLiteral(ImmutableArray<byte> Bytes, LiteralPrefix Prefix)
{
    /// <summary>How many elements there are without the null.</summary>
    public int Length => Bytes.Length / Prefix.ElementBytes();

    /// <summary>An element's value, not extended by its sign.</summary>
    public uint this[int index] => Prefix.ElementBytes() switch
    {
        1 => Bytes[index],
        2 => BinaryPrimitives.ReadUInt16LittleEndian(Bytes.AsSpan(index * 2, 2)),
        _ => BinaryPrimitives.ReadUInt32LittleEndian(Bytes.AsSpan(index * 4, 4)),
    };
}
