using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Resolution;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Hir.Lowering;

/// <content>Branches, loops, jumps, closures, and the short forms that become them.</content>
internal sealed partial class BodyLowering
{
    private JumpContext _jumps = new(null, "", default);

    private ExprKind LowerControl(Expression expression, HirId id)
    {
        switch (expression.Kind)
        {
            case ExpressionKind.Let let:
                return LowerLetCondition(let);
            case ExpressionKind.If branch:
                return LowerIf(branch);
            case ExpressionKind.Match match:
                return new ExprKind.Match(LowerExpression(match.Matched), LowerArms(match.Arms));
            case ExpressionKind.Loop loop:
                return InLoop(loop.Label, id, () => new ExprKind.Loop(LowerBlock(loop.Body), loop.Label?.Ident, LoopSource.Loop));
            case ExpressionKind.While loop:
                return InLoop(loop.Label, id, () => LowerWhile(loop, id, expression.Span));
            case ExpressionKind.OfBlock block:
                return LowerBlockExpression(block, id, expression.Span);
            case ExpressionKind.Break jump:
                return LowerBreak(jump, expression.Span);
            case ExpressionKind.Continue jump:
                return new ExprKind.Continue(LoopToContinue(jump, expression.Span), jump.Label?.Ident);
            case ExpressionKind.Return jump:
                if (Definitions[Owner].Kind is not (DefKind.Function or DefKind.AssociatedFunction) && _jumps.Around.Length == 0)
                {
                    Sink.Error(ResolveMessages.ReturnOutside(expression.Span));
                    return new ExprKind.Error();
                }

                return new ExprKind.Return(jump.Value is { } value ? LowerExpression(value) : null);
            case ExpressionKind.Closure closure:
                return LowerClosure(closure, expression.Span);
            case ExpressionKind.Await await:
                Unsupported(await.KeywordSpan, "`.await`");
                LowerExpression(await.Operand);
                return new ExprKind.Error();
            default:
                return new ExprKind.Error();
        }
    }

    private ExprKind.If LowerIf(ExpressionKind.If branch)
    {
        Scope outer = Scope;
        Expr condition = LowerCondition(branch.Condition);
        HirId thenId = NewId();
        var then = new Expr(thenId, new ExprKind.OfBlock(LowerBlock(branch.Then), null), branch.Then.Span);
        Scope = outer;
        Expr? otherwise = branch.Else is { } other ? LowerExpression(other) : null;
        return new(condition, then, otherwise);
    }

    private EquatableArray<Arm> LowerArms(EquatableArray<Syntax.Arm> arms)
    {
        var lowered = new List<Arm>(arms.Count);
        foreach (Syntax.Arm arm in arms)
        {
            if (IsActive(arm.Attributes))
            {
                lowered.Add(LowerArm(arm));
            }
        }

        return [.. lowered];
    }

    private Arm LowerArm(Syntax.Arm arm)
    {
        HirId id = NewId();
        Scope outer = Scope;
        var names = new PatternNames("match binding");
        Pat pattern = LowerPattern(arm.Pattern, names);
        Bind(names);
        Expr? guard = arm.Guard is { } condition ? LowerGuard(condition) : null;
        Expr body = LowerExpression(arm.Body);
        Scope = outer;
        return new(id, pattern, guard, body, arm.Span);
    }

    private Expr LowerGuard(Expression condition) => HasLet(condition) ? LowerCondition(condition) : LowerExpression(condition);

    private ExprKind InLoop(Syntax.Lifetime? label, HirId id, Func<ExprKind> lower)
    {
        (JumpContext jumps, Scope scope) = (_jumps, Scope);
        _jumps = jumps.InLoop(id);
        Scope = label is null ? Scope : Labelled(label.Ident, id);
        ExprKind kind = lower();
        (_jumps, Scope) = (jumps, scope);
        return kind;
    }

    private Scope.Label Labelled(Ident label, HirId target)
    {
        _labels.Add(target, label);
        return new(Scope, label, target);
    }

    private readonly Dictionary<HirId, Ident> _labels = [];
    private readonly HashSet<HirId> _usedLabels = [];
    private readonly Dictionary<HirId, Span> _labelledBlocks = [];

    /// <summary><c>while c {}</c> is <c>loop { if c {} else { break } }</c>.</summary>
    private ExprKind.Loop LowerWhile(ExpressionKind.While loop, HirId id, Span span)
    {
        HirId blockId = NewId();
        HirId ifId = NewId();
        Scope outer = Scope;
        JumpContext jumps = _jumps;
        _jumps = jumps with { IsInCondition = true };
        Expr condition = LowerCondition(loop.Condition);
        _jumps = jumps;
        HirId thenId = NewId();
        var then = new Expr(thenId, new ExprKind.OfBlock(LowerBlock(loop.Body), null), loop.Body.Span);
        Scope = outer;
        var leave = new Block(NewId(), [new(NewId(), new StmtKind.OfExpr(Make(new ExprKind.Break(id, null, null), span, Desugaring.WhileLoop)), span)], null, span);
        Expr otherwise = Make(new ExprKind.OfBlock(leave, null), span, Desugaring.WhileLoop);
        var choice = new Expr(ifId, new ExprKind.If(condition, then, otherwise), span) { Source = Desugaring.WhileLoop };
        return new(new(blockId, [], choice, span), loop.Label?.Ident, LoopSource.While);
    }

    /// <summary>
    /// <c>for p in e {}</c> is <c>match IntoIterator::into_iter(e) { mut iter => loop { match Iterator::next(&amp;mut iter) { None => break, Some(p) => {} } } }</c>.
    /// </summary>
    private Expr LowerFor(ExpressionKind.For loop, Expression expression)
    {
        Span span = expression.Span;
        Span headSpan = loop.Iterated.Span;
        HirId matchId = NewId();
        HirId loopId = NewId();
        Expr iterated = LowerExpression(loop.Iterated);
        Expr scrutinee = Make(LangCall("into_iter", [iterated], headSpan), headSpan, Desugaring.ForLoop);
        Pat iter = NewVariable("iter", true, headSpan, out Expr use);
        ExprKind body = InLoop(loop.Label, loopId, () => LowerForBody(loop, loopId, use, span));
        var inner = new Expr(loopId, body, span) { Source = Desugaring.ForLoop };
        var arm = new Arm(NewId(), iter, null, inner, span);
        return new(matchId, new ExprKind.Match(scrutinee, [arm]), span) { Source = Desugaring.ForLoop, Attributes = LintAttributes(expression.Attributes) };
    }

    private ExprKind.Loop LowerForBody(ExpressionKind.For loop, HirId loopId, Expr iter, Span span)
    {
        Span headSpan = loop.Iterated.Span;
        Expr borrowed = Make(new ExprKind.AddressOf(false, Mutability.Mut, iter), headSpan, Desugaring.ForLoop);
        Expr next = Make(LangCall("next", [borrowed], headSpan), headSpan, Desugaring.ForLoop);
        Expr leave = Make(new ExprKind.Break(loopId, null, null), span, Desugaring.ForLoop);
        var none = new Arm(NewId(), LangPattern("None", null, span), null, leave, span);
        Scope outer = Scope;
        var names = new PatternNames("`for` loop binding");
        Pat pattern = LowerPattern(loop.Pattern, names);
        Bind(names);
        HirId bodyId = NewId();
        var body = new Expr(bodyId, new ExprKind.OfBlock(LowerBlock(loop.Body), null), loop.Body.Span);
        Scope = outer;
        var some = new Arm(NewId(), LangPattern("Some", pattern, loop.Pattern.Span), null, body, loop.Pattern.Span.To(loop.Body.Span));
        Expr choice = Make(new ExprKind.Match(next, [none, some]), span, Desugaring.ForLoop);
        var statement = new Stmt(NewId(), new StmtKind.OfExpr(choice), span);
        return new(new(NewId(), [statement], null, span), loop.Label?.Ident, LoopSource.For);
    }

    /// <summary><c>e?</c> is <c>match Try::branch(e) { Break(residual) => return FromResidual::from_residual(residual), Continue(val) => val }</c>.</summary>
    private Expr LowerTry(Expression operand, Span span)
    {
        HirId id = NewId();
        Expr scrutinee = Make(LangCall("branch", [LowerExpression(operand)], operand.Span), span, Desugaring.Try);
        Pat value = NewVariable("val", false, span, out Expr valueUse);
        Pat residual = NewVariable("residual", false, span, out Expr residualUse);
        Expr converted = Make(LangCall("from_residual", [residualUse], span), span, Desugaring.Try);
        Expr leave = Make(new ExprKind.Return(converted), span, Desugaring.Try);
        var goOn = new Arm(NewId(), LangPattern("Continue", value, span), null, valueUse, span);
        var stop = new Arm(NewId(), LangPattern("Break", residual, span), null, leave, span);
        return new(id, new ExprKind.Match(scrutinee, [stop, goOn]), span) { Source = Desugaring.Try };
    }

    private ExprKind LowerBlockExpression(ExpressionKind.OfBlock block, HirId id, Span span)
    {
        switch (block.Mode)
        {
            case BlockMode.Async or BlockMode.AsyncMove:
                Unsupported(span, "async blocks");
                return new ExprKind.Error();
            case BlockMode.Const:
                return LowerConstBlock(block.Block);
            default:
                (JumpContext jumps, Scope outer) = (_jumps, Scope);
                if (block.Label is { } label)
                {
                    _jumps = jumps with { IsInLabelledBlock = true };
                    Scope = Labelled(label.Ident, id);
                    _labelledBlocks.Add(id, span);
                }

                Block lowered = LowerBlock(block.Block, isBreakTarget: block.Label is not null, isUnsafe: block.Mode == BlockMode.Unsafe);
                (_jumps, Scope) = (jumps, outer);
                return new ExprKind.OfBlock(lowered, block.Label?.Ident);
        }
    }

    private ExprKind.ConstBlock LowerConstBlock(Syntax.Block block)
    {
        DefId definition = Define(DefKind.AnonymousConstant, Symbol.Empty, block.Span);
        JumpContext jumps = _jumps;
        _jumps = new(null, "const", jumps.ClosureHead);
        HirId id = NewId();
        Block lowered = Inside(new Scope.Boundary(Scope, BoundaryKind.Constant), () => LowerBlock(block));
        _jumps = jumps;
        return new(definition, new(definition, [], new(id, new ExprKind.OfBlock(lowered, null), block.Span)));
    }

    private ExprKind.Break LowerBreak(ExpressionKind.Break jump, Span span)
    {
        HirId? target = jump.Label is { } label ? FindLabel(label.Ident) : LoopAt(span, "break");
        Expr? value = jump.Value is { } given ? LowerExpression(given) : null;
        return new ExprKind.Break(target, jump.Label?.Ident, value);
    }

    /// <summary>What a jump without a label means: the innermost loop, where one may leave that label out.</summary>
    private HirId? LoopAt(Span span, string keyword)
    {
        if (_jumps.IsInLabelledBlock)
        {
            Sink.Error(ResolveMessages.UnlabelledInBlock(span, keyword));
            return null;
        }

        if (_jumps.IsInCondition)
        {
            Sink.Error(ResolveMessages.UnlabelledInCondition(span, keyword));
            return null;
        }

        if (_jumps.Loop is null)
        {
            Sink.Error(ResolveMessages.JumpOutside(span, keyword, _jumps.Around, _jumps.ClosureHead));
        }

        return _jumps.Loop;
    }

    private HirId? LoopToContinue(ExpressionKind.Continue jump, Span span)
    {
        HirId? target = jump.Label is { } label ? FindLabel(label.Ident) : LoopAt(span, "continue");
        if (target is { } id && _labelledBlocks.TryGetValue(id, out Span block))
        {
            Sink.Error(ResolveMessages.ContinueToBlock(span, block));
            return null;
        }

        return target;
    }

    private HirId? FindLabel(Ident name)
    {
        bool isBehindClosure = false;
        Lexing.SyntaxContext context = name.Context;
        for (Scope? at = Scope; at is not null; at = at.Parent)
        {
            switch (at)
            {
                case Scope.Label label when label.Name.Name == name.Name && label.Name.Context == context:
                    _usedLabels.Add(label.Target);
                    if (!isBehindClosure)
                    {
                        return label.Target;
                    }

                    Sink.Error(Messages.UnreachableLabel(name, label.Name));
                    return null;
                case Scope.Boundary:
                    isBehindClosure = true;
                    break;
                case Scope.Macro macro when ReferenceEquals(Session.Hygiene.MacroOf(context), macro.Definition):
                    context = Session.Hygiene.Unmark(context);
                    break;
                default:
                    break;
            }
        }

        Sink.Error(Messages.UndeclaredLabel(name, LabelsInScope()));
        return null;
    }

    private List<Ident> LabelsInScope()
    {
        var labels = new List<Ident>();
        for (Scope? at = Scope; at is not (null or Scope.Boundary); at = at.Parent)
        {
            if (at is Scope.Label label)
            {
                labels.Add(label.Name);
            }
        }

        return labels;
    }

    private DefId? _closure;

    private ExprKind LowerClosure(ExpressionKind.Closure closure, Span span)
    {
        if (closure.Header.IsAsync)
        {
            Unsupported(span, "async closures");
            return new ExprKind.Error();
        }

        DefId definition = Define(DefKind.Closure, Symbol.Empty, closure.HeadSpan, parent: _closure);
        EquatableArray<GenericParam> lifetimes = LowerBinder(closure.Header.Lifetimes, out Scope inner);
        (JumpContext jumps, DefId? around, Scope outer) = (_jumps, _closure, Scope);
        (_jumps, _closure) = (new(null, "closure", closure.HeadSpan), definition);
        Scope = new Scope.Boundary(inner, BoundaryKind.Closure);
        FnDecl declaration = LowerClosureTypes(closure.Signature);
        EquatableArray<Param> parameters = LowerParameters(closure.Signature);
        Expr body = LowerExpression(closure.Body);
        (_jumps, _closure, Scope) = (jumps, around, outer);
        return new ExprKind.Closure(definition, ClosureKind.Closure, closure.Header.IsMove, lifetimes, declaration, new(definition, parameters, body), closure.HeadSpan);
    }

    private FnDecl LowerClosureTypes(FunctionSignature signature) => With(new ImplTrait.Forbidden("closure parameters"), () =>
    {
        var inputs = new List<Ty>(signature.Parameters.Count);
        foreach (Syntax.Parameter parameter in signature.Parameters)
        {
            if (IsActive(parameter.Attributes))
            {
                inputs.Add(LowerType(parameter.Type));
            }
        }

        Ty? output = signature.Output is { } written ? With(new ImplTrait.Forbidden("closure return types"), () => LowerType(written)) : null;
        return new FnDecl([.. inputs], output, false, ImplicitSelf.None, signature.Output?.Span ?? default);
    });
}
