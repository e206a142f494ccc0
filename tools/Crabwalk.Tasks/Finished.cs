using System.Diagnostics;

namespace Crabwalk.Tasks;

/// <summary>One command that was run to its end.</summary>
/// <param name="ExitCode">What it gave back; null when it did not end within its time and was killed.</param>
/// <param name="Output">What it printed.</param>
/// <param name="Errors">What it wrote to its standard error.</param>
internal sealed record Finished(int? ExitCode, string Output, string Errors)
{
    /// <summary>Runs a command with closed input. Output that a killed command left in its pipes is not waited for.</summary>
    public static Finished Run(TimeSpan limit, string? folder, string file, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            WorkingDirectory = folder ?? "",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = System.Text.Encoding.Latin1,
        };
        start.Environment["NO_COLOR"] = "1";
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        if (process.WaitForExit(limit))
        {
            return new(process.ExitCode, output.Result, errors.Result);
        }

        process.Kill(entireProcessTree: true);
        return new(ExitCode: null, "", "");
    }
}
