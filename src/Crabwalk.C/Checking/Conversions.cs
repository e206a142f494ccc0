using Crabwalk.C.Tree;
using Crabwalk.C.Types;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Checking;

/// <summary>
/// Makes the conversions that C does without a word (6.3) into nodes. Nothing here complains: <see cref="AssignmentChecks"/> judges
/// whether a conversion is allowed where it is done.
/// </summary>
internal sealed class Conversions(CheckContext context)
{
    private CTypes Types => context.Types;

    /// <summary>The value of an expression: an object is read, an array or function decays (6.3.2.1).</summary>
    public static Expression Value(Expression expression)
    {
        switch (expression.Type)
        {
            case CType.Error:
                return expression;
            case CType.Array array:
                MarkAddressTaken(expression);
                return Implicit(expression, array.Element.PointerTo(), ConversionKind.ArrayToPointer);
            case CType.Function:
                return Implicit(expression, expression.Type.PointerTo(), ConversionKind.FunctionToPointer);
            default:
                return expression.IsLvalue ? Read(expression) : Used(expression);
        }
    }

    // `i++` by itself only sets a variable; as a value it reads it.
    private static Expression Used(Expression expression)
    {
        Expression? changed = expression switch
        {
            Expression.Increment increment => increment.Target,
            Expression.CompoundAssignment assignment => assignment.Target,
            _ => null,
        };
        if (changed is not null)
        {
            MarkMentioned(changed);
        }

        return expression;
    }

    /// <summary>
    /// The value after integer promotion (6.3.1.1). A bit-field that fits becomes an <c>int</c>, whatever type it was declared with: for
    /// those of other types than <c>int</c> that is up to the implementation (6.7.2.1p5), and gcc does it.
    /// </summary>
    public Expression Promoted(Expression expression)
    {
        Expression value = Value(expression);
        if (!value.Type.IsInteger())
        {
            return value;
        }

        CType promoted = BitFieldWidth(expression) is { } width && width <= 32
            ? width < 32 || value.Type.IsSigned() ? Types.Int : Types.UnsignedInt
            : Types.Promoted(value.Type);
        return To(value, promoted);
    }

    /// <summary>Both values in their common type (6.3.1.8).</summary>
    public (Expression Left, Expression Right) Usual(Expression left, Expression right)
    {
        left = Promoted(left);
        right = Promoted(right);
        CType common = Types.UsualArithmetic(left.Type, right.Type);
        return (To(left, common), To(right, common));
    }

    /// <summary>An argument for which there is no parameter (6.5.2.2p6).</summary>
    public Expression Argument(Expression expression)
    {
        Expression value = Promoted(expression);
        return value.Type is CType.Floating { Kind: FloatingKind.Float } ? To(value, Types.Double) : value;
    }

    /// <summary>A value in another type; a value that has the type already stays as it is.</summary>
    public Expression To(Expression value, CType type)
    {
        type = type.Unqualified;
        if (value.Type.Canonical == type.Canonical || value.Type.IsError() || type.IsError())
        {
            return value;
        }

        return Convert(value, type, KindOf(value, type), value.Span, isCast: false);
    }

    /// <summary>A cast the user wrote, with a node even when nothing happens.</summary>
    public Expression Cast(Expression value, CType type, Span span) => Convert(value, type, KindOf(value, type), span, isCast: true);

    /// <summary>The value as a truth value: comparisons with zero are left to the node that asks.</summary>
    public static Expression Condition(Expression expression) => Value(expression);

    /// <summary>
    /// A null pointer constant (6.3.2.3p3): an integer constant expression with the value 0, or that cast to <c>void *</c>.
    /// </summary>
    public static bool IsNullPointerConstant(Expression value) => value switch
    {
        { IsIntegerConstantExpression: true, IntegerValue: 0 } when value.Type.IsInteger() => true,
        Expression.Conversion { IsCast: true, Operand: { IsIntegerConstantExpression: true, IntegerValue: 0 } inner }
            => inner.Type.IsInteger() && value.Type is CType.Pointer { Target: CType.Void { Qualifiers: Qualifiers.None } },
        _ => false,
    };

    /// <summary>The width of the bit-field that an expression names.</summary>
    public static int? BitFieldWidth(Expression expression) => expression switch
    {
        Expression.Member { Field.Bits: { } bits } => bits.Width,
        Expression.Assignment assignment => BitFieldWidth(assignment.Target),
        Expression.Conversion { Kind: ConversionKind.LvalueToRvalue } read => BitFieldWidth(read.Operand),
        _ => null,
    };

    /// <summary>The variable whose storage an lvalue lies in, without following a pointer.</summary>
    public static Variable? RootVariable(Expression expression)
    {
        while (true)
        {
            switch (expression)
            {
                case Expression.VariableReference reference:
                    return reference.Variable;
                case Expression.Member member:
                    expression = member.Record;
                    break;
                case Expression.Subscript { Array: Expression.Conversion { Kind: ConversionKind.ArrayToPointer } decay }:
                    expression = decay.Operand;
                    break;
                default:
                    return null;
            }
        }
    }

    /// <summary>Remembers that an operand which is never evaluated names a variable.</summary>
    public static void MarkMentioned(Expression expression)
    {
        if (RootVariable(expression) is { } variable)
        {
            variable.IsUsed = true;
        }
    }

    /// <summary>Remembers that the variable under an lvalue needs memory.</summary>
    public static void MarkAddressTaken(Expression expression)
    {
        if (RootVariable(expression) is { } variable)
        {
            variable.IsAddressTaken = true;
            variable.IsUsed = true;
        }
    }

    private static Expression.Conversion Implicit(Expression operand, CType type, ConversionKind kind) =>
        new(operand.Span, type, kind, operand) { OuterSpan = operand.OuterSpan };

    private static Expression.Conversion Read(Expression expression)
    {
        if (RootVariable(expression) is { } variable)
        {
            variable.IsUsed = true;
        }

        return Implicit(expression, expression.Type.Unqualified, ConversionKind.LvalueToRvalue);
    }

    private Expression.Conversion Convert(Expression value, CType type, ConversionKind kind, Span span, bool isCast)
    {
        ConstantValue? constant = kind == ConversionKind.NullToPointer ? new ConstantValue.Integer(0)
            : kind == ConversionKind.Same ? value.Constant
            : context.Fold.Convert(value.Constant, value.Type, type);
        return new(span, type, kind, value, isCast)
        {
            OuterSpan = isCast ? span : value.OuterSpan,
            Constant = constant,
            IsIntegerConstantExpression = constant is not null && type.IsInteger() && IsConstantOperand(value, isCast),
        };
    }

    /// <summary>In an integer constant expression a floating constant may only be the immediate operand of a cast (6.6p6).</summary>
    private static bool IsConstantOperand(Expression value, bool isCast) =>
        value.IsIntegerConstantExpression || (isCast && value is Expression.FloatingConstant);

    private static ConversionKind KindOf(Expression value, CType to)
    {
        CType from = value.Type;
        return to switch
        {
            CType.Void => ConversionKind.ToVoid,
            CType.Integer { Kind: IntegerKind.Bool } when !from.IsBool() => ConversionKind.ScalarToBool,
            CType.Integer or CType.Enum => from switch
            {
                CType.Floating => ConversionKind.FloatingToInteger,
                CType.Pointer => ConversionKind.PointerToInteger,
                _ => from.Canonical == to.Canonical ? ConversionKind.Same : ConversionKind.IntegerToInteger,
            },
            CType.Floating => from is CType.Floating
                ? from.Canonical == to.Canonical ? ConversionKind.Same : ConversionKind.FloatingToFloating
                : ConversionKind.IntegerToFloating,
            CType.Pointer when IsNullPointerConstant(value) => ConversionKind.NullToPointer,
            CType.Pointer => from is CType.Pointer
                ? from.Canonical == to.Canonical ? ConversionKind.Same : ConversionKind.PointerToPointer
                : ConversionKind.IntegerToPointer,
            _ => ConversionKind.Same,
        };
    }
}
