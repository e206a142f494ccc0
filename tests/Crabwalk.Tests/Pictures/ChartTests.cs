using System.Xml.Linq;
using Crabwalk.Pictures.Charts;
using Crabwalk.Pictures.Svg;

namespace Crabwalk.Tests.Pictures;

/// <summary>Charts are sound XML and say their values in words.</summary>
public sealed class ChartTests
{
    [Fact]
    public void A_bar_chart_says_its_values()
    {
        var chart = new BarChart("audit", "times gcc -O2", [new("memcheck", 43), new("crabwalk <audit>", 20.5, IsOurs: true)], Goal: 26);
        Assert.Equal("memcheck 43, crabwalk <audit> 20.5 (times gcc -O2)", Description(ChartSvg.Render(chart, Theme.Auto)));
    }

    [Fact]
    public void A_line_chart_says_where_its_lines_end()
    {
        var chart = new LineChart("seek", "step", "ms", [new("seek", [new(0, 1), new(1_000_000, 12.25)], IsOurs: true), new("empty", [])]);
        Assert.Equal("seek: 12.3 at the end, empty: 0 at the end", Description(ChartSvg.Render(chart, Theme.Print)));
    }

    [Fact]
    public void Odd_values_do_not_break_a_chart()
    {
        var bars = new BarChart("odd", "", [new("nothing", 0), new("unknown", double.NaN), new("endless", double.PositiveInfinity), new("less", -3)]);
        Assert.DoesNotContain("NaN", ChartSvg.Render(bars, Theme.Light));
        Assert.NotEmpty(Description(ChartSvg.Render(new LineChart("none", "", "", [new("odd", [new(double.NaN, 1)])]), Theme.Light)));
    }

    private static string Description(string svg) => (string)XDocument.Parse(svg).Root!.Elements().First(e => e.Name.LocalName == "desc");
}
