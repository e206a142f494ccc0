using System.Globalization;
using Crabwalk.Foundation.Collections;
using Crabwalk.Pictures.Scenes;

namespace Crabwalk.Pictures.Text;

/// <summary>Writes borrows and permissions beside the source.</summary>
public static class OwnershipText
{
    private const int NumberColumns = 4;

    // The notes of a longer line stand below it.
    private const int WidestSource = 64;

    /// <summary>Each function with a bar for each borrow at the left of the lines during which it is in force.</summary>
    public static TextCanvas Loans(OwnershipScene scene, TextOptions options) => Functions(scene, options, function => new LoanBars(function, options));

    /// <summary>Each function with the permissions that each line gives and takes.</summary>
    public static TextCanvas Permissions(OwnershipScene scene, TextOptions options) => Functions(scene, options, function => new PermissionRows(function, options));

    private static TextCanvas Functions(OwnershipScene scene, TextOptions options, Func<OwnershipFunction, ILineNotes> notesOf)
    {
        var lines = new List<EquatableArray<TextRun>>();
        foreach (OwnershipFunction function in scene.Functions)
        {
            lines.AddRange([.. lines.Count > 0 ? (EquatableArray<TextRun>[])[[]] : [], Head(function, options)]);
            Write(function, notesOf(function), lines);
        }

        return new([.. lines]);
    }

    private static EquatableArray<TextRun> Head(OwnershipFunction function, TextOptions options) => new LineBuilder()
        .Append(function.Title, TextStyle.Strong)
        .Append($" {options.Glyphs.Dot} {function.File} line {function.FirstLine.ToString(CultureInfo.InvariantCulture)}", TextStyle.Soft)
        .Build();

    private static void Write(OwnershipFunction function, ILineNotes notes, List<EquatableArray<TextRun>> lines)
    {
        int widest = function.Lines.Max(TextCanvas.WidthOf);
        int column = NumberColumns + 3 + notes.MarginColumns + Math.Min(widest, WidestSource) + 2;
        for (int i = 0; i < function.Lines.Count; i++)
        {
            int number = function.FirstLine + i;
            var line = new LineBuilder().Append($"{number.ToString(CultureInfo.InvariantCulture),NumberColumns} | ", TextStyle.Soft);
            line.Append(notes.Margin(number)).Append(function.Lines[i]);
            foreach (EquatableArray<TextRun> note in notes.Of(number))
            {
                if (line.Width > column)
                {
                    lines.Add(line.Build());
                    line = Below(notes, number);
                }

                lines.Add(line.PadTo(column).Append(note).Build());
                line = Below(notes, number);
            }

            if (!notes.Of(number).Any())
            {
                lines.Add(line.Build());
            }
        }
    }

    private static LineBuilder Below(ILineNotes notes, int number) =>
        new LineBuilder().Append(new string(' ', NumberColumns) + " | ", TextStyle.Soft).Append(notes.MarginBelow(number));
}

/// <summary>What is written around the lines of a function.</summary>
internal interface ILineNotes
{
    /// <summary>The columns at the left of the source.</summary>
    int MarginColumns { get; }

    /// <summary>The margin of a line.</summary>
    EquatableArray<TextRun> Margin(int line);

    /// <summary>The margin beside further notes of a line.</summary>
    EquatableArray<TextRun> MarginBelow(int line);

    /// <summary>The notes of a line, one below the other.</summary>
    IEnumerable<EquatableArray<TextRun>> Of(int line);
}
