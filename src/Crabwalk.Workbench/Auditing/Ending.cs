using Crabwalk.Machine.Execution;

namespace Crabwalk.Workbench.Auditing;

/// <summary>How a program's run ended.</summary>
public abstract record Ending
{
    private Ending(string words) => Words = words;

    /// <summary>In words that follow "the program": <c>exited with 0</c>.</summary>
    public string Words { get; }

    /// <summary>By itself.</summary>
    public sealed record Exited(int Code) : Ending($"exited with {Code}");

    /// <summary>By <c>abort</c>.</summary>
    public sealed record Aborted() : Ending("was aborted");

    /// <summary>At undefined behaviour.</summary>
    public sealed record Undefined(string Rule) : Ending($"stopped at undefined behaviour ({Rule})");

    /// <summary>Killed, as a real machine would have done, after undefined behaviour that was passed over.</summary>
    public sealed record Killed(string Reason) : Ending($"was killed: {Reason}");

    /// <summary>By a panic.</summary>
    public sealed record Panicked(string Message) : Ending("panicked");

    /// <summary>At a limit.</summary>
    public sealed record OverBudget(string Limit) : Ending($"was stopped at a limit: {Limit}");

    /// <summary>At something Crabwalk cannot do yet.</summary>
    public sealed record Unsupported(string What) : Ending($"was stopped: not supported by Crabwalk yet: {What}");

    /// <summary>The ending of a machine's run.</summary>
    internal static Ending Of(RunEnd end) => end switch
    {
        RunEnd.Exited exited => new Exited(exited.Code),
        RunEnd.Aborted => new Aborted(),
        RunEnd.Undefined undefined => new Undefined(undefined.Report.Rule.FullName),
        RunEnd.Trapped trapped => new Killed(trapped.Text),
        RunEnd.Panicked panicked => new Panicked(panicked.Text),
        RunEnd.OverBudget budget => new OverBudget(budget.Reached),
        RunEnd.Unsupported unsupported => new Unsupported(unsupported.What),
    };
}
