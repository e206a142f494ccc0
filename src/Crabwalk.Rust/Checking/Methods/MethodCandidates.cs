using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Semantics;

namespace Crabwalk.Rust.Checking;

/// <summary>Where a method may come from. Names follow rustc's <c>CandidateKind</c>.</summary>
internal enum CandidateKind
{
    /// <summary>An inherent impl.</summary>
    InherentImpl,

    /// <summary>A <c>dyn Trait</c>'s own trait.</summary>
    Object,

    /// <summary>A where clause or bound of a parameter or alias.</summary>
    WhereClause,

    /// <summary>A trait in scope.</summary>
    Trait,
}

/// <summary>One item that might be meant.</summary>
/// <param name="Item">The item.</param>
/// <param name="Kind">Where it comes from.</param>
/// <param name="Reference">The trait, for all but inherent impls; its variables are fresh for <see cref="CandidateKind.Trait"/>.</param>
internal sealed record MethodCandidate(AssocItem Item, CandidateKind Kind, Binder<PredicateKind>? Reference);

/// <summary>One step of the receiver's dereferences.</summary>
/// <param name="Type">The type there.</param>
/// <param name="Dereferences">How many dereferences led there.</param>
/// <param name="Unsizes">An array was made a slice at last.</param>
/// <param name="ThroughRawPointer">A raw pointer was gone through, so no method can be called.</param>
internal readonly record struct MethodStep(Ty Type, int Dereferences, bool Unsizes, bool ThroughRawPointer);

/// <summary>How a receiver is adjusted after its dereferences.</summary>
internal enum Autoref
{
    /// <summary>By value.</summary>
    None,

    /// <summary><c>&amp;</c></summary>
    Shared,

    /// <summary><c>&amp;mut</c></summary>
    Mutable,

    /// <summary><c>*mut T</c> as <c>*const T</c></summary>
    ConstPointer,
}

/// <summary>The item that is meant.</summary>
/// <param name="Candidate">Which.</param>
/// <param name="Step">After which dereferences.</param>
/// <param name="Autoref">With which borrow.</param>
internal sealed record MethodPick(MethodCandidate Candidate, MethodStep Step, Autoref Autoref);

/// <summary>How looking for a method ended.</summary>
internal abstract record ProbeResult
{
    private ProbeResult()
    {
    }

    /// <summary>Found.</summary>
    public sealed record Found(MethodPick Pick) : ProbeResult;

    /// <summary>Nothing applies.</summary>
    /// <param name="Unsatisfied">Conditions that kept candidates out.</param>
    /// <param name="Statics">Functions of that name without <c>self</c>.</param>
    public sealed record None(IReadOnlyList<(TraitRef Wanted, Mir.Definitions.DefId Source)> Unsatisfied, IReadOnlyList<AssocItem> Statics) : ProbeResult;

    /// <summary>Several apply (E0034).</summary>
    public sealed record Ambiguous(EquatableArray<MethodCandidate> Candidates) : ProbeResult;

    /// <summary>There is one, but it is private.</summary>
    public sealed record Private(AssocItem Item) : ProbeResult;

    /// <summary>The receiver's type is not known well enough (E0282).</summary>
    public sealed record Unknown(Ty Type) : ProbeResult;
}
