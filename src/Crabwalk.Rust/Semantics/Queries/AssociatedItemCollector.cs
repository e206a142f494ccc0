using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;

namespace Crabwalk.Rust.Semantics.Queries;

/// <summary>Lists the items of traits and impls.</summary>
internal sealed class AssociatedItemCollector(TypeContext context)
{
    private readonly Dictionary<DefId, AssocItem> _byDefinition = [];

    /// <summary>The items of a trait or impl, in the order of the source.</summary>
    public IReadOnlyList<AssocItem> Compute(DefId container)
    {
        (EquatableArray<DefId> definitions, DefId? trait) = context.Hir.ItemOf(container).Kind switch
        {
            Hir.ItemKind.Trait item => (item.Items, null),
            Hir.ItemKind.Impl item => (item.Items, ItemHeads.TraitOf(item.OfTrait)),
            _ => (default(EquatableArray<DefId>), null),
        };
        var items = new List<AssocItem>();
        foreach (DefId definition in definitions)
        {
            if (ItemHeads.IsAssociated(context.Definitions[definition].Kind))
            {
                AssocItem item = Describe(container, definition, trait);
                items.Add(item);
                _byDefinition[definition] = item;
            }
        }

        return items;
    }

    /// <summary>The associated item with this definition; null for any other.</summary>
    public AssocItem? Find(DefId definition)
    {
        if (_byDefinition.TryGetValue(definition, out AssocItem? known))
        {
            return known;
        }

        if (!ItemHeads.IsAssociated(context.Definitions[definition].Kind) || context.Definitions[definition].Parent is not { } container)
        {
            return null;
        }

        _ = context.AssociatedItemsOf(container);
        return _byDefinition.GetValueOrDefault(definition);
    }

    private AssocItem Describe(DefId container, DefId definition, DefId? trait)
    {
        Hir.Item item = context.Hir.ItemOf(definition);
        (AssocKind kind, bool hasValue, bool hasSelf) = item.Kind switch
        {
            Hir.ItemKind.Function function => (AssocKind.Function, function.HasBody, function.Declaration.SelfForm != Hir.ImplicitSelf.None),
            Hir.ItemKind.Const constant => (AssocKind.Const, constant.HasValue, false),
            Hir.ItemKind.TypeAlias alias => (AssocKind.Type, alias.Type is not null, false),
            _ => (AssocKind.Type, false, false),
        };
        bool isInTrait = context.Definitions[container].Kind == DefKind.Trait;
        DefId? traitItem = trait is { } implemented ? ItemOf(implemented, item.Name.Name, kind) : null;
        return new(definition, item.Name.Name, kind, container, hasValue || !isInTrait, hasSelf, traitItem);
    }

    private DefId? ItemOf(DefId trait, Symbol name, AssocKind kind)
    {
        foreach (AssocItem item in context.AssociatedItemsOf(trait))
        {
            if (item.Name == name && item.Kind == kind)
            {
                return item.Definition;
            }
        }

        return null;
    }
}
