using System.CommandLine;
using Crabwalk.Cli.Disk;
using Crabwalk.Cli.Options;
using Crabwalk.Cli.Reporting;
using Crabwalk.Rust.Testing;
using Crabwalk.Workbench.Compiling;
using Crabwalk.Workbench.Running;
using Crabwalk.Workbench.Testing;

namespace Crabwalk.Cli.Verbs;

/// <summary><c>crabwalk test</c>: runs the <c>#[test]</c> functions of a crate and tells of them in cargo's form.</summary>
internal static class TestVerb
{
    /// <summary>The verb.</summary>
    public static Command Make(string[] harnessArguments)
    {
        var compile = new CompileOptions();
        var report = new ReportOptions();
        var run = new RunOptions(OnUndefined.Stop);
        var verb = new Command("test", "Run the #[test] functions of a Rust crate or package; after --: parts of names, --exact, --ignored, --include-ignored, --skip NAME");
        compile.AddTo(verb);
        report.AddTo(verb);
        run.AddTo(verb);
        verb.SetAction(parsed => Test(parsed, compile, report, run, harnessArguments));
        return verb;
    }

    private static int Test(ParseResult parsed, CompileOptions compile, ReportOptions report, RunOptions run, string[] harnessArguments)
    {
        IEnumerable<TestTarget> targets = Compiler.CompileTests(compile.FilesOf(parsed), compile.SettingsOf(parsed), new DiskSources());
        RunSettings settings = run.SettingsOf(parsed, Compiling.NameOf(parsed, compile), []);
        foreach (TestTarget target in targets)
        {
            Reporter.For(parsed, report, target.Compilation.Sources).Print(target.Compilation.Diagnostics);
            if (target.Compilation.HasErrors || target.Compilation.Tests is not { } suite)
            {
                return ExitCodes.CompileErrors;
            }

            if (target.Title.Length > 0)
            {
                Console.Error.Write($"     Running {target.Title}\n");
            }

            // As with cargo, what comes after a target that fails is not run.
            if (Run(suite, SelectionOf(harnessArguments), settings) is not ExitCodes.Success and int code)
            {
                Console.Error.Write(target.Option.Length > 0 ? $"error: test failed, to rerun pass `{target.Option}`\n" : "");
                return code;
            }
        }

        return ExitCodes.Success;
    }

    private static int Run(TestSuite suite, TestSelection selection, RunSettings settings)
    {
        TextWriter text = Console.Out;
        List<TestFunction> chosen = [.. suite.Tests.Where(selection.Takes).OrderBy(test => test.Path, StringComparer.Ordinal)];
        text.Write($"\nrunning {chosen.Count} test{(chosen.Count == 1 ? "" : "s")}\n");
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var outcomes = new List<TestOutcome>();
        foreach (TestFunction test in chosen)
        {
            text.Write($"test {test.Path}{(test.ShouldPanic ? " - should panic" : "")} ... ");
            TestOutcome outcome = TestRunner.Run(suite, test, selection, settings);
            text.Write(WordOf(outcome) + "\n");
            outcomes.Add(outcome);
        }

        WriteFailures(text, [.. outcomes.Where(outcome => outcome.Verdict == TestVerdict.Failed)]);
        int failed = outcomes.Count(outcome => outcome.Verdict == TestVerdict.Failed);
        text.Write($"\ntest result: {(failed == 0 ? "ok" : "FAILED")}. {outcomes.Count(o => o.Verdict == TestVerdict.Ok)} passed; {failed} failed; "
            + $"{outcomes.Count(o => o.Verdict == TestVerdict.Ignored)} ignored; 0 measured; {suite.Tests.Count - chosen.Count} filtered out; "
            + $"finished in {watch.Elapsed.TotalSeconds.ToString("F2", System.Globalization.CultureInfo.InvariantCulture)}s\n\n");
        return failed == 0 ? ExitCodes.Success : ExitCodes.Panic;
    }

    private static string WordOf(TestOutcome outcome) => outcome.Verdict switch
    {
        TestVerdict.Ok => "ok",
        TestVerdict.Failed => "FAILED",
        TestVerdict.Ignored => outcome.Test.IgnoreReason is { } reason ? $"ignored, {reason}" : "ignored",
    };

    private static void WriteFailures(TextWriter text, IReadOnlyList<TestOutcome> failures)
    {
        if (failures.Count == 0)
        {
            return;
        }

        text.Write("\nfailures:\n\n");
        foreach (TestOutcome failure in failures)
        {
            text.Write($"---- {failure.Test.Path} stdout ----\n{failure.Output}");
            text.Write(failure.Remark.Length > 0 ? $"{failure.Remark}\n\n" : "\n");
        }

        text.Write("\nfailures:\n");
        foreach (TestOutcome failure in failures)
        {
            text.Write($"    {failure.Test.Path}\n");
        }
    }

    private static TestSelection SelectionOf(string[] arguments)
    {
        var selection = new TestSelection([.. arguments.Where((argument, i) => !argument.StartsWith('-') && (i == 0 || arguments[i - 1] is not ("--skip" or "--test-threads" or "--color")))])
        {
            IsExact = arguments.Contains("--exact"),
            RunsIgnored = arguments.Contains("--ignored"),
            IncludesIgnored = arguments.Contains("--include-ignored"),
            Skipped = [.. arguments.Where((_, i) => i > 0 && arguments[i - 1] == "--skip")],
        };
        return selection;
    }
}
