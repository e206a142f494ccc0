using Crabwalk.Foundation.Collections;
using Crabwalk.Pictures.Scenes;

namespace Crabwalk.Pictures.Text;

/// <summary>Puts a titled frame around lines, or, in the form without frames, a title above them.</summary>
internal sealed class BoxWriter(TextOptions options)
{
    /// <summary>How a frame looks.</summary>
    public enum Frame
    {
        /// <summary>Solid.</summary>
        Whole,

        /// <summary>Dashed: what is inside is gone.</summary>
        Dead,
    }

    /// <summary>The lines with their title.</summary>
    public List<EquatableArray<TextRun>> Write(
        EquatableArray<TextRun> title, string right, List<EquatableArray<TextRun>> lines, int width, Frame frame = Frame.Whole) =>
        options.Form == TextForm.Boxes ? WriteFrame(title, right, lines, width, frame) : WriteTitled(title, right, lines);

    private List<EquatableArray<TextRun>> WriteTitled(EquatableArray<TextRun> title, string right, List<EquatableArray<TextRun>> lines)
    {
        var head = new LineBuilder().Append("  ").Append(title);
        if (right.Length > 0)
        {
            head.Append($" {options.Glyphs.Dot} ", TextStyle.Soft).Append(right, TextStyle.Soft);
        }

        return [head.Build(), .. lines.Select(line => new LineBuilder().Append("    ").Append(line).Build())];
    }

    private List<EquatableArray<TextRun>> WriteFrame(
        EquatableArray<TextRun> title, string right, List<EquatableArray<TextRun>> lines, int width, Frame frame)
    {
        Glyphs glyphs = options.Glyphs;
        string edge = frame == Frame.Dead ? glyphs.DeadEdge : glyphs.Horizontal;
        string side = frame == Frame.Dead ? glyphs.DeadSide : glyphs.Vertical;
        int widest = lines.Select(TextCanvas.WidthOf).Append(TextCanvas.WidthOf(title) + TextWidth.Of(right) + 3).Max();
        int inner = Math.Max(widest + 2, width - 2);
        var result = new List<EquatableArray<TextRun>> { Top(title, right, edge, inner) };
        foreach (EquatableArray<TextRun> line in lines)
        {
            result.Add(new LineBuilder().Append(side, TextStyle.Soft).Append(" ").Append(line).PadTo(inner + 1)
                .Append(side, TextStyle.Soft).Build());
        }

        result.Add([new(glyphs.BottomLeft + Repeat(edge, inner) + glyphs.BottomRight, TextStyle.Soft)]);
        return result;
    }

    private EquatableArray<TextRun> Top(EquatableArray<TextRun> title, string right, string edge, int inner)
    {
        var top = new LineBuilder().Append($"{options.Glyphs.TopLeft} ", TextStyle.Soft).Append(title).Append(" ");
        string end = right.Length > 0 ? $" {right} " : "";
        int rest = inner + 1 - top.Width - TextWidth.Of(end);
        return top.Append(Repeat(edge, Math.Max(rest, 0)), TextStyle.Soft).Append(end, TextStyle.Soft)
            .Append(options.Glyphs.TopRight, TextStyle.Soft).Build();
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
