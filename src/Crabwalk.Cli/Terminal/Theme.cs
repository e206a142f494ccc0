using Crabwalk.Foundation.Collections;
using Crabwalk.Pictures.Scenes;
using Spectre.Console;

namespace Crabwalk.Cli.Terminal;

/// <summary>Turns the meaning of a run of text into terminal colours. Marks in the text carry the same meaning without them.</summary>
internal static class Theme
{
    /// <summary>Writes a line of runs, cut to a width, in colour or not.</summary>
    public static void WriteLine(IAnsiConsole console, EquatableArray<TextRun> line)
    {
        foreach (TextRun run in line)
        {
            console.Write(run.Text, StyleOf(run.Style));
        }

        console.WriteLine();
    }

    /// <summary>A line as markup, for composed screens.</summary>
    public static Text ToText(TextRun run) => new(run.Text, StyleOf(run.Style));

    /// <summary>The terminal style of a meaning.</summary>
    public static Style StyleOf(TextStyle style) => style switch
    {
        TextStyle.Plain => Style.Plain,
        TextStyle.Keyword => new(Color.Purple),
        TextStyle.Type => new(Color.Teal),
        TextStyle.Text => new(Color.DarkOrange3),
        TextStyle.Number => new(Color.DodgerBlue2),
        TextStyle.Comment => new(Color.Grey50, decoration: Decoration.Italic),
        TextStyle.Code => new(decoration: Decoration.Bold),
        TextStyle.Value => new(Color.DodgerBlue1),
        TextStyle.Now => new(Color.Black, Color.Gold1),
        TextStyle.Changed => new(Color.Orange1, decoration: Decoration.Bold),
        TextStyle.Junk => new(Color.Grey50, decoration: Decoration.Italic),
        TextStyle.Freed => new(Color.Grey46, decoration: Decoration.Strikethrough),
        TextStyle.Error => new(Color.Red1, decoration: Decoration.Bold),
        TextStyle.Warning => new(Color.Orange3),
        TextStyle.Soft => new(Color.Grey50),
        TextStyle.Strong => new(decoration: Decoration.Bold),
    };
}
