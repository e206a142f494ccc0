using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;

namespace Crabwalk.Rust.Semantics.Checks;

/// <summary>Generic parameters: traits that require themselves, a generic <c>main</c>.</summary>
internal sealed class GenericsChecks(TypeContext context)
{
    private readonly HashSet<DefId> _circular = [];

    /// <summary>Checks the parameters of one item.</summary>
    public void Check(DefId item)
    {
        Hir.Item head = context.Hir.ItemOf(item);
        if (head.Kind is Hir.ItemKind.Function function && IsMain(item))
        {
            CheckMain(function);
        }

        if (head.Kind is Hir.ItemKind.Trait && !_circular.Contains(item))
        {
            CheckSupertraits(item);
        }
    }

    /// <summary>E0391: a trait must not require itself.</summary>
    private void CheckSupertraits(DefId trait)
    {
        var path = new List<DefId> { trait };
        if (!LeadsBack(trait, trait, path, []))
        {
            return;
        }

        _circular.UnionWith(path);
        var children = new List<SubDiagnostic>();
        for (int i = 1; i < path.Count; i++)
        {
            children.Add(new(Severity.Note, $"...which requires computing the super predicates of `{context.Hir.PathOf(path[i])}`...", [new(BoundSpan(path[i]))]));
        }

        children.Add(new(Severity.Note, path.Count == 1
            ? $"...which immediately requires computing the super predicates of `{context.Hir.PathOf(trait)}` again"
            : $"...which again requires computing the super predicates of `{context.Hir.PathOf(trait)}`, completing the cycle"));
        children.Add(new(Severity.Note, $"cycle used when checking that `{context.Hir.PathOf(trait)}` is well-formed", [new(ItemChecker.HeadOf(context, trait))]));
        children.Add(new(Severity.Note, Queries.QueryStack.Explanation));
        context.Report(new(Severity.Error, "E0391", $"cycle detected when computing the super predicates of `{context.Hir.PathOf(trait)}`", new(BoundSpan(trait)))
        {
            Children = children.ToEquatableArray(),
        });
    }

    private bool LeadsBack(DefId current, DefId root, List<DefId> path, HashSet<DefId> seen)
    {
        foreach (DefId super in Elaboration.DirectSupertraits(context, current))
        {
            if (super == root)
            {
                return true;
            }

            if (seen.Add(super))
            {
                path.Add(super);
                if (LeadsBack(super, root, path, seen))
                {
                    return true;
                }

                path.RemoveAt(path.Count - 1);
            }
        }

        return false;
    }

    private Span BoundSpan(DefId trait) => context.Hir.ItemOf(trait).Kind is Hir.ItemKind.Trait { Supertraits: [var first, ..] } ? first.Span : context.Definitions[trait].Span;

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
