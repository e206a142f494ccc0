using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Rust.Resolution;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Hir.Lowering;

/// <summary>Lowers one body: expressions, patterns and statements, with the closures in it. Items in its blocks get their definitions on the way.</summary>
internal sealed partial class BodyLowering : LoweringBase
{
    private readonly DefData? _data;

    /// <summary>A lowering of a definition's body.</summary>
    public BodyLowering(RustSession session, DefId owner)
        : base(session, owner) => _data = session.Data.GetValueOrDefault(owner);

    /// <summary>The body; null when the definition has none.</summary>
    public Body? Lower()
    {
        switch (_data?.Source)
        {
            case DefSource.OfItem { Item.Kind: Syntax.ItemKind.Function { Body: { } block } function }:
                Enter(Session.HirMap.ScopeOf(Owner));
                return LowerFunction(function.Signature, block);
            case DefSource.OfItem { Item.Kind: Syntax.ItemKind.Const { Value: { } value } }:
                Enter(new Scope.Boundary(Session.HirMap.ScopeOf(Owner), BoundaryKind.Constant));
                return new(Owner, [], LowerExpression(value));
            case DefSource.OfItem { Item.Kind: Syntax.ItemKind.Static { Value: { } value } }:
                Enter(new Scope.Boundary(Session.HirMap.ScopeOf(Owner), BoundaryKind.Constant));
                return new(Owner, [], LowerExpression(value));
            case DefSource.OfConstant constant:
                Enter(constant.Scope ?? new Scope.Boundary(Session.HirMap.ScopeOf(Definitions[Definitions[Owner].Parent!.Value].Parent!.Value), BoundaryKind.Constant));
                return new(Owner, [], LowerExpression(constant.Value.Value));
            default:
                return null;
        }
    }

    private void Enter(Scope scope)
    {
        Scope = scope;
        Elision = Elision.InBodies;
        Session.HirMap.Enter(scope.Module());
    }

    private Body LowerFunction(FunctionSignature signature, Syntax.Block block)
    {
        EquatableArray<Param> parameters = LowerParameters(signature);
        HirId id = NewId();
        return new(Owner, parameters, new(id, new ExprKind.OfBlock(LowerBlock(block), null), block.Span));
    }

    private EquatableArray<Param> LowerParameters(FunctionSignature signature)
    {
        var parameters = new List<Param>(signature.Parameters.Count);
        var names = new PatternNames("function parameter");
        foreach (Syntax.Parameter parameter in signature.Parameters)
        {
            if (IsActive(parameter.Attributes) && parameter.Type.Kind is not TypeKind.CVariadic)
            {
                HirId id = NewId();
                Pat pattern = parameter.Pattern is { } written ? LowerPattern(written, names) : new(NewId(), new PatKind.Wild(), parameter.Span);
                parameters.Add(new(id, pattern, parameter.Type.Span, parameter.Span));
            }
        }

        Bind(names);
        return [.. parameters];
    }

    // Makes the variables of a pattern known.
    private void Bind(PatternNames names)
    {
        foreach ((Ident name, HirId binding) in names.Variables)
        {
            Scope = new Scope.Variable(Scope, name, binding);
        }
    }

    private EquatableArray<Expr> LowerExpressions(EquatableArray<Expression> expressions)
    {
        var lowered = new List<Expr>(expressions.Count);
        foreach (Expression expression in expressions)
        {
            if (IsActive(expression.Attributes))
            {
                lowered.Add(LowerExpression(expression));
            }
        }

        return [.. lowered];
    }

    private Expr Make(ExprKind kind, Span span, Desugaring source = Desugaring.None) => new(NewId(), kind, span) { Source = source };

    private Expr ErrorAt(Span span) => Make(new ExprKind.Error(), span);
}
