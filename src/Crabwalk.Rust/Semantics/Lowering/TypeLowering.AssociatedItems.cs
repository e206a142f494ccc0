using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Rust.Semantics.Lowering;

/// <summary>
/// Finds which trait the <c>Item</c> of <c>T::Item</c> belongs to. Only bounds whose trait has such an item are lowered, so that a bound
/// may speak of the items of another one.
/// </summary>
public sealed partial class TypeLowering
{
    /// <summary>The associated item of a type parameter or, for a trait, of its <c>Self</c>, by the bounds in scope; several when they differ.</summary>
    public List<(TraitRef Trait, AssocItem Item)> FindByBounds(DefId parameterOrTrait, Hir.PathSegment segment, AssocKind kind)
    {
        var found = new List<(TraitRef Trait, AssocItem Item)>();
        Symbol name = segment.Ident.Name;
        if (_context.Definitions[parameterOrTrait].Kind == DefKind.Trait)
        {
            FindInTraitItself(parameterOrTrait, name, kind, found);
        }

        for (DefId? at = _scope.Item; at is { } item;)
        {
            if (HasHead(item) && ItemHeads.GenericsOf(_context.Hir.ItemOf(item).Kind) is { } generics)
            {
                FindInPredicates(generics, parameterOrTrait, name, kind, found);
            }

            at = _context.GenericsOf(item).Parent;
        }

        return found;
    }

    /// <summary>The associated item that <c>Self::Name</c> means in an impl: of the implemented trait or one it requires.</summary>
    public List<(TraitRef Trait, AssocItem Item)>? FindInImpl(DefId implementation, Hir.PathSegment segment, AssocKind kind)
    {
        if (_context.Hir.ItemOf(implementation).Kind is not Hir.ItemKind.Impl { OfTrait: { } written } || ItemHeads.TraitOf(written) is not { } trait
            || FindOwner(trait, segment.Ident.Name, kind) is not { } owner || _context.TraitRefOf(implementation) is not { } reference)
        {
            return null;
        }

        var found = new List<(TraitRef Trait, AssocItem Item)>();
        AddOwned(reference, owner, found);
        return found;
    }

    private bool HasHead(DefId item) =>
        _context.Definitions[item].Kind is not (DefKind.Closure or DefKind.AnonymousConstant or DefKind.Field or DefKind.Variant or DefKind.Constructor);

    private void FindInTraitItself(DefId trait, Symbol name, AssocKind kind, List<(TraitRef Trait, AssocItem Item)> found)
    {
        if (FindItem(trait, name, kind) is { } own)
        {
            found.Add((new(trait, _context.IdentityArgs(trait)), own));
            return;
        }

        if (_context.Hir.ItemOf(trait).Kind is Hir.ItemKind.Trait { Supertraits: var bounds })
        {
            FindInBounds(bounds, [], Types.Param(0, "Self"), name, kind, found);
        }
    }

    private void FindInPredicates(Hir.Generics generics, DefId parameter, Symbol name, AssocKind kind, List<(TraitRef Trait, AssocItem Item)> found)
    {
        foreach (Hir.WherePredicate predicate in generics.Predicates)
        {
            if (predicate is Hir.WherePredicate.OfType(var lifetimes, var type, var bounds, _, _) && Means(type, parameter))
            {
                FindInBounds(bounds, lifetimes, Lower(type), name, kind, found);
            }
        }
    }

    private static bool Means(Hir.Ty type, DefId parameterOrTrait) => type.Kind is Hir.TyKind.Path(Hir.QPath.Resolved(null, var path))
        && (path.Res is Hir.Res.Def(var definition) ? definition == parameterOrTrait : path.Res is Hir.Res.SelfParam(var trait) && trait == parameterOrTrait);

    private void FindInBounds(IEnumerable<Hir.GenericBound> bounds, IEnumerable<Hir.GenericParam> lifetimes, Ty self, Symbol name, AssocKind kind, List<(TraitRef Trait, AssocItem Item)> found)
    {
        foreach (Hir.GenericBound bound in bounds)
        {
            if (bound is not Hir.GenericBound.Trait(var reference) || ItemHeads.TraitOf(reference.Trait) is not { } trait || FindOwner(trait, name, kind) is not { } owner)
            {
                continue;
            }

            List<(DefId Definition, string Name)> binder = Open([.. lifetimes, .. reference.Lifetimes]);
            TraitRef lowered = LowerTraitRef(reference.Trait, self);
            Close();
            AddOwned(binder.Count == 0 ? lowered : _context.WithErasedBinder(lowered), owner, found);
        }
    }

    private void AddOwned(TraitRef reference, AssocItem owner, List<(TraitRef Trait, AssocItem Item)> found)
    {
        foreach (TraitRef candidate in Elaboration.Supertraits(_context, reference))
        {
            if (candidate.Trait == owner.Container && !found.Contains((candidate, owner)))
            {
                found.Add((candidate, owner));
                return;
            }
        }
    }

    /// <summary>The item of that name in a trait or those it requires, by their heads alone.</summary>
    private AssocItem? FindOwner(DefId trait, Symbol name, AssocKind kind)
    {
        var seen = new HashSet<DefId> { trait };
        var open = new Queue<DefId>([trait]);
        while (open.TryDequeue(out DefId current))
        {
            if (FindItem(current, name, kind) is { } item)
            {
                return item;
            }

            foreach (DefId super in Elaboration.DirectSupertraits(_context, current))
            {
                if (seen.Add(super))
                {
                    open.Enqueue(super);
                }
            }
        }

        return null;
    }

    private AssocItem? FindItem(DefId trait, Symbol name, AssocKind kind)
    {
        foreach (AssocItem item in _context.AssociatedItemsOf(trait))
        {
            if (item.Name == name && item.Kind == kind)
            {
                return item;
            }
        }

        return null;
    }
}
