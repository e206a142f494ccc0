using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;

namespace Crabwalk.Ownership.Facts;

/// <summary>Why the permissions of a place are other ones after a step.</summary>
public abstract record ChangeCause
{
    private ChangeCause()
    {
    }

    /// <summary>It got a value.</summary>
    public sealed record Initialized : ChangeCause;

    /// <summary>Its value, or a part of it, was moved away.</summary>
    public sealed record Moved(PlaceMove Move) : ChangeCause;

    /// <summary>It was borrowed.</summary>
    public sealed record Borrowed(LoanFacts Loan, EquatableArray<string> Holders) : ChangeCause;

    /// <summary>A borrow of it is over.</summary>
    public sealed record BorrowEnded(LoanFacts Loan) : ChangeCause;

    /// <summary>Nobody uses it again.</summary>
    public sealed record NotUsedAgain : ChangeCause;

    /// <summary>It is used again on the way that was taken.</summary>
    public sealed record UsedAgain : ChangeCause;
}

/// <summary>The permissions of one place before and after a step, where they differ.</summary>
public sealed record PermissionChange(NamedPlace Named, Permissions Before, Permissions After, ChangeCause Cause)
{
    /// <summary>What it has now and had not.</summary>
    public Permissions Gained => After & ~Before;

    /// <summary>What it had and has no more.</summary>
    public Permissions Lost => Before & ~After;
}

/// <summary>
/// A step of the source with what it changes: a statement without others in it, or what one line adds to those (the head of an
/// <c>if</c>, the brace that ends a block).
/// </summary>
/// <param name="Span">The text of the step.</param>
/// <param name="Changes">The places whose permissions are other ones afterwards, in the order of their declaration.</param>
/// <param name="Loans">The loans in force on some way out of the step.</param>
public sealed record PermissionStep(Span Span, EquatableArray<PermissionChange> Changes, EquatableArray<LiveLoan> Loans);
