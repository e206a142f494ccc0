using System.Diagnostics;

namespace Crabwalk.Tests.Fixtures;

/// <summary>What a process left behind.</summary>
internal sealed record Ended(byte[] Stdout, string Stderr, int Exit)
{
    /// <summary>The output as text.</summary>
    public string Text => System.Text.Encoding.UTF8.GetString(Stdout);
}

/// <summary>Starts tools for the tests: never through a shell, always with a time limit.</summary>
internal static class Processes
{
    /// <summary>Runs a tool to its end; one that takes longer than a minute is ended and reported.</summary>
    public static Ended Run(string tool, IEnumerable<string> arguments, string stdin = "", string? folder = null, (string Name, string Value)[]? environment = null)
    {
        var start = new ProcessStartInfo(tool, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
        };
        foreach ((string name, string value) in environment ?? [])
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"`{tool}` cannot be started");
        using var output = new MemoryStream();
        Task copy = process.StandardOutput.BaseStream.CopyToAsync(output);
        Task<string> errors = process.StandardError.ReadToEndAsync();
        Feed(process, stdin);
        if (!process.WaitForExit(TimeSpan.FromMinutes(1)))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"`{tool} {string.Join(' ', arguments)}` did not end within a minute");
        }

        copy.Wait();
        return new(output.ToArray(), errors.Result, process.ExitCode);
    }

    /// <summary>The path of a tool on PATH, or null.</summary>
    public static string? Find(string tool) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, tool))
            .FirstOrDefault(File.Exists);

    private static void Feed(Process process, string stdin)
    {
        try
        {
            process.StandardInput.Write(stdin);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // A program may end without having read its input: that is its own affair.
        }
    }
}
