using Crabwalk.Mir.Definitions;
using Crabwalk.Rust.Semantics;

namespace Crabwalk.Rust.Lints;

/// <summary>Which items stand where, as lints go through them: each module for itself.</summary>
internal static class ModuleItems
{
    /// <summary>A crate's modules, each before those in it.</summary>
    public static IEnumerable<DefId> Modules(ITypeContext context, DefId crate)
    {
        yield return crate;
        foreach (DefId item in Of(context, crate))
        {
            if (context.Definitions[item].Kind == DefKind.Module)
            {
                foreach (DefId inner in Modules(context, item))
                {
                    yield return inner;
                }
            }
        }
    }

    /// <summary>The items of a module in the order of the text.</summary>
    public static IEnumerable<DefId> Of(ITypeContext context, DefId module) =>
        context.Hir.ItemOf(module).Kind is Hir.ItemKind.Module { Items: var items } ? [.. items.OrderBy(item => context.Hir.ItemOf(item).Span.Start)] : [];
}
