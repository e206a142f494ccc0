using System.Globalization;
using System.Text;
using Crabwalk.Pictures.Scenes;

namespace Crabwalk.DebugAdapter.Looking;

/// <summary>A cell of the picture as one line of text, as variable views show it.</summary>
internal static class CellWords
{
    private const int LongestSummary = 80;

    /// <summary>The value in words, with what is to be said about it.</summary>
    public static string ValueOf(Cell cell, bool isHex = false)
    {
        string value = cell switch
        {
            { Kind: CellKind.Struct or CellKind.Union, Parts.IsEmpty: false } => $"{cell.Value}{(cell.Value.Length > 0 ? " " : "")}{{{Parts(cell, named: true, isHex)}}}",
            { Kind: CellKind.Array } => $"[{Parts(cell, named: false, isHex)}]",
            _ => Number(cell.Value, isHex),
        };
        string remark = RemarkOf(cell);
        return remark.Length == 0 ? value : value.Length == 0 ? remark : $"{value} {remark}";
    }

    private static string RemarkOf(Cell cell) => cell.Content switch
    {
        CellContent.Set => cell.Note,
        CellContent.Junk => "(never written)",
        CellContent.PartlyJunk => cell.Parts.IsEmpty ? "(partly never written)" : "",
        CellContent.Freed => "(freed)",
        CellContent.MovedFrom => "(moved)",
        CellContent.Dropped => "(dropped)",
        CellContent.OutOfScope => "(out of scope)",
        CellContent.Spare => "(spare)",
        CellContent.OtherView => "",
    };

    private static string Number(string value, bool isHex) =>
        isHex && long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
            ? string.Create(CultureInfo.InvariantCulture, $"0x{number:x}")
            : value;

    private static string Parts(Cell cell, bool named, bool isHex)
    {
        var text = new StringBuilder();
        foreach (Cell part in cell.Parts)
        {
            string separator = text.Length > 0 ? ", " : "";
            if (text.Length > LongestSummary)
            {
                return text.Append(separator).Append('…').ToString();
            }

            text.Append(separator).Append(named && part.Name.Length > 0 ? $"{part.Name} = " : "").Append(Brief(part, isHex));
        }

        return cell.ElementCount > cell.Parts.Count ? text.Append(", …").ToString() : text.ToString();
    }

    private static string Brief(Cell part, bool isHex) => part switch
    {
        { Content: CellContent.Junk } => "?",
        { Kind: CellKind.Struct or CellKind.Union, Parts.IsEmpty: false } => part.Value.Length > 0 ? part.Value : "{…}",
        { Kind: CellKind.Array } => "[…]",
        _ => Number(part.Value, isHex),
    };
}
