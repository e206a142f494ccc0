using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Ownership.Loans;

namespace Crabwalk.Ownership.Facts;

/// <summary>A borrow of the body.</summary>
/// <param name="Id">Its number in the body.</param>
/// <param name="Kind">Shared or unique.</param>
/// <param name="Borrowed">What is borrowed.</param>
/// <param name="Name">The same as the user would write it; null for a temporary and for what no text names.</param>
/// <param name="Location">Where the reference is made.</param>
/// <param name="Span">The text that makes it.</param>
public sealed record LoanFacts(LoanId Id, BorrowKind Kind, Place Borrowed, string? Name, Location Location, Span Span)
{
    /// <summary>Others may read and borrow the place meanwhile.</summary>
    public bool IsShared => Kind is BorrowKind.Shared or BorrowKind.Fake;
}

/// <summary>Why a loan is in force at a point.</summary>
public enum LoanReason
{
    /// <summary>The reference is used later.</summary>
    UsedLater,

    /// <summary>It is used in the next turn of a loop.</summary>
    UsedInLoop,

    /// <summary>A closure or trait object that is used later holds it.</summary>
    Captured,

    /// <summary>A value whose destructor may look at it is dropped later.</summary>
    DroppedLater,

    /// <summary>The signature demands that it lives longer than the function.</summary>
    Promised,

    /// <summary>The point is the last at which it is needed.</summary>
    LastUse,
}

/// <summary>A loan that is in force at a point.</summary>
/// <param name="Loan">The loan.</param>
/// <param name="IsReserved">Two-phase: it is not unique yet, others may still read.</param>
/// <param name="Holders">The variables that may hold the reference here.</param>
/// <param name="Reason">Why it is still in force.</param>
/// <param name="UsedAt">The later use, if it has a place.</param>
public sealed record LiveLoan(LoanFacts Loan, bool IsReserved, EquatableArray<string> Holders, LoanReason Reason, Span? UsedAt);
