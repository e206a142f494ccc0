using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Rust.Resolution;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Hir.Lowering;

/// <content>
/// Destructuring assignment: <c>(a, b) = e</c> is <c>{ let (lhs0, lhs1) = e; a = lhs0; b = lhs1; }</c> (Reference: Assignment expressions).
/// </content>
internal sealed partial class BodyLowering
{
    private static bool IsDestructuring(Expression place) => place.Kind switch
    {
        ExpressionKind.Tuple or ExpressionKind.Array or ExpressionKind.Underscore => true,
        ExpressionKind.Struct => true,
        ExpressionKind.Call { Function.Kind: ExpressionKind.Path } => true,
        ExpressionKind.Parenthesized inner => IsDestructuring(inner.Inner),
        _ => false,
    };

    private Expr LowerDestructuring(ExpressionKind.Assign assign, Span span)
    {
        HirId id = NewId();
        Expr value = LowerExpression(assign.Value);
        var assignments = new List<Stmt>();
        Pat pattern = LowerTarget(assign.Place, assign.OperatorSpan, assignments);
        var let = new Stmt(NewId(), new StmtKind.Let(pattern, null, value, null, Desugaring.DestructuringAssignment), assign.Place.Span.To(assign.Value.Span));
        var block = new Block(NewId(), [let, .. assignments], null, span);
        return new(id, new ExprKind.OfBlock(block, null), span) { Source = Desugaring.DestructuringAssignment };
    }

    // The pattern for a part of the left side; each place in it becomes a variable and an assignment from it.
    private Pat LowerTarget(Expression place, Span operatorSpan, List<Stmt> assignments)
    {
        HirId id = NewId();
        switch (place.Kind)
        {
            case ExpressionKind.Parenthesized inner:
                return LowerTarget(inner.Inner, operatorSpan, assignments);
            case ExpressionKind.Underscore:
                return new(id, new PatKind.Wild(), place.Span);
            case ExpressionKind.Tuple tuple:
                return new(id, new PatKind.Tuple(LowerTargets(tuple.Elements, operatorSpan, assignments, out int? rest), rest), place.Span);
            case ExpressionKind.Array array:
                return new(id, LowerArrayTarget(array, operatorSpan, assignments), place.Span);
            case ExpressionKind.Call { Function.Kind: ExpressionKind.Path path } call:
                QPath constructor = LowerPath(path.Self, path.Name, PathUse.TupleStruct, call.Function.Span);
                EquatableArray<Pat> elements = LowerTargets(call.Arguments, operatorSpan, assignments, out int? skipped);
                return new(id, constructor is QPath.Resolved { Path.Res: Res.Error } ? new PatKind.Error() : new PatKind.TupleStruct(constructor, elements, skipped), place.Span);
            case ExpressionKind.Struct data:
                return new(id, LowerStructTarget(data, operatorSpan, assignments), place.Span);
            default:
                Pat variable = NewVariable("lhs", false, place.Span, out Expr use);
                var assign = new ExprKind.Assign(LowerExpression(place), use, operatorSpan);
                assignments.Add(new(NewId(), new StmtKind.Semi(Make(assign, place.Span, Desugaring.DestructuringAssignment)), place.Span));
                return variable;
        }
    }

    private static bool IsRest(Expression place) => place.Kind is ExpressionKind.Range { Start: null, End: null, Limits: RangeLimits.HalfOpen };

    private EquatableArray<Pat> LowerTargets(EquatableArray<Expression> places, Span operatorSpan, List<Stmt> assignments, out int? rest)
    {
        rest = null;
        var patterns = new List<Pat>(places.Count);
        foreach (Expression place in places)
        {
            if (IsRest(place))
            {
                rest = patterns.Count;
            }
            else
            {
                patterns.Add(LowerTarget(place, operatorSpan, assignments));
            }
        }

        return [.. patterns];
    }

    private PatKind.Slice LowerArrayTarget(ExpressionKind.Array array, Span operatorSpan, List<Stmt> assignments)
    {
        EquatableArray<Pat> all = LowerTargets(array.Elements, operatorSpan, assignments, out int? rest);
        int before = rest ?? all.Count;
        Pat? middle = rest is null ? null : new(NewId(), new PatKind.Wild(), array.Elements[before].Span);
        return new(all[..before], middle, all[before..]);
    }

    private PatKind LowerStructTarget(ExpressionKind.Struct data, Span operatorSpan, List<Stmt> assignments)
    {
        QPath name = LowerPath(data.Self, data.Name, PathUse.Struct, data.Name.Span);
        var fields = new List<PatField>(data.Fields.Count);
        foreach (FieldExpression field in data.Fields)
        {
            HirId id = NewId();
            fields.Add(new(id, field.Name, LowerTarget(field.Value, operatorSpan, assignments), false, field.Span));
        }

        if (data.Rest is StructRest.Base given)
        {
            Sink.Error(ResolveMessages.BaseInDestructuring(given.Value.Span));
        }

        return name is QPath.Resolved { Path.Res: Res.Error } ? new PatKind.Error() : new PatKind.Struct(name, [.. fields], data.Rest is not StructRest.None);
    }
}
