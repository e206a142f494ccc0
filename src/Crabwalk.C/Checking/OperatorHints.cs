using Crabwalk.C.Tree;
using Crabwalk.C.Types;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Checking;

/// <summary>gcc's warnings about operators that are allowed and probably not meant.</summary>
internal static class OperatorHints
{
    /// <summary>Operators whose precedence people misremember (<c>-Wparentheses</c>, <c>-Wlogical-not-parentheses</c>).</summary>
    public static void CheckMixed(CheckContext context, BinaryOperator op, Expression left, Expression right, Span operatorSpan)
    {
        CheckOperand(context, op, left);
        CheckOperand(context, op, right);
        if (op.IsComparison() && left is Expression.Unary { Operator: UnaryOperator.LogicalNot, IsParenthesized: false, Operand: var negated }
            && !negated.Type.IsBool() && !right.Type.IsBool() && negated is not (Expression.Logical or Expression.Binary) && right is not Expression.Unary { Operator: UnaryOperator.LogicalNot })
        {
            context.Report.Warn(Warnings.LogicalNotParentheses, operatorSpan, $"`!` applies only to the left side of the comparison `{op.Spelling()}`",
                "", CheckReporter.Help("write `!(a == b)` to negate the comparison, or `(!a) == b` if this is meant"));
        }
    }

    /// <summary><c>a || b &amp;&amp; c</c>.</summary>
    public static void CheckLogicalMix(CheckContext context, bool isOr, Expression left, Expression right)
    {
        foreach (Expression operand in (ReadOnlySpan<Expression>)[left, right])
        {
            if (isOr && operand is Expression.Logical { IsOr: false, IsParenthesized: false })
            {
                context.Report.Warn(Warnings.Parentheses, operand.Span, "suggest parentheses around `&&` within `||`");
            }
        }
    }

    /// <summary>Comparisons of arithmetic values that are always the same or mix signs.</summary>
    public static void CheckComparison(CheckContext context, BinaryOperator op, Expression left, Expression right, Span operatorSpan)
    {
        if (left is Expression.VariableReference a && right is Expression.VariableReference b && a.Variable == b.Variable && left.Type is not CType.Floating)
        {
            bool result = op is BinaryOperator.Equal or BinaryOperator.LessOrEqual or BinaryOperator.GreaterOrEqual;
            context.Report.Warn(Warnings.TautologicalCompare, operatorSpan, $"comparing a variable with itself is always {(result ? "true" : "false")}");
        }

        CheckTruth(context, op, left, right, operatorSpan);
        CheckSigns(context, op, left, right, operatorSpan);
        if (op is BinaryOperator.Less or BinaryOperator.GreaterOrEqual && right is { IntegerValue: 0 } && left.Type.IsInteger() && !left.Type.IsSigned()
            && left.Type is not CType.Integer { Kind: IntegerKind.Bool })
        {
            string always = op == BinaryOperator.Less ? "false" : "true";
            context.Report.Warn(Warnings.TypeLimits, operatorSpan, $"comparison of unsigned expression in `{op.Spelling()} 0` is always {always}");
        }

        if (left.Type is CType.Enum x && right.Type is CType.Enum y && x.Definition != y.Definition)
        {
            context.Report.Warn(Warnings.EnumCompare, operatorSpan, $"comparison between `{x}` and `{y}`");
        }
    }

    // (a < b) == 2: a truth value is 0 or 1.
    private static void CheckTruth(CheckContext context, BinaryOperator op, Expression left, Expression right, Span operatorSpan)
    {
        bool isTruth = left.Type.IsBool() || left is Expression.Logical or Expression.Unary { Operator: UnaryOperator.LogicalNot }
            || (left is Expression.Binary { Operator: var inner } && inner.IsComparison());
        if (isTruth && right.IntegerValue is { } value and not (0 or 1) && op is BinaryOperator.Equal or BinaryOperator.NotEqual)
        {
            string always = op == BinaryOperator.Equal ? "false" : "true";
            context.Report.Warn(Warnings.BoolCompare, operatorSpan, $"comparison of constant `{value}` with boolean expression is always {always}");
        }
    }

    /// <summary>Comparisons with the address of a literal or of a thing that is always there.</summary>
    public static void CheckPointerComparison(CheckContext context, BinaryOperator op, Expression left, Expression right, Span operatorSpan)
    {
        foreach ((Expression one, Expression other) in (ReadOnlySpan<(Expression, Expression)>)[(left, right), (right, left)])
        {
            if (one is Expression.StringLiteral)
            {
                bool isNull = other is { IntegerValue: 0 };
                context.Report.Warn(Warnings.Address, operatorSpan, "comparison with a string literal compares addresses, not text", "",
                    isNull ? [] : [CheckReporter.Help("use `strcmp` to compare the text")]);
                return;
            }

            if (Conversions.IsNullPointerConstant(other) && NameOfFixedAddress(one) is { } name)
            {
                string always = op == BinaryOperator.Equal ? "false" : "true";
                context.Report.Warn(Warnings.Address, operatorSpan, $"the comparison is always {always}: the address of `{name}` is never null");
            }
        }
    }

    /// <summary><c>if (a = b)</c>, and conditions that are addresses.</summary>
    public static void CheckCondition(CheckContext context, Expression condition)
    {
        if (condition is Expression.Assignment { IsParenthesized: false })
        {
            context.Report.Warn(Warnings.Parentheses, condition.Span, "suggest parentheses around assignment used as truth value", "",
                CheckReporter.Help("use `==` to compare, or write the assignment in a second pair of parentheses"));
        }
        else if (condition is Expression.StringLiteral || NameOfFixedAddress(condition) is not null)
        {
            string name = NameOfFixedAddress(condition) is { } known ? $"the address of `{known}`" : "the address of a string literal";
            context.Report.Warn(Warnings.Address, condition.OuterSpan, $"{name} is always true");
        }
    }

    /// <summary>A value that is computed and dropped (<c>-Wunused-value</c>).</summary>
    public static void CheckUnusedValue(CheckContext context, Expression expression, string message)
    {
        if (!expression.Type.IsVoid() && !HasEffect(expression))
        {
            context.Report.Warn(Warnings.UnusedValue, expression.OuterSpan, message);
        }
    }

    /// <summary>True when evaluating the expression can be for its effect, judged as gcc does: by its outermost operator.</summary>
    public static bool HasEffect(Expression expression)
    {
        while (true)
        {
            switch (expression)
            {
                case Expression.Conversion { Type: CType.Void }:
                    return true;
                case Expression.Conversion { IsCast: false } conversion:
                    expression = conversion.Operand;
                    break;
                case Expression.Comma comma:
                    expression = comma.Right;
                    break;
                case Expression.Logical logical:
                    expression = logical.Right;
                    break;
                case Expression.Conditional conditional:
                    return HasEffect(conditional.Then) || HasEffect(conditional.Else);
                case Expression.Member member:
                    return IsVolatile(member) || (!member.IsLvalue && HasEffect(member.Record));
                default:
                    return HasEffectItself(expression);
            }
        }
    }

    private static bool HasEffectItself(Expression expression) => expression switch
    {
        Expression.Error => true,
        Expression.Assignment => true,
        Expression.CompoundAssignment => true,
        Expression.Increment => true,
        Expression.Call => true,
        Expression.BuiltinCall => true,
        Expression.VariadicArgument => true,
        Expression.StatementExpression => true,
        Expression.WithBounds => true,
        Expression.ConditionalOrElse => true,
        Expression.Dereference or Expression.VariableReference or Expression.Subscript => IsVolatile(expression),
        _ => false,
    };

    private static bool IsVolatile(Expression expression) => (expression.Type.Qualifiers & Qualifiers.Volatile) != 0;

    private static void CheckOperand(CheckContext context, BinaryOperator op, Expression operand)
    {
        if (operand is not Expression.Binary { IsParenthesized: false } inner)
        {
            if (op.IsShift() && operand is Expression.PointerOffset { IsParenthesized: false })
            {
                context.Report.Warn(Warnings.Parentheses, operand.Span, $"suggest parentheses around `+` inside `{op.Spelling()}`");
            }

            return;
        }

        bool isSum = inner.Operator is BinaryOperator.Add or BinaryOperator.Subtract;
        if (op.IsShift() && isSum)
        {
            context.Report.Warn(Warnings.Parentheses, operand.Span, $"suggest parentheses around `{inner.Operator.Spelling()}` inside `{op.Spelling()}`");
        }
        else if (op.IsBitwise() && inner.Operator.IsComparison())
        {
            context.Report.Warn(Warnings.Parentheses, operand.Span, $"suggest parentheses around comparison in operand of `{op.Spelling()}`");
        }
        else if (op is BinaryOperator.BitOr or BinaryOperator.BitXor && (isSum || (inner.Operator.IsBitwise() && inner.Operator != op)))
        {
            context.Report.Warn(Warnings.Parentheses, operand.Span, $"suggest parentheses around arithmetic in operand of `{op.Spelling()}`");
        }
        else if (op == BinaryOperator.BitAnd && isSum)
        {
            context.Report.Warn(Warnings.Parentheses, operand.Span, $"suggest parentheses around `{inner.Operator.Spelling()}` in operand of `&`");
        }
        else if (op.IsComparison() && inner.Operator.IsComparison())
        {
            context.Report.Warn(Warnings.Parentheses, operand.Span, "comparisons like `x <= y <= z` do not have their mathematical meaning", "",
                CheckReporter.Help("write `x <= y && y <= z`"));
        }
    }

    private static void CheckSigns(CheckContext context, BinaryOperator op, Expression left, Expression right, Span operatorSpan)
    {
        if (!context.Report.IsEnabled(Warnings.SignCompare) || !left.Type.IsInteger() || !right.Type.IsInteger())
        {
            return;
        }

        CType common = context.Types.UsualArithmetic(left.Type, right.Type);
        bool isMixed = !common.IsSigned() && (IsMaybeNegative(context, left) || IsMaybeNegative(context, right));
        if (isMixed)
        {
            context.Report.Warn(Warnings.SignCompare, operatorSpan,
                $"comparison of integers of different signedness: `{left.Type.Unqualified}` {op.Spelling()} `{right.Type.Unqualified}`");
        }
    }

    private static bool IsMaybeNegative(CheckContext context, Expression expression) =>
        context.Types.Promoted(expression.Type).IsSigned() && expression.Type.IsSigned() && expression is not { IntegerValue: >= 0 };

    private static string? NameOfFixedAddress(Expression expression) => expression switch
    {
        Expression.FunctionReference { Function.IsWeak: false } function => function.Function.Name,
        Expression.VariableReference { Type: CType.Array } array => array.Variable.Name,
        Expression.AddressOf { Operand: Expression.VariableReference variable } => variable.Variable.Name,
        _ => null,
    };
}
