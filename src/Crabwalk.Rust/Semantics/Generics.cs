using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;

namespace Crabwalk.Rust.Semantics;

/// <summary>What a generic parameter stands for.</summary>
public enum GenericParamKind
{
    /// <summary>A lifetime that takes part in substitution.</summary>
    Lifetime,

    /// <summary>A type.</summary>
    Type,

    /// <summary>A constant.</summary>
    Const,
}

/// <summary>One parameter of a definition.</summary>
/// <param name="Name">Its name; <c>Self</c> for a trait's first.</param>
/// <param name="Definition">Its definition.</param>
/// <param name="Index">Its place among all, the parent's first.</param>
/// <param name="Kind">What it stands for.</param>
/// <param name="HasDefault">Whether it may be left out.</param>
/// <param name="IsSynthetic">Made from <c>impl Trait</c> in a parameter: no argument can be written for it.</param>
public sealed record GenericParamDef(string Name, DefId Definition, int Index, GenericParamKind Kind, bool HasDefault, bool IsSynthetic);

/// <summary>The parameters of a definition, early-bound ones only; late-bound lifetimes are in the signature's binder.</summary>
/// <param name="Parent">The definition whose parameters come first: an impl, trait, enum or function around it.</param>
/// <param name="ParentCount">How many those are.</param>
/// <param name="Params">Its own.</param>
/// <param name="HasSelf">True for a trait, whose first parameter is <c>Self</c>, and what stands in it.</param>
public sealed record Generics(DefId? Parent, int ParentCount, EquatableArray<GenericParamDef> Params, bool HasSelf)
{
    /// <summary>How many there are in all.</summary>
    public int Count => ParentCount + Params.Count;
}

/// <summary>What an associated item is.</summary>
public enum AssocKind
{
    /// <summary>A function.</summary>
    Function,

    /// <summary>A type.</summary>
    Type,

    /// <summary>A constant.</summary>
    Const,
}

/// <summary>An item of a trait or impl.</summary>
/// <param name="Definition">The item.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Container">The trait or impl.</param>
/// <param name="HasDefault">In a trait: it has a body or value; in an impl always true.</param>
/// <param name="HasSelf">A method: its first parameter is <c>self</c>.</param>
/// <param name="TraitItem">In an impl of a trait: the trait's item.</param>
public sealed record AssocItem(DefId Definition, Symbol Name, AssocKind Kind, DefId Container, bool HasDefault, bool HasSelf, DefId? TraitItem);
