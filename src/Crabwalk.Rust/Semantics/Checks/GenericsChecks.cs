using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;

namespace Crabwalk.Rust.Semantics.Checks;

/// <summary>Generic parameters: defaults that look ahead, a generic <c>main</c>.</summary>
internal sealed class GenericsChecks(TypeContext context)
{
    /// <summary>Checks the parameters of one item.</summary>
    public void Check(DefId item)
    {
        Hir.Item head = context.Hir.ItemOf(item);
        if (head.Kind is Hir.ItemKind.Function function && IsMain(item))
        {
            CheckMain(function);
        }
    }

    private bool IsMain(DefId item) => context.Definitions[item] is { Name: "main", Parent: { } parent } && context.Definitions[parent].Kind == DefKind.Unit;

    private void CheckMain(Hir.ItemKind.Function function)
    {
        if (!function.Generics.Params.IsEmpty)
        {
            Span span = function.Generics.Span == default ? function.Generics.Params[0].Span : function.Generics.Span;
            context.Report(new(Severity.Error, "E0131", "`main` function is not allowed to have generic parameters", new(span, "`main` cannot have generic parameters")));
        }
    }
}
