using Crabwalk.Pictures.Folding;
using Crabwalk.Pictures.Layout;
using Crabwalk.Pictures.Scenes;

namespace Crabwalk.Pictures.Svg;

/// <summary>Draws a box with its upper left corner at the origin, so that equal boxes of different steps are equal texts.</summary>
internal static class BoxDrawing
{
    public static string Draw(PlacedBox box)
    {
        var svg = new SvgWriter();
        Area area = box.Area with { X = 0, Y = 0 };
        switch (box.Content)
        {
            case BoxContent.Call(var frame):
                DrawCall(svg, frame, area);
                break;
            case BoxContent.Block(var block):
                DrawBlock(svg, block, area);
                break;
            case BoxContent.Statics:
                svg.Rect(area, "statics", 10);
                break;
            case BoxContent.Fold(var text):
                svg.Rect(area, "fold", 6).Text(area.CenterX, area.CenterY + 4, "w", text, "middle");
                break;
        }

        foreach (PlacedRow row in box.Rows)
        {
            RowDrawing.Draw(svg, row);
        }

        return svg.ToString();
    }

    private static void DrawCall(SvgWriter svg, FrameScene frame, Area area)
    {
        string state = frame.State switch
        {
            CallState.Running or CallState.Waiting => "",
            CallState.Returning => " · returning",
            CallState.Unwinding => " · unwinding",
        };
        string line = (frame.Line > 0 ? $"line {frame.Line}" : "") + state;
        double lineWidth = Metrics.Words(line) + 10;
        svg.Rect(area, frame.State == CallState.Waiting ? "call" : "call run", 10);
        svg.Text(Metrics.BoxPadding + 4, 22, "sig", Metrics.ClipCode(frame.Signature, area.Width - 28 - lineWidth));
        svg.Text(area.Width - 14, 22, "w", line, "end");
    }

    private static void DrawBlock(SvgWriter svg, BlockScene block, Area area)
    {
        (_, bool isBad) = Remarks.Of(block);
        string css = block.State switch
        {
            BlockState.Live => "block",
            BlockState.Freed => "dead",
            BlockState.Unreachable or BlockState.Leaked => "lost",
        };
        string history = block.Allocated is { } allocated ? $", allocated at {Remarks.Line(allocated)}" : "";
        svg.Raw($"<title>{SvgWriter.Escape(BlockTitle.Full(block) + history)}</title>").Rect(area, css, 10);
        svg.Text(Metrics.BoxPadding + 4, 21, "w", BlockTitle.Fitting(block, area.Width - 24));
        string fate = BlockTitle.Fate(block);
        if (fate.Length > 0)
        {
            string fateClass = isBad ? "w warn strong" : block.State == BlockState.Freed ? "w strong" : "w";
            svg.Text(Metrics.BoxPadding + 4, area.Height - 11, fateClass, Metrics.ClipWords(fate, area.Width - 24));
        }
    }
}
