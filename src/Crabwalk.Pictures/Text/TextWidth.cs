using System.Text;

namespace Crabwalk.Pictures.Text;

/// <summary>How many columns text takes in a terminal or in a monospace font.</summary>
public static class TextWidth
{
    /// <summary>The columns of a text; East Asian wide characters and emoji take two, combining marks none.</summary>
    public static int Of(string text)
    {
        int columns = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            columns += Of(rune);
        }

        return columns;
    }

    /// <summary>The longest beginning that fits, with an ellipsis when something was cut off.</summary>
    public static string Clip(string text, int columns, string ellipsis)
    {
        if (Of(text) <= columns)
        {
            return text;
        }

        int room = Math.Max(columns - Of(ellipsis), 0);
        var kept = new StringBuilder();
        int used = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            used += Of(rune);
            if (used > room)
            {
                break;
            }

            kept.Append(rune.ToString());
        }

        return columns < Of(ellipsis) ? "" : kept.Append(ellipsis).ToString();
    }

    private static int Of(Rune rune) => rune.Value switch
    {
        < 0x300 => 1,
        >= 0x300 and <= 0x36F or 0x200B or 0x200D or >= 0xFE00 and <= 0xFE0F => 0,
        >= 0x1100 and <= 0x115F or >= 0x2E80 and <= 0xA4CF or >= 0xAC00 and <= 0xD7A3 or >= 0xF900 and <= 0xFAFF => 2,
        >= 0xFE30 and <= 0xFE6F or >= 0xFF00 and <= 0xFF60 or >= 0xFFE0 and <= 0xFFE6 => 2,
        >= 0x1F300 and <= 0x1FAFF or >= 0x20000 and <= 0x3FFFD => 2,
        _ => 1,
    };
}
