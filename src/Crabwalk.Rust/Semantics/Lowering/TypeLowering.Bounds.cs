using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Semantics.Lowering;

/// <summary>Bounds: each becomes a predicate for its trait and one for each constraint on an associated type.</summary>
public sealed partial class TypeLowering
{
    /// <summary>The trait of a bound with the given self type.</summary>
    public TraitRef LowerTraitRef(Hir.TraitRef reference, Ty self)
    {
        DefId trait = ItemHeads.TraitOf(reference)!.Value;
        return new(trait, LowerArgs(trait, [], self, reference.Path.Segments[^1]));
    }

    /// <summary>The predicates of one where clause.</summary>
    internal void LowerPredicate(Hir.WherePredicate predicate, List<(Predicate Predicate, Span Span)> into)
    {
        switch (predicate)
        {
            case Hir.WherePredicate.OfType(var lifetimes, var type, var bounds, _, _):
                foreach (Hir.GenericBound bound in bounds)
                {
                    LowerBound(bound, lifetimes, () => Lower(type), into);
                }

                break;
            case Hir.WherePredicate.OfLifetime(var lifetime, var bounds, _, _):
                foreach (Hir.GenericBound bound in bounds)
                {
                    if (bound is Hir.GenericBound.Outlives(var shorter))
                    {
                        into.Add((Unbound(new PredicateKind.RegionOutlives(Lower(lifetime), Lower(shorter))), bound.Span));
                    }
                }

                break;
        }
    }

    /// <summary>The predicates of one bound on the type that <paramref name="self"/> lowers inside the bound's binder.</summary>
    internal void LowerBound(Hir.GenericBound bound, IEnumerable<Hir.GenericParam> lifetimes, Func<Ty> self, List<(Predicate Predicate, Span Span)> into)
    {
        List<(DefId Definition, string Name)> binder = Open(lifetimes);
        var kinds = new List<(PredicateKind Kind, Span Span)>();
        AddBound(bound, self, binder, kinds);
        Close();
        EquatableArray<BoundVariableKind> variables = ItemHeads.BinderOf(binder);
        foreach ((PredicateKind kind, Span span) in kinds)
        {
            into.Add((new(new(kind, variables)), span));
        }
    }

    /// <summary>A predicate that binds nothing.</summary>
    internal static Predicate Unbound(PredicateKind kind) => new(new(kind, []));

    private void AddBound(Hir.GenericBound bound, Func<Ty> self, List<(DefId Definition, string Name)> binder, List<(PredicateKind Kind, Span Span)> kinds)
    {
        switch (bound)
        {
            case Hir.GenericBound.Outlives(var lifetime):
                kinds.Add((new PredicateKind.TypeOutlives(self(), Lower(lifetime)), bound.Span));
                break;
            case Hir.GenericBound.Trait(var reference) when (reference.Modifiers & (BoundModifiers.Maybe | BoundModifiers.Negative)) == 0
                && ItemHeads.TraitOf(reference.Trait) is not null:
                Extend(binder, reference.Lifetimes);
                TraitRef lowered = LowerTraitRef(reference.Trait, self());
                kinds.Add((new PredicateKind.Trait(lowered), bound.Span));
                AddConstraints(lowered, reference.Trait.Path.Segments[^1], binder, kinds);
                break;
        }
    }

    private void AddConstraints(TraitRef reference, Hir.PathSegment segment, List<(DefId Definition, string Name)> binder, List<(PredicateKind Kind, Span Span)> kinds)
    {
        if (segment.Args is not { } args)
        {
            return;
        }

        foreach (Hir.AssocConstraint constraint in args.Constraints)
        {
            AssocKind kind = constraint.Kind is Hir.AssocConstraintKind.ConstEquals ? AssocKind.Const : AssocKind.Type;
            if (FindConstrained(reference, constraint, kind) is not var (owner, item))
            {
                continue;
            }

            var named = new Hir.PathSegment(constraint.Id, constraint.Name, new Hir.Res.Def(item.Definition), constraint.Args);
            AddConstraint(constraint, item, LowerArgs(item.Definition, owner.Args, self: null, named), binder, kinds);
        }
    }

    private void AddConstraint(Hir.AssocConstraint constraint, AssocItem item, EquatableArray<GenericArg> args, List<(DefId Definition, string Name)> binder, List<(PredicateKind Kind, Span Span)> kinds)
    {
        switch (constraint.Kind)
        {
            case Hir.AssocConstraintKind.TypeEquals(var type):
                kinds.Add((new PredicateKind.Projection(item.Definition, args, Lower(type)), constraint.Span));
                break;
            case Hir.AssocConstraintKind.ConstEquals(var value):
                kinds.Add((new PredicateKind.Projection(item.Definition, args, Lower(value, _context.TypeOf(item.Definition))), constraint.Span));
                break;
            case Hir.AssocConstraintKind.Bounded(var bounds):
                Ty alias = Types.Alias(AliasKind.Projection, item.Definition, args);
                foreach (Hir.GenericBound bound in bounds)
                {
                    AddBound(bound, () => alias, binder, kinds);
                }

                break;
        }
    }

    private (TraitRef Owner, AssocItem Item)? FindConstrained(TraitRef reference, Hir.AssocConstraint constraint, AssocKind kind)
    {
        if (FindOwner(reference.Trait, constraint.Name.Name, kind) is { } item)
        {
            foreach (TraitRef candidate in Elaboration.Supertraits(_context, reference))
            {
                if (candidate.Trait == item.Container)
                {
                    return (candidate, item);
                }
            }
        }

        string name = _context.Symbols[constraint.Name.Name];
        _context.Report(new(Severity.Error, "E0220", $"associated {(kind == AssocKind.Const ? "constant" : "type")} `{name}` not found for `{_context.Hir.PathOf(reference.Trait)}`",
            new(constraint.Name.Span, $"associated {(kind == AssocKind.Const ? "constant" : "type")} `{name}` not found")));
        return null;
    }
}
