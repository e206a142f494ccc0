using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Hir.Lowering;

/// <summary>Asks items for their generic parameters, whatever their form.</summary>
internal static class ItemGenerics
{
    /// <summary>The parameters as written; null for items that cannot have any.</summary>
    public static Syntax.Generics? Of(Syntax.Item item) => item.Kind switch
    {
        Syntax.ItemKind.Function function => function.Generics,
        Syntax.ItemKind.Struct data => data.Generics,
        Syntax.ItemKind.Union data => data.Generics,
        Syntax.ItemKind.Enum data => data.Generics,
        Syntax.ItemKind.Trait data => data.Generics,
        Syntax.ItemKind.TraitAlias data => data.Generics,
        Syntax.ItemKind.Impl data => data.Generics,
        Syntax.ItemKind.TypeAlias data => data.Generics,
        Syntax.ItemKind.Const data => data.Generics,
        _ => null,
    };

    /// <summary>How many lifetime parameters an item has.</summary>
    public static int LifetimesOf(Syntax.Item item)
    {
        int count = 0;
        if (Of(item) is { } generics)
        {
            foreach (GenericParameter parameter in generics.Parameters)
            {
                count += parameter is GenericParameter.OfLifetime ? 1 : 0;
            }
        }

        return count;
    }
}
