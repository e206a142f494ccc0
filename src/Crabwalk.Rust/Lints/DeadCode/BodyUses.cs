using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Checking;
using Crabwalk.Rust.Semantics;

namespace Crabwalk.Rust.Lints.DeadCode;

/// <summary>What the code of a body uses: what it names and calls, the fields it reads, the variants it makes.</summary>
internal sealed class BodyUses(ITypeContext context, LiveDefinitions live, TypeNamesWalk types, TypeckResults results) : ExpressionWalk
{
    /// <inheritdoc/>
    public override void Visit(Hir.Stmt statement)
    {
        if (statement.Kind is Hir.StmtKind.Let let)
        {
            types.Visit(let.Type);
        }

        base.Visit(statement);
    }

    /// <inheritdoc/>
    public override void Visit(Hir.Expr expression)
    {
        UseCallee(expression.Id);
        switch (expression.Kind)
        {
            case Hir.ExprKind.Path path:
                types.Visit(path.Name);
                UseSelfConstructor(path.Name);
                break;
            case Hir.ExprKind.MethodCall call:
                types.Visit(call.Method.Args);
                break;
            case Hir.ExprKind.Field field:
                UseField(FieldOf(TypeOf(field.Operand, isAdjusted: true), 0, expression.Id));
                break;
            case Hir.ExprKind.Struct literal:
                types.Visit(literal.Name);
                UseVariant(expression.Id, literal);
                break;
            case Hir.ExprKind.Cast cast:
                types.Visit(cast.Type);
                break;
            case Hir.ExprKind.Closure closure:
                types.Visit(closure.Declaration);
                break;
            case Hir.ExprKind.Repeat { Count: Hir.ConstArg.Anonymous count }:
                live.Mark(count.Definition);
                break;
            case Hir.ExprKind.Repeat { Count: Hir.ConstArg.OfPath count }:
                types.Visit(count.Path);
                break;
        }

        base.Visit(expression);
    }

    /// <inheritdoc/>
    public override void Visit(Hir.Pat pattern)
    {
        foreach (Hir.Pat one in PatternWalk.Everything(pattern))
        {
            switch (one.Kind)
            {
                case Hir.PatKind.Struct data:
                    foreach (Hir.PatField field in data.Fields.Where(field => field.Pattern.Kind is not Hir.PatKind.Wild))
                    {
                        UseField(FieldOf(TypeOf(one), VariantOf(one.Id), field.Id));
                    }

                    break;
                case Hir.PatKind.TupleStruct data:
                    UseElements(one, data);
                    break;
                case Hir.PatKind.Path data:
                    UseConstant(one, data.Name);
                    break;
                case Hir.PatKind.Literal { Value: var value }:
                    Visit(value);
                    break;
                case Hir.PatKind.Range range:
                    VisitEnd(range.Start);
                    VisitEnd(range.End);
                    break;
            }
        }
    }

    private void VisitEnd(Hir.Expr? end)
    {
        if (end is not null)
        {
            Visit(end);
        }
    }

    // A variant in a pattern makes none; a constant is read.
    private void UseConstant(Hir.Pat pattern, Hir.QPath name)
    {
        UseCallee(pattern.Id);
        if (name is Hir.QPath.Resolved { Path.Res: Hir.Res.Def { Id: var id } } && context.Definitions[id].Kind is DefKind.Constant or DefKind.AssociatedConstant)
        {
            live.Mark(id);
        }
    }

    private void UseElements(Hir.Pat pattern, Hir.PatKind.TupleStruct data)
    {
        if (VariantFields(TypeOf(pattern), VariantOf(pattern.Id)) is not { } fields)
        {
            return;
        }

        for (int i = 0; i < data.Elements.Count; i++)
        {
            int number = data.Rest is { } rest && i >= rest ? fields.Count - data.Elements.Count + i : i;
            if (data.Elements[i].Kind is not Hir.PatKind.Wild && number >= 0 && number < fields.Count)
            {
                live.Mark(fields[number].Definition);
            }
        }
    }

    private void UseCallee(Hir.HirId node)
    {
        if (results.Callees.TryGetValue(node, out DefId callee))
        {
            live.Mark(callee);
        }
    }

    // `Self(..)` makes a value of the impl's type.
    private void UseSelfConstructor(Hir.QPath name)
    {
        if (name is Hir.QPath.Resolved { Path.Res: Hir.Res.SelfConstructor { Impl: var impl } } && context.TypeOf(impl) is Ty.Adt adt)
        {
            live.Mark(adt.Definition.Id);
        }
    }

    private void UseVariant(Hir.HirId node, Hir.ExprKind.Struct literal)
    {
        if (results.NodeTypes.GetValueOrDefault(node) is not Ty.Adt adt || context.Definitions[adt.Definition.Id].IsLibrary)
        {
            return;
        }

        live.Mark(adt.Definition.Id);
        var item = (Hir.ItemKind.Adt)context.ItemOfAdt(adt.Definition.Id).Kind;
        if (adt.Definition.Kind == AdtKind.Enum)
        {
            live.Mark(item.Variants[VariantOf(node)].Definition);
        }
        else if (adt.Definition.Kind == AdtKind.Union)
        {
            foreach (Hir.ExprField field in literal.Fields)
            {
                UseField(FieldOf(adt, 0, field.Id));
            }
        }
    }

    private void UseField(Hir.Field? field)
    {
        if (field is not null)
        {
            live.Mark(field.Definition);
        }
    }

    private Hir.Field? FieldOf(Ty? type, int variant, Hir.HirId node) =>
        results.FieldIndices.TryGetValue(node, out int index) && VariantFields(type, variant) is { } fields && index < fields.Count ? fields[index] : null;

    private EquatableArray<Hir.Field>? VariantFields(Ty? type, int variant)
    {
        while (type is Ty.Ref reference)
        {
            type = reference.Referent;
        }

        return type is Ty.Adt adt && !context.Definitions[adt.Definition.Id].IsLibrary && context.ItemOfAdt(adt.Definition.Id).Kind is Hir.ItemKind.Adt item && variant < item.Variants.Count
            ? item.Variants[variant].Fields
            : null;
    }

    private int VariantOf(Hir.HirId node) => results.Variants.GetValueOrDefault(node);

    private Ty? TypeOf(Hir.Pat pattern) => results.NodeTypes.GetValueOrDefault(pattern.Id);

    private Ty? TypeOf(Hir.Expr expression, bool isAdjusted) =>
        isAdjusted && results.Adjustments.TryGetValue(expression.Id, out EquatableArray<Adjustment> steps) && steps.Count > 0 ? steps[^1].Target : results.NodeTypes.GetValueOrDefault(expression.Id);
}
