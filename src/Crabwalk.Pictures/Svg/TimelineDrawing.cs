using System.Globalization;
using Crabwalk.Pictures.Layout;
using Crabwalk.Pictures.Scenes;

namespace Crabwalk.Pictures.Svg;

/// <summary>Draws what happened as marks on a line, each kind in a shape of its own, and the needle at the current step.</summary>
internal static class TimelineDrawing
{
    public const double Height = 46;

    private const double Rail = 16;

    public static void Draw(SvgWriter svg, WalkScene walk, long step, double x, double y, double width)
    {
        svg.Raw(Marks(walk, x, y, width));
        double at = At(walk, step, x, width);
        svg.Line(new(at, y), new(at, y + (2 * Rail)), "needle");
    }

    /// <summary>The line with its marks; marks that would lie on another of the same kind are one mark.</summary>
    public static string Marks(WalkScene walk, double x, double y, double width)
    {
        var svg = new SvgWriter().Line(new(x, y + Rail), new(x + width, y + Rail), "rail");
        foreach ((TimelineEvent one, double at, string label) in Visible(walk, x, width))
        {
            DrawMark(svg, one, at, y + Rail);
            if (label.Length > 0)
            {
                double half = Metrics.Words(label) / 2;
                double middle = Math.Clamp(at, x + half, Math.Max(x + width - half, x + half));
                svg.Text(middle, y + 42, one.Kind == EventKind.Error ? "w wrong" : "w", label, "middle");
            }
        }

        return svg.ToString();
    }

    /// <summary>The line and its marks for any width: places are percentages, shapes keep their size.</summary>
    public static string Elastic(WalkScene walk)
    {
        const double Usual = 1000;
        var svg = new SvgWriter().Raw($"<svg x=\"0\" y=\"{Rail}\" overflow=\"visible\" width=\"100%\"><line class=\"rail\" x1=\"0\" x2=\"100%\" y1=\"0\" y2=\"0\"/></svg>");
        foreach ((TimelineEvent one, double at, string label) in Visible(walk, 0, Usual))
        {
            svg.Raw(string.Create(CultureInfo.InvariantCulture, $"<svg x=\"{at / Usual * 100:0.##}%\" y=\"{Rail}\" overflow=\"visible\" width=\"1\" height=\"1\">"));
            svg.Raw(Shape(one.Kind));
            string anchor = at < 30 ? "start" : at > Usual - 30 ? "end" : "middle";
            if (label.Length > 0)
            {
                svg.Text(0, 26, one.Kind == EventKind.Error ? "w wrong" : "w", label, anchor);
            }

            svg.Raw("</svg>");
        }

        return svg.ToString();
    }

    public static double At(WalkScene walk, long step, double x, double width) =>
        x + (walk.StepCount <= 1 ? 0 : Math.Clamp(((double)step - 1) / (walk.StepCount - 1), 0, 1) * width);

    /// <summary>The marks that have room, each with its label when that has room too.</summary>
    private static IEnumerable<(TimelineEvent Event, double At, string Label)> Visible(WalkScene walk, double x, double width)
    {
        var last = new Dictionary<EventKind, double>();
        double labelEnd = double.NegativeInfinity;
        foreach (TimelineEvent one in walk.Events.AsEnumerable())
        {
            double at = At(walk, one.Step, x, width);
            if (at - last.GetValueOrDefault(one.Kind, double.NegativeInfinity) < 4)
            {
                continue;
            }

            last[one.Kind] = at;
            double half = Metrics.Words(one.Label) / 2;
            bool hasRoom = at - half > labelEnd + 8;
            labelEnd = hasRoom ? at + half : labelEnd;
            yield return (one, at, hasRoom ? one.Label : "");
        }
    }

    private static void DrawMark(SvgWriter svg, TimelineEvent one, double x, double y)
    {
        string title = SvgWriter.Escape(string.Create(CultureInfo.InvariantCulture, $"step {one.Step}: {one.Label}"));
        svg.OpenGroup(x, y).Raw($"<title>{title}</title>").Raw(Shape(one.Kind)).Raw("</g>");
    }

    private static string Shape(EventKind kind) => kind switch
    {
        EventKind.Call => "<path class=\"ev call\" d=\"M-5,-3L5,-3L0,6z\"/>",
        EventKind.Return => "<path class=\"ev call\" d=\"M-5,4L5,4L0,-5z\"/>",
        EventKind.Alloc => "<circle class=\"ev alloc\" r=\"6\"/>",
        EventKind.Free => "<path class=\"ev free\" d=\"M-5,-5L5,5M-5,5L5,-5\"/>",
        EventKind.Write => "<rect class=\"ev\" x=\"-5\" y=\"-5\" width=\"10\" height=\"10\"/>",
        EventKind.Move => "<path class=\"ev own\" d=\"M-6,-5L2,-5L7,0L2,5L-6,5z\"/>",
        EventKind.Borrow => "<path class=\"ev own\" d=\"M0,-7L7,0L0,7L-7,0z\"/>",
        EventKind.Drop => "<path class=\"ev free\" d=\"M-6,-3L0,4L6,-3\"/>",
        EventKind.Output => "<path class=\"ev free\" d=\"M-6,-3H6M-6,3H2\"/>",
        EventKind.Error => "<path class=\"ev error\" d=\"M0,-9L9,7L-9,7z\"/>",
    };
}
