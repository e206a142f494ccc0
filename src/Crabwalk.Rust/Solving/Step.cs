namespace Crabwalk.Rust.Solving;

/// <summary>What one step of proving came to.</summary>
/// <param name="State">How it ended.</param>
/// <param name="Nested">What is left to prove when it is done.</param>
/// <param name="Error">How it failed.</param>
internal readonly record struct Step(StepState State, IReadOnlyList<Obligation> Nested, FulfillmentErrorKind Error = default)
{
    /// <summary>Proved, and nothing is left.</summary>
    public static readonly Step Proved = new(StepState.Done, []);

    /// <summary>Not enough is known.</summary>
    public static readonly Step Stalled = new(StepState.Stalled, []);

    /// <summary>A matter of regions alone.</summary>
    public static readonly Step Region = new(StepState.Region, []);

    /// <summary>Proved when the rest is.</summary>
    public static Step Done(IReadOnlyList<Obligation> nested) => new(StepState.Done, nested);

    /// <summary>It does not hold.</summary>
    public static Step Failed(FulfillmentErrorKind error) => new(StepState.Failed, [], error);
}

/// <summary>How a step ended.</summary>
internal enum StepState
{
    /// <summary>It holds if what is nested does.</summary>
    Done,

    /// <summary>Not enough is known.</summary>
    Stalled,

    /// <summary>Only borrow checking can decide it.</summary>
    Region,

    /// <summary>It does not hold.</summary>
    Failed,
}
