namespace Crabwalk.Tasks;

/// <summary>What a program of a suite must do.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it prints, or null where the exit code says it all.</param>
internal sealed record Expectation(int ExitCode, string? Output)
{
    /// <summary>The program breaks a rule of the language, and must be stopped or refused.</summary>
    public static Expectation Undefined { get; } = new(70, null);

    /// <summary>What is wrong with a run, or null when it fits.</summary>
    public string? Difference(Finished run) => run switch
    {
        { ExitCode: var code } when code != ExitCode => $"exit code {code}, expected {ExitCode}",
        { Output: var output } when Output is not null && output != Output => "prints something else",
        _ => null,
    };
}
