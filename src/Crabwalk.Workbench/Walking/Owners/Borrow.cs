using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Ownership.Loans;

namespace Crabwalk.Workbench.Walking.Owners;

/// <summary>A borrow that variables of the program hold where a call stands.</summary>
/// <param name="Loan">Its number in the function.</param>
/// <param name="Place">What is borrowed, as the source names it.</param>
/// <param name="Variable">The variable that this is, or is a part of, or is reached through.</param>
/// <param name="IsShared">Others may read meanwhile; else nobody else may use the place.</param>
/// <param name="Holders">The variables that hold the reference.</param>
/// <param name="LastLine">The last line on which the borrow is in force, from 1.</param>
internal sealed record Borrow(LoanId Loan, string Place, LocalId Variable, bool IsShared, EquatableArray<string> Holders, int LastLine)
{
    /// <summary>The reference that it goes through, for a reborrow such as <c>&amp;mut *r</c>; null for a borrow of a value.</summary>
    public string? Through => Place.StartsWith('*') ? Place[1..] : null;
}
