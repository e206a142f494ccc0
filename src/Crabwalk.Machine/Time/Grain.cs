namespace Crabwalk.Machine.Time;

/// <summary>How far one step goes.</summary>
public enum Grain
{
    /// <summary>From one MIR statement that computes, or terminator, to the next; only in a recording made for it.</summary>
    Instruction,

    /// <summary>From value to value.</summary>
    Expression,

    /// <summary>From statement to statement.</summary>
    Statement,

    /// <summary>From one call or return to the next.</summary>
    Call,
}
