using Crabwalk.Foundation.Collections;
using Crabwalk.Pictures.Scenes;

namespace Crabwalk.Pictures.Text;

/// <summary>Writes the end of the program's output and the state of its input.</summary>
internal sealed class StreamWriter(StepScene step, TextOptions options)
{
    /// <summary>The lines; none when the program neither wrote nor reads.</summary>
    public List<EquatableArray<TextRun>> Write() => [.. Output(), .. Input()];

    private IEnumerable<EquatableArray<TextRun>> Output()
    {
        if (step.Output.Runs.IsEmpty)
        {
            yield break;
        }

        yield return [new("output", TextStyle.Strong)];
        List<EquatableArray<TextRun>> lines = SplitLines(step.Output.Runs);
        int skipped = Math.Max(lines.Count - options.OutputLines, 0);
        if (skipped > 0 || step.Output.CharactersLeftOut > 0)
        {
            yield return [new($"  {options.Glyphs.Ellipsis} earlier output", TextStyle.Soft)];
        }

        foreach (EquatableArray<TextRun> line in lines.Skip(skipped))
        {
            yield return new LineBuilder().Append("  | ", TextStyle.Soft).Append(line).Build();
        }
    }

    private IEnumerable<EquatableArray<TextRun>> Input()
    {
        if (step.Input is not { } input)
        {
            yield break;
        }

        yield return [new("input", TextStyle.Strong)];
        string rest = input.Remaining.Length > 0 ? Visible(input.Remaining) : input.IsAtEnd ? "(end)" : "(nothing left)";
        yield return new LineBuilder().Append("  | ", TextStyle.Soft).Append(Visible(input.Consumed), TextStyle.Freed)
            .Append(options.Glyphs.Here, TextStyle.Now).Append(rest, TextStyle.Value).Build();
    }

    private static List<EquatableArray<TextRun>> SplitLines(EquatableArray<OutputRun> runs)
    {
        var lines = new List<EquatableArray<TextRun>>();
        var line = new LineBuilder();
        foreach (OutputRun run in runs)
        {
            TextStyle style = run.Stream == OutputStream.Error ? TextStyle.Warning : run.IsNew ? TextStyle.Changed : TextStyle.Plain;
            string[] pieces = run.Text.Split('\n');
            for (int i = 0; i < pieces.Length; i++)
            {
                if (i > 0)
                {
                    lines.Add(line.Build());
                    line = new LineBuilder();
                }

                line.Append(Visible(pieces[i]), style);
            }
        }

        if (line.Width > 0)
        {
            lines.Add(line.Build());
        }

        return lines;
    }

    /// <summary>Control characters would move a terminal's cursor; their pictures do not.</summary>
    private static string Visible(string text) =>
        string.Concat(text.Select(c => c switch
        {
            '\n' => "⏎",
            '\t' => "    ",
            < ' ' => ((char)(0x2400 + c)).ToString(),
            '\x7f' => "␡",
            _ => c.ToString(),
        }));
}
