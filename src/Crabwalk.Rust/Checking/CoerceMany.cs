using Crabwalk.Mir.Types;
using Crabwalk.Rust.Solving;

namespace Crabwalk.Rust.Checking;

internal sealed partial class FnChecker
{
    /// <summary>
    /// The values that meet in one place: branches, arms, elements, breaks and returns. Each is coerced to what those before agreed on
    /// (rustc's <c>CoerceMany</c>).
    /// </summary>
    internal sealed class CoerceMany(Ty expected)
    {
        private readonly List<Hir.Expr> _expressions = [];
        private Ty? _merged;
        private int _pushed;

        /// <summary>What was expected when it began.</summary>
        public Ty Expected => expected;

        /// <summary>What was agreed on so far.</summary>
        public Ty Merged => _merged ?? expected;

        /// <summary>True before the first value.</summary>
        public bool IsEmpty => _pushed == 0;

        /// <summary>The values so far.</summary>
        public IReadOnlyList<Hir.Expr> Expressions => _expressions;

        /// <summary>Takes one more value; when it does not fit <paramref name="mismatch"/> reports what was expected and found.</summary>
        public void Add(FnChecker checker, Hir.Expr expression, Ty type, ObligationCause cause, Action<Ty, Ty>? mismatch = null)
        {
            if (type is Ty.Infer)
            {
                type = checker._inference.Shallow(type);
            }

            if (type.Has(TyFlags.HasError) || Merged.Has(TyFlags.HasError))
            {
                _merged = checker.Types.Error;
                _pushed++;
                return;
            }

            Ty before = Merged;
            Ty? joined = _pushed == 0
                ? checker.Coerce(expression, type, expected, allowTwoPhase: false, cause) ? expected : null
                : checker.LeastUpperBound(_expressions, before, expression, type, cause);
            Settle(checker, joined, before, type, mismatch ?? ((wanted, found) => checker.ReportMismatch(cause, wanted, found, expression)));
            _expressions.Add(expression);
        }

        /// <summary>Takes <c>()</c> that stands nowhere: of <c>break;</c>, <c>return;</c>, a missing else.</summary>
        public void AddUnit(FnChecker checker, ObligationCause cause, Action<Ty, Ty> mismatch)
        {
            Ty unit = checker.Types.Unit;
            Ty before = Merged;
            if (before.Has(TyFlags.HasError))
            {
                _merged = before;
                _pushed++;
                return;
            }

            Ty? joined = checker._inference.CommitIf(() => checker.Equate(cause, unit, before)) ? before : null;
            Settle(checker, joined, before, unit, mismatch);
        }

        /// <summary>The type of them all; without any value it is <c>!</c>.</summary>
        public Ty Complete(FnChecker checker) => _merged ?? checker.Types.Never;

        private void Settle(FnChecker checker, Ty? joined, Ty before, Ty found, Action<Ty, Ty> mismatch)
        {
            _pushed++;
            if (joined is null)
            {
                mismatch(before, found);
                joined = checker.Types.Error;
            }

            _merged = joined;
        }
    }

    /// <summary>The type that the earlier values and the new one can all become; null when there is none.</summary>
    private Ty? LeastUpperBound(List<Hir.Expr> earlier, Ty previous, Hir.Expr expression, Ty type, ObligationCause cause)
    {
        previous = TryResolve(previous);
        type = TryResolve(type);
        if (ReferenceEquals(previous, type) && previous is not Ty.Ref)
        {
            return previous;
        }

        if (JoinedFunctions(earlier, previous, expression, type, cause) is { } joined)
        {
            return joined;
        }

        if (!_adjustments.ContainsKey(expression.Id)
            && CommitCoercion(() => CoercionSteps(type, previous, allowTwoPhase: false, cause)) is { } forward)
        {
            Apply(expression, forward);
            return previous;
        }

        if (!AreAdjustedOnlyByReborrows(earlier))
        {
            return _inference.CommitIf(() => Sub(cause, type, previous)) ? previous : null;
        }

        if (CommitCoercion(() => CoercionSteps(previous, type, allowTwoPhase: false, cause)) is not { } backward)
        {
            return null;
        }

        foreach (Hir.Expr one in earlier)
        {
            Apply(one, [.. backward]);
        }

        return type;
    }

    private bool AreAdjustedOnlyByReborrows(List<Hir.Expr> expressions)
    {
        foreach (Hir.Expr expression in expressions)
        {
            bool isPlain = !_adjustments.TryGetValue(expression.Id, out List<Adjustment>? steps) || steps is []
                or [{ Kind: AdjustKind.NeverToAny }] or [{ Kind: AdjustKind.Deref { Overloaded: null } }, { Kind: AdjustKind.Borrow }];
            if (!isPlain)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Two different functions or closures meet as a function pointer.</summary>
    private Ty? JoinedFunctions(List<Hir.Expr> earlier, Ty previous, Hir.Expr expression, Ty type, ObligationCause cause)
    {
        if (previous is not (Ty.FnDef or Ty.Closure) || type is not (Ty.FnDef or Ty.Closure))
        {
            return null;
        }

        if (_inference.CommitIf(() => Sub(cause, type, previous)))
        {
            return previous;
        }

        Ty.FnPtr? left = AsFunctionPointer(previous, out Mir.Bodies.CastKind leftKind);
        Ty.FnPtr? right = AsFunctionPointer(type, out Mir.Bodies.CastKind rightKind);
        if (left is null || right is null || !_inference.CommitIf(() => Sub(cause, right, left)))
        {
            return null;
        }

        foreach (Hir.Expr one in earlier)
        {
            Apply(one, [new(new AdjustKind.Pointer(leftKind), left)]);
        }

        Apply(expression, [new(new AdjustKind.Pointer(rightKind), left)]);
        return left;
    }

    private Ty.FnPtr? AsFunctionPointer(Ty type, out Mir.Bodies.CastKind kind)
    {
        kind = type is Ty.Closure ? Mir.Bodies.CastKind.ClosureFnPointer : Mir.Bodies.CastKind.ReifyFnPointer;
        return type switch
        {
            Ty.FnDef function => PointerOf(function),
            Ty.Closure closure when !MentionsOuterVariables(closure.Definition) => ClosurePointer(closure, isUnsafe: false),
            _ => null,
        };
    }
}
