using Crabwalk.Foundation.Collections;

namespace Crabwalk.Pictures.Charts;

/// <summary>One bar: its label, its value, and whether it is ours; others are for comparison.</summary>
public sealed record Bar(string Label, double Value, bool IsOurs = false);

/// <summary>A bar chart: bars below each other, the values written at their ends.</summary>
/// <param name="Title">What is compared.</param>
/// <param name="Unit">What the values count, such as "times gcc -O2" or "ms"; smaller is better unless the title says otherwise.</param>
/// <param name="Bars">The bars, drawn in this order.</param>
/// <param name="Goal">A line to stay left of; null without one.</param>
/// <param name="Source">How it was measured.</param>
public sealed record BarChart(string Title, string Unit, EquatableArray<Bar> Bars, double? Goal = null, string Source = "");

/// <summary>A point of a line.</summary>
public readonly record struct ChartPoint(double X, double Y);

/// <summary>A line with its name.</summary>
public sealed record Series(string Name, EquatableArray<ChartPoint> Points, bool IsOurs = false);

/// <summary>A line chart: both axes from zero, each line named at its end.</summary>
/// <param name="Title">What is shown.</param>
/// <param name="XLabel">What runs to the right.</param>
/// <param name="YLabel">What runs upwards.</param>
/// <param name="Lines">The lines.</param>
/// <param name="Source">How it was measured.</param>
public sealed record LineChart(string Title, string XLabel, string YLabel, EquatableArray<Series> Lines, string Source = "");
