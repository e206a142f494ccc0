using System.Globalization;
using System.Runtime.InteropServices;

namespace Crabwalk.Bench;

/// <summary>What the benches have in common: which command is measured, and how figures are made and written.</summary>
internal static class Figures
{
    /// <summary>The native form of the command when it was published, as that is what users get, else the one that was built.</summary>
    public static string FindCli(string artifacts)
    {
        string native = Path.Combine(artifacts, "publish", "Crabwalk.Cli", "release_" + RuntimeInformation.RuntimeIdentifier, "crabwalk");
        return File.Exists(native) ? native : Path.Combine(artifacts, "bin", "Crabwalk.Cli", "release", "crabwalk");
    }

    /// <summary>The one in the middle.</summary>
    public static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }

    /// <summary>The geometric mean.</summary>
    public static double Mean(List<double> ratios) => Math.Exp(ratios.Average(Math.Log));

    /// <summary>Seconds with milliseconds.</summary>
    public static string Seconds(double seconds) => seconds.ToString("0.000", CultureInfo.InvariantCulture);
}
