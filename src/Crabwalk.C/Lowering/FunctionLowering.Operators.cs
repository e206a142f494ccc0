using Crabwalk.C.Tree;
using Crabwalk.C.Types;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;

namespace Crabwalk.C.Lowering;

/// <summary>Operators on values (C17 6.5). Signed arithmetic is the kind whose overflow is undefined.</summary>
internal sealed partial class FunctionLowering
{
    private Operand ComputeUnary(Expression.Unary expression, LocalId? into)
    {
        Ty type = _unit.Types.Lower(expression.Type);
        if (expression.Operator == UnaryOperator.LogicalNot)
        {
            return AsInt(TruthOf(expression.Operand, isNegated: true), type, expression.Span, into);
        }

        Operand operand = Value(expression.Operand);
        return expression.Operator == UnaryOperator.Plus
            ? Settle(operand, into, expression.Span)
            : Hold(new Rvalue.Unary(OperationOf(expression.Operator, type), operand), type, expression.Span, into);
    }

    private static UnaryOp OperationOf(UnaryOperator unary, Ty type) => unary == UnaryOperator.BitNot ? UnaryOp.Not
        : type is Ty.Int { IsSigned: true } ? UnaryOp.NegUnchecked : UnaryOp.Neg;

    private Operand ComputeBinary(Expression.Binary expression, LocalId? into)
    {
        if (IsComparison(expression.Operator))
        {
            return AsInt(Compare(expression), _unit.Types.Lower(expression.Type), expression.Span, into);
        }

        return expression.Left is Expression.Binary ? ComputeChain(expression, into) : ComputeArithmetic(expression, Value(expression.Left), into);
    }

    // a + b + c + ... leans to the left, as deep as a generated program wants: it is walked from the inside out.
    private Operand ComputeChain(Expression.Binary expression, LocalId? into)
    {
        var chain = new Stack<Expression.Binary>();
        Expression left = expression;
        while (left is Expression.Binary binary && !IsComparison(binary.Operator) && (left == (object)expression || ConstantOf(left) is null))
        {
            chain.Push(binary);
            left = binary.Left;
        }

        Operand value = Value(left);
        while (chain.TryPop(out Expression.Binary? step))
        {
            value = ComputeArithmetic(step, value, chain.Count == 0 ? into : null);
            if (chain.Count > 0)
            {
                MarkValue(step, value);
            }
        }

        return value;
    }

    private Operand.Copy ComputeArithmetic(Expression.Binary expression, Operand left, LocalId? into)
    {
        left = Keep(left, expression.Right, expression.Left.Span);
        Operand right = Value(expression.Right);
        Ty type = _unit.Types.Lower(expression.Type);
        return Hold(new Rvalue.Binary(OperationOf(expression.Operator, type), left, right), type, expression.Span, into);
    }

    private static BinaryOp OperationOf(BinaryOperator binary, Ty type)
    {
        bool isSigned = type is Ty.Int { IsSigned: true };
        return binary switch
        {
            BinaryOperator.Multiply => isSigned ? BinaryOp.MulUnchecked : BinaryOp.Mul,
            BinaryOperator.Divide => BinaryOp.Div,
            BinaryOperator.Remainder => BinaryOp.Rem,
            BinaryOperator.Add => isSigned ? BinaryOp.AddUnchecked : BinaryOp.Add,
            BinaryOperator.Subtract => isSigned ? BinaryOp.SubUnchecked : BinaryOp.Sub,
            BinaryOperator.ShiftLeft => isSigned ? BinaryOp.ShlSigned : BinaryOp.ShlUnchecked,
            BinaryOperator.ShiftRight => BinaryOp.ShrUnchecked,
            BinaryOperator.Less => BinaryOp.Lt,
            BinaryOperator.Greater => BinaryOp.Gt,
            BinaryOperator.LessOrEqual => BinaryOp.Le,
            BinaryOperator.GreaterOrEqual => BinaryOp.Ge,
            BinaryOperator.Equal => BinaryOp.Eq,
            BinaryOperator.NotEqual => BinaryOp.Ne,
            BinaryOperator.BitAnd => BinaryOp.BitAnd,
            BinaryOperator.BitXor => BinaryOp.BitXor,
            BinaryOperator.BitOr => BinaryOp.BitOr,
        };
    }

    private static bool IsComparison(BinaryOperator binary) => binary is BinaryOperator.Less or BinaryOperator.Greater
        or BinaryOperator.LessOrEqual or BinaryOperator.GreaterOrEqual or BinaryOperator.Equal or BinaryOperator.NotEqual;

    /// <summary>A comparison as a truth value; C's <c>int</c> is made of it only where it is used as a number.</summary>
    private Operand.Copy Compare(Expression.Binary expression)
    {
        Operand left = Keep(Value(expression.Left), expression.Right, expression.Left.Span);
        Operand right = Convert(Value(expression.Right), TypeOf(left), expression.Right.Span);
        return Hold(new Rvalue.Binary(OperationOf(expression.Operator, TypeOf(left)), left, right), Tys.Bool, expression.Span);
    }

    private Operand AsInt(Operand truth, Ty type, Span span, LocalId? into) => type is Ty.Bool
        ? Settle(truth, into, span)
        : Hold(new Rvalue.Cast(CastKind.IntToInt, truth, type), type, span, into);

    private Operand ComputeOffset(Expression.PointerOffset expression, LocalId? into)
    {
        Operand pointer;
        Operand index;
        if (expression.IsReversed)
        {
            index = Keep(Value(expression.Index), expression.Pointer, expression.Index.Span);
            pointer = Value(expression.Pointer);
        }
        else
        {
            pointer = Keep(Value(expression.Pointer), expression.Index, expression.Pointer.Span);
            index = Value(expression.Index);
        }

        Rvalue offset = Offset(pointer, index, expression.Pointer.Type, expression.IsSubtraction, expression.Span);
        return Settle(Convert(Hold(offset, TypeOf(pointer), expression.Span), _unit.Types.Lower(expression.Type), expression.Span), into, expression.Span);
    }

    /// <summary>A pointer moved by a number of elements; gcc counts <c>void</c> and functions as one byte.</summary>
    private Rvalue Offset(Operand pointer, Operand index, CType pointerType, bool isSubtraction, Span span)
    {
        CType element = ((CType.Pointer)pointerType).Target;
        Operand count = isSubtraction ? Negated(index, span) : index;
        if (element.IsVariableLength())
        {
            count = Scaled(count, element, span);
        }

        if (element is not (CType.Void or CType.Function))
        {
            return new Rvalue.Binary(BinaryOp.Offset, pointer, count);
        }

        Ty type = TypeOf(pointer);
        Ty bytes = Tys.RawPtr(Tys.U8);
        Operand moved = Hold(new Rvalue.Binary(BinaryOp.Offset, Convert(pointer, bytes, span), count), bytes, span);
        return new Rvalue.Use(Convert(moved, type, span));
    }

    private Operand Negated(Operand index, Span span)
    {
        if (index is Operand.Constant { Value: ConstValue.Scalar { Bits: var bits } constant })
        {
            long value = SignExtended(constant.Of, bits);
            return Integer(Tys.Isize, unchecked(-value));
        }

        Operand wide = TypeOf(index) == Tys.Isize ? index : Hold(new Rvalue.Cast(CastKind.IntToInt, index, Tys.Isize), Tys.Isize, span);
        return Hold(new Rvalue.Unary(UnaryOp.Neg, wide), Tys.Isize, span);
    }

    private long SignExtended(Ty type, UInt128 bits)
    {
        int width = type is Ty.Int integer ? _unit.CTypes.Target.SizeOf(integer.Kind) * 8 : 64;
        long value = unchecked((long)(ulong)bits);
        return type is Ty.Int { IsSigned: true } ? value << (64 - width) >> (64 - width) : value;
    }

    private Operand.Copy Scaled(Operand count, CType element, Span span)
    {
        Operand wide = count is Operand.Constant { Value: ConstValue.Scalar known }
            ? Integer(Tys.Isize, SignExtended(known.Of, known.Bits))
            : Hold(new Rvalue.Cast(CastKind.IntToInt, count, Tys.Isize), Tys.Isize, span);
        Operand per = ElementsIn(element, span);
        Operand factor = Hold(new Rvalue.Cast(CastKind.IntToInt, per, Tys.Isize), Tys.Isize, span);
        return Hold(new Rvalue.Binary(BinaryOp.Mul, wide, factor), Tys.Isize, span);
    }

    private Operand.Copy ComputeDifference(Expression.PointerDifference expression, LocalId? into)
    {
        Span span = expression.Span;
        Operand left = Keep(Value(expression.Left), expression.Right, expression.Left.Span);
        Operand right = Value(expression.Right);
        CType element = ((CType.Pointer)expression.Left.Type).Target;
        Ty pointer = element is CType.Void or CType.Function ? Tys.RawPtr(Tys.U8) : TypeOf(left);
        Rvalue difference = new Rvalue.Binary(BinaryOp.PointerDifference, Convert(left, pointer, span), Convert(right, pointer, span));
        Operand count = Hold(difference, Tys.Isize, span);
        if (element.IsVariableLength())
        {
            Operand factor = Hold(new Rvalue.Cast(CastKind.IntToInt, ElementsIn(element, span), Tys.Isize), Tys.Isize, span);
            count = Hold(new Rvalue.Binary(BinaryOp.Div, count, factor), Tys.Isize, span);
        }

        Ty type = _unit.Types.Lower(expression.Type);
        return Hold(new Rvalue.Cast(CastKind.IntToInt, count, type), type, span, into);
    }
}
