using Crabwalk.C.Tree;

namespace Crabwalk.C.Lowering;

/// <summary>Walks over the parts of an expression, without a stack frame for each level.</summary>
internal static class ExpressionParts
{
    /// <summary>The expression and everything in it, down to but not into the blocks of statement expressions and the objects of compound literals.</summary>
    public static IEnumerable<Expression> All(Expression expression)
    {
        var waiting = new Stack<Expression>([expression]);
        while (waiting.TryPop(out Expression? part))
        {
            yield return part;
            foreach (Expression inner in Of(part))
            {
                waiting.Push(inner);
            }
        }
    }

    /// <summary>True when evaluating the expression may change something that another operand reads (C17 5.1.2.3p2), or call something that does.</summary>
    public static bool HasSideEffects(Expression expression)
    {
        while (expression is Expression.Conversion conversion)
        {
            expression = conversion.Operand;
        }

        if (expression is Expression.IntegerConstant or Expression.VariableReference or Expression.FloatingConstant or Expression.StringLiteral)
        {
            return false;
        }

        foreach (Expression part in All(expression))
        {
            if (part is Expression.Assignment or Expression.CompoundAssignment or Expression.Increment or Expression.Call
                or Expression.BuiltinCall or Expression.VariadicArgument or Expression.StatementExpression or Expression.CompoundLiteral)
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<Expression> Of(Expression expression) => expression switch
    {
        Expression.Error => [],
        Expression.IntegerConstant => [],
        Expression.FloatingConstant => [],
        Expression.StringLiteral => [],
        Expression.VariableReference => [],
        Expression.FunctionReference => [],
        Expression.Conversion e => [e.Operand],
        Expression.Unary e => [e.Operand],
        Expression.AddressOf e => [e.Operand],
        Expression.Dereference e => [e.Operand],
        Expression.Subscript e => [e.Array, e.Index],
        Expression.Member e => [e.Record],
        Expression.Binary e => [e.Left, e.Right],
        Expression.PointerOffset e => [e.Pointer, e.Index],
        Expression.PointerDifference e => [e.Left, e.Right],
        Expression.Logical e => [e.Left, e.Right],
        Expression.Assignment e => [e.Target, e.Value],
        Expression.CompoundAssignment e => [e.Target, e.Value],
        Expression.Increment e => [e.Target],
        Expression.Conditional e => [e.Condition, e.Then, e.Else],
        Expression.ConditionalOrElse e => [e.Value.Value, e.Condition, e.Then, e.Else],
        Expression.Bound => [],
        Expression.Comma e => [e.Left, e.Right],
        Expression.Call e => e.Arguments.Prepend(e.Callee),
        Expression.BuiltinCall e => e.Arguments,
        Expression.VariadicArgument e => [e.List],
        Expression.CompoundLiteral => [],
        Expression.SizeOfVariable => [],
        Expression.WithBounds e => e.Bounds.Select(b => b.Count).Append(e.Operand),
        Expression.StatementExpression e => [],
        Expression.LabelAddress => [],
    };
}
