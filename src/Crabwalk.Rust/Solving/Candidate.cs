using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Semantics;

namespace Crabwalk.Rust.Solving;

/// <summary>One way in which a type may implement a trait.</summary>
public abstract record Candidate
{
    private Candidate()
    {
    }

    /// <summary>A where clause says so.</summary>
    public sealed record WhereClause(Predicate Clause) : Candidate;

    /// <summary>The self type is an alias, and its declaration says so.</summary>
    public sealed record AliasBound(TraitRef Bound) : Candidate;

    /// <summary>The self type is <c>dyn Trait</c>, and that trait is or requires the wanted one.</summary>
    public sealed record Object(TraitRef Bound) : Candidate;

    /// <summary>An impl.</summary>
    public sealed record Impl(DefId Definition) : Candidate;

    /// <summary>The compiler says so, if the trait holds for all the parts.</summary>
    public sealed record Builtin(EquatableArray<Ty> Parts) : Candidate;

    /// <summary>A function item, function pointer or closure can be called.</summary>
    public sealed record Callable(FnSig Signature) : Candidate;

    /// <summary><c>T: Unsize&lt;U&gt;</c>, if what is listed holds.</summary>
    public sealed record Unsizing(EquatableArray<Predicate> Conditions, EquatableArray<GenericArg> Left, EquatableArray<GenericArg> Right) : Candidate;
}

/// <summary>Which way was found.</summary>
/// <param name="State">How the search ended.</param>
/// <param name="Candidate">The way.</param>
public readonly record struct Selection(SelectionState State, Candidate? Candidate = null);

/// <summary>How the search for a way ended.</summary>
public enum SelectionState
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>Not enough is known.</summary>
    Ambiguous,

    /// <summary>There is one.</summary>
    Found,
}
