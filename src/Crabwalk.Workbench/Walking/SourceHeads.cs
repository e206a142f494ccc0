using System.Text;
using Crabwalk.Foundation.Text;

namespace Crabwalk.Workbench.Walking;

/// <summary>
/// Finds the head of what spans several lines and ends in a block, such as <c>for x in v</c>: a step that stands at the whole is shown
/// at its head, because its body has steps of its own.
/// </summary>
internal static class SourceHeads
{
    /// <summary>The head; the place itself when it has none.</summary>
    public static Span Of(SourceMap sources, Span place)
    {
        Span outer = sources.Outermost(place);
        int length = LengthOf(sources.TextOf(outer));
        return length < 0 ? outer : outer with { End = outer.Start + Encoding.UTF8.GetByteCount(sources.TextOf(outer)[..length]) };
    }

    /// <summary>The text of a place with dots for the body behind a head.</summary>
    public static string Shortened(string text) => LengthOf(text) is > 0 and var length ? $"{text[..length].TrimEnd('{', ' ')} {{…}}" : text;

    // How many characters the head has, its opening brace included where the head would be empty without; -1 for a text that has none.
    private static int LengthOf(string text)
    {
        if (!text.EndsWith('}'))
        {
            return -1;
        }

        for (int end = text.IndexOf('\n', StringComparison.Ordinal); end >= 0; end = text.IndexOf('\n', end + 1))
        {
            string before = text[..end].TrimEnd();
            if (before.EndsWith('{'))
            {
                int head = before[..^1].TrimEnd().Length;
                return head == 0 ? before.Length : head;
            }
        }

        return -1;
    }
}
