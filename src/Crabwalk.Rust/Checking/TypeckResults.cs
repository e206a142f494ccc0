using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Rust.Checking;

/// <summary>
/// What type checking found out about one body and the closures in it. All types are free of inference variables; regions in them are
/// erased, but for those that the user wrote, which stand in <see cref="UserTypes"/> and <see cref="UserArgs"/>: borrow checking makes its own.
/// </summary>
public sealed class TypeckResults(DefId owner)
{
    /// <summary>The function, constant or static that was checked.</summary>
    public DefId Owner { get; } = owner;

    /// <summary>True when something was reported: nobody builds MIR of it.</summary>
    public bool IsTainted { get; set; }

    /// <summary>The type of each expression (before adjustments), pattern, variable and written type.</summary>
    public Dictionary<Hir.HirId, Ty> NodeTypes { get; } = [];

    /// <summary>Generic arguments of path expressions and method calls.</summary>
    public Dictionary<Hir.HirId, EquatableArray<GenericArg>> NodeArgs { get; } = [];

    /// <summary>What a method call, overloaded operator, <c>T::name</c> path or index means: the trait's or impl's item.</summary>
    public Dictionary<Hir.HirId, DefId> Callees { get; } = [];

    /// <summary>Which field a field expression, field pattern or field initialiser names.</summary>
    public Dictionary<Hir.HirId, int> FieldIndices { get; } = [];

    /// <summary>The variant that a struct expression, pattern or constructor path means, as the enum's index.</summary>
    public Dictionary<Hir.HirId, int> Variants { get; } = [];

    /// <summary>What happens to the value of an expression on its way to where it is used, in order.</summary>
    public Dictionary<Hir.HirId, EquatableArray<Adjustment>> Adjustments { get; } = [];

    /// <summary>How each binding pattern takes its value, after default binding modes.</summary>
    public Dictionary<Hir.HirId, Hir.BindingMode> BindingModes { get; } = [];

    /// <summary>References that a pattern looks through without saying so, outermost first: their types.</summary>
    public Dictionary<Hir.HirId, EquatableArray<Ty>> PatternAdjustments { get; } = [];

    /// <summary>What each closure captures, in the order of first use.</summary>
    public Dictionary<DefId, EquatableArray<Capture>> Captures { get; } = [];

    /// <summary>What a closure must be able to do with its captures, and which capture decided it.</summary>
    public Dictionary<DefId, ClosureTraitKind> ClosureKinds { get; } = [];

    /// <summary>The signature of each closure, the tuple of its parameters spread.</summary>
    public Dictionary<DefId, Binder<FnSig>> ClosureSignatures { get; } = [];

    /// <summary>Casts that turned out to be coercions.</summary>
    public HashSet<Hir.HirId> CoercionCasts { get; } = [];

    /// <summary>Types the user wrote (of <c>let</c>, casts, turbofish selves), with their regions; <c>'_</c> and <c>_</c> erased or resolved.</summary>
    public Dictionary<Hir.HirId, Ty> UserTypes { get; } = [];

    /// <summary>Generic arguments the user wrote at a path, with their regions.</summary>
    public Dictionary<Hir.HirId, EquatableArray<GenericArg>> UserArgs { get; } = [];

    /// <summary>The hidden type of each opaque type that this body defines, in terms of the opaque type's own parameters.</summary>
    public Dictionary<DefId, Ty> HiddenTypes { get; } = [];

    /// <summary>Signatures of functions are elaborated with these: the types of all inputs and the output as the body sees them (late-bound regions free).</summary>
    public Dictionary<DefId, FnSig> LiberatedSignatures { get; } = [];
}

/// <summary>One step of an expression's value towards its use. Names follow rustc's <c>Adjust</c>.</summary>
public sealed record Adjustment(AdjustKind Kind, Ty Target);

/// <summary>The forms of adjustments.</summary>
public abstract record AdjustKind
{
    private AdjustKind()
    {
    }

    /// <summary><c>!</c> to anything.</summary>
    public sealed record NeverToAny : AdjustKind;

    /// <summary><c>*e</c>; through <c>Deref::deref</c> or <c>DerefMut::deref_mut</c> when <see cref="Overloaded"/> is there.</summary>
    public sealed record Deref(Mutability? Overloaded) : AdjustKind;

    /// <summary><c>&amp;e</c>, <c>&amp;mut e</c>; two-phase for the receivers and operands of autoref.</summary>
    public sealed record Borrow(Mutability Mutability, bool IsTwoPhase) : AdjustKind;

    /// <summary><c>&amp;raw e</c> of a place behind a reference.</summary>
    public sealed record RawBorrow(Mutability Mutability) : AdjustKind;

    /// <summary>Function item to pointer, unsizing and the other pointer coercions.</summary>
    public sealed record Pointer(CastKind Kind) : AdjustKind;
}

/// <summary>Which of the <c>Fn</c> traits a closure implements; each implies those before it.</summary>
public enum ClosureTraitKind
{
    /// <summary><c>FnOnce</c></summary>
    FnOnce,

    /// <summary><c>FnMut</c></summary>
    FnMut,

    /// <summary><c>Fn</c></summary>
    Fn,
}

/// <summary>A place that a closure captures (edition 2021: as precise as it is used).</summary>
/// <param name="Variable">The variable.</param>
/// <param name="VariableType">Its type.</param>
/// <param name="Path">The way to the part: fields and dereferences with the type after each.</param>
/// <param name="ByRef">How it is borrowed; null for a move or copy.</param>
/// <param name="Type">The type of the capture: the part's, or a reference to it.</param>
/// <param name="Name">What messages call it.</param>
/// <param name="UseSpan">The use that asked for this kind of capture.</param>
/// <param name="PathSpan">The use that asked for this part.</param>
public sealed record Capture(Hir.HirId Variable, Ty VariableType, EquatableArray<CaptureStep> Path, BorrowKind? ByRef, Ty Type, string Name, Foundation.Text.Span UseSpan, Foundation.Text.Span PathSpan);

/// <summary>One step of a captured place: a field's number, or a dereference when null.</summary>
public sealed record CaptureStep(int? Field, Ty Type);
