using Crabwalk.Pictures.Layout;
using Crabwalk.Pictures.Scenes;

namespace Crabwalk.Pictures.Svg;

/// <summary>Draws an arrow: a dot at the pointer, the course, a head; a dangling one is dashed and has its head crossed.</summary>
internal static class ArrowDrawing
{
    /// <summary>The heads and the hatching; once in each SVG.</summary>
    public const string Definitions =
        "<defs><pattern id=\"cw-hatch\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">"
        + "<rect class=\"hatch0\" width=\"8\" height=\"8\"/><path class=\"hatch1\" d=\"M0,0V8\"/></pattern>"
        + "<marker id=\"cw-head\" markerUnits=\"userSpaceOnUse\" markerWidth=\"11\" markerHeight=\"10\" refX=\"9\" refY=\"5\" orient=\"auto\"><path class=\"hd\" d=\"M0,.5L10,5L0,9.5L2.5,5z\"/></marker>"
        + "<marker id=\"cw-head-chg\" markerUnits=\"userSpaceOnUse\" markerWidth=\"12\" markerHeight=\"12\" refX=\"10\" refY=\"6\" orient=\"auto\"><path class=\"hd chg\" d=\"M0,.5L11,6L0,11.5L3,6z\"/></marker>"
        + "<marker id=\"cw-head-dang\" markerUnits=\"userSpaceOnUse\" markerWidth=\"12\" markerHeight=\"12\" refX=\"10\" refY=\"6\" orient=\"auto\"><path class=\"hd dang\" d=\"M0,.5L11,6L0,11.5L3,6z\"/></marker></defs>";

    public static string Draw(PlacedArrow placed)
    {
        ArrowScene arrow = placed.Arrow;
        string state = arrow.IsDangling || arrow.Touch.HasFlag(CellTouch.Wrong) ? "dang" : arrow.IsIdle ? "idle" : arrow.Touch != CellTouch.None ? "chg" : "";
        string kind = arrow.Kind switch
        {
            ArrowKind.Pointer => "",
            ArrowKind.Owner or ArrowKind.SharedOwner => "own",
            ArrowKind.Borrow or ArrowKind.BorrowMut => "thin",
            ArrowKind.Weak => "weak",
        };
        string head = state is "dang" or "chg" ? $"cw-head-{state}" : "cw-head";
        string css = string.Join(' ', new[] { "a", kind, state }.Where(part => part.Length > 0));
        var svg = new SvgWriter();
        svg.Circle(placed.Start, 3, state.Length > 0 ? $"dot {state}" : "dot");
        svg.Raw($"<path class=\"{css}\" d=\"{placed.Path}\" marker-end=\"url(#{head})\"/>");
        double kindY = placed.Start.Y + (placed.Tip.Y < placed.Start.Y ? 14 : -6);
        svg.Text(placed.Start.X + 24, kindY, state == "dang" ? "sub wrong" : "sub", KindLabel(arrow));
        svg.Text(placed.Tip.X - 4, placed.Tip.Y - 6, "sub", placed.Label, "end");
        return svg.ToString();
    }

    private static string KindLabel(ArrowScene arrow) => arrow.Kind switch
    {
        ArrowKind.Pointer => "",
        ArrowKind.Owner => "owns",
        ArrowKind.SharedOwner => "shares",
        ArrowKind.Borrow => "&",
        ArrowKind.BorrowMut => "&mut",
        ArrowKind.Weak => "weak",
    };
}
