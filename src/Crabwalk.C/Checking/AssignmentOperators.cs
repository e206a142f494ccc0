using Crabwalk.C.Tree;
using Crabwalk.C.Types;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Checking;

/// <summary>Simple and compound assignment (6.5.16).</summary>
internal sealed class AssignmentOperators(CheckContext context, Conversions conversions, AssignmentChecks checks, BinaryChecks binary)
{
    /// <summary><c>l = r</c>.</summary>
    public Expression Assign(Expression target, Expression value)
    {
        Span span = context.Join(target.OuterSpan, value.OuterSpan);
        if (target.Type.IsError())
        {
            return target;
        }

        if (CheckModifiable(target, "=") is { } wrong)
        {
            return wrong;
        }

        Expression converted = checks.Convert(value, target.Type, new AssignmentPlace.Assignment());
        return converted.Type.IsError() ? converted : new Expression.Assignment(span, target.Type.Unqualified, target, converted);
    }

    /// <summary><c>l op= r</c>.</summary>
    public Expression Compound(BinaryOperator op, Expression target, Expression value, Span operatorSpan)
    {
        Span span = context.Join(target.OuterSpan, value.OuterSpan);
        Expression right = Conversions.Value(value);
        if (target.Type.IsError() || right.Type.IsError())
        {
            return target.Type.IsError() ? target : right;
        }

        string spelling = op.Spelling() + "=";
        if (CheckModifiable(target, spelling) is { } wrong)
        {
            return wrong;
        }

        if (target.Type is CType.Pointer { Target: var pointee } && op is BinaryOperator.Add or BinaryOperator.Subtract && right.Type.IsInteger())
        {
            return PointerArithmetic.CanStep(context, pointee, operatorSpan)
                ? new Expression.CompoundAssignment(span, target.Type.Unqualified, op, target, conversions.Promoted(value), target.Type.Unqualified)
                : context.Fail(span, CErrors.PointerStep(target.OuterSpan, pointee));
        }

        bool needsIntegers = op is BinaryOperator.Remainder || op.IsShift() || op.IsBitwise();
        bool isGood = needsIntegers ? target.Type.IsInteger() && right.Type.IsInteger() : target.Type.IsArithmetic() && right.Type.IsArithmetic();
        return isGood
            ? Arithmetic(op, target, value, span)
            : context.Fail(span, CErrors.InvalidOperands(operatorSpan, spelling, target.OuterSpan, target.Type, value.OuterSpan, value.Type));
    }

    /// <summary>An error when the expression is no modifiable lvalue (6.3.2.1p1); also remembers that its variable was set.</summary>
    public Expression? CheckModifiable(Expression target, string op)
    {
        if (!target.IsLvalue || target.Type is CType.Function)
        {
            return context.Fail(target.OuterSpan, CErrors.NotAssignable(target.OuterSpan, op, target.Type));
        }

        if (target.Type is CType.Array)
        {
            return context.Fail(target.OuterSpan, CErrors.AssignToArray(target.OuterSpan, target.Type));
        }

        if (target.Type.IsConst() || target.Type is CType.Record { Definition.HasConstMember: true })
        {
            Variable? variable = Conversions.RootVariable(target);
            return context.Fail(target.OuterSpan, CErrors.AssignToConst(target.OuterSpan, context.Map.TextOf(target.OuterSpan), target.Type, variable));
        }

        return !target.Type.IsComplete() && !target.Type.IsVoid()
            ? context.Fail(target.OuterSpan, CErrors.IncompleteType(target.OuterSpan, target.Type, null))
            : target.Type.IsVoid() ? context.Fail(target.OuterSpan, CErrors.NotAssignable(target.OuterSpan, op, target.Type)) : null;
    }

    private Expression.CompoundAssignment Arithmetic(BinaryOperator op, Expression target, Expression value, Span span)
    {
        CType promoted = conversions.Promoted(new Expression.Bound(target.Span, target.Type.Unqualified, target)).Type;
        if (Conversions.BitFieldWidth(target) is { } width && width < 32)
        {
            promoted = context.Types.Int;
        }

        Expression right = conversions.Promoted(value);
        CType computation = op.IsShift() ? promoted : context.Types.UsualArithmetic(promoted, right.Type);
        right = op.IsShift() ? right : conversions.To(right, computation);
        IntegerKind? countKind = op.IsShift() ? CTypes.KindOf(right.Type) : null;
        context.Fold.Binary(op, null, right.Constant, computation, countKind, out FoldFault fault);
        binary.WarnOf(fault, op, computation, span, right.OuterSpan);
        return new(span, target.Type.Unqualified, op, target, right, computation);
    }
}
