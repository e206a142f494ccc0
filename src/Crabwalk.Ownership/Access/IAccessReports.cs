using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Moves;
using Crabwalk.Ownership.Loans;

namespace Crabwalk.Ownership.Access;

/// <summary>Takes the faults that <see cref="AccessChecker"/> finds, in the order of the code.</summary>
internal interface IAccessReports
{
    /// <summary>A place is needed and has, on some way, no value: <paramref name="path"/> is what lacks it, <paramref name="used"/> what was written.</summary>
    void UseWithoutValue(Location at, NeededFor purpose, Place prefix, Place used, Span span, MovePathId path);

    /// <summary>A place is read while it is uniquely borrowed.</summary>
    void UseOfBorrowed(Location at, Place place, Span span, LoanId loan);

    /// <summary>A place is borrowed while it is borrowed in a way that does not go together.</summary>
    void ConflictingBorrow(Location at, Access access, LoanId loan);

    /// <summary>A place is written while it is borrowed.</summary>
    void AssignmentToBorrowed(Location at, Place place, Span span, LoanId loan);

    /// <summary>A place is moved while it is borrowed.</summary>
    void MoveOfBorrowed(Location at, Place place, Span span, LoanId loan);

    /// <summary>A place ends while it is borrowed.</summary>
    void BorrowOutlivesValue(Location at, LoanId loan, Place place, Span span, bool isDrop);

    /// <summary>A variable that is not <c>mut</c> is assigned again; <paramref name="first"/> gave it a value before.</summary>
    void SecondAssignment(Location at, Place place, Span span, InitId first);

    /// <summary>A place is changed, or uniquely borrowed, through <paramref name="refused"/>, which may not be changed.</summary>
    void ForbiddenMutation(Location at, Access access, Place refused);

    /// <summary>A move out of what cannot be moved out of.</summary>
    void IllegalMove(IllegalMove move);
}
