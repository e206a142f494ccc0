using System.Globalization;
using Crabwalk.Foundation.Collections;
using Crabwalk.Pictures.Scenes;

namespace Crabwalk.Pictures.Text;

/// <summary>Writes the source around the current line, with the line once more under it as far as its values are known.</summary>
internal sealed class SourceWriter(WalkScene walk, StepScene step, TextOptions options)
{
    private const int NumberColumns = 4;

    /// <summary>The lines; none without a place or when its file is not at hand.</summary>
    public List<EquatableArray<TextRun>> Write()
    {
        if (step.Place is not { } place || place.File < 0 || place.File >= walk.Sources.Count)
        {
            return [];
        }

        EquatableArray<EquatableArray<TextRun>> source = walk.Sources[place.File].Lines;
        var lines = new List<EquatableArray<TextRun>>();
        int last = Math.Min(place.EndLine + options.SourceContext, source.Count);
        for (int number = Math.Max(place.Line - options.SourceContext, 1); number <= last; number++)
        {
            bool isHere = number >= place.Line && number <= place.EndLine;
            lines.Add(Line(isHere ? options.Glyphs.Here : " ", number, source[number - 1], isHere));
            if (number == place.EndLine)
            {
                lines.AddRange(UnderLine(place, source[place.Line - 1]));
            }
        }

        return lines;
    }

    private static EquatableArray<TextRun> Line(string mark, int number, EquatableArray<TextRun> text, bool isHere)
    {
        string gutter = number.ToString(CultureInfo.InvariantCulture).PadLeft(NumberColumns);
        return new LineBuilder()
            .Append(mark, TextStyle.Now)
            .Append($"{gutter} | ", isHere ? TextStyle.Now : TextStyle.Soft)
            .Append(text)
            .Build();
    }

    /// <summary>The line with its values, or a mark under the current part when nothing was put in yet.</summary>
    private IEnumerable<EquatableArray<TextRun>> UnderLine(SourcePlace place, EquatableArray<TextRun> firstLine)
    {
        string text = TextCanvas.PlainTextOf(firstLine);
        string indent = text[..(text.Length - text.TrimStart().Length)];
        var gutter = new LineBuilder().Append(new string(' ', NumberColumns + 1)).Append(" = ", TextStyle.Soft);
        if (!step.Substituted.IsEmpty)
        {
            yield return gutter.Append(indent).Append(step.Substituted).Build();
        }
        else if (place.Line == place.EndLine && place.EndColumn - place.Column < text.Trim().Length && place.Column <= text.Length)
        {
            int start = TextWidth.Of(text[..place.Column]);
            int width = TextWidth.Of(text[place.Column..Math.Min(place.EndColumn, text.Length)]);
            yield return new LineBuilder().Append(new string(' ', NumberColumns + 1)).Append(" | ", TextStyle.Soft)
                .Append(new string(' ', start)).Append(new string('^', Math.Max(width, 1)), TextStyle.Now).Build();
        }
    }
}
