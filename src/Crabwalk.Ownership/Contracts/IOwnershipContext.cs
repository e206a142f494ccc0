using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Drops;
using Crabwalk.Mir.Types;

namespace Crabwalk.Ownership.Contracts;

/// <summary>
/// What ownership checking asks about a program's types; MIR has everything else. Rust's front end answers from its own tables and its
/// trait solver. <c>within</c> is the definition whose body is checked: its <c>where</c> clauses hold.
/// Types in questions may hold region variables; answers built from a type keep them in their places.
/// </summary>
public interface IOwnershipContext : IDropFacts
{
    /// <summary>What messages need to know about the text; <see cref="NoSourceFacts"/> where nobody knows.</summary>
    ISourceFacts Source { get; }

    /// <summary>The code of a function or closure as it was built, with constants promoted; null where there is none.</summary>
    Body? BodyOf(DefId definition);

    /// <summary>The signature of a function: early-bound lifetimes as parameters, late-bound ones under the binder. Null for anything else.</summary>
    Binder<FnSig>? SignatureOf(DefId definition);

    /// <summary>The generic parameters of a definition, those of its parents first.</summary>
    IReadOnlyList<GenericParameter> GenericsOf(DefId definition);

    /// <summary>
    /// What a definition demands to outlive what, in terms of its own parameters (late-bound lifetimes as <see cref="Region.LateParam"/>):
    /// <c>where</c> clauses, bounds, and for types also what follows from their fields (RFC 2093).
    /// </summary>
    IReadOnlyList<Outlives> OutlivesOf(DefId definition);

    /// <summary>
    /// The conditions on regions under which the trait bounds of a definition hold for the arguments; the bounds are known to hold when
    /// regions are left aside. A bound that holds whatever the regions are adds nothing.
    /// </summary>
    BoundConditions ConditionsOf(DefId definition, EquatableArray<GenericArg> args, DefId within);

    /// <summary>The type with projections and free aliases replaced by what they stand for, as far as that is known.</summary>
    Ty Normalize(Ty type, DefId within);

    /// <summary>Does the type implement <c>Clone</c>? Only hints depend on it.</summary>
    bool IsClone(Ty type, DefId within);

    /// <summary>Is the parameter of the type's <c>Drop</c> implementation marked <c>#[may_dangle]</c>?</summary>
    bool MayDangle(Ty.Adt type, int parameter);

    /// <summary>A closure's captures; null for anything else.</summary>
    ClosureFacts? ClosureOf(DefId definition);

    /// <summary>What kind of function a definition is.</summary>
    FunctionFacts FunctionOf(DefId definition);

    /// <summary>
    /// The lifetimes that the hidden type of an opaque type may name, out of its arguments; null when the body <paramref name="within"/>
    /// does not define it, so that it is only a type like others.
    /// </summary>
    EquatableArray<Region>? CapturedBy(Ty.Alias opaque, DefId within);
}

/// <summary>What a generic parameter stands for.</summary>
public enum GenericParameterKind
{
    /// <summary>A lifetime.</summary>
    Lifetime,

    /// <summary>A type.</summary>
    Type,

    /// <summary>A constant.</summary>
    Const,
}

/// <summary>A generic parameter with its name, <c>'a</c> or <c>T</c>.</summary>
public sealed record GenericParameter(string Name, GenericParameterKind Kind);

/// <summary>A type or lifetime must live at least as long as a lifetime.</summary>
/// <param name="Longer">A <see cref="Ty"/> or a <see cref="Region"/>.</param>
/// <param name="Shorter">The lifetime.</param>
public sealed record Outlives(GenericArg Longer, Region Shorter)
{
    /// <summary>The bound that says it; null where nobody wrote it.</summary>
    public Span? Bound { get; init; }
}

/// <summary>What must be so of regions for trait bounds to hold.</summary>
/// <param name="Equal">Arguments that must be equal.</param>
/// <param name="Functions">What is called, and how.</param>
/// <param name="Outlives">What must outlive what.</param>
public sealed record BoundConditions(IReadOnlyList<EqualArgs> Equal, IReadOnlyList<FunctionDemand> Functions, IReadOnlyList<Outlives> Outlives)
{
    /// <summary>The bounds hold whatever the regions are.</summary>
    public static BoundConditions None { get; } = new([], [], []);
}

/// <summary>Two arguments that are the same but for their regions, which must be equal too.</summary>
public sealed record EqualArgs(GenericArg Left, GenericArg Right);

/// <summary>Something that is called must be callable as a bound says.</summary>
/// <param name="Declared">Its own signature.</param>
/// <param name="Demanded">The bound's, <c>FnMut(A) -> B</c>.</param>
public sealed record FunctionDemand(Ty.FnPtr Declared, Ty.FnPtr Demanded);
