using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Ownership.Loans;

namespace Crabwalk.Ownership.Access;

/// <summary>What an access does.</summary>
internal enum AccessKind
{
    /// <summary>Copies the value.</summary>
    Copy,

    /// <summary>Makes a reference.</summary>
    Borrow,

    /// <summary>Reserves the place for a two-phase borrow.</summary>
    Reserve,

    /// <summary>A two-phase borrow becomes unique.</summary>
    Activate,

    /// <summary>Writes.</summary>
    Mutate,

    /// <summary>Moves the value out.</summary>
    Move,

    /// <summary>Destroys the value or frees its storage.</summary>
    End,
}

/// <summary>One access to a place.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Place">To what.</param>
/// <param name="Span">The text.</param>
/// <param name="Depth">How far it goes.</param>
/// <param name="Borrow">The kind of reference made.</param>
/// <param name="Activated">The loan that becomes unique.</param>
internal readonly record struct Access(AccessKind Kind, Place Place, Span Span, AccessDepth Depth, BorrowKind? Borrow = null, LoanId? Activated = null)
{
    /// <summary>True when the access only looks.</summary>
    public bool IsRead => Kind == AccessKind.Copy || (Kind == AccessKind.Borrow && Borrow is BorrowKind.Shared or BorrowKind.Fake);
}

/// <summary>Why a value is needed, for messages.</summary>
internal enum NeededFor
{
    /// <summary>It is used.</summary>
    Use,

    /// <summary>It is borrowed.</summary>
    Borrow,

    /// <summary>A match looks at it.</summary>
    Match,

    /// <summary>It is assigned through.</summary>
    Assignment,

    /// <summary>A part of it is assigned.</summary>
    PartialAssignment,
}
