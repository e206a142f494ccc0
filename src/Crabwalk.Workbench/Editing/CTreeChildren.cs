using Crabwalk.C.Tree;

namespace Crabwalk.Workbench.Editing;

/// <summary>The parts of C's trees, for whoever looks at everything.</summary>
internal static class CTreeChildren
{
    /// <summary>The expressions right inside of an expression.</summary>
    public static IEnumerable<Expression> Of(Expression expression) => expression switch
    {
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
        Expression.ConditionalOrElse e => [e.Value.Value, e.Else],
        Expression.Bound e => [e.Value],
        Expression.Comma e => [e.Left, e.Right],
        Expression.Call e => [e.Callee, .. e.Arguments],
        Expression.BuiltinCall e => e.Arguments,
        Expression.VariadicArgument e => [e.List],
        Expression.CompoundLiteral e => e.Variable.Initializer is { } initializer ? Of(initializer) : [],
        Expression.WithBounds e => [e.Operand],
        Expression.StatementExpression e => e.Result is { } result ? [result] : [],
        _ => [],
    };

    /// <summary>The expressions of an initialiser.</summary>
    public static IEnumerable<Expression> Of(Initializer initializer) => initializer switch
    {
        Initializer.Single single => [single.Value],
        Initializer.List list => list.Entries.Select(entry => entry.Value),
        _ => [],
    };

    /// <summary>The expressions right inside of a statement.</summary>
    public static IEnumerable<Expression> ExpressionsOf(Statement statement) => statement switch
    {
        Statement.Declaration { Variable.Initializer: { } initializer } => Of(initializer),
        Statement.ExpressionStatement s => [s.Expression],
        Statement.If s => [s.Condition],
        Statement.While s => [s.Condition],
        Statement.DoWhile s => [s.Condition],
        Statement.For s => [.. s.Condition is { } condition ? [condition] : Array.Empty<Expression>(), .. s.Step is { } step ? [step] : Array.Empty<Expression>()],
        Statement.SwitchStatement s => [s.Value],
        Statement.ComputedGoto s => [s.Target],
        Statement.Return { Value: { } value } => [value],
        _ => [],
    };

    /// <summary>The statements right inside of a statement.</summary>
    public static IEnumerable<Statement> StatementsOf(Statement statement) => statement switch
    {
        Statement.Block s => s.Statements,
        Statement.If s => s.Else is { } otherwise ? [s.Then, otherwise] : [s.Then],
        Statement.While s => [s.Body],
        Statement.DoWhile s => [s.Body],
        Statement.For s => [.. s.Initial, s.Body],
        Statement.SwitchStatement s => [s.Body],
        Statement.Case s => [s.Body],
        Statement.Labeled s => [s.Body],
        _ => [],
    };
}
