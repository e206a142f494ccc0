using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Solving;

namespace Crabwalk.Rust.Checking;

/// <content>Blocks, statements, branches, loops and jumps.</content>
internal sealed partial class FnChecker
{
    private readonly Dictionary<Hir.HirId, Breakable> _breakables = [];

    /// <summary>A loop or block that <c>break</c> may leave.</summary>
    /// <param name="Values">Where the values of breaks meet; null when it takes none (<c>while</c>, <c>for</c>).</param>
    /// <param name="Source">What kind of loop; null for a block.</param>
    private sealed record Breakable(CoerceMany? Values, Hir.LoopSource? Source)
    {
        public bool MayBreak { get; set; }

        public Span? FirstBreak { get; set; }

        /// <summary>The loop or block, for messages.</summary>
        public Hir.Expr? Expression { get; init; }
    }

    private Ty CheckBlock(Hir.Block block, Expectation expected, Hir.HirId? expression = null)
    {
        var values = new CoerceMany(CoercionTarget(expected, block.Span));
        var breakable = new Breakable(values, null);
        Divergence before = _divergence;
        Hir.HirId key = expression ?? block.Id;
        _breakables[key] = breakable;
        foreach (Hir.Stmt statement in block.Statements)
        {
            CheckStatement(statement);
        }

        if (block.Value is { } tail)
        {
            Ty type = CheckExpression(tail, expected);
            values.Add(this, tail, type, Cause(tail.Span), (wanted, found) => ReportMismatch(Cause(tail.Span), wanted, found, tail));
        }
        else if (!_divergence.IsAlways)
        {
            values.AddUnit(this, Cause(block.Span), (wanted, found) => ReportMissingTail(block, wanted, found));
        }

        _breakables.Remove(key);
        if (breakable.MayBreak)
        {
            _divergence = before;
        }

        Ty result = values.Complete(this);
        WriteType(block.Id, result);
        return result;
    }

    private void CheckStatement(Hir.Stmt statement)
    {
        if (statement.Kind is Hir.StmtKind.OfItem)
        {
            return;
        }

        WarnIfUnreachable(statement.Span, "statement");
        Divergence before = _divergence;
        _divergence = Divergence.Maybe;
        switch (statement.Kind)
        {
            case Hir.StmtKind.Let let:
                CheckLet(let);
                break;
            case Hir.StmtKind.OfExpr value:
                CheckUnitStatement(value.Expression);
                break;
            case Hir.StmtKind.Semi value:
                CheckExpression(value.Expression);
                break;
        }

        _divergence |= before;
    }

    private void CheckUnitStatement(Hir.Expr expression)
    {
        Ty type = CheckExpression(expression, Expectation.HasType(Types.Unit));
        if (_inference.Shallow(type) is Ty.Never)
        {
            Apply(expression, [new(new AdjustKind.NeverToAny(), Types.Unit)]);
            return;
        }

        if (!Sub(Cause(expression.Span), type, Types.Unit))
        {
            ReportStatementMismatch(expression, type);
        }
    }

    private void CheckLet(Hir.StmtKind.Let let)
    {
        CheckDeclaration(let.Pattern, let.Type, let.Value, let.Type?.Span);
        if (let.Else is { } otherwise)
        {
            Divergence before = _divergence;
            Ty type = CheckBlock(otherwise, Expectation.None);
            if (!Sub(Cause(otherwise.Span), type, Types.Never))
            {
                Report(MismatchErrors.LetElse(otherwise.Span, NameOf(type)));
            }

            _divergence = before;
        }
    }

    private Ty CheckLetCondition(Hir.ExprKind.Let let)
    {
        CheckDeclaration(let.Pattern, let.Type, let.Value, let.Type?.Span);
        return Types.Bool;
    }

    private void CheckDeclaration(Hir.Pat pattern, Hir.Ty? written, Hir.Expr? value, Span? typeSpan)
    {
        Ty type = written is null ? FreshTy(pattern.Span) : LowerUserType(written);
        NoteDeclaration(pattern, written, value);
        if (value is not null)
        {
            CheckInitializer(pattern, type, value);
        }

        CheckTopPattern(pattern, type, value, typeSpan);
    }

    private void CheckInitializer(Hir.Pat pattern, Ty type, Hir.Expr value)
    {
        if (ExplicitRefBinding(pattern) is not { } mutability)
        {
            if (CheckCoercibleTo(value, type).Has(TyFlags.HasError))
            {
                // What is bound is wrong too, so that nobody asks for its type.
                Equate(Cause(value.Span), type, Types.Error);
            }

            return;
        }

        // A place that is borrowed must keep its type: no coercion.
        Ty found = CheckExpression(value);
        if (mutability == Mutability.Mut)
        {
            MakePlaceMutable(value);
        }

        ObligationCause cause = Cause(value.Span);
        if (!Equate(cause, type, found))
        {
            ReportMismatch(cause, type, found, value);
        }
    }

    private Ty CheckIf(Hir.Expr expression, Hir.ExprKind.If conditional, Expectation outer)
    {
        CheckHasType(conditional.Condition, Types.Bool);
        Divergence conditionDivergence = _divergence;
        Expectation expected = ForBranches(outer);
        _divergence = Divergence.Maybe;
        Ty thenType = CheckExpression(conditional.Then, expected);
        Divergence thenDivergence = _divergence;
        _divergence = Divergence.Maybe;
        var branches = new CoerceMany(CoercionTarget(expected, expression.Span));
        branches.Add(this, conditional.Then, thenType, Cause(conditional.Then.Span));
        if (conditional.Else is { } otherwise)
        {
            Ty elseType = CheckExpression(otherwise, expected);
            branches.Add(this, otherwise, elseType, Cause(expression.Span, new CauseCode.Branches(expression.Id, conditional.Then.Span)),
                (wanted, found) => ReportBranchMismatch(conditional, wanted, found));
            _divergence = conditionDivergence | (thenDivergence & _divergence);
        }
        else
        {
            branches.AddUnit(this, Cause(expression.Span, new CauseCode.IfWithoutElse()), (wanted, found) => ReportMissingElse(expression, conditional, wanted, found));
            _divergence = conditionDivergence;
        }

        return branches.Complete(this);
    }

    private Ty CheckMatch(Hir.Expr expression, Hir.ExprKind.Match match, Expectation outer)
    {
        Ty scrutinee = CheckScrutinee(match);
        Divergence scrutineeDivergence = _divergence;
        foreach (Hir.Arm arm in match.Arms)
        {
            CheckTopPattern(arm.Pattern, scrutinee, match.Scrutinee, null);
        }

        Expectation expected = ForBranches(outer);
        Ty first = OnlyHasType(outer) is { } wanted && !ReferenceEquals(wanted, Types.Unit) ? wanted : FreshTy(expression.Span);
        var values = new CoerceMany(first);
        var allArms = new Divergence(DivergenceKind.WarnedAlways, match.Scrutinee.Span);
        for (int i = 0; i < match.Arms.Count; i++)
        {
            Hir.Arm arm = match.Arms[i];
            if (arm.Guard is { } guard)
            {
                _divergence = Divergence.Maybe;
                CheckHasType(guard, Types.Bool);
            }

            _divergence = Divergence.Maybe;
            Ty type = CheckExpression(arm.Body, expected);
            allArms &= _divergence;
            values.Add(this, arm.Body, type, Cause(arm.Body.Span, new CauseCode.Branches(expression.Id, arm.Body.Span)),
                (want, found) => ReportArmMismatch(expression, match, arm, want, found));
        }

        _divergence = scrutineeDivergence | allArms;
        return values.Complete(this);
    }

    private Ty CheckScrutinee(Hir.ExprKind.Match match)
    {
        Mutability? binding = null;
        foreach (Hir.Arm arm in match.Arms)
        {
            binding = ExplicitRefBinding(arm.Pattern) is { } found && binding != Mutability.Mut ? found : binding;
        }

        if (binding is not null || match.Arms.IsEmpty)
        {
            Ty type = CheckExpression(match.Scrutinee);
            if (binding == Mutability.Mut)
            {
                MakePlaceMutable(match.Scrutinee);
            }

            return type;
        }

        Ty variable = FreshTy(match.Scrutinee.Span);
        CheckHasType(match.Scrutinee, variable);
        return variable;
    }

    private Ty CheckLoop(Hir.Expr expression, Hir.ExprKind.Loop loop, Expectation expected)
    {
        CoerceMany? values = loop.LoopSource == Hir.LoopSource.Loop ? new(CoercionTarget(expected, expression.Span)) : null;
        var breakable = new Breakable(values, loop.LoopSource) { Expression = expression };
        _breakables[expression.Id] = breakable;
        Ty body = CheckBlock(loop.Body, Expectation.HasType(Types.Unit));
        if (!body.Has(TyFlags.HasError) && !Sub(Cause(loop.Body.Span), body, Types.Unit) && _inference.Shallow(body) is not Ty.Never)
        {
            ReportMismatch(Cause(loop.Body.Span), Types.Unit, body, null);
        }

        _breakables.Remove(expression.Id);
        _divergence = breakable.MayBreak ? Divergence.Maybe : _divergence | new Divergence(DivergenceKind.Always, expression.Span);
        return values is null ? Types.Unit : values.Complete(this);
    }

    private Ty CheckBreak(Hir.Expr expression, Hir.ExprKind.Break jump)
    {
        if (jump.Target is not { } target || !_breakables.TryGetValue(target, out Breakable? breakable))
        {
            if (jump.Value is { } lost)
            {
                CheckExpression(lost);
            }

            return ErrorExpression();
        }

        if (jump.Value is { } value)
        {
            CheckBreakValue(expression, breakable, value);
        }
        else
        {
            breakable.Values?.AddUnit(this, Cause(expression.Span), (wanted, _) => ReportBreakWithoutValue(expression, wanted));
            breakable.FirstBreak ??= expression.Span;
        }

        breakable.MayBreak |= !_divergence.IsAlways;
        return Types.Never;
    }

    private void CheckBreakValue(Hir.Expr expression, Breakable breakable, Hir.Expr value)
    {
        if (breakable.Values is { } values)
        {
            Ty type = CheckExpression(value, Expectation.HasType(values.Expected));
            values.Add(this, value, type, Cause(value.Span), (wanted, found) => ReportBreakMismatch(breakable, value, wanted, found));
            breakable.FirstBreak ??= expression.Span;
            return;
        }

        Report(ControlErrors.BreakWithValue(expression.Span, breakable.Source!.Value));
        CheckExpression(value);
    }

    private Ty CheckReturn(Hir.Expr expression, Hir.ExprKind.Return jump)
    {
        if (_frame.Result is not { } result)
        {
            Report(ControlErrors.ReturnOutsideFunction(expression.Span));
            if (jump.Value is { } lost)
            {
                CheckExpression(lost);
            }

            return Types.Never;
        }

        if (jump.Value is { } value)
        {
            CheckReturnValue(value);
        }
        else
        {
            result.AddUnit(this, Cause(expression.Span), (wanted, _) => ReportReturnWithoutValue(expression, wanted));
        }

        return Types.Never;
    }

    /// <summary>A returned value, or the code of the function as its value.</summary>
    private void CheckReturnValue(Hir.Expr value)
    {
        NoteResult(value);
        Ty type = CheckExpression(value, Expectation.HasType(_frame.ReturnType));
        _frame.Result!.Add(this, value, type, Cause(value.Span, new CauseCode.ReturnValue(value.Id)));
    }
}
