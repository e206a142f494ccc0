using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Semantics.Lowering;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Semantics.Queries;

/// <summary>Collects where clauses, with what every type parameter implies: <c>Sized</c> unless it says <c>?Sized</c> (rustc's <c>predicates_of</c>).</summary>
internal sealed class PredicateCollector(ITypeContext context)
{
    /// <summary>The predicates of a definition and what is around it.</summary>
    public IReadOnlyList<(Predicate Predicate, Span Span)> Compute(DefId definition)
    {
        DefId item = ItemHeads.AdtAround(context.Definitions, definition);
        if (item != definition)
        {
            return context.PredicatesOf(item);
        }

        var predicates = new List<(Predicate Predicate, Span Span)>();
        if (context.GenericsOf(definition).Parent is { } parent)
        {
            predicates.AddRange(context.PredicatesOf(parent));
        }
        else if (context.Definitions[definition] is { Kind: DefKind.AnonymousConstant, Parent: { } around })
        {
            return context.PredicatesOf(around);
        }

        if (context.Definitions[definition].Kind is DefKind.Closure or DefKind.Module or DefKind.Unit or DefKind.Import or DefKind.Macro)
        {
            return predicates;
        }

        AddOwn(definition, predicates);
        return predicates;
    }

    /// <summary>The bounds of an associated or opaque type, about the alias with its own parameters as arguments.</summary>
    public IReadOnlyList<(Predicate Predicate, Span Span)> ItemBounds(DefId definition)
    {
        Hir.Item item = context.Hir.ItemOf(definition);
        (IEnumerable<Hir.GenericBound> bounds, AliasKind kind) = item.Kind switch
        {
            Hir.ItemKind.TypeAlias alias => ((IEnumerable<Hir.GenericBound>)alias.Bounds, AliasKind.Projection),
            Hir.ItemKind.Opaque opaque => (opaque.Bounds, AliasKind.Opaque),
            _ => ([], AliasKind.Free),
        };
        var predicates = new List<(Predicate Predicate, Span Span)>();
        if (kind == AliasKind.Free)
        {
            return predicates;
        }

        Ty self = context.Types.Alias(kind, definition, context.IdentityArgs(definition));
        var lowering = new TypeLowering(context, new ItemScope(context, definition));
        foreach (Hir.GenericBound bound in bounds)
        {
            lowering.LowerBound(bound, [], () => self, predicates);
        }

        if (!bounds.Any(IsMaybeSized))
        {
            AddSized(self, item.Name.Span, predicates);
        }

        AddWhereBoundsOnAlias(definition, self, predicates);
        return predicates;
    }

    /// <summary>The traits that a trait requires of its <c>Self</c>, in its head or a where clause.</summary>
    public IReadOnlyList<TraitRef> Supertraits(DefId trait)
    {
        if (context.Hir.ItemOf(trait).Kind is not Hir.ItemKind.Trait item)
        {
            return [];
        }

        Ty self = context.Types.Param(0, "Self");
        var predicates = new List<(Predicate Predicate, Span Span)>();
        var lowering = new TypeLowering(context, new ItemScope(context, trait));
        foreach (Hir.GenericBound bound in item.Supertraits)
        {
            lowering.LowerBound(bound, [], () => self, predicates);
        }

        foreach (Hir.WherePredicate predicate in item.Generics.Predicates)
        {
            if (predicate is Hir.WherePredicate.OfType { Type.Kind: Hir.TyKind.Path(Hir.QPath.Resolved(null, { Res: Hir.Res.SelfParam })) })
            {
                lowering.LowerPredicate(predicate, predicates);
            }
        }

        var supertraits = new List<TraitRef>();
        foreach ((Predicate predicate, Span _) in predicates)
        {
            if (predicate.Bound.Value is PredicateKind.Trait(var reference) && ReferenceEquals(reference.Self, self))
            {
                supertraits.Add(predicate.Bound.Variables.IsEmpty ? reference : context.WithErasedBinder(reference));
            }
        }

        return supertraits;
    }

    /// <summary>True when the parameter says <c>?Sized</c>.</summary>
    public static bool IsMaybeSized(Hir.Generics generics, DefId parameter)
    {
        foreach (Hir.WherePredicate predicate in generics.Predicates)
        {
            if (predicate is Hir.WherePredicate.OfType(_, { Kind: Hir.TyKind.Path(Hir.QPath.Resolved(null, { Res: Hir.Res.Def(var named) })) }, var bounds, _, _)
                && named == parameter && bounds.Any(IsMaybeSized))
            {
                return true;
            }
        }

        return false;
    }

    private void AddOwn(DefId definition, List<(Predicate Predicate, Span Span)> predicates)
    {
        Hir.ItemKind kind = context.Hir.ItemOf(definition).Kind;
        if (ItemHeads.GenericsOf(kind) is not { } generics)
        {
            return;
        }

        var lowering = new TypeLowering(context, new ItemScope(context, definition));
        if (kind is Hir.ItemKind.Trait trait)
        {
            AddTrait(definition, trait, lowering, predicates);
        }

        foreach (Hir.GenericParam parameter in generics.Params)
        {
            AddImplied(definition, generics, parameter, predicates);
        }

        foreach (Hir.WherePredicate predicate in generics.Predicates)
        {
            lowering.LowerPredicate(predicate, predicates);
        }
    }

    private void AddTrait(DefId definition, Hir.ItemKind.Trait trait, TypeLowering lowering, List<(Predicate Predicate, Span Span)> predicates)
    {
        Ty self = context.Types.Param(0, "Self");
        var reference = new TraitRef(definition, context.IdentityArgs(definition));
        predicates.Add((TypeLowering.Unbound(new PredicateKind.Trait(reference)), context.Definitions[definition].Span));
        foreach (Hir.GenericBound bound in trait.Supertraits)
        {
            lowering.LowerBound(bound, [], () => self, predicates);
        }
    }

    private void AddImplied(DefId definition, Hir.Generics generics, Hir.GenericParam parameter, List<(Predicate Predicate, Span Span)> predicates)
    {
        foreach (GenericParamDef own in context.GenericsOf(definition).Params)
        {
            if (own.Definition != parameter.Definition)
            {
                continue;
            }

            if (parameter is Hir.GenericParam.OfType && !IsMaybeSized(generics, parameter.Definition))
            {
                AddSized(context.Types.Param(own.Index, own.Name), parameter.Span, predicates);
            }
            else if (parameter is Hir.GenericParam.OfConst)
            {
                Const constant = context.Types.ConstParam(own.Index, own.Name);
                predicates.Add((TypeLowering.Unbound(new PredicateKind.ConstArgHasType(constant, context.TypeOf(own.Definition))), parameter.Span));
            }
        }
    }

    /// <summary>A trait's <c>where Self::Item: Bound</c> says it of the alias for everybody.</summary>
    private void AddWhereBoundsOnAlias(DefId definition, Ty alias, List<(Predicate Predicate, Span Span)> predicates)
    {
        if (context.Definitions[definition] is not { Kind: DefKind.AssociatedType, Parent: { } container }
            || context.Hir.ItemOf(container).Kind is not Hir.ItemKind.Trait trait || !NamesSelfItem(trait.Generics, context.Hir.ItemOf(definition).Name))
        {
            return;
        }

        foreach ((Predicate predicate, Span span) in context.PredicatesOf(container))
        {
            if (predicate.Bound.Value is PredicateKind.Trait(var reference) && ReferenceEquals(reference.Self, alias))
            {
                predicates.Add((predicate, span));
            }
        }
    }

    private static bool NamesSelfItem(Hir.Generics generics, Ident name)
    {
        foreach (Hir.WherePredicate predicate in generics.Predicates)
        {
            if (predicate is Hir.WherePredicate.OfType { Type.Kind: Hir.TyKind.Path(var path) } && path switch
            {
                Hir.QPath.TypeRelative(_, var segment, _) => segment.Ident.Name == name.Name,
                Hir.QPath.Resolved(not null, var resolved) => resolved.Segments[^1].Ident.Name == name.Name,
                _ => false,
            })
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsMaybeSized(Hir.GenericBound bound) =>
        bound is Hir.GenericBound.Trait(var reference) && (reference.Modifiers & BoundModifiers.Maybe) != 0;

    private void AddSized(Ty type, Span span, List<(Predicate Predicate, Span Span)> predicates)
    {
        if (context.Hir.LangItem("sized") is { } sized)
        {
            predicates.Add((TypeLowering.Unbound(new PredicateKind.Trait(new(sized, [type]))), span));
        }
    }
}
