using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Rust.Lexing;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Thir;

/// <summary>
/// Finds the scopes of a body (rustc's <c>region.rs</c>): each statement, block, arm, loop body, branch and lazy operand drops its own
/// temporaries; in edition 2024 the last expression of a block and the condition of an <c>if let</c> do so too.
/// </summary>
internal sealed class ScopeResolver
{
    private readonly ScopeTree _tree = new();
    private readonly DefTable _definitions;
    private readonly Func<Span, Edition> _editionAt;
    private Scope? _parent;
    private Scope? _variables;

    private ScopeResolver(DefTable definitions, Func<Span, Edition> editionAt)
    {
        _definitions = definitions;
        _editionAt = editionAt;
    }

    /// <summary>The scopes of a body.</summary>
    /// <param name="body">The body.</param>
    /// <param name="isFunction">False for a constant or static, whose extended temporaries live for ever.</param>
    /// <param name="definitions">Tells constructors from functions.</param>
    /// <param name="editionAt">The edition a piece of text was written in.</param>
    public static ScopeTree Resolve(Hir.Body body, bool isFunction, DefTable definitions, Func<Span, Edition> editionAt)
    {
        var resolver = new ScopeResolver(definitions, editionAt);
        resolver.VisitBody(body, isFunction);
        return resolver._tree;
    }

    private void VisitBody(Hir.Body body, bool isFunction)
    {
        (Scope? parent, Scope? variables) = (_parent, _variables);
        Enter(new(body.Value.Id, ScopeKind.CallSite));
        Enter(new(body.Value.Id, ScopeKind.Arguments));
        _variables = _parent;
        foreach (Hir.Param param in body.Params)
        {
            Visit(param.Pattern);
        }

        if (isFunction)
        {
            Visit(body.Value, isTerminating: true);
        }
        else
        {
            _variables = null;
            VisitInitializer(null, body.Value);
        }

        (_parent, _variables) = (parent, variables);
    }

    private void Enter(Scope scope)
    {
        if (_parent is { } parent)
        {
            _tree.SetParent(scope, parent);
        }

        _parent = scope;
    }

    private void EnterNode(Hir.HirId node, bool isTerminating)
    {
        if (isTerminating)
        {
            Enter(new(node, ScopeKind.Destruction));
        }

        Enter(new(node));
    }

    private bool Is2024(Span span) => _editionAt(span) >= Edition.Rust2024;

    private void VisitBlock(Hir.Block block, bool isTerminating)
    {
        (Scope? parent, Scope? variables) = (_parent, _variables);
        EnterNode(block.Id, isTerminating);
        _variables = _parent;
        for (int i = 0; i < block.Statements.Count; i++)
        {
            Hir.Stmt statement = block.Statements[i];
            if (statement.Kind is Hir.StmtKind.Let let)
            {
                (Scope? before, Scope? variablesBefore) = (_parent, _variables);
                Enter(new(block.Id, ScopeKind.Remainder, i));
                _variables = _parent;
                VisitStatement(statement);
                if (let.Else is { } otherwise)
                {
                    (Scope? after, Scope? variablesAfter) = (_parent, _variables);
                    (_parent, _variables) = (before, variablesBefore);
                    VisitBlock(otherwise, isTerminating: true);
                    (_parent, _variables) = (after, variablesAfter);
                }
            }
            else
            {
                VisitStatement(statement);
            }
        }

        if (block.Value is { } value)
        {
            Visit(value, isTerminating: Is2024(block.Span));
        }

        (_parent, _variables) = (parent, variables);
    }

    private void VisitStatement(Hir.Stmt statement)
    {
        Scope? parent = _parent;
        EnterNode(statement.Id, isTerminating: true);
        switch (statement.Kind)
        {
            case Hir.StmtKind.Let let:
                VisitInitializer(let.Pattern, let.Value);
                break;
            case Hir.StmtKind.OfExpr(var expression):
                Visit(expression);
                break;
            case Hir.StmtKind.Semi(var expression):
                Visit(expression);
                break;
            case Hir.StmtKind.OfItem:
                break;
        }

        _parent = parent;
    }

    private void VisitInitializer(Hir.Pat? pattern, Hir.Expr? value)
    {
        if (value is not null)
        {
            ExtendBorrowed(value, _variables);
            if (pattern is not null && BindsByReference(pattern))
            {
                ExtendPlace(value, _variables);
            }

            Visit(value);
        }

        if (pattern is not null)
        {
            Visit(pattern);
        }
    }

    private static bool BindsByReference(Hir.Pat pattern) => pattern.Kind switch
    {
        Hir.PatKind.Binding(var mode, _, _, _) => mode.ByRef is not null,
        Hir.PatKind.Struct(_, var fields, _) => fields.Any(field => BindsByReference(field.Pattern)),
        Hir.PatKind.Slice(var before, var middle, var after) => before.Any(BindsByReference) || (middle is not null && BindsByReference(middle)) || after.Any(BindsByReference),
        Hir.PatKind.Or(var alternatives) => alternatives.Any(BindsByReference),
        Hir.PatKind.Tuple(var elements, _) => elements.Any(BindsByReference),
        Hir.PatKind.TupleStruct(_, var elements, _) => elements.Any(BindsByReference),
        _ => false,
    };

    // The operand of a borrow that reaches the variable lives as long as the variable.
    private void ExtendBorrowed(Hir.Expr value, Scope? scope)
    {
        switch (value.Kind)
        {
            case Hir.ExprKind.AddressOf(_, _, var operand):
                ExtendBorrowed(operand, scope);
                ExtendPlace(operand, scope);
                break;
            case Hir.ExprKind.Struct(_, var fields, _):
                foreach (Hir.ExprField field in fields)
                {
                    ExtendBorrowed(field.Value, scope);
                }

                break;
            case Hir.ExprKind.Array(var elements):
                ExtendAll(elements, scope);
                break;
            case Hir.ExprKind.Tuple(var elements):
                ExtendAll(elements, scope);
                break;
            case Hir.ExprKind.Call(var function, var arguments) when IsConstructor(function):
                ExtendAll(arguments, scope);
                break;
            case Hir.ExprKind.Cast(var operand, _):
                ExtendBorrowed(operand, scope);
                break;
            case Hir.ExprKind.OfBlock({ Value: { } last }, _):
                ExtendBorrowed(last, scope);
                break;
            case Hir.ExprKind.If(_, var then, var otherwise):
                ExtendBorrowed(then, scope);
                if (otherwise is not null)
                {
                    ExtendBorrowed(otherwise, scope);
                }

                break;
            case Hir.ExprKind.Match(_, var arms):
                foreach (Hir.Arm arm in arms)
                {
                    ExtendBorrowed(arm.Body, scope);
                }

                break;
            default:
                break;
        }
    }

    private void ExtendAll(IEnumerable<Hir.Expr> values, Scope? scope)
    {
        foreach (Hir.Expr value in values)
        {
            ExtendBorrowed(value, scope);
        }
    }

    private bool IsConstructor(Hir.Expr function) => function.Kind is Hir.ExprKind.Path(Hir.QPath.Resolved(_, var path)) && path.Res switch
    {
        Hir.Res.Def(var definition) => _definitions[definition].Kind == DefKind.Constructor,
        Hir.Res.SelfConstructor => true,
        _ => false,
    };

    private void ExtendPlace(Hir.Expr place, Scope? scope)
    {
        Hir.Expr? next = place;
        while (next is not null)
        {
            _tree.Extend(next.Id, scope);
            next = next.Kind switch
            {
                Hir.ExprKind.AddressOf(_, _, var operand) => operand,
                Hir.ExprKind.Unary(UnaryOperator.Dereference, var operand) => operand,
                Hir.ExprKind.Field(var operand, _) => operand,
                Hir.ExprKind.Index(var operand, _, _) => operand,
                _ => null,
            };
        }
    }

    private void Visit(Hir.Pat pattern)
    {
        switch (pattern.Kind)
        {
            case Hir.PatKind.Binding(_, var variable, _, var inner):
                if (variable == pattern.Id && _variables is { } scope)
                {
                    _tree.SetVariable(variable, scope);
                }

                if (inner is not null)
                {
                    Visit(inner);
                }

                break;
            case Hir.PatKind.Struct(_, var fields, _):
                foreach (Hir.PatField field in fields)
                {
                    Visit(field.Pattern);
                }

                break;
            case Hir.PatKind.TupleStruct(_, var elements, _):
                VisitAll(elements);
                break;
            case Hir.PatKind.Tuple(var elements, _):
                VisitAll(elements);
                break;
            case Hir.PatKind.Or(var alternatives):
                VisitAll(alternatives);
                break;
            case Hir.PatKind.Reference(_, var inner):
                Visit(inner);
                break;
            case Hir.PatKind.Slice(var before, var middle, var after):
                VisitAll(before);
                if (middle is not null)
                {
                    Visit(middle);
                }

                VisitAll(after);
                break;
            default:
                break;
        }
    }

    private void VisitAll(IEnumerable<Hir.Pat> patterns)
    {
        foreach (Hir.Pat pattern in patterns)
        {
            Visit(pattern);
        }
    }

    // Temporaries of a `let` live on in the branch that it opens; operands of `&&` and `||` end their own.
    private void VisitCondition(Hir.Expr condition) =>
        Visit(condition, isTerminating: condition.Kind is not (Hir.ExprKind.Let or Hir.ExprKind.Binary(BinaryOperator.And or BinaryOperator.Or, _, _, _)));

    private void VisitAll(IEnumerable<Hir.Expr> values)
    {
        foreach (Hir.Expr value in values)
        {
            Visit(value);
        }
    }

    private void Visit(Hir.Expr expression, bool isTerminating = false)
    {
        (Scope? parent, Scope? variables) = (_parent, _variables);
        EnterNode(expression.Id, isTerminating);
        VisitParts(expression);
        (_parent, _variables) = (parent, variables);
    }

    private void VisitParts(Hir.Expr expression)
    {
        switch (expression.Kind)
        {
            case Hir.ExprKind.Binary(BinaryOperator.And or BinaryOperator.Or, var left, var right, _):
                VisitCondition(left);
                VisitCondition(right);
                break;
            case Hir.ExprKind.Binary(_, var left, var right, _):
                Visit(left);
                Visit(right);
                break;
            case Hir.ExprKind.Closure closure:
                VisitBody(closure.Body, isFunction: true);
                break;
            case Hir.ExprKind.Loop(var body, _, _):
                VisitBlock(body, isTerminating: true);
                break;
            case Hir.ExprKind.DropTemporaries(var operand):
                Visit(operand, isTerminating: true);
                break;
            case Hir.ExprKind.Let(var pattern, _, var value):
                Visit(value);
                Visit(pattern);
                break;
            case Hir.ExprKind.If branch:
                VisitIf(expression, branch);
                break;
            case Hir.ExprKind.Match(var scrutinee, var arms):
                Visit(scrutinee);
                foreach (Hir.Arm arm in arms)
                {
                    VisitArm(arm);
                }

                break;
            case Hir.ExprKind.OfBlock(var block, _):
                VisitBlock(block, isTerminating: false);
                break;
            case Hir.ExprKind.Array(var elements):
                VisitAll(elements);
                break;
            case Hir.ExprKind.Repeat(var element, _):
                Visit(element);
                break;
            case Hir.ExprKind.Tuple(var elements):
                VisitAll(elements);
                break;
            case Hir.ExprKind.Call(var function, var arguments):
                Visit(function);
                VisitAll(arguments);
                break;
            case Hir.ExprKind.MethodCall(var receiver, _, var arguments, _):
                Visit(receiver);
                VisitAll(arguments);
                break;
            case Hir.ExprKind.Unary(_, var operand):
                Visit(operand);
                break;
            case Hir.ExprKind.Cast(var operand, _):
                Visit(operand);
                break;
            case Hir.ExprKind.Assign(var place, var value, _):
                Visit(place);
                Visit(value);
                break;
            case Hir.ExprKind.AssignOp(_, var place, var value, _):
                Visit(place);
                Visit(value);
                break;
            case Hir.ExprKind.Field(var operand, _):
                Visit(operand);
                break;
            case Hir.ExprKind.Index(var operand, var at, _):
                Visit(operand);
                Visit(at);
                break;
            case Hir.ExprKind.AddressOf(_, _, var operand):
                Visit(operand);
                break;
            case Hir.ExprKind.Break(_, _, { } value):
                Visit(value);
                break;
            case Hir.ExprKind.Return({ } value):
                Visit(value);
                break;
            case Hir.ExprKind.Struct(_, var fields, var rest):
                VisitAll(fields.Select(field => field.Value));
                if (rest is not null)
                {
                    Visit(rest);
                }

                break;
            default:
                break;
        }
    }

    private void VisitIf(Hir.Expr expression, Hir.ExprKind.If branch)
    {
        (Scope? parent, Scope? variables) = (_parent, _variables);
        Enter(new(branch.Then.Id, IfScopeKind(expression.Span)));
        _variables = _parent;
        VisitCondition(branch.Condition);
        Visit(branch.Then, isTerminating: true);
        (_parent, _variables) = (parent, variables);
        if (branch.Else is { } otherwise)
        {
            Visit(otherwise, isTerminating: true);
        }
    }

    private ScopeKind IfScopeKind(Span span) => Is2024(span) ? ScopeKind.IfThenRescope : ScopeKind.IfThen;

    private void VisitArm(Hir.Arm arm)
    {
        (Scope? parent, Scope? variables) = (_parent, _variables);
        EnterNode(arm.Id, isTerminating: true);
        _variables = _parent;
        Visit(arm.Pattern);
        if (arm.Guard is { } guard)
        {
            Enter(new(arm.Id, ScopeKind.MatchGuard));
            _variables = _parent;
            VisitCondition(guard);
        }

        Visit(arm.Body);
        (_parent, _variables) = (parent, variables);
    }
}
