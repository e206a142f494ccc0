using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Rust.Checking;
using Crabwalk.Rust.Semantics;

namespace Crabwalk.Rust.Lints.Late;

/// <summary>The lint <c>deprecated</c>: uses of what its author tells not to use any more.</summary>
internal sealed class DeprecatedUses(ITypeContext context, TypeckResults results) : ExpressionWalk
{
    /// <inheritdoc/>
    public override void Visit(Hir.Expr expression)
    {
        switch (expression.Kind)
        {
            case Hir.ExprKind.Path { Name: Hir.QPath.Resolved { Path: { Res: Hir.Res.Def { Id: var id }, Segments: [.., var last] } } }:
                Check(id, last.Ident.Span);
                break;
            case Hir.ExprKind.Path { Name: Hir.QPath.TypeRelative { Segment: var segment } } when results.Callees.TryGetValue(expression.Id, out DefId function):
                Check(function, segment.Ident.Span);
                break;
            case Hir.ExprKind.MethodCall call when results.Callees.TryGetValue(expression.Id, out DefId method):
                Check(method, call.Method.Ident.Span);
                break;
            case Hir.ExprKind.Struct { Name: Hir.QPath.Resolved { Path: { Res: Hir.Res.Def { Id: var id }, Segments: [.., var last] } } }:
                Check(id, last.Ident.Span);
                break;
        }

        base.Visit(expression);
    }

    private void Check(DefId definition, Span use)
    {
        Definition data = context.Definitions[definition];
        if (data.Kind == DefKind.Constructor)
        {
            Check(data.Parent!.Value, use);
            return;
        }

        if (KindOf(definition, data) is not { } kind || ItemAttributes.Find(context.Hir.ItemOf(definition).Attributes, context.Symbols, "deprecated") is not { } attribute)
        {
            return;
        }

        string? reason = ItemAttributes.Arguments(attribute).Where(argument => ItemAttributes.NameOf(argument, context.Symbols) == "note").Select(argument => ItemAttributes.StringOf(argument, context.Symbols)).FirstOrDefault();
        string name = data.Kind is DefKind.Function or DefKind.AssociatedFunction && data.Parent is { } parent && context.Definitions[parent].Kind != DefKind.Module ? CalleePath.Of(context, definition) : context.Hir.PathOf(definition);
        context.Lints.Report(new(Severity.Warning, "deprecated", $"use of deprecated {kind} `{name}`{(reason is null ? "" : $": {reason}")}", new(use)));
    }

    private string? KindOf(DefId definition, Definition data) => data.Kind switch
    {
        DefKind.Function => "function",
        DefKind.AssociatedFunction => context.AssociatedItem(definition) is { HasSelf: true } ? "method" : "associated function",
        DefKind.Struct => context.Hir.ItemOf(definition).Kind is Hir.ItemKind.Adt { Variants: [{ Form: var form }] } ? form switch
        {
            Hir.VariantForm.Unit => "unit struct",
            Hir.VariantForm.Tuple => "tuple struct",
            _ => "struct",
        } : null,
        DefKind.Constant => "constant",
        DefKind.Static => "static",
        _ => null,
    };
}
