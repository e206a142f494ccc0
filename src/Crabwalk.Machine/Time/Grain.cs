namespace Crabwalk.Machine.Time;

/// <summary>How far one step goes.</summary>
public enum Grain
{
    /// <summary>From mark to mark, the bookkeeping ones included.</summary>
    Instruction,

    /// <summary>From value to value.</summary>
    Expression,

    /// <summary>From statement to statement.</summary>
    Statement,

    /// <summary>From one call or return to the next.</summary>
    Call,
}
