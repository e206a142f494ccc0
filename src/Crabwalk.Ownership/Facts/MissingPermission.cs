using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Moves;
using Crabwalk.Ownership.Access;
using Crabwalk.Ownership.Loans;
using Crabwalk.Ownership.Reports;

namespace Crabwalk.Ownership.Facts;

/// <summary>A use that needs a permission which is not there: an ownership error, seen as one.</summary>
/// <param name="Name">The place, as the user would write it; null for a temporary.</param>
/// <param name="Needed">What the use needs.</param>
/// <param name="Location">Where in the code.</param>
/// <param name="Span">The text of the use.</param>
public sealed record MissingPermission(string? Name, Permissions Needed, Location Location, Span Span)
{
    /// <summary>What has no value, where that is what is wrong.</summary>
    internal MovePathId? WithoutValue { get; init; }
}

/// <summary>Takes the faults of the access check as permissions that are missing.</summary>
internal sealed class MissingPermissions(BodyAnalysis analysis, PlaceNames names) : IAccessReports
{
    private readonly List<MissingPermission> _found = [];

    /// <summary>All uses of a body that need more than they have, in the order of the code.</summary>
    public static IReadOnlyList<MissingPermission> Of(BodyAnalysis analysis, PlaceNames names)
    {
        var missing = new MissingPermissions(analysis, names);
        AccessChecker.Check(analysis, missing);
        return missing._found;
    }

    public void UseWithoutValue(Location at, NeededFor purpose, Place prefix, Place used, Span span, MovePathId path) =>
        _found.Add(new(names.Of(used), purpose is NeededFor.Assignment or NeededFor.PartialAssignment ? Permissions.Write : Permissions.Read, at, span) { WithoutValue = path });

    public void UseOfBorrowed(Location at, Place place, Span span, LoanId loan) => Add(place, Permissions.Read, at, span);

    public void ConflictingBorrow(Location at, Access.Access access, LoanId loan) => Add(access.Place, access.IsRead ? Permissions.Read : Permissions.Write, at, access.Span);

    public void AssignmentToBorrowed(Location at, Place place, Span span, LoanId loan) => Add(place, Permissions.Write, at, span);

    public void MoveOfBorrowed(Location at, Place place, Span span, LoanId loan) => Add(place, Permissions.Own, at, span);

    public void BorrowOutlivesValue(Location at, LoanId loan, Place place, Span span, bool isDrop) => Add(place, Permissions.Own, at, span);

    public void SecondAssignment(Location at, Place place, Span span, InitId first) => Add(place, Permissions.Write, at, span);

    public void ForbiddenMutation(Location at, Access.Access access, Place refused) => Add(access.Place, Permissions.Write, at, access.Span);

    public void IllegalMove(IllegalMove move) => Add(move.Place, Permissions.Own, move.Location, analysis.SourceOf(move.Location).Span);

    private void Add(Place place, Permissions needed, Location at, Span span) => _found.Add(new(names.Of(place), needed, at, span));
}
