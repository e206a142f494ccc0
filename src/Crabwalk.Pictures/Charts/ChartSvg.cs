using System.Globalization;
using Crabwalk.Pictures.Layout;
using Crabwalk.Pictures.Svg;

namespace Crabwalk.Pictures.Charts;

/// <summary>Draws the charts of bench/ and of the live talk in the pictures' own colours. Values stand in words too.</summary>
public static class ChartSvg
{
    private const double Width = 720;
    private const double Top = 64;
    private const double BarHeight = 22;
    private const double BarPitch = 32;
    private const double PlotHeight = 260;

    private static readonly string[] Dashes = ["", "6 4", "2 3", "10 3 2 3"];

    /// <summary>A bar chart.</summary>
    public static string Render(BarChart chart, Theme theme)
    {
        double labels = chart.Bars.Select(bar => Metrics.Words(bar.Label)).Append(60).Max() + 24;
        double widest = chart.Bars.Select(bar => bar.Value).Append(chart.Goal ?? 0).Where(double.IsFinite).Append(0).Max();
        double scale = widest <= 0 ? 0 : (Width - labels - 110) / widest;
        var svg = new SvgWriter();
        double y = Top;
        foreach (Bar bar in chart.Bars)
        {
            double length = double.IsFinite(bar.Value) ? Math.Max(bar.Value, 0) * scale : 0;
            svg.Text(labels - 10, y + 16, bar.IsOurs ? "w strong" : "w", bar.Label, "end");
            svg.Rect(new(labels, y, Math.Max(length, 1), BarHeight), bar.IsOurs ? "bar" : "ev", 3);
            svg.Text(labels + length + 8, y + 16, bar.IsOurs ? "strong" : "", Number(bar.Value));
            y += BarPitch;
        }

        if (chart.Goal is { } goal)
        {
            svg.Line(new(labels + (goal * scale), Top - 10), new(labels + (goal * scale), y), "needle");
            svg.Text(labels + (goal * scale), y + 14, "w", $"goal {Number(goal)}", "middle");
            y += 20;
        }

        string words = string.Join(", ", chart.Bars.Select(bar => $"{bar.Label} {Number(bar.Value)}"));
        return Wrapped(svg.ToString(), chart.Title, chart.Unit, $"{words} ({chart.Unit})", chart.Source, y, theme);
    }

    /// <summary>A line chart.</summary>
    public static string Render(LineChart chart, Theme theme)
    {
        var plot = new Area(64, Top, Width - 64 - 150, PlotHeight);
        List<ChartPoint> points = [.. chart.Lines.SelectMany(line => line.Points).Where(point => double.IsFinite(point.X) && double.IsFinite(point.Y))];
        double right = points.Select(point => point.X).Append(0).Max();
        double high = points.Select(point => point.Y).Append(0).Max();
        var svg = new SvgWriter();
        DrawAxes(svg, chart, plot, right, high);
        double lastLabel = double.NegativeInfinity;
        foreach ((Series line, string dashes) in chart.Lines.OrderByDescending(End).Select((line, i) => (line, Dashes[i % Dashes.Length])))
        {
            List<Point> course = [.. line.Points.Where(point => double.IsFinite(point.X) && double.IsFinite(point.Y)).Select(point => At(plot, point, right, high))];
            if (course.Count == 0)
            {
                continue;
            }

            svg.Raw($"<path class=\"a{(line.IsOurs ? " chg" : "")}\" stroke-dasharray=\"{dashes}\" d=\"M{string.Join('L', course.Select(Coordinates))}\"/>");
            lastLabel = Math.Max(course[^1].Y + 4, lastLabel + 16);
            svg.Text(plot.Right + 10, lastLabel, line.IsOurs ? "w strong" : "w", line.Name);
        }

        string words = string.Join(", ", chart.Lines.Select(line => $"{line.Name}: {Number(End(line))} at the end"));
        return Wrapped(svg.ToString(), chart.Title, chart.YLabel, words, chart.Source, plot.Bottom + 44, theme);
    }

    private static double End(Series line) => line.Points.IsEmpty ? 0 : line.Points[^1].Y;

    private static void DrawAxes(SvgWriter svg, LineChart chart, Area plot, double right, double high)
    {
        for (int i = 0; i <= 4; i++)
        {
            double y = plot.Bottom - (plot.Height * i / 4);
            double x = plot.X + (plot.Width * i / 4);
            svg.Line(new(plot.X, y), new(plot.Right, y), "guide");
            svg.Text(plot.X - 8, y + 4, "w", Number(high * i / 4), "end");
            svg.Text(x, plot.Bottom + 18, "w", Number(right * i / 4), "middle");
        }

        svg.Text(plot.CenterX, plot.Bottom + 36, "w", chart.XLabel, "middle");
    }

    private static Point At(Area plot, ChartPoint point, double right, double high) => new(
        plot.X + (right <= 0 ? 0 : point.X / right * plot.Width),
        plot.Bottom - (high <= 0 ? 0 : point.Y / high * plot.Height));

    private static string Coordinates(Point point) => string.Create(CultureInfo.InvariantCulture, $"{point.X:0.#},{point.Y:0.#}");

    /// <summary>Three digits that count; thousands are written short.</summary>
    private static string Number(double value) => Math.Abs(value) switch
    {
        double.NaN => "-",
        >= 1e9 => string.Create(CultureInfo.InvariantCulture, $"{value / 1e9:0.##} G"),
        >= 1e6 => string.Create(CultureInfo.InvariantCulture, $"{value / 1e6:0.##} M"),
        >= 1e4 => string.Create(CultureInfo.InvariantCulture, $"{value / 1e3:0.#} k"),
        >= 100 => string.Create(CultureInfo.InvariantCulture, $"{value:0}"),
        >= 10 => string.Create(CultureInfo.InvariantCulture, $"{value:0.#}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value:0.##}"),
    };

    private static string Wrapped(string content, string title, string unit, string words, string source, double bottom, Theme theme)
    {
        var svg = new SvgWriter().Text(16, 26, "h", title).Text(16, 46, "w", unit).Raw(content).Text(16, bottom + 18, "w", source);
        double height = bottom + (source.Length > 0 ? 32 : 12);
        string size = string.Create(CultureInfo.InvariantCulture, $"width=\"{Width:0}\" height=\"{height:0}\" viewBox=\"0 0 {Width:0} {height:0}\"");
        return $"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"cw\" role=\"img\" {size}><title>{SvgWriter.Escape(title)}</title>"
            + $"<desc>{SvgWriter.Escape(words)}</desc><style>{StyleSheet.Of(theme)}</style>"
            + $"<rect class=\"paper\" width=\"100%\" height=\"100%\"/>{svg}</svg>\n";
    }
}
