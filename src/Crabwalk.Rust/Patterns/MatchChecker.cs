using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Checking;
using Crabwalk.Rust.Semantics;
using Crabwalk.Rust.Solving;

namespace Crabwalk.Rust.Patterns;

/// <summary>
/// Looks at all patterns of a checked body: matches must be exhaustive (E0004), other patterns irrefutable (E0005), and each must be
/// reachable (lint <c>unreachable_patterns</c>).
/// </summary>
internal sealed class MatchChecker : ExpressionWalk
{
    private readonly ITypeContext _context;
    private readonly TypeckResults _results;
    private readonly PlaceTypes _types;
    private readonly WitnessText _text;

    /// <summary>Arms that are the compiler's own, of a <c>for</c> loop or <c>?</c>.</summary>
    private readonly HashSet<Hir.HirId> _chained = [];

    private MatchChecker(ITypeContext context, TypeckResults results)
    {
        _context = context;
        _results = results;
        var cause = new ObligationCause(default, results.Owner, new CauseCode.Misc());
        _types = new(context, context.NewInference(results.Owner), cause, context.ParamEnvOf(results.Owner));
        _text = new(_types);
    }

    /// <summary>Checks the patterns of a body without errors; what is wrong taints the results.</summary>
    public static void Check(ITypeContext context, TypeckResults results, Hir.Body body) => new MatchChecker(context, results).Visit(body);

    /// <inheritdoc/>
    public override void Visit(Hir.Body body)
    {
        foreach (Hir.Param parameter in body.Params)
        {
            RequireIrrefutable(parameter.Pattern, "function argument", null);
        }

        base.Visit(body);
    }

    /// <inheritdoc/>
    public override void Visit(Hir.Stmt statement)
    {
        if (statement.Kind is Hir.StmtKind.Let let)
        {
            if (let.Else is null)
            {
                RequireIrrefutable(let.Pattern, "local binding", let);
            }
            else
            {
                CheckRefutable(let.Pattern, let.Value, "`let...else`", "this pattern will always match, so the `else` clause is useless", "consider removing the `else` clause");
            }
        }

        base.Visit(statement);
    }

    /// <inheritdoc/>
    public override void Visit(Hir.Expr expression)
    {
        switch (expression.Kind)
        {
            case Hir.ExprKind.Match match:
                foreach (Hir.Arm arm in match.Arms)
                {
                    Visit(arm.Pattern);
                }

                CheckMatch(expression, match);
                break;
            case Hir.ExprKind.If { Condition: var condition }:
                CheckCondition(condition, expression.Source == Hir.Desugaring.WhileLoop);
                break;
            case Hir.ExprKind.Let let when !_chained.Contains(expression.Id):
                // Part of a chain: it may be irrefutable, but not unreachable.
                Analyze([(let.Pattern, false)], let.Value, out _);
                break;
        }

        base.Visit(expression);
    }

    /// <inheritdoc/>
    public override void Visit(Hir.Pat pattern)
    {
        foreach (Hir.Pat one in PatternWalk.Everything(pattern))
        {
            if (one.Kind is Hir.PatKind.Binding { Inner: null, Mode: { ByRef: null, IsMutable: false } } binding && EnumOf(one) is { } adt)
            {
                CheckName(one, binding, adt);
            }
        }
    }

    private Ty.Adt? EnumOf(Hir.Pat pattern)
    {
        Ty? type = _results.NodeTypes.GetValueOrDefault(pattern.Id);
        while (type is Ty.Ref reference)
        {
            type = reference.Referent;
        }

        return type is Ty.Adt { Definition.Kind: AdtKind.Enum } adt ? adt : null;
    }

    private void CheckName(Hir.Pat pattern, Hir.PatKind.Binding binding, Ty.Adt adt)
    {
        foreach (Hir.Variant variant in ((Hir.ItemKind.Adt)_context.ItemOfAdt(adt.Definition.Id).Kind).Variants)
        {
            if (variant.Name.Name == binding.Name.Name && variant.Form == Hir.VariantForm.Unit)
            {
                _context.Lints.Report("bindings_with_variant_name", PatternReports.NamedAsVariant(pattern.Span, _context.Symbols[binding.Name.Name], _context.Hir.PathOf(adt.Definition.Id)));
            }
        }
    }

    private void CheckCondition(Hir.Expr condition, bool isWhile)
    {
        while (condition.Kind is Hir.ExprKind.DropTemporaries inner)
        {
            condition = inner.Operand;
        }

        if (condition.Kind is not Hir.ExprKind.Let let)
        {
            return;
        }

        _chained.Add(condition.Id);
        if (isWhile)
        {
            CheckRefutable(let.Pattern, let.Value, "`while let`", "this pattern will always match, so the loop will never exit", "consider instead using a `loop { ... }` with a `let` inside it", condition.Span);
        }
        else
        {
            CheckRefutable(let.Pattern, let.Value, "`if let`", "this pattern will always match, so the `if let` is useless", "consider replacing the `if let` with a `let`", condition.Span);
        }
    }

    // One pattern.

    private void RequireIrrefutable(Hir.Pat pattern, string origin, Hir.StmtKind.Let? let)
    {
        List<Witness> missing = Analyze([(pattern, false)], let?.Value, out Ty type);
        if (missing.Count > 0)
        {
            Report(PatternReports.Refutable(_context, pattern, origin, [.. missing.Select(_text.Of)], type, let));
        }
    }

    private void CheckRefutable(Hir.Pat pattern, Hir.Expr? value, string what, string note, string help, Span? span = null)
    {
        List<Witness> missing = Analyze([(pattern, false)], value, out _);
        Span at = span ?? pattern.Span;
        if (missing.Count == 0 && at.Expansion.IsNone)
        {
            _context.Lints.Report(PatternReports.Irrefutable(at, what, note, help));
        }
    }

    private List<Witness> Analyze(List<(Hir.Pat Pattern, bool IsGuarded)> arms, Hir.Expr? scrutinee, out Ty type)
    {
        var lowering = new PatternLowering(_types, _results);
        var nodes = arms.Select(arm => (Pattern: lowering.Lower(arm.Pattern), arm.IsGuarded)).ToList();
        type = nodes.Count > 0 ? nodes[0].Pattern.Type : TypeOf(scrutinee);
        List<Witness> missing = new Usefulness(_types).Check(nodes, type, IsValid(scrutinee));
        foreach ((PatternNode pattern, _) in nodes)
        {
            WarnUnreachable(pattern);
        }

        return missing;
    }

    private Ty TypeOf(Hir.Expr? expression)
    {
        if (expression is null)
        {
            return _context.Types.Error;
        }

        return _results.Adjustments.TryGetValue(expression.Id, out var steps) && steps.Count > 0
            ? steps[^1].Target
            : _results.NodeTypes.GetValueOrDefault(expression.Id, _context.Types.Error);
    }

    /// <summary>A value that was just computed or stands in a variable is valid; what lies behind a pointer or in a union need not be.</summary>
    private bool IsValid(Hir.Expr? scrutinee) => scrutinee?.Kind switch
    {
        Hir.ExprKind.Unary { Operator: Syntax.UnaryOperator.Dereference } or Hir.ExprKind.Index => false,
        Hir.ExprKind.Field field => TypeOf(field.Operand) is not Ty.Adt { Definition.Kind: AdtKind.Union } && IsValid(field.Operand),
        _ => true,
    };

    // Matches.

    private void CheckMatch(Hir.Expr expression, Hir.ExprKind.Match match)
    {
        var arms = match.Arms.Select(arm => (arm.Pattern, arm.Guard is not null)).ToList();
        List<Witness> missing = Analyze(arms, match.Scrutinee, out Ty type);
        if (missing.Count == 0 || _results.IsTainted)
        {
            return;
        }

        if (expression.Source == Hir.Desugaring.ForLoop && ForLoopPattern(match) is { } pattern)
        {
            List<string> witnesses = [.. missing.Select(one => _text.Of(one.Fields.Length == 1 ? one.Fields[0] : one))];
            Ty item = type is Ty.Adt { Args: [Ty inner, ..] } ? inner : type;
            Report(PatternReports.Refutable(_context, pattern, "`for` loop binding", witnesses, item, null));
            return;
        }

        Report(PatternReports.NonExhaustive(_types, expression, match, missing, [.. missing.Select(_text.Of)], type));
    }

    private static Hir.Pat? ForLoopPattern(Hir.ExprKind.Match match)
    {
        foreach (Hir.Arm arm in match.Arms)
        {
            if (arm.Pattern.Kind is Hir.PatKind.TupleStruct { Elements: [{ } pattern] })
            {
                return pattern;
            }

            if (arm.Pattern.Kind is Hir.PatKind.Struct { Fields: [{ } field] })
            {
                return field.Pattern;
            }
        }

        return null;
    }

    private void WarnUnreachable(PatternNode pattern)
    {
        foreach (PatternNode one in Redundant(pattern))
        {
            if (one.Span.Expansion.IsNone && one.Span != default)
            {
                _context.Lints.Report(PatternReports.Unreachable(_types, one));
            }
        }
    }

    private static List<PatternNode> Redundant(PatternNode pattern)
    {
        if (!pattern.IsUseful)
        {
            return [pattern];
        }

        var found = new List<PatternNode>();
        CollectRedundant(pattern, found);
        return found;
    }

    /// <summary>Only alternatives can be useless inside of a useful pattern.</summary>
    private static void CollectRedundant(PatternNode pattern, List<PatternNode> found)
    {
        foreach (PatternNode field in pattern.Fields)
        {
            if (pattern.Constructor is Constructor.Or && !field.IsUseful)
            {
                found.Add(field);
            }
            else
            {
                CollectRedundant(field, found);
            }
        }
    }

    private void Report(Diagnostic diagnostic)
    {
        _context.Report(diagnostic);
        _results.IsTainted = true;
    }
}
