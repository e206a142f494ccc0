using System.Text;
using Crabwalk.Machine.Execution;
using Crabwalk.Rust.Testing;
using Crabwalk.Workbench.Auditing;
using Crabwalk.Workbench.Running;

namespace Crabwalk.Workbench.Testing;

/// <summary>What a test came to.</summary>
public enum TestVerdict
{
    /// <summary>As it should.</summary>
    Ok,

    /// <summary>Not so.</summary>
    Failed,

    /// <summary>It was not run.</summary>
    Ignored,
}

/// <summary>A test that was run.</summary>
/// <param name="Test">Which.</param>
/// <param name="Verdict">What it came to.</param>
/// <param name="Output">What it printed, both streams in order of their kind; shown for failures.</param>
public sealed record TestOutcome(TestFunction Test, TestVerdict Verdict, string Output)
{
    /// <summary>A remark for a failure that the output does not explain.</summary>
    public string Remark { get; init; } = "";
}

/// <summary>Which tests are run.</summary>
/// <param name="Filters">Parts of names; without any all are run.</param>
/// <param name="IsExact">Names must be equal to a filter.</param>
/// <param name="RunsIgnored">Only those that are ignored otherwise.</param>
/// <param name="IncludesIgnored">Those that are ignored otherwise, too.</param>
public sealed record TestSelection(IReadOnlyList<string> Filters, bool IsExact = false, bool RunsIgnored = false, bool IncludesIgnored = false)
{
    /// <summary>Parts of names of tests that are left out.</summary>
    public IReadOnlyList<string> Skipped { get; init; } = [];

    /// <summary>Is the test asked for?</summary>
    public bool Takes(TestFunction test) =>
        (Filters.Count == 0 || Filters.Any(filter => IsExact ? test.Path == filter : test.Path.Contains(filter, StringComparison.Ordinal)))
        && !Skipped.Any(part => test.Path.Contains(part, StringComparison.Ordinal))
        && (!RunsIgnored || test.IsIgnored);
}

/// <summary>Runs tests one by one, each on a machine of its own.</summary>
public static class TestRunner
{
    /// <summary>The exit code of a program that panicked.</summary>
    private const int PanicCode = 101;

    /// <summary>Runs one test.</summary>
    public static TestOutcome Run(TestSuite suite, TestFunction test, TestSelection selection, RunSettings settings, CancellationToken cancellation = default)
    {
        if (test.IsIgnored && !selection.RunsIgnored && !selection.IncludesIgnored)
        {
            return new(test, TestVerdict.Ignored, "");
        }

        var host = new ClosedHost(settings.Arguments, default);
        RunOutcome outcome = CheckedMachine.Run(suite.ProgramOf(test), host, Auditor.OptionsOf(settings), cancellation);
        string output = host.OutputText + Encoding.UTF8.GetString(host.Errors);
        return Judge(test, outcome, output);
    }

    private static TestOutcome Judge(TestFunction test, RunOutcome outcome, string output)
    {
        Ending ending = Ending.Of(outcome.End);
        bool panicked = ending is Ending.Panicked or Ending.Exited { Code: PanicCode } && outcome.Panics.Count > 0;
        if (!test.ShouldPanic)
        {
            return ending is Ending.Exited { Code: 0 } ? new(test, TestVerdict.Ok, output)
                : new(test, TestVerdict.Failed, output) { Remark = ending is Ending.Exited or Ending.Panicked ? "" : $"the test {ending.Words}" };
        }

        if (!panicked)
        {
            return new(test, TestVerdict.Failed, output) { Remark = "note: test did not panic as expected" };
        }

        string message = outcome.Panics[^1].Message;
        return test.ExpectedMessage is { } expected && !message.Contains(expected, StringComparison.Ordinal)
            ? new(test, TestVerdict.Failed, output)
            {
                Remark = $"note: panic did not contain expected string\n      panic message: {Quoted(message)}\n expected substring: {Quoted(expected)}",
            }
            : new(test, TestVerdict.Ok, output);
    }

    private static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
