using System.Diagnostics;

namespace Crabwalk.Tasks;

/// <summary>
/// Writes goldens by running the tests themselves with <c>CRABWALK_BLESS=1</c>, so that there is one idea of what a golden is.
/// Markers are still held against the output: blessing cannot hide a lost message.
/// </summary>
internal static class Bless
{
    /// <summary>Blesses all fixtures, or those whose path holds the filter.</summary>
    public static int Run(string? filter)
    {
        var start = new ProcessStartInfo("dotnet", ["test", "--project", Repository.In("tests", "Crabwalk.Tests")])
        {
            WorkingDirectory = Repository.Root,
        };
        start.Environment["CRABWALK_BLESS"] = "1";
        start.Environment["CRABWALK_FIXTURES"] = filter ?? "";
        using Process tests = Process.Start(start)!;
        tests.WaitForExit();
        return tests.ExitCode;
    }
}
