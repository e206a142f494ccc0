using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;

namespace Crabwalk.Ownership.Regions;

/// <summary>Where a constraint holds: at one location, or everywhere because of the text at <paramref name="Span"/>.</summary>
internal readonly record struct Locations(Location? Single, Span Span);

/// <summary>
/// Why a constraint is there. Of the many constraints between two regions a message blames one, and picks it by this.
/// The names and their order of interest are rustc's.
/// </summary>
internal abstract record ConstraintCategory
{
    private ConstraintCategory()
    {
    }

    /// <summary>A value is returned; by a closure, perhaps one that it captured.</summary>
    public sealed record Return(int? Capture = null) : ConstraintCategory;

    /// <summary>The value of a constant.</summary>
    public sealed record UseAsConst : ConstraintCategory;

    /// <summary>The value of a static.</summary>
    public sealed record UseAsStatic : ConstraintCategory;

    /// <summary>The user wrote a type.</summary>
    public sealed record TypeAnnotation : ConstraintCategory;

    /// <summary>A conversion, <paramref name="Target"/> when it loses a type's size.</summary>
    public sealed record Cast(Ty? Target) : ConstraintCategory;

    /// <summary>An argument of a call of a function of this type.</summary>
    public sealed record CallArgument(Ty? Function) : ConstraintCategory;

    /// <summary>A value is assigned to a variable.</summary>
    public sealed record Assignment : ConstraintCategory;

    /// <summary>A value becomes a part of another.</summary>
    public sealed record Usage : ConstraintCategory;

    /// <summary>A closure captures a place.</summary>
    public sealed record ClosureUpvar(int Field) : ConstraintCategory;

    /// <summary>A bound of something that is used, with its text where it has one.</summary>
    public sealed record Predicate(Span? Bound) : ConstraintCategory;

    /// <summary>The hidden type of an <c>impl Trait</c>.</summary>
    public sealed record OpaqueType : ConstraintCategory;

    /// <summary>Nothing a user would think of.</summary>
    public sealed record Boring : ConstraintCategory;

    /// <summary>Nothing a user would think of, and at no place.</summary>
    public sealed record BoringNoLocation : ConstraintCategory;

    /// <summary>What the checker adds for its own ends.</summary>
    public sealed record Internal : ConstraintCategory;

    /// <summary>How little it interests a reader: the smallest number is blamed.</summary>
    public int Disinterest => this switch
    {
        Return => 0,
        UseAsConst or UseAsStatic or TypeAnnotation or Cast or CallArgument or Assignment or Usage or ClosureUpvar => 2,
        Predicate or OpaqueType => 4,
        Boring => 5,
        BoringNoLocation => 6,
        Internal => 8,
        _ => 9,
    };
}

/// <summary><paramref name="Sup"/> must outlive <paramref name="Sub"/>: it holds every point that the other holds.</summary>
/// <param name="Sup">The longer region.</param>
/// <param name="Sub">The shorter region.</param>
/// <param name="Locations">Where.</param>
/// <param name="Category">Why.</param>
/// <param name="FromClosure">It comes out of the body of a closure made here.</param>
internal sealed record OutlivesConstraint(RegionVid Sup, RegionVid Sub, Locations Locations, ConstraintCategory Category, bool FromClosure = false)
{
    /// <summary>The text that asks for it.</summary>
    public Span Span => Locations.Span;

    /// <summary>The outermost type around the regions that allows no variance, which is why they must be equal; null when none does.</summary>
    public Invariance? Invariance { get; init; }
}

/// <summary>A type that is invariant over one of its arguments.</summary>
/// <param name="Type">The type: a <c>&amp;mut</c>, a <c>*mut</c>, a struct or enum.</param>
/// <param name="Argument">Which of its arguments.</param>
internal sealed record Invariance(Ty Type, int Argument);

/// <summary>A generic type must outlive a region: no region variable stands for it, so it is looked at when all regions are known.</summary>
internal sealed record TypeTest(Ty Type, RegionVid Shorter, Locations Locations, ConstraintCategory Category);

/// <summary>
/// A region of the type that an <c>impl Trait</c> in a result hides must be one of those that the caller may know of, or <c>'static</c>
/// (rustc dev guide, "Member constraints").
/// </summary>
/// <param name="Member">The region of the hidden type.</param>
/// <param name="Choices">The regions that the opaque type captures.</param>
/// <param name="Locations">Where the hidden type is given.</param>
internal sealed record MemberConstraint(RegionVid Member, EquatableArray<RegionVid> Choices, Locations Locations);

/// <summary>Where a region variable comes from.</summary>
internal abstract record RegionOrigin
{
    private RegionOrigin()
    {
    }

    /// <summary>The caller chooses it: a lifetime parameter, <c>'static</c>, the body itself.</summary>
    public sealed record Free : RegionOrigin;

    /// <summary>It stands for every region there may be, in a universe of its own.</summary>
    public sealed record Placeholder(int Universe, string? Name) : RegionOrigin;

    /// <summary>To be found.</summary>
    public sealed record Existential : RegionOrigin;
}

/// <summary>What is known of a region variable before solving. <paramref name="Universe"/> says which placeholders it may hold: those of no higher one.</summary>
internal sealed record RegionDefinition(RegionOrigin Origin, int Universe);
