using Crabwalk.C.Tree;
using Crabwalk.C.Types;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Checking;

/// <summary>Casts (6.5.4), <c>sizeof</c> and <c>_Alignof</c> (6.5.3.4).</summary>
internal sealed class CastChecks(CheckContext context, Conversions conversions)
{
    private CTypes Types => context.Types;

    /// <summary><c>(T)e</c>.</summary>
    public Expression Cast(CType type, Expression operand, Span open)
    {
        Span span = context.Join(open, operand.OuterSpan);
        Expression value = Conversions.Value(operand);
        if (type.IsError() || value.Type.IsError())
        {
            return value.Type.IsError() ? value : CheckContext.Wrong(span, ((CType.Error)type).Reported);
        }

        CType target = type.Unqualified;
        if (target.IsVoid())
        {
            return conversions.Cast(value, target, span);
        }

        if (target is CType.Record && target.Canonical == value.Type.Canonical)
        {
            context.Report.Warn(Warnings.Pedantic, span, "ISO C forbids casting a structure to its own type");
            return conversions.Cast(value, target, span);
        }

        if (!target.IsScalar() || !value.Type.IsScalar() || (target is CType.Pointer && value.Type is CType.Floating)
            || (target is CType.Floating && value.Type is CType.Pointer))
        {
            return context.Fail(span, CErrors.InvalidCast(span, value.Type, target));
        }

        WarnOfWidth(value, target, span);
        return conversions.Cast(value, target, span);
    }

    /// <summary><c>sizeof</c>: a constant unless the type is a variable-length array.</summary>
    public Expression SizeOf(CType type, Span span, Span operand)
    {
        if (type is CType.Error error)
        {
            return CheckContext.Wrong(span, error.Reported);
        }

        if (type.IsVariableLength())
        {
            return new Expression.SizeOfVariable(span, Types.Size, type);
        }

        if (type is CType.Void or CType.Function)
        {
            context.Report.Warn(Warnings.PointerArithmetic, operand, $"`sizeof` of `{type}` is 1, as in gcc");
            return Number(1, span);
        }

        return Types.SizeOf(type) is { } size
            ? Number(size, span)
            : context.Fail(span, CErrors.IncompleteType(operand, type, (type as CType.Record)?.Definition.Span));
    }

    /// <summary><c>_Alignof</c>; gcc also takes an expression, whose variable may be aligned specially.</summary>
    public Expression AlignOf(CType type, Expression? operand, Span span, Span operandSpan)
    {
        if (type is CType.Error error)
        {
            return CheckContext.Wrong(span, error.Reported);
        }

        if (!type.InnermostElement().IsComplete() && type is not (CType.Void or CType.Function))
        {
            return context.Fail(span, CErrors.IncompleteType(operandSpan, type, null));
        }

        long alignment = operand is Expression.VariableReference { Variable.Alignment: > 0 and var asked } ? asked : Types.AlignmentOf(type);
        return Number(alignment, span);
    }

    /// <summary>A constant of the type of <c>sizeof</c>.</summary>
    public Expression Number(long value, Span span) => Number(value, Types.Size, span);

    /// <summary>An integer constant of any integer type.</summary>
    public static Expression Number(long value, CType type, Span span) => new Expression.IntegerConstant(span, type, value)
    {
        Constant = new ConstantValue.Integer(value),
        IsIntegerConstantExpression = true,
    };

    private void WarnOfWidth(Expression value, CType target, Span span)
    {
        long pointer = Types.Target.PointerBytes;
        if (target is CType.Pointer && value.Type.IsInteger() && Types.SizeOf(value.Type) != pointer && value.Constant is null)
        {
            context.Report.Warn(Warnings.IntToPointerCast, span, $"cast to a pointer from the integer type `{value.Type}` of different size");
        }
        else if (value.Type is CType.Pointer && target.IsInteger() && !target.IsBool() && Types.SizeOf(target) != pointer)
        {
            context.Report.Warn(Warnings.PointerToIntCast, span, $"cast from a pointer to the integer type `{target}` of different size");
        }
    }
}
