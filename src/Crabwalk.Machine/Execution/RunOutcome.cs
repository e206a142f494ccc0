using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Machine.Rules;

namespace Crabwalk.Machine.Execution;

/// <summary>Which limit a run came to.</summary>
public enum BudgetKind
{
    /// <summary>Units of work.</summary>
    Work,

    /// <summary>Steps of a recording.</summary>
    Steps,

    /// <summary>Stack memory.</summary>
    Stack,

    /// <summary>Open calls.</summary>
    Depth,

    /// <summary>Bytes of output.</summary>
    Output,

    /// <summary>The memory that going back takes.</summary>
    Recording,
}

/// <summary>How a run ended.</summary>
public abstract record RunEnd
{
    private RunEnd()
    {
    }

    /// <summary>By itself, with an exit code.</summary>
    public sealed record Exited(int Code) : RunEnd;

    /// <summary>By <c>abort</c>.</summary>
    public sealed record Aborted(Span Place) : RunEnd;

    /// <summary>At undefined behaviour, the last of the reports.</summary>
    public sealed record Undefined(UndefinedReport Report) : RunEnd;

    /// <summary>Killed, as a real machine would have done after the undefined behaviour that was reported.</summary>
    public sealed record Trapped(string Text, Span Place) : RunEnd;

    /// <summary>By a panic that nobody caught.</summary>
    public sealed record Panicked(string Text, Span Place) : RunEnd;

    /// <summary>At a limit.</summary>
    public sealed record OverBudget(BudgetKind Kind, string Reached, Span Place) : RunEnd;

    /// <summary>At something Crabwalk cannot do yet.</summary>
    public sealed record Unsupported(string What, Span Place) : RunEnd;
}

/// <summary>What came of a run.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Reports">Undefined behaviour, in order.</param>
/// <param name="Leaks">Heap blocks that were not freed; only where the program ended by itself.</param>
/// <param name="Calls">The calls that were open at the end, innermost first.</param>
public sealed record RunOutcome(
    RunEnd End,
    EquatableArray<UndefinedReport> Reports,
    EquatableArray<LeakReport> Leaks,
    EquatableArray<CallPlace> Calls)
{
    /// <summary>The panics of a Rust program, in order, caught ones too.</summary>
    public IReadOnlyList<PanicReport> Panics { get; init; } = [];

    /// <summary>What the world answered: enough to make the same run again.</summary>
    public IReadOnlyList<Choice> Choices { get; init; } = [];
}
