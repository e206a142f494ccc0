using Crabwalk.C.Tree;
using Crabwalk.C.Types;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Checking;

/// <summary>Binary operators other than assignment (6.5.5 to 6.5.15, 6.5.17).</summary>
internal sealed class BinaryChecks(CheckContext context, Conversions conversions)
{
    private CTypes Types => context.Types;

    /// <summary>Arithmetic, shifts, comparisons and bit operations.</summary>
    public Expression Binary(BinaryOperator op, Expression left, Expression right, Span operatorSpan)
    {
        Span span = context.Join(left.OuterSpan, right.OuterSpan);
        Expression a = Conversions.Value(left);
        Expression b = Conversions.Value(right);
        if (a.Type.IsError() || b.Type.IsError())
        {
            return a.Type.IsError() ? a : b;
        }

        OperatorHints.CheckMixed(context, op, left, right, operatorSpan);
        if (op.IsComparison())
        {
            return Compare(op, left, right, a, b, span, operatorSpan);
        }

        if (op is BinaryOperator.Add or BinaryOperator.Subtract && (a.Type is CType.Pointer || b.Type is CType.Pointer))
        {
            return Pointers(op, left, right, a, b, span, operatorSpan);
        }

        bool needsIntegers = op is BinaryOperator.Remainder || op.IsShift() || op.IsBitwise();
        bool isGood = needsIntegers ? a.Type.IsInteger() && b.Type.IsInteger() : a.Type.IsArithmetic() && b.Type.IsArithmetic();
        if (!isGood)
        {
            return InvalidOperands(op, left, right, span, operatorSpan);
        }

        if (op.IsShift())
        {
            (a, b) = (conversions.Promoted(left), conversions.Promoted(right));
            return Folded(new Expression.Binary(span, a.Type, op, a, b));
        }

        (a, b) = conversions.Usual(left, right);
        return Folded(new Expression.Binary(span, a.Type, op, a, b));
    }

    /// <summary><c>&amp;&amp;</c> and <c>||</c>.</summary>
    public Expression Logical(bool isOr, Expression left, Expression right, Span operatorSpan)
    {
        Span span = context.Join(left.OuterSpan, right.OuterSpan);
        Expression a = Conversions.Condition(left);
        Expression b = Conversions.Condition(right);
        if (a.Type.IsError() || b.Type.IsError())
        {
            return a.Type.IsError() ? a : b;
        }

        if (!a.Type.IsScalar() || !b.Type.IsScalar())
        {
            return context.Fail(span, CErrors.InvalidOperands(operatorSpan, isOr ? "||" : "&&", left.OuterSpan, left.Type, right.OuterSpan, right.Type));
        }

        OperatorHints.CheckLogicalMix(context, isOr, left, right);
        bool? truth = Folding.Truth(a.Constant);
        bool? result = truth == isOr ? truth : truth is null ? null : Folding.Truth(b.Constant);
        return new Expression.Logical(span, Types.Int, isOr, a, b)
        {
            Constant = result is { } known ? new ConstantValue.Integer(known ? 1 : 0) : null,
            IsIntegerConstantExpression = result is not null && a.IsIntegerConstantExpression && (b.IsIntegerConstantExpression || truth == isOr),
        };
    }

    /// <summary><c>a, b</c>.</summary>
    public Expression Comma(Expression left, Expression right)
    {
        Expression b = Conversions.Value(right);
        OperatorHints.CheckUnusedValue(context, left, "the left operand of the comma has no effect");
        return new Expression.Comma(context.Join(left.OuterSpan, right.OuterSpan), b.Type, left, b);
    }

    /// <summary>The folded result of an operator node, with gcc's warnings about constants.</summary>
    public Expression Folded(Expression.Binary node)
    {
        CType type = node.Left.Type;
        IntegerKind? countKind = node.Operator.IsShift() ? CTypes.KindOf(node.Right.Type) : null;
        ConstantValue? constant = context.Fold.Binary(node.Operator, node.Left.Constant, node.Right.Constant, type, countKind, out FoldFault fault);
        WarnOf(fault, node);
        return constant is null ? node : node with
        {
            Constant = constant,
            IsIntegerConstantExpression = node.Left.IsIntegerConstantExpression && node.Right.IsIntegerConstantExpression,
        };
    }

    /// <summary>gcc's warnings about an operation on constants; a compound assignment has them too.</summary>
    public void WarnOf(FoldFault fault, BinaryOperator op, CType type, Span whole, Span right)
    {
        switch (fault)
        {
            case FoldFault.None:
                break;
            case FoldFault.Overflow:
                context.Report.Warn(Warnings.Overflow, whole, $"integer overflow in expression of type `{type}`");
                break;
            case FoldFault.DivisionByZero:
                context.Report.Warn(Warnings.DivisionByZero, right, "division by zero");
                break;
            case FoldFault.NegativeShift:
                context.Report.Warn(Warnings.ShiftCountNegative, right, $"shift count of `{op.Spelling()}` is negative");
                break;
            case FoldFault.ShiftTooWide:
                context.Report.Warn(Warnings.ShiftCountOverflow, right, $"shift count of `{op.Spelling()}` is not smaller than the width of `{type}`");
                break;
        }
    }

    private void WarnOf(FoldFault fault, Expression.Binary node)
    {
        if (fault != FoldFault.None)
        {
            WarnOf(fault, node.Operator, node.Left.Type, node.Span, node.Right.OuterSpan);
        }
    }

    private Expression Pointers(BinaryOperator op, Expression left, Expression right, Expression a, Expression b, Span span, Span operatorSpan)
    {
        if (op == BinaryOperator.Subtract && a.Type is CType.Pointer p && b.Type is CType.Pointer q)
        {
            return Difference(p, q, a, b, span, operatorSpan);
        }

        bool isReversed = b.Type is CType.Pointer;
        (Expression pointer, Expression index, Expression indexSource) = isReversed ? (b, a, left) : (a, b, right);
        if (!index.Type.IsInteger() || (isReversed && op == BinaryOperator.Subtract))
        {
            return InvalidOperands(op, left, right, span, operatorSpan);
        }

        CType target = ((CType.Pointer)pointer.Type).Target;
        if (!PointerArithmetic.CanStep(context, target, operatorSpan))
        {
            return context.Fail(span, CErrors.PointerStep(pointer.OuterSpan, target));
        }

        return new Expression.PointerOffset(span, pointer.Type, pointer, conversions.Promoted(indexSource), op == BinaryOperator.Subtract, isReversed);
    }

    private Expression Difference(CType.Pointer p, CType.Pointer q, Expression a, Expression b, Span span, Span operatorSpan)
    {
        if (!Types.AreCompatibleUnqualified(p.Target, q.Target))
        {
            return context.Fail(span, CErrors.InvalidOperands(operatorSpan, "-", a.OuterSpan, p, b.OuterSpan, q));
        }

        return PointerArithmetic.CanStep(context, p.Target, operatorSpan)
            ? new Expression.PointerDifference(span, Types.Difference, a, b)
            : context.Fail(span, CErrors.PointerStep(a.OuterSpan, p.Target));
    }

    private Expression Compare(BinaryOperator op, Expression left, Expression right, Expression a, Expression b, Span span, Span operatorSpan)
    {
        if (a.Type.IsArithmetic() && b.Type.IsArithmetic())
        {
            OperatorHints.CheckComparison(context, op, left, right, operatorSpan);
            (a, b) = conversions.Usual(left, right);
            return Folded(new Expression.Binary(span, Types.Int, op, a, b));
        }

        if (a.Type is not CType.Pointer && b.Type is not CType.Pointer || !a.Type.IsScalar() || !b.Type.IsScalar()
            || a.Type is CType.Floating || b.Type is CType.Floating)
        {
            return InvalidOperands(op, left, right, span, operatorSpan);
        }

        OperatorHints.CheckPointerComparison(context, op, left, right, operatorSpan);
        (a, b) = CommonPointers(op, a, b, operatorSpan);
        return Folded(new Expression.Binary(span, Types.Int, op, a, b));
    }

    private (Expression Left, Expression Right) CommonPointers(BinaryOperator op, Expression a, Expression b, Span operatorSpan)
    {
        if (a.Type is CType.Pointer p && b.Type is CType.Pointer q)
        {
            if (!Types.AreCompatibleUnqualified(p.Target, q.Target) && !p.Target.IsVoid() && !q.Target.IsVoid()
                && !Conversions.IsNullPointerConstant(a) && !Conversions.IsNullPointerConstant(b))
            {
                context.Report.Warn(Warnings.Unnamed, operatorSpan, $"comparison of distinct pointer types `{p}` and `{q}` lacks a cast");
            }

            return Conversions.IsNullPointerConstant(a) || p.Target.IsVoid() ? (conversions.To(a, q), b) : (a, conversions.To(b, p));
        }

        (Expression integer, CType pointer) = a.Type is CType.Pointer ? (b, a.Type) : (a, b.Type);
        if (!Conversions.IsNullPointerConstant(integer))
        {
            context.Report.Warn(Warnings.Unnamed, operatorSpan, $"comparison between pointer and integer: `{a.Type}` {op.Spelling()} `{b.Type}`");
        }

        return (conversions.To(a, pointer), conversions.To(b, pointer));
    }

    private Expression InvalidOperands(BinaryOperator op, Expression left, Expression right, Span span, Span operatorSpan) =>
        context.Fail(span, CErrors.InvalidOperands(operatorSpan, op.Spelling(), left.OuterSpan, left.Type, right.OuterSpan, right.Type));
}
