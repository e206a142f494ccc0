using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Rust.Semantics;

/// <summary><c>Args[0]: Trait&lt;Args[1..]&gt;</c></summary>
public sealed record TraitRef(DefId Trait, EquatableArray<GenericArg> Args)
{
    /// <summary>The type that implements.</summary>
    public Ty Self => (Ty)Args[0];
}

/// <summary>What must hold, under a binder: <c>for&lt;'a&gt; ..</c>. Equal content is equal.</summary>
public sealed record Predicate(Binder<PredicateKind> Bound);

/// <summary>The forms of predicates. Names follow rustc's <c>PredicateKind</c> and <c>ClauseKind</c>.</summary>
public abstract record PredicateKind
{
    private PredicateKind()
    {
    }

    /// <summary><c>T: Trait</c></summary>
    public sealed record Trait(TraitRef Reference) : PredicateKind;

    /// <summary><c>&lt;T as Trait&gt;::Name == Term</c>: the alias normalises to a type or constant.</summary>
    public sealed record Projection(DefId Item, EquatableArray<GenericArg> Args, GenericArg Term) : PredicateKind;

    /// <summary><c>T: 'a</c></summary>
    public sealed record TypeOutlives(Ty Type, Region Region) : PredicateKind;

    /// <summary><c>'a: 'b</c></summary>
    public sealed record RegionOutlives(Region Longer, Region Shorter) : PredicateKind;

    /// <summary>The type or constant is well formed.</summary>
    public sealed record WellFormed(GenericArg Arg) : PredicateKind;

    /// <summary>The constant has the type.</summary>
    public sealed record ConstArgHasType(Const Constant, Ty Type) : PredicateKind;

    /// <summary>A trait may be used as <c>dyn</c>.</summary>
    public sealed record DynCompatible(DefId Definition) : PredicateKind;

    /// <summary>One type is a subtype of the other, both still unknown.</summary>
    public sealed record Subtype(Ty Sub, Ty Super) : PredicateKind;

    /// <summary>One type coerces to the other, both still unknown.</summary>
    public sealed record Coerce(Ty From, Ty To) : PredicateKind;

    /// <summary>Two aliases or types are the same once normalised.</summary>
    public sealed record AliasRelate(GenericArg Left, GenericArg Right) : PredicateKind;
}

/// <summary>What a function's or item's where clauses let its body assume, supertraits included.</summary>
public sealed record ParamEnv(EquatableArray<Predicate> CallerBounds)
{
    /// <summary>Nothing is assumed: monomorphic code.</summary>
    public static readonly ParamEnv Empty = new([]);
}
