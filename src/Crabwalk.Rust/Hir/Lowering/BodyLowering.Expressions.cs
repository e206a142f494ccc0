using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Resolution;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Hir.Lowering;

/// <content>Expressions without jumps and loops (Reference: Expressions).</content>
internal sealed partial class BodyLowering
{
    private Expr LowerExpression(Expression expression)
    {
        switch (expression.Kind)
        {
            case ExpressionKind.Parenthesized inner:
                Expr lowered = LowerExpression(inner.Inner);
                return expression.Span.Contains(lowered.Span) ? lowered with { Span = expression.Span } : lowered;
            case ExpressionKind.Macro call:
                return LowerMacro(call.Invocation, expression);
            case ExpressionKind.FormatArguments format:
                return LowerFormat(format.Format, expression.Span);
            case ExpressionKind.For loop:
                return LowerFor(loop, expression);
            case ExpressionKind.Try attempt:
                return LowerTry(attempt.Operand, expression.Span);
            case ExpressionKind.Range range:
                return LowerRange(range, expression.Span);
            case ExpressionKind.Assign assign when IsDestructuring(assign.Place):
                return LowerDestructuring(assign, expression.Span);
            default:
                HirId id = NewId();
                return new(id, LowerKind(expression, id), expression.Span) { Attributes = LintAttributes(expression.Attributes) };
        }
    }

    private EquatableArray<Attribute> LintAttributes(EquatableArray<Attribute> attributes) => attributes.IsEmpty ? attributes : Active(attributes) ?? [];

    private Expr LowerMacro(MacroCall call, Expression expression) =>
        Session.Expander.ExpandExpression(call, Site(), Crate) is { } expanded ? Expanded(() => LowerExpression(expanded)) : ErrorAt(expression.Span);

    private T Expanded<T>(Func<T> lower)
    {
        _expansionDepth++;
        T result = lower();
        _expansionDepth--;
        return result;
    }

    private ExprKind LowerKind(Expression expression, HirId id)
    {
        switch (expression.Kind)
        {
            case ExpressionKind.Literal literal:
                return new ExprKind.Literal(Literals.Lower(literal.Token, Session));
            case ExpressionKind.Path path:
                return PathKind(LowerPath(path.Self, path.Name, PathUse.Expression, expression.Span));
            case ExpressionKind.Array array:
                return new ExprKind.Array(LowerExpressions(array.Elements));
            case ExpressionKind.Repeat repeat:
                return new ExprKind.Repeat(LowerExpression(repeat.Element), LowerConst(repeat.Count));
            case ExpressionKind.Tuple tuple:
                return new ExprKind.Tuple(LowerExpressions(tuple.Elements));
            case ExpressionKind.Call call:
                return new ExprKind.Call(LowerCallee(call.Function), LowerExpressions(call.Arguments));
            case ExpressionKind.MethodCall call:
                Expr receiver = LowerExpression(call.Receiver);
                PathSegment method = LowerSegment(call.Method, new Res.Error(), PathUse.Expression);
                return new ExprKind.MethodCall(receiver, method, LowerExpressions(call.Arguments), call.MethodSpan);
            case ExpressionKind.Binary binary:
                return LowerBinary(binary);
            case ExpressionKind.Unary unary:
                return new ExprKind.Unary(unary.Operator, LowerExpression(unary.Operand));
            case ExpressionKind.Cast cast:
                Expr operand = LowerExpression(cast.Operand);
                return new ExprKind.Cast(operand, With(new ImplTrait.Forbidden("cast expression types"), () => LowerType(cast.Type)));
            case ExpressionKind.CompoundAssign assign:
                Expr place = LowerExpression(assign.Place);
                return new ExprKind.AssignOp(assign.Operator, place, LowerExpression(assign.Value), assign.OperatorSpan);
            case ExpressionKind.Assign assign:
                Expr target = LowerExpression(assign.Place);
                return new ExprKind.Assign(target, LowerExpression(assign.Value), assign.OperatorSpan);
            case ExpressionKind.Field field:
                return new ExprKind.Field(LowerExpression(field.Operand), field.Name);
            case ExpressionKind.Index index:
                Expr indexed = LowerExpression(index.Operand);
                return new ExprKind.Index(indexed, LowerExpression(index.At), index.BracketSpan);
            case ExpressionKind.Borrow borrow:
                return new ExprKind.AddressOf(borrow.IsRaw, borrow.IsMutable ? Mutability.Mut : Mutability.Not, LowerExpression(borrow.Operand));
            case ExpressionKind.Struct data:
                return LowerStruct(data);
            case ExpressionKind.Underscore:
                Sink.Error(ResolveMessages.UnderscoreExpression(expression.Span));
                return new ExprKind.Error();
            case ExpressionKind.Error:
                return new ExprKind.Error();
            default:
                return LowerControl(expression, id);
        }
    }

    private static ExprKind PathKind(QPath path) => path is QPath.Resolved { Path.Res: Res.Error } ? new ExprKind.Error() : new ExprKind.Path(path);

    // Messages about a callee say "function" where others say "value".
    private Expr LowerCallee(Expression function)
    {
        if (function.Kind is not ExpressionKind.Path path || function.Attributes is not [])
        {
            return LowerExpression(function);
        }

        HirId id = NewId();
        return new(id, PathKind(LowerPath(path.Self, path.Name, PathUse.Callee, function.Span)), function.Span);
    }

    private ExprKind.Binary LowerBinary(ExpressionKind.Binary binary)
    {
        Expr left = LowerExpression(binary.Left);
        return new ExprKind.Binary(binary.Operator, left, LowerExpression(binary.Right), binary.OperatorSpan);
    }

    private ExprKind LowerStruct(ExpressionKind.Struct data)
    {
        QPath name = LowerPath(data.Self, data.Name, PathUse.Struct, data.Name.Span);
        var fields = new List<ExprField>(data.Fields.Count);
        foreach (FieldExpression field in data.Fields)
        {
            if (IsActive(field.Attributes))
            {
                HirId id = NewId();
                fields.Add(new(id, field.Name, LowerExpression(field.Value), field.IsShorthand, field.Span));
            }
        }

        Expr? rest = data.Rest is StructRest.Base given ? LowerExpression(given.Value) : null;
        if (data.Rest is StructRest.Ignored ignored)
        {
            Sink.Error(ResolveMessages.BaseWithoutValue(ignored.Span));
            return new ExprKind.Error();
        }

        return name is QPath.Resolved { Path.Res: Res.Error } ? new ExprKind.Error() : new ExprKind.Struct(name, [.. fields], rest);
    }

    // The temporaries of a condition go before the branch is taken, but for those of a `let`.
    private Expr LowerCondition(Expression condition)
    {
        switch (condition.Kind)
        {
            case ExpressionKind.Binary { Operator: BinaryOperator.And } both when HasLet(condition):
                HirId id = NewId();
                Expr left = LowerCondition(both.Left);
                return new(id, new ExprKind.Binary(BinaryOperator.And, left, LowerCondition(both.Right), both.OperatorSpan), condition.Span);
            case ExpressionKind.Let:
                return LowerExpression(condition);
            case ExpressionKind.Parenthesized { Inner: { } inner } when HasLet(inner):
                return LowerCondition(inner);
            default:
                HirId outer = NewId();
                return new(outer, new ExprKind.DropTemporaries(LowerExpression(condition)), condition.Span);
        }
    }

    private static bool HasLet(Expression condition) => condition.Kind switch
    {
        ExpressionKind.Let => true,
        ExpressionKind.Binary { Operator: BinaryOperator.And } both => HasLet(both.Left) || HasLet(both.Right),
        ExpressionKind.Parenthesized inner => HasLet(inner.Inner),
        _ => false,
    };

    private ExprKind.Let LowerLetCondition(ExpressionKind.Let let)
    {
        Expr value = LowerExpression(let.Value);
        var names = new PatternNames("let binding");
        Pat pattern = LowerPattern(let.Pattern, names);
        Bind(names);
        return new(pattern, null, value);
    }

    private Expr LowerRange(ExpressionKind.Range range, Span span)
    {
        HirId id = NewId();
        Expr? start = range.Start is { } from ? LowerExpression(from) : null;
        Expr? end = range.End is { } to ? LowerExpression(to) : null;
        if (range.Limits == RangeLimits.Closed && start is not null && end is not null)
        {
            return new(id, LangCall("range_inclusive_new", [start, end], span), span) { Source = Desugaring.Range };
        }

        string item = (start, end, range.Limits) switch
        {
            (null, null, _) => "RangeFull",
            (null, _, RangeLimits.Closed) => "RangeToInclusive",
            (null, _, _) => "RangeTo",
            (_, null, _) => "RangeFrom",
            _ => "Range",
        };
        var fields = new List<ExprField>();
        AddField(fields, "start", start);
        AddField(fields, "end", end);
        ExprKind kind = item == "RangeFull" ? LangPath(item, span) is { } unit ? new ExprKind.Path(ConstructorOf(unit)) : new ExprKind.Error()
            : LangPath(item, span) is { } name ? new ExprKind.Struct(name, [.. fields], null) : new ExprKind.Error();
        return new(id, kind, span) { Source = Desugaring.Range };
    }

    private void AddField(List<ExprField> fields, string name, Expr? value)
    {
        if (value is not null)
        {
            fields.Add(new(NewId(), new(Symbols.Intern(name), value.Span), value, false, value.Span));
        }
    }

    // A path to a type's constructor from the path to the type.
    private QPath.Resolved ConstructorOf(QPath.Resolved type)
    {
        DefId constructor = type.Path.Res is Res.Def def && Session.Data[def.Id].Constructor is { } found ? found : ((Res.Def)type.Path.Res).Id;
        var res = new Res.Def(constructor);
        return new(null, new(res, [new(NewId(), type.Path.Segments[0].Ident, res, null)], type.Path.Span));
    }

    /// <summary>A path to an item that the language itself uses; null when the library has none, which is reported once.</summary>
    private QPath.Resolved? LangPath(string item, Span span)
    {
        if (Session.HirMap.LangItem(item) is not { } id)
        {
            if (Session.MissingLangItems.Add(item))
            {
                Sink.Error(ResolveMessages.MissingLangItem(item, span));
            }

            return null;
        }

        var res = new Res.Def(id);
        return new(null, new(res, [new(NewId(), new(Symbols.Intern(Definitions[id].Name), span), res, null)], span));
    }

    private ExprKind LangCall(string item, EquatableArray<Expr> arguments, Span span)
    {
        if (LangPath(item, span) is not { } path)
        {
            return new ExprKind.Error();
        }

        QPath.Resolved callee = path.Path.Res is Res.Def def && Definitions[def.Id].Kind is DefKind.Variant or DefKind.Struct ? ConstructorOf(path) : path;
        return new ExprKind.Call(Make(new ExprKind.Path(callee), span), arguments);
    }

    // A pattern of one of the language's enums: `Some(inner)`, `None`.
    private Pat LangPattern(string variant, Pat? inner, Span span)
    {
        HirId id = NewId();
        if (LangPath(variant, span) is not { } path)
        {
            return new(id, new PatKind.Error(), span);
        }

        QPath.Resolved constructor = ConstructorOf(path);
        return new(id, inner is null ? new PatKind.Path(constructor) : new PatKind.TupleStruct(constructor, [inner], null), span);
    }

    private Pat NewVariable(string name, bool isMutable, Span span, out Expr use)
    {
        HirId id = NewId();
        var ident = new Ident(Symbols.Intern(name), span);
        use = VariableUse(ident, id, span);
        return new(id, new PatKind.Binding(new(null, isMutable), id, ident, null), span);
    }

    private Expr VariableUse(Ident name, HirId binding, Span span)
    {
        var res = new Res.Local(binding);
        return Make(new ExprKind.Path(new QPath.Resolved(null, new(res, [new(NewId(), name, res, null)], span))), span);
    }
}
