using System.Diagnostics;

namespace Crabwalk.Bench;

/// <summary>One finished run of a command.</summary>
/// <param name="Seconds">Processor time, user and system.</param>
/// <param name="ExitCode">What it gave back.</param>
/// <param name="Output">What it printed.</param>
internal sealed record Stopped(double Seconds, int ExitCode, string Output)
{
    /// <summary>Runs a command to its end and times it as a whole process.</summary>
    public static Stopped Run(string file, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(file) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["DOTNET_TieredPGO"] = "1";
        double began = ChildTime.Seconds();
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        double seconds = ChildTime.Seconds() - began;
        return new(seconds, process.ExitCode, process.ExitCode == 0 ? output : output + errors.Result);
    }
}
