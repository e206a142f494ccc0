using System.Globalization;
using System.Text;
using Crabwalk.Foundation.Text;

namespace Crabwalk.Foundation.Diagnostics.Rendering;

/// <summary>A place in a source as a reader sees it: the line from 1, the column in characters and in cells of a terminal, both from 0.</summary>
internal readonly record struct Place(int Line, int Column, int Cell);

/// <summary>Turns byte offsets into what is printed. Tabs are four cells, wide characters two, combining ones none.</summary>
internal static class Columns
{
    /// <summary>The first code point and the one after the last of each range of wide characters.</summary>
    private static readonly int[] Wide =
    [
        0x1100, 0x1160, 0x231A, 0x231C, 0x2329, 0x232B, 0x23E9, 0x23ED, 0x25FD, 0x25FF, 0x2614, 0x2616, 0x2648, 0x2654, 0x26A1, 0x26A2,
        0x26BD, 0x26BF, 0x26D4, 0x26D5, 0x2705, 0x2706, 0x270A, 0x270C, 0x2728, 0x2729, 0x274C, 0x274D, 0x2753, 0x2756, 0x2757, 0x2758,
        0x2795, 0x2798, 0x27B0, 0x27B1, 0x2B1B, 0x2B1D, 0x2B50, 0x2B51, 0x2B55, 0x2B56, 0x2E80, 0x303F, 0x3041, 0x3248, 0x3250, 0x4DC0,
        0x4E00, 0xA4CF, 0xA960, 0xA97D, 0xAC00, 0xD7A4, 0xF900, 0xFB00, 0xFE10, 0xFE1A, 0xFE30, 0xFE70, 0xFF01, 0xFF61, 0xFFE0, 0xFFE7,
        0x16FE0, 0x18D09, 0x1AFF0, 0x1B300, 0x1F004, 0x1F005, 0x1F0CF, 0x1F0D0, 0x1F18E, 0x1F18F, 0x1F191, 0x1F19B, 0x1F200, 0x1F321,
        0x1F32D, 0x1F336, 0x1F337, 0x1F37D, 0x1F37E, 0x1F394, 0x1F3A0, 0x1F3CB, 0x1F3CF, 0x1F3D4, 0x1F3E0, 0x1F3F1, 0x1F3F4, 0x1F3F5,
        0x1F3F8, 0x1F43F, 0x1F440, 0x1F441, 0x1F442, 0x1F4FD, 0x1F4FF, 0x1F53E, 0x1F54B, 0x1F54F, 0x1F550, 0x1F568, 0x1F57A, 0x1F57B,
        0x1F595, 0x1F597, 0x1F5A4, 0x1F5A5, 0x1F5FB, 0x1F650, 0x1F680, 0x1F6C6, 0x1F6CC, 0x1F6CD, 0x1F6D0, 0x1F6D3, 0x1F6D5, 0x1F6D8,
        0x1F6DC, 0x1F6E0, 0x1F6EB, 0x1F6ED, 0x1F6F4, 0x1F6FD, 0x1F7E0, 0x1F7EC, 0x1F7F0, 0x1F7F1, 0x1F90C, 0x1F93B, 0x1F93C, 0x1F946,
        0x1F947, 0x1FA00, 0x1FA70, 0x1FB00, 0x20000, 0x2FFFE, 0x30000, 0x3FFFE,
    ];

    /// <summary>Where an offset of a source lies.</summary>
    public static Place PlaceOf(SourceText source, int offset)
    {
        int line = source.PositionOf(Math.Min(offset, source.Length)).Line;
        if (line > 0 && source.LineStart(line) == source.Length)
        {
            // After a last line feed no line begins: the end of the text belongs to the line before it.
            line--;
        }

        string before = source.Slice(source.LineStart(line), Math.Min(offset, source.Length));
        int column = 0, cell = 0;
        foreach (Rune rune in before.EnumerateRunes())
        {
            column++;
            cell += Width(rune);
        }

        return new(line + 1, column, cell);
    }

    /// <summary>The cells a text takes.</summary>
    public static int Width(string text)
    {
        int cells = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            cells += Width(rune);
        }

        return cells;
    }

    /// <summary>A line as printed: tabs spread out, control characters as their pictures, so that none moves the cursor.</summary>
    public static string Printable(string line)
    {
        if (!line.Any(c => c is < ' ' or '\x7f'))
        {
            return line;
        }

        var text = new StringBuilder();
        foreach (char c in line)
        {
            _ = c switch
            {
                '\t' => text.Append("    "),
                '\x7f' => text.Append('\u2421'),
                < ' ' => text.Append((char)('\u2400' + c)),
                _ => text.Append(c),
            };
        }

        return text.ToString();
    }

    /// <summary>The cells a character takes.</summary>
    public static int Width(Rune rune)
    {
        if (rune.Value < 0x300)
        {
            return rune.Value switch
            {
                '\t' => 4,
                '\n' => 0,
                _ => 1,
            };
        }

        UnicodeCategory category = Rune.GetUnicodeCategory(rune);
        if (category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format)
        {
            return 0;
        }

        int at = Array.BinarySearch(Wide, rune.Value);
        return ((at >= 0 ? at : ~at - 1) & 1) == 0 ? 2 : 1;
    }
}
