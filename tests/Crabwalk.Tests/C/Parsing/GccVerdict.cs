using System.Diagnostics;
using Crabwalk.Tests.Fixtures;

namespace Crabwalk.Tests.C.Parsing;

/// <summary>What gcc says of a program's grammar and types.</summary>
internal static class GccVerdict
{
    public static (int Exit, string Text) Of(string path, params string[] flags)
    {
        var start = new ProcessStartInfo(GccOracle.Gcc!) { RedirectStandardError = true, UseShellExecute = false };
        foreach (string argument in (string[])["-std=gnu17", "-fsyntax-only", .. flags, path])
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        string text = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, text);
    }
}
