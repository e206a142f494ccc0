using System.Text;

namespace Crabwalk.Pictures.Html;

/// <summary>Fills the blanks of a page in one pass, so that what is filled in is never taken for a blank.</summary>
internal static class HtmlPage
{
    public static string Fill(string page, Dictionary<string, string> parts)
    {
        var filled = new StringBuilder();
        string[] pieces = page.Split("{{");
        filled.Append(pieces[0]);
        foreach (string piece in pieces.Skip(1))
        {
            int end = piece.IndexOf("}}", StringComparison.Ordinal);
            filled.Append(parts[piece[..end]]).Append(piece, end + 2, piece.Length - end - 2);
        }

        return filled.ToString();
    }
}
