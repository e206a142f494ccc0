using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Ownership.Contracts;
using Crabwalk.Rust.Checking;
using Hir = Crabwalk.Rust.Hir;

namespace Crabwalk.Workbench.Compiling.Rust.Ownership;

/// <summary>Goes through the tree of one body once and remembers how variables are bound and what stands around what.</summary>
internal sealed class BodySyntax : ExpressionWalk
{
    private readonly TypeckResults _results;
    private readonly Dictionary<Span, BindingFacts> _bindings = [];
    private readonly Dictionary<Hir.HirId, Hir.PatKind.Binding> _variables = [];
    private readonly Dictionary<DefId, Hir.Expr> _closures = [];
    private readonly List<SyntaxAround> _around = [];

    public BodySyntax(Hir.Body body, TypeckResults results)
    {
        _results = results;
        foreach (Hir.Param parameter in body.Params)
        {
            Bind(parameter.Pattern, BindingForm.Parameter, null, null);
        }

        Visit(body.Value);
    }

    /// <summary>The binding whose name, or whose whole pattern, stands at a place.</summary>
    public BindingFacts? BindingAt(Span span) => _bindings.GetValueOrDefault(span);

    /// <summary>The binding of a variable.</summary>
    public Hir.PatKind.Binding? Variable(Hir.HirId variable) => _variables.GetValueOrDefault(variable);

    /// <summary>The expression of a closure.</summary>
    public Hir.Expr? Closure(DefId closure) => _closures.GetValueOrDefault(closure);

    /// <summary>What stands around a place, from inside to outside.</summary>
    public IReadOnlyList<SyntaxAround> Around(Span span) => [.. _around.Where(syntax => syntax.Span.Contains(span)).OrderBy(syntax => syntax.Span.Length)];

    public override void Visit(Hir.Stmt statement)
    {
        _around.Add(new(SyntaxKind.Statement, statement.Span, []));
        if (statement.Kind is Hir.StmtKind.Let let)
        {
            Bind(let.Pattern, BindingForm.Let, let.Type is { } type ? TypeSyntaxes.Of(type) : null, let.Value?.Span);
        }

        base.Visit(statement);
    }

    public override void Visit(Hir.Expr expression)
    {
        switch (expression.Kind)
        {
            case Hir.ExprKind.Closure closure:
                _closures[closure.Definition] = expression;
                foreach (Hir.Param parameter in closure.Body.Params)
                {
                    Bind(parameter.Pattern, BindingForm.Parameter, null, null);
                }

                break;
            case Hir.ExprKind.Let let:
                Bind(let.Pattern, BindingForm.Match, null, let.Value.Span);
                break;
            case Hir.ExprKind.Match match:
                BindArms(expression, match);
                break;
            case Hir.ExprKind.Loop loop:
                Span head = expression.Span with { End = Math.Max(expression.Span.Start, loop.Body.Span.Start) };
                _around.Add(new(SyntaxKind.Loop, expression.Span, [loop.LoopSource == Hir.LoopSource.Loop ? expression.Span with { End = expression.Span.Start + "loop".Length } : head]));
                break;
        }

        base.Visit(expression);
    }

    private void BindArms(Hir.Expr expression, Hir.ExprKind.Match match)
    {
        BindingForm form = expression.Source == Hir.Desugaring.ForLoop ? BindingForm.For : BindingForm.Match;
        foreach (Hir.Arm arm in match.Arms)
        {
            Bind(arm.Pattern, form, null, match.Scrutinee.Span);
        }
    }

    private void Bind(Hir.Pat pattern, BindingForm form, TypeSyntax? type, Span? matched)
    {
        foreach (Hir.Pat one in PatternWalk.Everything(pattern))
        {
            if (one.Kind is not Hir.PatKind.Binding binding)
            {
                continue;
            }

            Hir.BindingMode mode = _results.BindingModes.GetValueOrDefault(one.Id, binding.Mode);
            bool isImplicit = mode.ByRef is not null && binding.Mode.ByRef is null;
            var facts = new BindingFacts(form, binding.Name.Span, mode.ByRef is not null, isImplicit, pattern.Span, type, matched);
            _bindings[binding.Name.Span] = facts;
            _bindings[one.Span] = facts;
            _variables.TryAdd(binding.Variable, binding);
        }
    }
}
