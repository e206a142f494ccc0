using System.Text;

namespace Crabwalk.Foundation.Diagnostics.Rendering;

/// <summary>
/// A grid of characters that grows as it is written to. Underlines, bars and labels are drawn over each other in an order in which
/// the later wins, which is far simpler than to compute each line once.
/// </summary>
internal sealed class TextCanvas
{
    private readonly List<List<(Rune Rune, TextStyle Style)>> _lines = [];

    /// <summary>How many lines there are.</summary>
    public int Count => _lines.Count;

    /// <summary>Writes one character.</summary>
    public void Put(int line, int column, char character, TextStyle style) => Put(line, column, new Rune(character), style);

    /// <summary>Writes text; a column is a character here, wide or not, so text with wide characters must end its line.</summary>
    public void Put(int line, int column, string text, TextStyle style)
    {
        foreach (Rune rune in text.EnumerateRunes())
        {
            Put(line, column++, rune, style);
        }
    }

    /// <summary>Writes text at the end of a line.</summary>
    public void Append(int line, string text, TextStyle style)
    {
        Reach(line);
        Put(line, _lines[line].Count, text, style);
    }

    /// <summary>The lines as runs, without blanks at their ends that were only skipped over.</summary>
    public StyledText ToText() => new([.. _lines.Select(ToLine)]);

    private void Put(int line, int column, Rune rune, TextStyle style)
    {
        Reach(line);
        List<(Rune, TextStyle)> cells = _lines[line];
        while (cells.Count <= column)
        {
            cells.Add((new Rune(' '), TextStyle.Plain));
        }

        cells[column] = (rune, style);
    }

    private void Reach(int line)
    {
        while (_lines.Count <= line)
        {
            _lines.Add([]);
        }
    }

    private static StyledLine ToLine(List<(Rune Rune, TextStyle Style)> cells)
    {
        var runs = new List<StyledRun>();
        for (int i = 0; i < cells.Count;)
        {
            var text = new StringBuilder();
            TextStyle style = cells[i].Style;
            for (; i < cells.Count && cells[i].Style == style; i++)
            {
                text.Append(cells[i].Rune);
            }

            runs.Add(new(text.ToString(), style));
        }

        return new([.. runs]);
    }
}
