using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;

namespace Crabwalk.Ownership.Loans;

/// <summary>Names one <see cref="Loan"/> of a body.</summary>
public readonly record struct LoanId(int Index) : IIndex<LoanId>
{
    /// <inheritdoc/>
    public static LoanId At(int index) => new(index);
}

/// <summary>A reference that is made, and the time for which it borrows a place.</summary>
/// <param name="Location">Where it is made; a two-phase borrow is only reserved here.</param>
/// <param name="Kind">Shared or unique.</param>
/// <param name="Region">How long it borrows.</param>
/// <param name="Borrowed">What is borrowed.</param>
/// <param name="Assigned">Where the reference is put.</param>
/// <param name="Span">The text of the borrow.</param>
public sealed record Loan(Location Location, BorrowKind Kind, RegionVid Region, Place Borrowed, Place Assigned, Span Span)
{
    /// <summary>For a two-phase borrow: the first use, from which on it is unique; null when there is none.</summary>
    public Location? Activation { get; set; }

    /// <summary>True for a borrow that is reserved first.</summary>
    public bool IsTwoPhase { get; init; }

    /// <summary>True for a borrow that lets nobody else write.</summary>
    public bool IsShared => Kind is BorrowKind.Shared or BorrowKind.Fake;
}
