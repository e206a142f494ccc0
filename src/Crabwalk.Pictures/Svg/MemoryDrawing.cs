using Crabwalk.Pictures.Layout;

namespace Crabwalk.Pictures.Svg;

/// <summary>Draws stack, heap, statics and arrows; the arrows last, so that nothing hides them.</summary>
internal static class MemoryDrawing
{
    public static void Draw(SvgWriter svg, PlacedStep step)
    {
        foreach (PlacedHeading heading in step.Headings)
        {
            svg.Raw(Heading(heading));
        }

        foreach (PlacedBox box in step.Boxes)
        {
            svg.OpenGroup(box.Area.X, box.Area.Y).Raw(BoxDrawing.Draw(box)).Raw("</g>");
        }

        foreach (PlacedArrow arrow in step.Arrows)
        {
            svg.Raw(ArrowDrawing.Draw(arrow));
        }
    }

    public static string Heading(PlacedHeading heading) => new SvgWriter()
        .Text(heading.X, heading.Y, "h", heading.Text)
        .Text(heading.X + (heading.Text.Length * 9) + 10, heading.Y, "w", heading.Remark)
        .ToString();
}
