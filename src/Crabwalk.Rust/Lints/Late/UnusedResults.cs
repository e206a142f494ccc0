using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Rust.Building;
using Crabwalk.Rust.Checking;
using Crabwalk.Rust.Semantics;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Lints.Late;

/// <summary>The lints <c>unused_must_use</c> and <c>path_statements</c>: statements whose value should have gone somewhere.</summary>
internal sealed class UnusedResults(ITypeContext context, TypeckResults results)
{
    private const string Lint = "unused_must_use";

    private readonly MustUseFinder _finder = new(context, results.Owner);

    /// <summary>Looks at an expression with a semicolon.</summary>
    public void Check(Hir.Stmt statement, Hir.Expr expression)
    {
        if (expression.Kind is Hir.ExprKind.Path)
        {
            ReportPath(statement, expression);
        }

        if (expression.Kind is Hir.ExprKind.Return || expression.Source == Hir.Desugaring.ForLoop)
        {
            return;
        }

        // The value of a block is told where it stands in it.
        bool isInBlock = false;
        Hir.Expr value = expression;
        while (value.Kind is Hir.ExprKind.OfBlock { Label: null, Block: { IsUnsafe: true, Value: { } inner } })
        {
            (value, isInBlock) = (inner, true);
        }

        MustUse? type = results.NodeTypes.GetValueOrDefault(expression.Id) is { } known ? _finder.OfType(known) : null;
        if (type is { IsEmpty: false })
        {
            Report(type, value, isInBlock, type.Definition is { } definition ? context.Hir.PathOf(definition) : "");
        }

        bool isCallTold = CalleeOf(value) is { } function && _finder.OfDefinition(function) is { } result && Report(result with { Before = "return value of " }, value, isInBlock, CalleePath.Of(context, function));
        if ((isCallTold || type is null) && OperationOf(value) is { } operation)
        {
            context.Lints.Report(WithLet(new(Severity.Warning, Lint, $"unused {operation} that must be used", new(At(value), $"the {operation} produces a value")), value, isInBlock));
        }
    }

    private bool Report(MustUse reason, Hir.Expr value, bool isInBlock, string name)
    {
        string what = reason.IsClosure ? $"unused {reason.Before}closure{reason.After}" : $"unused {reason.Before}`{name}`{reason.After}";
        var found = new Diagnostic(Severity.Warning, Lint, $"{what} that must be used", new(At(value)));
        found = reason.Reason is { } words ? found.WithNote(words) : found;
        context.Lints.Report(reason.IsDirect || reason.Before == "return value of " ? WithLet(found, value, isInBlock) : found);
        return true;
    }

    // What a macro of the library made stands for its call.
    private Span At(Hir.Expr value) => context.Sources[value.Span.Source].Kind == SourceKind.Library ? context.Sources.Outermost(value.Span) : value.Span;

    private Diagnostic WithLet(Diagnostic found, Hir.Expr value, bool isInBlock)
    {
        Edit before = new(At(value).AtStart, "let _ = ");
        return found with
        {
            Fixes = [new("use `let _ = ...` to ignore the resulting value", isInBlock ? [before, new(At(value).AtEnd, ";")] : [before], Applicability.MaybeIncorrect) { Style = FixStyle.Lines }],
        };
    }

    private void ReportPath(Hir.Stmt statement, Hir.Expr path)
    {
        bool drops = results.NodeTypes.GetValueOrDefault(path.Id) is { } type && new TypeProperties(context, results.Owner).NeedsDrop(type);
        if (!drops)
        {
            context.Lints.Report(new(Severity.Warning, "path_statements", "path statement with no effect", new(statement.Span)));
            return;
        }

        context.Lints.Report(new(Severity.Warning, "path_statements", "path statement drops value", new(statement.Span))
        {
            Fixes = [new("use `drop` to clarify the intent", [new(statement.Span, $"drop({context.Sources.TextOf(path.Span)});")])],
        });
    }

    private DefId? CalleeOf(Hir.Expr expression) => expression.Kind switch
    {
        Hir.ExprKind.MethodCall => CalleeAt(expression.Id),
        Hir.ExprKind.Call { Function: { Kind: Hir.ExprKind.Path { Name: Hir.QPath.Resolved { Path.Res: Hir.Res.Def { Id: var function } } } } } => function,
        Hir.ExprKind.Call { Function: { Kind: Hir.ExprKind.Path, Id: var id } } => CalleeAt(id),
        _ => null,
    };

    private DefId? CalleeAt(Hir.HirId node) => results.Callees.TryGetValue(node, out DefId callee) ? callee : null;

    private static string? OperationOf(Hir.Expr expression) => expression.Kind switch
    {
        Hir.ExprKind.Binary { Operator: BinaryOperator.Equal or BinaryOperator.NotEqual or BinaryOperator.Less or BinaryOperator.LessEqual or BinaryOperator.Greater or BinaryOperator.GreaterEqual } => "comparison",
        Hir.ExprKind.Binary { Operator: BinaryOperator.And or BinaryOperator.Or } => "logical operation",
        Hir.ExprKind.Binary { Operator: BinaryOperator.BitAnd or BinaryOperator.BitOr or BinaryOperator.BitXor or BinaryOperator.ShiftLeft or BinaryOperator.ShiftRight } => "bitwise operation",
        Hir.ExprKind.Binary => "arithmetic operation",
        Hir.ExprKind.Unary => "unary operation",
        Hir.ExprKind.AddressOf => "borrow",
        _ => null,
    };
}
