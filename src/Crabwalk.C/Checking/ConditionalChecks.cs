using Crabwalk.C.Tree;
using Crabwalk.C.Types;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Checking;

/// <summary>The conditional operator (6.5.15), with gcc's omitted middle.</summary>
internal sealed class ConditionalChecks(CheckContext context, Conversions conversions)
{
    private CTypes Types => context.Types;

    /// <summary><c>c ? a : b</c>.</summary>
    public Expression Conditional(Expression condition, Expression then, Expression otherwise, Span question)
    {
        Span span = context.Join(condition.OuterSpan, otherwise.OuterSpan);
        Expression test = Conversions.Condition(condition);
        if (FirstError(test, then, otherwise) is { } error)
        {
            return error;
        }

        if (!test.Type.IsScalar())
        {
            return context.Fail(span, CErrors.ConditionNotScalar(condition.OuterSpan, condition.Type));
        }

        if (Unify(Conversions.Value(then), Conversions.Value(otherwise), question) is not var (a, b, type))
        {
            return context.Fail(span, CErrors.ConditionalTypes(question, then.OuterSpan, then.Type, otherwise.OuterSpan, otherwise.Type));
        }

        bool? truth = Folding.Truth(test.Constant);
        Expression? chosen = truth is null ? null : truth.Value ? a : b;
        return new Expression.Conditional(span, type, test, a, b)
        {
            Constant = chosen?.Constant,
            IsIntegerConstantExpression = chosen is { IsIntegerConstantExpression: true } && test.IsIntegerConstantExpression,
        };
    }

    /// <summary>gcc's <c>v ?: b</c>.</summary>
    public Expression OrElse(Expression left, Expression otherwise, Span question)
    {
        Span span = context.Join(left.OuterSpan, otherwise.OuterSpan);
        Expression value = Conversions.Value(left);
        if (FirstError(value, otherwise) is { } error)
        {
            return error;
        }

        if (!value.Type.IsScalar())
        {
            return context.Fail(span, CErrors.ConditionNotScalar(left.OuterSpan, left.Type));
        }

        var bound = new Expression.Bound(value.Span, value.Type, value) { Constant = value.Constant, IsIntegerConstantExpression = value.IsIntegerConstantExpression };
        if (Unify(conversions.Promoted(bound), Conversions.Value(otherwise), question) is not var (a, b, type))
        {
            return context.Fail(span, CErrors.ConditionalTypes(question, left.OuterSpan, left.Type, otherwise.OuterSpan, otherwise.Type));
        }

        bool? truth = Folding.Truth(value.Constant);
        Expression? chosen = truth is null ? null : truth.Value ? a : b;
        return new Expression.ConditionalOrElse(span, type, bound, bound, a, b)
        {
            Constant = chosen?.Constant,
            IsIntegerConstantExpression = chosen is { IsIntegerConstantExpression: true } && value.IsIntegerConstantExpression,
        };
    }

    private (Expression A, Expression B, CType Type)? Unify(Expression a, Expression b, Span question)
    {
        switch (a.Type, b.Type)
        {
            case ({ } x, { } y) when x.IsArithmetic() && y.IsArithmetic():
                (a, b) = conversions.Usual(a, b);
                return (a, b, a.Type);
            case (CType.Void, _) or (_, CType.Void):
                return (conversions.To(a, Types.Void), conversions.To(b, Types.Void), Types.Void);
            case (CType.Record x, CType.Record y) when Types.AreCompatibleUnqualified(x, y):
                return (a, b, a.Type);
            case (CType.Pointer x, CType.Pointer y):
                CType common = CommonPointer(a, b, x, y, question);
                return (conversions.To(a, common), conversions.To(b, common), common);
            case (CType.Pointer, { } y) when y.IsInteger():
                return WithInteger(a, b, a.Type, b, question);
            case ({ } x, CType.Pointer) when x.IsInteger():
                return WithInteger(a, b, b.Type, a, question);
            default:
                return null;
        }
    }

    private (Expression A, Expression B, CType Type) WithInteger(Expression a, Expression b, CType pointer, Expression integer, Span question)
    {
        if (!Conversions.IsNullPointerConstant(integer))
        {
            context.Report.Warn(Warnings.IntConversion, question, $"pointer and integer mixed in a conditional expression: `{a.Type}` and `{b.Type}`");
        }

        return (conversions.To(a, pointer), conversions.To(b, pointer), pointer);
    }

    /// <summary>The other's type for a null pointer, <c>void *</c> with any pointer, else the composite; with the qualifiers of both (6.5.15p6).</summary>
    private CType CommonPointer(Expression a, Expression b, CType.Pointer x, CType.Pointer y, Span question)
    {
        if (Conversions.IsNullPointerConstant(a))
        {
            return y;
        }

        if (Conversions.IsNullPointerConstant(b))
        {
            return x;
        }

        Qualifiers qualifiers = x.Target.Qualifiers | y.Target.Qualifiers;
        CType target = x.Target.Unqualified;
        if (Types.AreCompatibleUnqualified(x.Target, y.Target))
        {
            target = Types.Composite(target, y.Target.Unqualified);
        }
        else if (!x.Target.IsVoid() && !y.Target.IsVoid())
        {
            context.Report.Warn(Warnings.Unnamed, question, $"pointer types `{x}` and `{y}` do not match in a conditional expression");
            target = Types.Void;
        }
        else
        {
            target = Types.Void;
        }

        return Types.Qualified(target, qualifiers).PointerTo();
    }

    private static Expression? FirstError(params ReadOnlySpan<Expression> expressions)
    {
        foreach (Expression expression in expressions)
        {
            if (expression.Type.IsError())
            {
                return expression;
            }
        }

        return null;
    }
}
