using Crabwalk.Foundation.Collections;

namespace Crabwalk.Pictures.Scenes;

/// <summary>Who may do what in the functions of a program, line by line.</summary>
public sealed record OwnershipScene(EquatableArray<OwnershipFunction> Functions);

/// <summary>One function with its borrows and permissions.</summary>
/// <param name="Title">Its head: <c>fn main()</c>.</param>
/// <param name="File">The source file.</param>
/// <param name="FirstLine">The number of the first of the lines, from 1.</param>
/// <param name="Lines">Its text.</param>
/// <param name="Loans">Its borrows, in the order in which they begin.</param>
/// <param name="Changes">The permissions that lines give and take, in the order of the lines.</param>
/// <param name="Missing">What lines need and do not have, in the order of the lines: errors.</param>
public sealed record OwnershipFunction(
    string Title,
    string File,
    int FirstLine,
    EquatableArray<EquatableArray<TextRun>> Lines,
    EquatableArray<LoanScene> Loans,
    EquatableArray<PermissionScene> Changes,
    EquatableArray<MissingScene> Missing);

/// <summary>A borrow.</summary>
/// <param name="Place">What is borrowed.</param>
/// <param name="IsUnique">Nobody else may use it meanwhile; else others may read.</param>
/// <param name="Holders">The variables that hold the reference at the end of its first line.</param>
/// <param name="Lines">The lines during which it is in force, the first where it is made, ascending.</param>
/// <param name="Reason">Why it lasts: <c>used here last</c>; empty for a borrow that ends in its own line.</param>
public sealed record LoanScene(string Place, bool IsUnique, EquatableArray<string> Holders, EquatableArray<int> Lines, string Reason);

/// <summary>What may be done with a place.</summary>
/// <param name="Read">It may be read.</param>
/// <param name="Write">It may be changed.</param>
/// <param name="Own">It may be moved and dropped.</param>
public sealed record PlaceRights(bool Read, bool Write, bool Own);

/// <summary>A place whose permissions are other ones after a line.</summary>
/// <param name="Line">The line.</param>
/// <param name="Place">The place.</param>
/// <param name="Before">What it had.</param>
/// <param name="After">What it has.</param>
/// <param name="Because">Why: <c>borrowed by `r`</c>.</param>
public sealed record PermissionScene(int Line, string Place, PlaceRights Before, PlaceRights After, string Because);

/// <summary>A use that needs what is not there.</summary>
/// <param name="Line">The line.</param>
/// <param name="Place">The place.</param>
/// <param name="Needed">What the use needs.</param>
public sealed record MissingScene(int Line, string Place, PlaceRights Needed);
