using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Machine.Execution;
using Crabwalk.Machine.Rules;
using Crabwalk.Machine.Time;
using Crabwalk.Mir.Bodies;
using Crabwalk.Workbench.Compiling;
using Crabwalk.Workbench.Running;

namespace Crabwalk.Workbench.Auditing;

/// <summary>What an audit found.</summary>
/// <param name="Ending">How the run ended.</param>
/// <param name="Diagnostics">Undefined behaviour, limits and other reasons for stopping, in order.</param>
/// <param name="Leaks">Blocks that were lost.</param>
/// <param name="HasUndefinedBehaviour">True when at least one rule was broken.</param>
public sealed record AuditReport(Ending Ending, EquatableArray<Diagnostic> Diagnostics, EquatableArray<Diagnostic> Leaks, bool HasUndefinedBehaviour)
{
    /// <summary>Why the run ended, where it did not end by itself; a part of <see cref="Diagnostics"/>.</summary>
    public EquatableArray<Diagnostic> EndDiagnostics { get; init; } = [];
}

/// <summary>Runs programs on the checking machine.</summary>
public static class Auditor
{
    private const int MaxLeaksShown = 20;
    private const int MostStepsToExplainLeaks = 3_000_000;
    private const long MostBytesToExplainLeaks = 64L << 20;

    /// <summary>Runs a compiled program to its end; what it prints goes to the host as it comes.</summary>
    public static AuditReport Run(Compilation compilation, RunSettings settings, IHost host, CancellationToken cancellation = default)
    {
        MachineOptions options = OptionsOf(settings);
        RunOutcome outcome = CheckedMachine.Run(compilation.Program!, host, options, cancellation);
        List<Diagnostic> end = [.. EndDiagnostics(outcome.End)];
        return new(
            Ending.Of(outcome.End),
            [.. outcome.Reports.Select(report => AuditDiagnostics.Of(report, hasSteps: false)), .. end],
            LeaksOf(Explained(compilation.Program!, outcome, options, cancellation), hasSteps: false),
            !outcome.Reports.IsEmpty)
        {
            EndDiagnostics = [.. end],
        };
    }

    /// <summary>
    /// Lost blocks with the place where their last pointer went. Only a recording can tell that, so a run that was not too long is made
    /// once more, from the same answers of the world.
    /// </summary>
    private static EquatableArray<LeakReport> Explained(MirProgram program, RunOutcome outcome, MachineOptions options, CancellationToken cancellation)
    {
        // Recording a write takes several times its bytes, so a program that filled its memory is not recorded.
        if (!outcome.Leaks.Any(leak => !leak.IsReachable) || outcome.Leaks.Sum(leak => leak.Block.SizeBytes) > MostBytesToExplainLeaks)
        {
            return outcome.Leaks;
        }

        using var again = Recording.Again(program, outcome, options with { StepLimit = MostStepsToExplainLeaks }, cancellation);
        return again.Outcome.End is not RunEnd.Exited ? outcome.Leaks
            : [.. again.Outcome.Leaks.Where(leak => !leak.IsReachable).Select((leak, index) => index < MaxLeaksShown ? again.Cursor.Explain(leak) : leak)];
    }

    /// <summary>The machine's options for a run's settings.</summary>
    internal static MachineOptions OptionsOf(RunSettings settings)
    {
        MachineOptions options = MachineOptions.Default with
        {
            OnUndefined = settings.OnUndefined == OnUndefined.Continue ? UndefinedPolicy.Continue : UndefinedPolicy.Stop,
            OutputLimit = settings.MaxOutputBytes,
            DepthLimit = settings.MaxDepth,
            RecordingBytes = settings.MaxRecordingBytes,
            CompileAfter = settings.CompileAfter,
            Memory = MachineOptions.Default.Memory with { HeapBytes = settings.MaxMemoryBytes },
        };
        return settings.MaxSteps is { } steps ? options with { WorkLimit = steps, StepLimit = steps } : options;
    }

    /// <summary>Leaks as diagnostics: lost blocks, the directly lost ones first, many of them counted.</summary>
    internal static EquatableArray<Diagnostic> LeaksOf(EquatableArray<LeakReport> leaks, bool hasSteps)
    {
        List<LeakReport> lost = [.. leaks.Where(leak => !leak.IsReachable).OrderBy(leak => leak.IsIndirect).ThenBy(leak => leak.Block.Number)];
        List<Diagnostic> shown = [.. lost.Take(MaxLeaksShown).Select(leak => AuditDiagnostics.Of(leak, hasSteps))];
        if (lost.Count > shown.Count)
        {
            long bytes = lost.Skip(shown.Count).Sum(leak => leak.Block.SizeBytes);
            shown.Add(new(Severity.Warning, AuditDiagnostics.LeakCode, $"{lost.Count - shown.Count} more blocks with {bytes} bytes are never freed", null));
        }

        return [.. shown];
    }

    /// <summary>A message for an end that the reports do not explain.</summary>
    internal static IEnumerable<Diagnostic> EndDiagnostics(RunEnd end) => end switch
    {
        RunEnd.OverBudget budget => [Stopped("CW0002", $"the run was stopped at a limit: {budget.Reached}", budget.Place)],
        RunEnd.Unsupported unsupported => [Stopped("CW0001", $"not supported by Crabwalk yet: {unsupported.What}", unsupported.Place)],
        RunEnd.Trapped trapped => [Stopped("CW0003", $"a real machine would have killed the program here: {trapped.Text}", trapped.Place)],
        RunEnd.Exited or RunEnd.Aborted or RunEnd.Undefined or RunEnd.Panicked => [],
    };

    private static Diagnostic Stopped(string code, string message, Span place) =>
        new(Severity.Error, code, message, place == default ? null : new Label(place));
}
