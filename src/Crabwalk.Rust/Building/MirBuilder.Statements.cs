using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Thir;

namespace Crabwalk.Rust.Building;

/// <summary>Blocks and statements.</summary>
internal sealed partial class MirBuilder
{
    /// <summary>An expression for its effect; a value that is left is dropped at the end of <paramref name="statement"/>.</summary>
    private void AsStatement(ref BlockId block, Expr expression, Scope? statement)
    {
        SourceInfo source = SourceAt(expression.Span);
        switch (expression.Kind)
        {
            case ExprKind.InScope(var scope, var value):
                InScope(ref block, scope, expression.Span, (ref b) => AsStatement(ref b, value, statement));
                break;
            case ExprKind.Assign(var place, var value):
                AssignTo(ref block, expression, place, value);
                break;
            case ExprKind.AssignOp(var operation, var place, var value):
                Operand right = AsLocalOperand(ref block, value);
                Place changed = AsPlace(ref block, place);
                Rvalue result = BuildBinary(ref block, operation, expression.Span, place.Type, new Operand.Copy(changed), right);
                Assign(block, expression.Span, changed, result);
                MarkStore(block, place, changed);
                break;
            case ExprKind.Continue(var target):
                BreakScope(ref block, null, target, toStart: true, source);
                break;
            case ExprKind.Break(var target, var value):
                BreakScope(ref block, value, target, toStart: false, source);
                break;
            case ExprKind.Return(var value):
                BreakScope(ref block, value, null, toStart: false, source);
                break;
            default:
                AsTemporary(ref block, statement, expression, Mutability.Not);
                break;
        }
    }

    // The value comes first: `x[i] = x[j]` borrows `x` twice in a row and not at once.
    private void AssignTo(ref BlockId block, Expr expression, Expr place, Expr value)
    {
        Rvalue assigned = AsLocalRvalue(ref block, value);
        Place target = AsPlace(ref block, place);
        if (_properties.NeedsDrop(place.Type))
        {
            DropAndReplace(ref block, place.Span, target, assigned);
        }
        else
        {
            Assign(block, expression.Span, target, assigned);
        }

        MarkStore(block, place, target);
    }

    private void BlockInto(Place destination, ref BlockId block, Thir.Block inner, SourceInfo source)
    {
        InScope(ref block, inner.Scope, source.Span, (ref b) =>
        {
            if (!inner.IsBreakTarget)
            {
                StatementsInto(destination, ref b, inner);
                return;
            }

            BlockId start = b;
            InBreakableScope(out b, null, destination, inner.Span, () =>
            {
                StatementsInto(destination, ref start, inner);
                return start;
            });
        });
    }

    private void StatementsInto(Place destination, ref BlockId block, Thir.Block inner)
    {
        ScopeId outer = _sourceScope;
        int opened = 0;
        Scope lastRemainder = inner.Scope;
        Foundation.Text.Span? marked = null;
        foreach (Stmt statement in inner.Statements)
        {
            MarkStatement(block, inner, statement, ref marked);
            if (statement is Stmt.OfExpr(var scope, var expression, var span))
            {
                InScope(ref block, scope, span, (ref b) =>
                {
                    AsStatement(ref b, expression, scope);
                    MarkMacro(b, expression);
                });
                MarkEndOfStatement(block, span);
                continue;
            }

            var let = (Stmt.Let)statement;
            opened++;
            if (let.Else is not null)
            {
                LetElse(destination, ref block, let, lastRemainder);
            }
            else
            {
                Let(ref block, let);
            }

            lastRemainder = let.Remainder;
            MarkEndOfStatement(block, let.Span);
        }

        ValueInto(destination, ref block, inner);
        if (opened > 0)
        {
            MarkScopeEnd(block, inner.Span);
        }

        for (; opened > 0; opened--)
        {
            PopScope(ref block);
        }

        _sourceScope = outer;
    }

    private void ValueInto(Place destination, ref BlockId block, Thir.Block inner)
    {
        if (inner.Value is { } value)
        {
            MarkStatement(block, _context.Semantics.Sources.Outermost(value.Span), inner.Span);
            Into(destination, ref block, value);
            MarkMacro(block, value);
        }
        else if (TypeOf(destination) is Ty.Tuple { Parts.IsEmpty: true })
        {
            // Without a value a block gives unit, or nothing when it does not come to its end.
            AssignUnit(block, SourceAt(inner.Span), destination);
        }
    }

    private void Let(ref BlockId block, Stmt.Let let)
    {
        PushScope(let.Remainder, let.RemainderSpan);
        ScopeId visible = NewSourceScope(let.RemainderSpan);
        if (let.Value is { } value)
        {
            InScope(ref block, let.InitScope, let.Span, (ref b) =>
            {
                DeclareBindings(visible, let.RemainderSpan, let.Pattern, null);
                IntoPattern(ref b, let.Pattern, value);
            });
        }
        else
        {
            DeclareBindings(visible, let.RemainderSpan, let.Pattern, null);
            foreach (PatKind.Binding binding in PrimaryBindings(let.Pattern))
            {
                StorageLive(block, binding.Variable, let.Pattern.Span, isGuard: false, schedules: true);
                ScheduleValueOf(binding.Variable);
            }
        }

        _sourceScope = visible;
        MarkDeclared(block, let.Pattern, let.Value is not null);
    }

    // The `else` block lies outside of the scope of the variables and the temporaries of the value.
    private void LetElse(Place destination, ref BlockId block, Stmt.Let let, Scope lastRemainder)
    {
        Thir.Block otherwise = let.Else!;
        LocalId nothing = Temporary(Types.Never, otherwise.Span);
        BlockId failure = _graph.NewBlock();
        BlockId failed = failure;
        BlockInto(nothing, ref failed, otherwise, SourceAt(otherwise.Span));
        _graph.Terminate(failed, SourceAt(otherwise.Span), new TerminatorKind.Unreachable());

        PushScope(let.Remainder, let.RemainderSpan);
        ScopeId visible = NewSourceScope(let.RemainderSpan);
        BlockId mismatch = default;
        InScope(ref block, let.InitScope, let.Span, (ref b) =>
        {
            DeclareBindings(visible, let.RemainderSpan, let.Pattern, null);
            BlockId start = b;
            (b, mismatch) = InConditionScope(lastRemainder, () =>
            {
                BlockId matches = start;
                LetCondition(ref matches, let.Value!, let.Pattern, null, let.Value!.Span, declaresBindings: false);
                return matches;
            });
        });
        _graph.Goto(mismatch, SourceAt(let.Span), failure);
        _sourceScope = visible;
        MarkDeclared(block, let.Pattern, hasValue: true);
    }
}
