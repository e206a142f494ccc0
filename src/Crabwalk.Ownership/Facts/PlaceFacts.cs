using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;

namespace Crabwalk.Ownership.Facts;

/// <summary>Has a place a value?</summary>
public enum PlaceState
{
    /// <summary>Its variable does not exist here.</summary>
    OutOfScope,

    /// <summary>It never got a value.</summary>
    Unset,

    /// <summary>It has a value on some ways to the point, and on others never got one.</summary>
    MaybeUnset,

    /// <summary>It has its value.</summary>
    Whole,

    /// <summary>A part of the value was moved away, at least on some way.</summary>
    PartlyMoved,

    /// <summary>The value was moved away on some ways to the point.</summary>
    MaybeMoved,

    /// <summary>The value was moved away.</summary>
    Moved,

    /// <summary>The value was dropped; its memory goes next.</summary>
    Dropped,
}

/// <summary>A place that the source names.</summary>
/// <param name="Place">The place; its local's name is the user's, or the closure's captures give one.</param>
/// <param name="Name">As the user would write it: <c>p.name</c>, <c>*r</c>.</param>
/// <param name="Type">Its type.</param>
/// <param name="Declared">Where its variable is declared.</param>
public sealed record NamedPlace(Place Place, string Name, Ty Type, Span Declared);

/// <summary>A place lost its value.</summary>
/// <param name="Name">The place that was moved: the one asked about, a part of it, or its whole.</param>
/// <param name="Location">Where in the code.</param>
/// <param name="Span">The text that moved it.</param>
/// <param name="Into">The variable that has the value now; null when a call or a temporary took it.</param>
/// <param name="ThroughLoop">The way from the move leads around a loop.</param>
public sealed record PlaceMove(string Name, Location Location, Span Span, string? Into, bool ThroughLoop);

/// <summary>What is true of a place at a point.</summary>
/// <param name="Named">The place.</param>
/// <param name="State">Has it a value?</param>
/// <param name="Moves">Where it may have lost it.</param>
/// <param name="Permissions">What may be done with it, whether or not somebody will.</param>
/// <param name="Restrictions">Why the other permissions are missing.</param>
/// <param name="IsUsedLater">The variable is named again on some way from here, or somebody who borrows it is.</param>
public sealed record PlaceFacts(
    NamedPlace Named,
    PlaceState State,
    EquatableArray<PlaceMove> Moves,
    Permissions Permissions,
    EquatableArray<Restriction> Restrictions,
    bool IsUsedLater)
{
    /// <summary>The permissions that still matter: those of a place that nobody uses again are gone.</summary>
    public Permissions Useful => IsUsedLater ? Permissions : Permissions.None;
}
