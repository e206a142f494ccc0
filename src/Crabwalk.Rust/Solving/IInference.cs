using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Semantics;

namespace Crabwalk.Rust.Solving;

/// <summary>
/// Inference variables of one body and what is known of them: union-find with an undo log (rustc's <c>InferCtxt</c>), together with the
/// obligations that wait (its <c>FulfillmentCtxt</c>). Regions are always fresh variables and related, never compared: borrow checking decides.
/// </summary>
public interface IInference
{
    /// <summary>What is asked of definitions.</summary>
    ITypeContext Context { get; }

    /// <summary>A new type variable; the span is where a message says that it cannot be inferred.</summary>
    Ty FreshTy(Span origin);

    /// <summary>A new integer variable.</summary>
    Ty FreshInteger();

    /// <summary>A new floating variable.</summary>
    Ty FreshFloat();

    /// <summary>A new constant variable.</summary>
    Const FreshConst(Span origin);

    /// <summary>A new region variable.</summary>
    Region FreshRegion(Span origin);

    /// <summary>Fresh variables for all generic parameters of a definition.</summary>
    EquatableArray<GenericArg> FreshArgs(DefId definition, Span origin);

    /// <summary>The value under the binder with fresh region variables for what it binds.</summary>
    FnSig InstantiateWithFresh(Binder<FnSig> signature, Span origin);

    /// <summary>The type that a variable stands for, if known; only the outermost form is looked at.</summary>
    Ty Shallow(Ty type);

    /// <summary>All variables inside replaced by what is known.</summary>
    Ty Resolve(Ty type);

    /// <summary>All variables inside replaced by what is known.</summary>
    EquatableArray<GenericArg> Resolve(EquatableArray<GenericArg> args);

    /// <summary>The type with aliases replaced, by new variables and waiting obligations where they are not known yet.</summary>
    Ty Normalize(ObligationCause cause, ParamEnv environment, Ty type);

    /// <summary>The signature with aliases replaced.</summary>
    FnSig Normalize(ObligationCause cause, ParamEnv environment, FnSig signature);

    /// <summary>Makes two types equal; null when they cannot be, and then nothing is changed. New obligations wait.</summary>
    bool Equate(ObligationCause cause, ParamEnv environment, GenericArg a, GenericArg b);

    /// <summary>Makes <paramref name="sub"/> a subtype of <paramref name="super"/>: equal but for regions and binders.</summary>
    bool Sub(ObligationCause cause, ParamEnv environment, Ty sub, Ty super);

    /// <summary>Runs something and undoes all it did to variables and obligations.</summary>
    T Probe<T>(Func<T> attempt);

    /// <summary>Runs something; undoes it when it answers false.</summary>
    bool CommitIf(Func<bool> attempt);

    /// <summary>Adds something to prove.</summary>
    void Register(Obligation obligation);

    /// <summary>Proves what can be proved now; errors are kept for <see cref="TakeErrors"/>.</summary>
    void SelectWherePossible();

    /// <summary>Proves all; what is still ambiguous is an error too.</summary>
    void SelectAll();

    /// <summary>The errors found since the last time.</summary>
    IReadOnlyList<FulfillmentError> TakeErrors();

    /// <summary>What still waits, with variables resolved: closures find their signatures there.</summary>
    IReadOnlyList<Obligation> Pending { get; }

    /// <summary>Does it hold? Nothing is changed.</summary>
    Answer Evaluate(Obligation obligation);
}

/// <summary>An answer to "does it hold?".</summary>
public enum Answer
{
    /// <summary>It holds.</summary>
    Yes,

    /// <summary>It depends on what is not known yet.</summary>
    Maybe,

    /// <summary>It does not.</summary>
    No,
}

/// <summary>What could not be proved.</summary>
/// <param name="Obligation">The one that failed.</param>
/// <param name="Root">The one that led there.</param>
/// <param name="Kind">How it failed.</param>
public sealed record FulfillmentError(Obligation Obligation, Obligation Root, FulfillmentErrorKind Kind);

/// <summary>How proving failed.</summary>
public enum FulfillmentErrorKind
{
    /// <summary>Nothing implements it (E0277).</summary>
    Unimplemented,

    /// <summary>The projected type is another one (E0271).</summary>
    ProjectionMismatch,

    /// <summary>Two types cannot be related (E0308).</summary>
    SubtypeMismatch,

    /// <summary>Not enough is known (E0282, E0283, E0284).</summary>
    Ambiguous,

    /// <summary>Too deep (E0275).</summary>
    Overflow,

    /// <summary>The trait cannot be used as <c>dyn</c> (E0038).</summary>
    NotDynCompatible,
}
