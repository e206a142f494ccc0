using Crabwalk.Foundation.Collections;
using Crabwalk.Pictures.Scenes;

namespace Crabwalk.Pictures.Text;

/// <summary>Breaks runs of words into lines of a width.</summary>
internal static class Wrap
{
    /// <summary>The lines; later ones are indented. A word longer than a line stands alone and sticks out rather than be cut.</summary>
    public static List<EquatableArray<TextRun>> Lines(EquatableArray<TextRun> runs, int width, int indent)
    {
        var lines = new List<EquatableArray<TextRun>>();
        var line = new LineBuilder();
        foreach (TextRun run in runs)
        {
            foreach (string word in WordsOf(run.Text))
            {
                bool isTooLong = line.Width > indent && line.Width + TextWidth.Of(word.TrimEnd()) > width;
                if (isTooLong && word != " ")
                {
                    lines.Add(line.Build());
                    line = new LineBuilder().Append(new string(' ', indent));
                }

                line.Append(word, run.Style, run.Step);
            }
        }

        lines.Add(line.Build());
        return lines;
    }

    /// <summary>Words with the blank that follows them.</summary>
    private static IEnumerable<string> WordsOf(string text)
    {
        int start = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == ' ')
            {
                yield return text[start..(i + 1)];
                start = i + 1;
            }
        }

        if (start < text.Length)
        {
            yield return text[start..];
        }
    }
}
