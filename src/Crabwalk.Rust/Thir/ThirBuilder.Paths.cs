using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Checking;

namespace Crabwalk.Rust.Thir;

/// <summary>Names as values, and closures with what they capture.</summary>
internal sealed partial class ThirBuilder
{
    private ExprKind OfPath(Hir.Expr expression, Hir.QPath path) => path switch
    {
        Hir.QPath.Resolved(_, { Res: Hir.Res.Local(var variable) }) => OfVariable(variable),
        Hir.QPath.Resolved(_, { Res: Hir.Res.Def(var definition) }) => OfDefinition(expression, definition),
        Hir.QPath.Resolved(_, { Res: Hir.Res.SelfConstructor }) => OfItem(TypeOf(expression.Id), default),
        Hir.QPath.TypeRelative when _results.Callees.TryGetValue(expression.Id, out DefId callee) => OfDefinition(expression, callee),
        _ => ErrorValue,
    };

    private ExprKind OfVariable(Hir.HirId variable) =>
        _variables.Contains(variable) ? new ExprKind.VarRef(variable) : new ExprKind.UpvarRef(variable);

    private ExprKind OfDefinition(Hir.Expr expression, DefId definition)
    {
        Ty type = TypeOf(expression.Id);
        switch (_context.Definitions[definition].Kind)
        {
            case DefKind.Constant or DefKind.AssociatedConstant:
                return new ExprKind.Constant(new ConstValue.Unevaluated(type, definition, ArgsOf(expression.Id)));
            case DefKind.ConstParameter:
                return ParameterOf(definition) is { } parameter ? new ExprKind.Constant(new ConstValue.Parameter(type, parameter)) : ErrorValue;
            case DefKind.Static:
                return OfStatic(expression, definition, type);
            default:
                return OfItem(type, new VariantIndex(_results.Variants.GetValueOrDefault(expression.Id)));
        }
    }

    // A function is a value without bytes; the constructor of a unit struct or variant is the value it makes.
    private static ExprKind OfItem(Ty type, VariantIndex variant) => type is Ty.Adt adt
        ? new ExprKind.Adt(adt, variant, [], null)
        : new ExprKind.Constant(new ConstValue.ZeroSized(type));

    private Const.Param? ParameterOf(DefId definition)
    {
        for (DefId? level = _owner; level is { } owner; level = _context.Definitions[owner].Parent)
        {
            foreach (Semantics.GenericParamDef parameter in _context.GenericsOf(owner).Params)
            {
                if (parameter.Definition == definition)
                {
                    return Types.ConstParam(parameter.Index, parameter.Name);
                }
            }
        }

        return null;
    }

    private ExprKind.Deref OfStatic(Hir.Expr expression, DefId definition, Ty type)
    {
        bool isMutable = false;
        bool isForeign = false;
        bool isThreadLocal = false;
        if (_context.Hir.ItemOf(definition) is { Kind: Hir.ItemKind.Static item } head)
        {
            isMutable = item.Mutability == Mutability.Mut;
            isForeign = !item.HasValue;
            isThreadLocal = Semantics.ItemAttributes.Has(head.Attributes, _context.Symbols, "thread_local");
        }

        Ty pointer = isMutable || isForeign ? Types.RawPtr(type, isMutable ? Mutability.Mut : Mutability.Not) : Types.Ref(Types.Erased, type, Mutability.Not);
        ExprKind address = isThreadLocal ? new ExprKind.ThreadLocal(definition) : new ExprKind.Constant(new ConstValue.StaticAddress(pointer, definition, 0));
        return new(Made(address, pointer, expression));
    }

    // Closures.

    private ExprKind OfClosure(Hir.Expr expression, Hir.ExprKind.Closure closure)
    {
        if (TypeOf(expression.Id) is not Ty.Closure type)
        {
            return ErrorValue;
        }

        var source = new ClosureSource(closure, type, _results, _scopes);
        _closures.Add(source);
        return new ExprKind.Closure(type, [.. source.Captures.Select(capture => CapturedBy(expression, capture))]);
    }

    private Expr CapturedBy(Hir.Expr closure, Capture capture)
    {
        Expr place = PlaceOf(closure, capture);
        return capture.ByRef is { } kind ? new(new ExprKind.Borrow(kind, place), capture.Type, place.Origin, closure.Span) { IsImplicit = true } : place;
    }

    private Expr PlaceOf(Hir.Expr closure, Capture capture)
    {
        Expr place = Implied(OfVariable(capture.Variable), capture.VariableType, closure);
        foreach (CaptureStep step in capture.Path)
        {
            ExprKind kind = step.Field is { } number ? new ExprKind.Field(place, default, number) : new ExprKind.Deref(place);
            place = Implied(kind, step.Type, closure);
        }

        return place;
    }
}
