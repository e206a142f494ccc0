namespace Crabwalk.Rust.Checking;

/// <summary>The variables that a closure's body mentions but does not introduce, with their first mention.</summary>
internal sealed class OuterVariables : ExpressionWalk
{
    private readonly HashSet<Hir.HirId> _own = [];
    private readonly List<(Hir.HirId Variable, Hir.Expr Mention)> _found = [];
    private readonly HashSet<Hir.HirId> _seen = [];

    public static IReadOnlyList<(Hir.HirId Variable, Hir.Expr Mention)> Of(Hir.Body body)
    {
        var walk = new OuterVariables();
        walk.Visit(body);
        return walk._found;
    }

    public override void Visit(Hir.Pat pattern)
    {
        foreach (Hir.PatKind.Binding binding in PatternWalk.Bindings(pattern))
        {
            _own.Add(binding.Variable);
        }
    }

    public override void Visit(Hir.Expr expression)
    {
        if (expression.Kind is Hir.ExprKind.Path { Name: Hir.QPath.Resolved { Path.Res: Hir.Res.Local { Binding: var variable } } }
            && !_own.Contains(variable) && _seen.Add(variable))
        {
            _found.Add((variable, expression));
        }

        // Arms and conditions bind before they are used; the base visits patterns before bodies.
        base.Visit(expression);
    }
}
