namespace Crabwalk.Ownership.Facts;

/// <summary>
/// What the program may do with a place at a point, after Crichton, Gray and Krishnamurthi, "A Grounded Conceptual Model for Ownership
/// Types in Rust" (OOPSLA 2023).
/// </summary>
[Flags]
public enum Permissions
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>R: it may be read, copied and borrowed.</summary>
    Read = 1,

    /// <summary>W: it may be assigned and borrowed uniquely.</summary>
    Write = 2,

    /// <summary>O: it may be moved and dropped.</summary>
    Own = 4,

    /// <summary>Everything.</summary>
    All = Read | Write | Own,
}

/// <summary>Why a place lacks permissions.</summary>
public abstract record Restriction
{
    private Restriction(Permissions denied) => Denied = denied;

    /// <summary>What it takes away.</summary>
    public Permissions Denied { get; }

    /// <summary>There is no value: not yet, not any more, or not on every way to the point.</summary>
    public sealed record WithoutValue(PlaceState State) : Restriction(Permissions.All);

    /// <summary>The value, or a part of it, was moved away, at least on some way to the point.</summary>
    public sealed record Moved(PlaceMove Move) : Restriction(Permissions.All);

    /// <summary>A reference to it is used later: a shared one leaves the right to read, a unique one nothing.</summary>
    public sealed record Borrowed(LoanFacts Loan, Permissions Taken) : Restriction(Taken);

    /// <summary>The variable is not <c>mut</c>, or the reference on the way is a shared one.</summary>
    public sealed record NotMutable() : Restriction(Permissions.Write);

    /// <summary>It lies behind a reference, or is a part that cannot leave its whole.</summary>
    public sealed record NotOwned() : Restriction(Permissions.Own);
}
