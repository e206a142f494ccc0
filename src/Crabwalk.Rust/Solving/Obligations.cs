using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Semantics;

namespace Crabwalk.Rust.Solving;

/// <summary>Something to be proved, with the reason it is needed.</summary>
/// <param name="Cause">Why.</param>
/// <param name="Environment">What may be assumed.</param>
/// <param name="Predicate">What must hold.</param>
/// <param name="Depth">How many steps led here from the first.</param>
public sealed record Obligation(ObligationCause Cause, ParamEnv Environment, Predicate Predicate, int Depth = 0);

/// <summary>Why something must be proved: messages are made of it.</summary>
/// <param name="Span">The place that asked.</param>
/// <param name="Body">The body or item it stands in.</param>
/// <param name="Code">What asked.</param>
public sealed record ObligationCause(Span Span, DefId Body, CauseCode Code);

/// <summary>What asked for something to be proved. Names follow rustc's <c>ObligationCauseCode</c>.</summary>
public abstract record CauseCode
{
    private CauseCode()
    {
    }

    /// <summary>Nothing that a message speaks of.</summary>
    public sealed record Misc : CauseCode;

    /// <summary>A bound in the where clause of an item that is used: <see cref="BoundSpan"/> is the bound.</summary>
    public sealed record WhereClause(DefId Item, Span BoundSpan, Hir.HirId? Expression, int Index) : CauseCode;

    /// <summary>The condition of an impl that was chosen for what <see cref="Parent"/> wanted.</summary>
    public sealed record ImplDerived(DefId Impl, Span BoundSpan, TraitRef Wanted, CauseCode Parent) : CauseCode;

    /// <summary>A part of a type for a built-in or auto trait.</summary>
    public sealed record BuiltinDerived(TraitRef Wanted, CauseCode Parent) : CauseCode;

    /// <summary>The argument of a call.</summary>
    public sealed record FunctionArgument(Hir.HirId Call, Hir.HirId Argument, CauseCode Parent) : CauseCode;

    /// <summary>An operator.</summary>
    public sealed record Operator(Hir.HirId Expression, Span Left, Span? Right, bool IsAssign) : CauseCode;

    /// <summary>The type of a variable must be sized.</summary>
    public sealed record VariableType(Hir.HirId Variable) : CauseCode;

    /// <summary>A parameter's or argument's type must be sized.</summary>
    public sealed record SizedArgument(Hir.HirId Parameter) : CauseCode;

    /// <summary>The result must be sized.</summary>
    public sealed record SizedReturnType : CauseCode;

    /// <summary>A field that is not the last must be sized.</summary>
    public sealed record SizedField(DefId Adt, bool IsLast) : CauseCode;

    /// <summary>The element repeated must be <c>Copy</c>.</summary>
    public sealed record RepeatElement : CauseCode;

    /// <summary>A coercion to <c>dyn Trait</c>.</summary>
    public sealed record UnsizeCoercion(Ty From, Mir.Types.Ty To) : CauseCode;

    /// <summary>The result of <c>main</c>.</summary>
    public sealed record MainResult : CauseCode;

    /// <summary>A method of an impl must agree with the trait's.</summary>
    public sealed record CompareImplItem(DefId ImplItem, DefId TraitItem) : CauseCode;

    /// <summary><c>e?</c></summary>
    public sealed record Question(Hir.HirId Expression) : CauseCode;

    /// <summary>What a <c>for</c> iterates over.</summary>
    public sealed record ForLoopIterator : CauseCode;

    /// <summary>A type in an item's head must be well formed.</summary>
    public sealed record WellFormed(DefId Item) : CauseCode;

    /// <summary>A result expression against the declared result.</summary>
    public sealed record ReturnValue(Hir.HirId Expression) : CauseCode;

    /// <summary>The arm of a match or branch of an if against those before.</summary>
    public sealed record Branches(Hir.HirId Expression, Span Previous) : CauseCode;

    /// <summary>A pattern against the value it looks at.</summary>
    public sealed record Pattern(Span? Value, Ty Root) : CauseCode;

    /// <summary>An if without else.</summary>
    public sealed record IfWithoutElse : CauseCode;
}
