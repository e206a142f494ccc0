using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Layout;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Checking;

namespace Crabwalk.Rust.Semantics;

/// <summary>
/// What is known of definitions, each answer found when it is first asked for and then kept (rustc's <c>TyCtxt</c>). A question that
/// needs its own answer reports E0391 and answers with an error type. Types are in terms of the definition's own generic parameters.
/// </summary>
public interface ITypeContext
{
    /// <summary>The types.</summary>
    TyInterner Types { get; }

    /// <summary>The definitions.</summary>
    DefTable Definitions { get; }

    /// <summary>The lowered program.</summary>
    Hir.IHirMap Hir { get; }

    /// <summary>The texts.</summary>
    SourceMap Sources { get; }

    /// <summary>The names.</summary>
    SymbolTable Symbols { get; }

    /// <summary>Where messages go.</summary>
    DiagnosticSink Sink { get; }

    /// <summary>Where goes what lints find.</summary>
    Lints.Levels.LintReporter Lints { get; }

    /// <summary>What layouts are made for.</summary>
    Target Target { get; }

    /// <summary>The early-bound parameters.</summary>
    Generics GenericsOf(DefId definition);

    /// <summary>The conditions, each where it was written; those of the parent, and a trait's own <c>Self: Trait</c>, included.</summary>
    IReadOnlyList<(Predicate Predicate, Span Span)> PredicatesOf(DefId definition);

    /// <summary>The bounds of an associated or opaque type, about the alias itself.</summary>
    IReadOnlyList<(Predicate Predicate, Span Span)> ItemBoundsOf(DefId definition);

    /// <summary>What a body may assume: the predicates with their supertraits, normalised.</summary>
    ParamEnv ParamEnvOf(DefId definition);

    /// <summary>The type of a value or type definition: an ADT, alias, impl (its self type), field, constant, static, constructor, function item.</summary>
    Ty TypeOf(DefId definition);

    /// <summary>The signature of a function, associated function or tuple constructor, under the binder of its late-bound lifetimes.</summary>
    Binder<FnSig> SignatureOf(DefId function);

    /// <summary>The ADT.</summary>
    AdtDef AdtOf(DefId definition);

    /// <summary>The ADT's fields and variants by definition.</summary>
    Hir.Item ItemOfAdt(DefId definition);

    /// <summary>What an impl implements; null for an inherent one.</summary>
    TraitRef? TraitRefOf(DefId implementation);

    /// <summary>The items of a trait or impl, in the order of the source.</summary>
    IReadOnlyList<AssocItem> AssociatedItemsOf(DefId container);

    /// <summary>The associated item, or null when the definition is none.</summary>
    AssocItem? AssociatedItem(DefId definition);

    /// <summary>All impls of a trait, in all crates.</summary>
    IReadOnlyList<DefId> ImplsOf(DefId trait);

    /// <summary>Impls of a trait that may apply to a self type by its outermost form.</summary>
    IEnumerable<DefId> ImplsFor(DefId trait, Ty self);

    /// <summary>Inherent impls that may apply to a type by its outermost form.</summary>
    IReadOnlyList<DefId> InherentImplsFor(Ty self);

    /// <summary>The traits that a trait requires of its <c>Self</c>, directly.</summary>
    IReadOnlyList<TraitRef> SupertraitsOf(DefId trait);

    /// <summary>Results of checking the body of a function, constant or static (of a closure: those of the function around it).</summary>
    TypeckResults TypeckOf(DefId body);

    /// <summary>Unchecked, possibly invalid MIR of a body as built; null when the body is wrong and was reported.</summary>
    Body? MirBuiltOf(DefId body);

    /// <summary>A constant's value, found by the Machine; null when it depends on parameters or was reported.</summary>
    ConstValue? Evaluate(DefId constant, EquatableArray<GenericArg> args);

    /// <summary>How each parameter of an ADT or function varies.</summary>
    IReadOnlyList<Variance> VariancesOf(DefId definition);

    /// <summary>The hidden type of an opaque type.</summary>
    Ty HiddenTypeOf(DefId opaque);

    /// <summary>Reports what could not be proved, once each: E0277, E0271, E0282 and so on.</summary>
    void ReportUnproved(Solving.IInference inference, IReadOnlyList<Solving.FulfillmentError> errors);

    /// <summary>Reports a message, but not the same one twice at one place: heads may be lowered more than once.</summary>
    void Report(Diagnostic diagnostic);

    /// <summary>Says of which type an expression in a type must be; its body is checked against it.</summary>
    void ExpectAnonymousConst(DefId definition, Ty expected);

    /// <summary>True while the body is being checked: the opaque types that it defines are not known yet.</summary>
    bool IsBeingChecked(DefId body);

    /// <summary>A new, empty state of inference for one body.</summary>
    Solving.IInference NewInference(DefId body);

    /// <summary>Lowers what is written inside a body or item; holes become variables of <paramref name="holes"/>, or E0121 without it.</summary>
    ITypeLowering LoweringIn(DefId owner, Solving.IInference? holes);
}

/// <summary>How a type changes with one of its parameters.</summary>
public enum Variance
{
    /// <summary>As the parameter does.</summary>
    Covariant,

    /// <summary>Not at all: both must be equal.</summary>
    Invariant,

    /// <summary>Against it.</summary>
    Contravariant,

    /// <summary>The parameter does not matter.</summary>
    Bivariant,
}
