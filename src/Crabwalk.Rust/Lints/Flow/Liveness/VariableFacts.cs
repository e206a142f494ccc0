using Crabwalk.Foundation.Text;
using Crabwalk.Rust.Checking;

namespace Crabwalk.Rust.Lints.Flow.Liveness;

/// <summary>What the text says of a variable.</summary>
/// <param name="PatternSpan">The whole pattern that introduces it.</param>
/// <param name="InitialSpan">The value that the pattern takes apart; null for parameters and bare <c>let</c>.</param>
internal sealed record VariableFacts(Span PatternSpan, Span? InitialSpan)
{
    /// <summary>Each place where the pattern names it; several in or-patterns. The second part tells the short form <c>S { x }</c>.</summary>
    public List<(Span Span, bool IsShorthand)> Introductions { get; } = [];
}

/// <summary>Finds the variables of a body, and of the closures in it, by the place of their name.</summary>
internal sealed class VariableFinder : ExpressionWalk
{
    private readonly Dictionary<Hir.HirId, VariableFacts> _variables = [];
    private readonly Dictionary<Span, VariableFacts> _byName = [];

    /// <summary>The variables by the span of their name.</summary>
    public static IReadOnlyDictionary<Span, VariableFacts> Find(Hir.Body body)
    {
        var finder = new VariableFinder();
        finder.Visit(body);
        return finder._byName;
    }

    /// <inheritdoc/>
    public override void Visit(Hir.Body body)
    {
        foreach (Hir.Param parameter in body.Params)
        {
            Add(parameter.Pattern, null);
        }

        base.Visit(body);
    }

    /// <inheritdoc/>
    public override void Visit(Hir.Stmt statement)
    {
        if (statement.Kind is Hir.StmtKind.Let let)
        {
            Add(let.Pattern, let.Value?.Span);
        }

        base.Visit(statement);
    }

    /// <inheritdoc/>
    public override void Visit(Hir.Expr expression)
    {
        switch (expression.Kind)
        {
            case Hir.ExprKind.Let let:
                Add(let.Pattern, let.Value.Span);
                break;
            case Hir.ExprKind.Match match:
                foreach (Hir.Arm arm in match.Arms)
                {
                    Add(arm.Pattern, match.Scrutinee.Span);
                }

                break;
        }

        base.Visit(expression);
    }

    private void Add(Hir.Pat pattern, Span? initial)
    {
        var shorthands = new HashSet<Hir.HirId>();
        foreach (Hir.Pat one in PatternWalk.Everything(pattern))
        {
            if (one.Kind is Hir.PatKind.Struct data)
            {
                shorthands.UnionWith(data.Fields.Where(field => field.IsShorthand).Select(field => field.Pattern.Id));
            }
            else if (one.Kind is Hir.PatKind.Binding binding)
            {
                if (!_variables.TryGetValue(binding.Variable, out VariableFacts? facts))
                {
                    _variables[binding.Variable] = facts = new(pattern.Span, initial);
                    _byName.TryAdd(binding.Name.Span, facts);
                    _byName.TryAdd(one.Span, facts);
                }

                facts.Introductions.Add((one.Span, shorthands.Contains(one.Id)));
            }
        }
    }
}
