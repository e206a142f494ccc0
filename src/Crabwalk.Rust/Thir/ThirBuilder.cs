using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Checking;
using Crabwalk.Rust.Semantics;

namespace Crabwalk.Rust.Thir;

/// <summary>
/// Makes THIR of one body from its lowered tree and what type checking found out. Closures inside are noted in a
/// <see cref="ClosureTable"/>: their bodies are made when they are asked for.
/// </summary>
internal sealed partial class ThirBuilder
{
    private readonly ITypeContext _context;
    private readonly TypeckResults _results;
    private readonly ScopeTree _scopes;
    private readonly ClosureTable _closures;
    private readonly Literals _literals;
    private readonly DefId _owner;
    private readonly HashSet<Hir.HirId> _variables = [];
    private readonly Dictionary<Hir.HirId, Hir.HirId> _labelledBlocks = [];

    private ThirBuilder(ITypeContext context, TypeckResults results, ScopeTree scopes, ClosureTable closures, DefId owner)
    {
        _context = context;
        _results = results;
        _scopes = scopes;
        _closures = closures;
        _owner = owner;
        _literals = new(new(context.Target), closures.Literals);
    }

    private TyInterner Types => _context.Types;

    /// <summary>The tree of a function's, constant's or static's body.</summary>
    public static Body OfItem(ITypeContext context, ClosureTable closures, Hir.Body body, TypeckResults results, bool isFunction)
    {
        ScopeTree scopes = ScopeResolver.Resolve(body, isFunction, context.Definitions, context.Hir.EditionAt);
        return new ThirBuilder(context, results, scopes, closures, body.Owner).Build(body, null);
    }

    /// <summary>The tree of a closure's body; its first parameter is the closure itself.</summary>
    public static Body OfClosure(ITypeContext context, ClosureTable closures, ClosureSource closure)
    {
        var builder = new ThirBuilder(context, closure.Results, closure.Scopes, closures, closure.Type.Definition);
        return builder.Build(closure.Expression.Body, new Param(null, ClosureFacts.EnvironmentOf(context.Types, closure), closure.Expression.HeadSpan));
    }

    private Body Build(Hir.Body body, Param? environment)
    {
        var parameters = new List<Param>();
        if (environment is not null)
        {
            parameters.Add(environment);
        }

        foreach (Hir.Param param in body.Params)
        {
            Pat pattern = Lower(param.Pattern);
            parameters.Add(new(pattern, pattern.Type, param.Span));
        }

        Expr value = Lower(body.Value);
        return new([.. parameters], value, _scopes, new(body.Value.Id, ScopeKind.Arguments), new(body.Value.Id, ScopeKind.CallSite));
    }

    private Ty TypeOf(Hir.HirId id) => _results.NodeTypes.TryGetValue(id, out Ty? type) ? type : Types.Error;

    private EquatableArray<GenericArg> ArgsOf(Hir.HirId id) => _results.NodeArgs.TryGetValue(id, out EquatableArray<GenericArg> args) ? args : [];

    // Expressions in their scopes.

    private EquatableArray<Expr> LowerAll(IEnumerable<Hir.Expr> expressions) => [.. expressions.Select(Lower)];

    private Expr? LowerOptional(Hir.Expr? expression) => expression is null ? null : Lower(expression);

    private Expr Lower(Hir.Expr expression)
    {
        Expr value = LowerUnadjusted(expression);
        if (expression.Source is Hir.Desugaring.FormatArgs or Hir.Desugaring.ForLoop)
        {
            value = new(value.Kind, value.Type, value.Origin, value.Span) { IsImplicit = true };
        }

        if (_results.Adjustments.TryGetValue(expression.Id, out EquatableArray<Adjustment> adjustments))
        {
            foreach (Adjustment step in adjustments)
            {
                value = Adjust(value, step, value.Span);
            }
        }

        return new(new ExprKind.InScope(new(expression.Id), value), value.Type, expression.Id, expression.Span);
    }

    private Expr Adjust(Expr value, Adjustment step, Span span)
    {
        switch (step.Kind)
        {
            case AdjustKind.NeverToAny when step.Target is Ty.Never:
                return value;
            case AdjustKind.NeverToAny:
                return With(new ExprKind.NeverToAny(value), step.Target);
            case AdjustKind.Pointer(var cast):
                value = cast == CastKind.Unsize ? AtLastExpression(value) : value;
                return With(new ExprKind.PointerCoercion(cast, value), step.Target);
            case AdjustKind.Deref(null):
                value = AtLastExpression(value);
                return With(new ExprKind.Deref(value), step.Target);
            case AdjustKind.Deref({ } mutability):
                Expr borrowed = With(new ExprKind.Borrow(BorrowKindOf(mutability), value), Types.Ref(Types.Erased, value.Type, mutability));
                return OverloadedDeref(borrowed, value.Type, mutability, step.Target);
            case AdjustKind.Borrow(var mutability, var isTwoPhase):
                return With(new ExprKind.Borrow(isTwoPhase && mutability == Mutability.Mut ? BorrowKind.TwoPhaseMut : BorrowKindOf(mutability), value), step.Target);
            case AdjustKind.RawBorrow(var mutability):
                return With(new ExprKind.RawBorrow(mutability, value), step.Target);
            default:
                return value;
        }

        Expr With(ExprKind kind, Ty type) => new(kind, type, value.Origin, span) { IsImplicit = true };

        Expr AtLastExpression(Expr whole)
        {
            if (whole.Kind is not ExprKind.OfBlock({ Value: { } last }))
            {
                return whole;
            }

            span = last.Span;
            return new(whole.Kind, whole.Type, whole.Origin, span);
        }
    }

    private static BorrowKind BorrowKindOf(Mutability mutability) => mutability == Mutability.Mut ? BorrowKind.Mut : BorrowKind.Shared;

    private Expr OverloadedDeref(Expr reference, Ty self, Mutability mutability, Ty target)
    {
        if (_context.Hir.LangItem(mutability == Mutability.Mut ? "deref_mut" : "deref") is not { } trait || MethodOf(trait) is not { } method)
        {
            return reference;
        }

        Expr function = Item(Types.FnDef(method, [self]), reference.Origin, reference.Span);
        Ty result = Types.Ref(Types.Erased, target, mutability);
        Expr call = new(new ExprKind.Call(function, [reference], CallSource.Operator, reference.Span), result, reference.Origin, reference.Span) { IsImplicit = true };
        return new(new ExprKind.Deref(call), target, reference.Origin, reference.Span) { IsImplicit = true };
    }

    private DefId? MethodOf(DefId trait)
    {
        foreach (AssocItem item in _context.AssociatedItemsOf(trait))
        {
            if (item.Kind == AssocKind.Function)
            {
                return item.Definition;
            }
        }

        return null;
    }

    private static Expr Item(Ty.FnDef function, Hir.HirId origin, Span span) =>
        new(new ExprKind.Constant(new ConstValue.ZeroSized(function)), function, origin, span);

    // Blocks and arms.

    private Block Lower(Hir.Block block)
    {
        var statements = new List<Stmt>(block.Statements.Count);
        for (int i = 0; i < block.Statements.Count; i++)
        {
            if (Lower(block, block.Statements[i], i) is { } statement)
            {
                statements.Add(statement);
            }
        }

        return new(new(block.Id), [.. statements], LowerOptional(block.Value), block.IsBreakTarget, block.Span);
    }

    private Stmt? Lower(Hir.Block block, Hir.Stmt statement, int index)
    {
        switch (statement.Kind)
        {
            case Hir.StmtKind.OfExpr(var expression):
                return new Stmt.OfExpr(new(statement.Id), Lower(expression), statement.Span);
            case Hir.StmtKind.Semi(var expression):
                return new Stmt.OfExpr(new(statement.Id), Lower(expression), statement.Span);
            case Hir.StmtKind.Let let:
                Expr? value = LowerOptional(let.Value);
                Block? otherwise = let.Else is { } e ? Lower(e) : null;
                Pat pattern = Lower(let.Pattern);
                if (let.Type is { } written && _results.UserTypes.TryGetValue(written.Id, out Ty? userType))
                {
                    pattern = pattern with { Ascription = (userType, written.Span) };
                }

                return new Stmt.Let(
                    new(block.Id, ScopeKind.Remainder, index), block.Span with { Start = statement.Span.Start }, new(statement.Id), pattern, value, otherwise, statement.Span);
            default:
                return null;
        }
    }

    private Arm Lower(Hir.Arm arm)
    {
        Pat pattern = Lower(arm.Pattern);
        return new(pattern, LowerOptional(arm.Guard), Lower(arm.Body), new(arm.Id), arm.Span);
    }
}
