namespace Crabwalk.Pictures.Scenes;

/// <summary>What kind of thing happened.</summary>
public enum EventKind
{
    /// <summary>A function was called.</summary>
    Call,

    /// <summary>A function returned.</summary>
    Return,

    /// <summary>A block was allocated.</summary>
    Alloc,

    /// <summary>A block was given back.</summary>
    Free,

    /// <summary>A variable was written.</summary>
    Write,

    /// <summary>A value moved to another owner.</summary>
    Move,

    /// <summary>A borrow began or ended.</summary>
    Borrow,

    /// <summary>A value was dropped.</summary>
    Drop,

    /// <summary>The program wrote output.</summary>
    Output,

    /// <summary>Something went wrong.</summary>
    Error,
}

/// <summary>One mark of the timeline.</summary>
/// <param name="Kind">What kind of thing happened.</param>
/// <param name="Step">In which step.</param>
/// <param name="Label">A word or two, such as <c>malloc</c>, <c>*p</c>, <c>g(10)</c>.</param>
public sealed record TimelineEvent(EventKind Kind, long Step, string Label);
