using Crabwalk.C.Tree;
using Crabwalk.C.Types;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Checking;

/// <summary>Unary operators, subscripts and members (6.5.2.1, 6.5.2.3, 6.5.2.4, 6.5.3).</summary>
internal sealed class UnaryChecks(CheckContext context, Conversions conversions, AssignmentOperators assignments)
{
    private CTypes Types => context.Types;

    /// <summary><c>+e</c>, <c>-e</c>, <c>~e</c>, <c>!e</c>.</summary>
    public Expression Unary(UnaryOperator op, Expression operand, Span operatorSpan)
    {
        Span span = context.Join(operatorSpan, operand.OuterSpan);
        Expression value = op == UnaryOperator.LogicalNot ? Conversions.Value(operand) : conversions.Promoted(operand);
        if (value.Type.IsError())
        {
            return value;
        }

        bool isGood = op switch
        {
            UnaryOperator.LogicalNot => value.Type.IsScalar(),
            UnaryOperator.BitNot => value.Type.IsInteger(),
            UnaryOperator.Plus => value.Type.IsArithmetic(),
            UnaryOperator.Negate => value.Type.IsArithmetic(),
        };
        if (!isGood)
        {
            return context.Fail(span, CErrors.UnaryOperand(operand.OuterSpan, op.Spelling(), operand.Type));
        }

        CType type = op == UnaryOperator.LogicalNot ? Types.Int : value.Type;
        ConstantValue? constant = context.Fold.Unary(op, value.Constant, value.Type, out FoldFault fault);
        if (fault == FoldFault.Overflow)
        {
            context.Report.Warn(Warnings.Overflow, span, $"integer overflow in expression of type `{type}`");
        }

        return new Expression.Unary(span, type, op, value)
        {
            Constant = constant,
            IsIntegerConstantExpression = constant is not null && value.IsIntegerConstantExpression,
        };
    }

    /// <summary><c>&amp;e</c> (6.5.3.2).</summary>
    public Expression AddressOf(Expression operand, Span operatorSpan)
    {
        Span span = context.Join(operatorSpan, operand.OuterSpan);
        if (operand.Type.IsError())
        {
            return operand;
        }

        if (operand.Type is CType.Function)
        {
            return new Expression.AddressOf(span, operand.Type.PointerTo(), operand);
        }

        if (!operand.IsLvalue)
        {
            return context.Fail(span, CErrors.AddressOfValue(operand.OuterSpan, operand.Type));
        }

        if (operand is Expression.Member { Field: { IsBitField: true } bits })
        {
            return context.Fail(span, CErrors.AddressOfBitField(operand.OuterSpan, bits.Name ?? ""));
        }

        if (Conversions.RootVariable(operand) is { IsRegister: true } variable)
        {
            return context.Fail(span, CErrors.AddressOfRegister(operand.OuterSpan, variable.Name));
        }

        Conversions.MarkAddressTaken(operand);
        return new Expression.AddressOf(span, operand.Type.PointerTo(), operand);
    }

    /// <summary><c>*e</c>.</summary>
    public Expression Dereference(Expression operand, Span operatorSpan)
    {
        Span span = context.Join(operatorSpan, operand.OuterSpan);
        Expression pointer = Conversions.Value(operand);
        return pointer.Type.IsError() ? pointer
            : pointer.Type is CType.Pointer ? Dereferenced(pointer, span)
            : context.Fail(span, CErrors.DereferenceOfNonPointer(operand.OuterSpan, operand.Type));
    }

    /// <summary><c>a[i]</c>, whichever of the two is the pointer.</summary>
    public Expression Subscript(Expression left, Expression right, Span end)
    {
        Span span = context.Join(left.OuterSpan, end);
        Expression a = Conversions.Value(left);
        Expression b = Conversions.Value(right);
        if (a.Type.IsError() || b.Type.IsError())
        {
            return a.Type.IsError() ? a : b;
        }

        bool isReversed = a.Type is not CType.Pointer && b.Type is CType.Pointer;
        (Expression array, Expression index, Expression indexSource) = isReversed ? (b, a, left) : (a, b, right);
        if (array.Type is not CType.Pointer { Target: var element })
        {
            return context.Fail(span, CErrors.SubscriptOfNonArray(left.OuterSpan, left.Type));
        }

        if (!index.Type.IsInteger())
        {
            return context.Fail(span, CErrors.SubscriptIndex(index.OuterSpan, index.Type));
        }

        if (element is CType.Function or CType.Void || !element.IsComplete())
        {
            return context.Fail(span, CErrors.SubscriptElement(array.OuterSpan, element));
        }

        if (index.Type is CType.Integer { Kind: IntegerKind.Char })
        {
            context.Report.Warn(Warnings.CharSubscripts, index.OuterSpan, "array subscript has type `char`");
        }

        return new Expression.Subscript(span, element, array, conversions.Promoted(indexSource), isReversed);
    }

    /// <summary><c>s.f</c> and <c>p->f</c>.</summary>
    public Expression Member(Expression operand, string name, Span nameSpan, bool isArrow)
    {
        Span span = context.Join(operand.OuterSpan, nameSpan);
        if (operand.Type.IsError())
        {
            return operand;
        }

        Expression? record = isArrow ? ArrowTarget(operand, name, nameSpan, span) : DotTarget(operand, nameSpan);
        if (record is null or Expression.Error)
        {
            return record ?? context.Fail(span, CErrors.MemberOfNonRecord(operand.OuterSpan, nameSpan, operand.Type, name, isArrow));
        }

        RecordDefinition definition = ((CType.Record)record.Type).Definition;
        if (!definition.IsComplete)
        {
            return context.Fail(span, CErrors.IncompleteType(operand.OuterSpan, record.Type, definition.Span));
        }

        if (Fields.PathTo(definition, name) is not { } path)
        {
            return definition.IsFaulty ? CheckContext.Wrong(span, ((Expression.Error)context.Fail(span, CErrors.NoMember(nameSpan, record.Type, name, null, null))).Reported)
                : context.Fail(span, CErrors.NoMember(nameSpan, record.Type, name, Fields.Closest(definition, name), definition.Span));
        }

        foreach (Field field in path)
        {
            CType type = Types.Qualified(field.Type, record.Type.Qualifiers);
            record = new Expression.Member(span, record.IsLvalue ? type : type.Unqualified, record, field, isArrow);
        }

        return record;
    }

    /// <summary><c>++e</c> and its three relatives.</summary>
    public Expression Increment(Expression operand, Span operatorSpan, bool isDecrement, bool isPostfix)
    {
        Span span = context.Join(operand.OuterSpan, operatorSpan);
        if (!isPostfix)
        {
            span = context.Join(operatorSpan, operand.OuterSpan);
        }

        string op = isDecrement ? "--" : "++";
        if (operand.Type.IsError())
        {
            return operand;
        }

        if (assignments.CheckModifiable(operand, op) is { } wrong)
        {
            return wrong;
        }

        if (!operand.Type.IsScalar())
        {
            return context.Fail(span, CErrors.UnaryOperand(operand.OuterSpan, op, operand.Type));
        }

        if (operand.Type is CType.Pointer { Target: var target } && !PointerArithmetic.CanStep(context, target, span))
        {
            return context.Fail(span, CErrors.PointerStep(operand.OuterSpan, target));
        }

        return new Expression.Increment(span, operand.Type.Unqualified, operand, isDecrement, isPostfix);
    }

    private Expression Dereferenced(Expression pointer, Span span)
    {
        CType target = ((CType.Pointer)pointer.Type).Target;
        if (target.IsVoid())
        {
            context.Report.Warn(Warnings.Unnamed, span, "dereferencing a `void *` pointer");
        }

        if (pointer is Expression.AddressOf { Operand: var operand, IsParenthesized: false } && operand.Type.Canonical == target.Canonical && operand.Type is CType.Function)
        {
            return operand;
        }

        return new Expression.Dereference(span, target, pointer);
    }

    private Expression? ArrowTarget(Expression operand, string name, Span nameSpan, Span span)
    {
        Expression pointer = Conversions.Value(operand);
        if (pointer.Type is CType.Pointer { Target: CType.Record target })
        {
            return new Expression.Dereference(operand.OuterSpan, target, pointer);
        }

        return pointer.Type.IsError() ? pointer
            : pointer.Type is CType.Record ? context.Fail(span, CErrors.ArrowOnRecord(operand.OuterSpan, nameSpan, operand.Type, name))
            : null;
    }

    private Expression? DotTarget(Expression operand, Span nameSpan)
    {
        if (operand.Type is CType.Record)
        {
            return operand;
        }

        return operand.Type is CType.Pointer { Target: CType.Record }
            ? context.Fail(operand.OuterSpan, CErrors.DotOnPointer(operand.OuterSpan, nameSpan, operand.Type, context.Map.TextOf(nameSpan)))
            : null;
    }
}
