using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Semantics.Lowering;

/// <summary><c>dyn Trait</c></summary>
public sealed partial class TypeLowering
{
    private Ty LowerObject(Hir.Ty type, EquatableArray<Hir.PolyTraitRef> bounds, Hir.Lifetime lifetime, Region? objectDefault)
    {
        var autos = new List<DefId>();
        var principals = new List<Hir.PolyTraitRef>();
        foreach (Hir.PolyTraitRef bound in bounds)
        {
            if (ItemHeads.TraitOf(bound.Trait) is not { } trait || (bound.Modifiers & BoundModifiers.Maybe) != 0)
            {
                continue;
            }

            if (IsAuto(trait))
            {
                autos.Add(trait);
            }
            else
            {
                principals.Add(bound);
            }
        }

        if (principals.Count > 1)
        {
            return ReportSeveralPrincipals(principals);
        }

        if (principals.Count == 0 && autos.Count == 0)
        {
            return Types.Error;
        }

        Region region = lifetime.Res is not Hir.LifetimeRes.ObjectDefault ? Lower(lifetime)
            : principals.Count > 0 && IsStatic(ItemHeads.TraitOf(principals[0].Trait)!.Value) ? Types.Static
            : objectDefault ?? (_scope.Infers ? _scope.RegionFor(lifetime.Span) : Types.Static);
        return BuildObject(type.Span, principals.Count == 0 ? null : principals[0], autos, region);
    }

    // `trait Any: 'static` says it for all its objects, also behind a shorter reference (Reference, "Default trait object lifetimes").
    private bool IsStatic(DefId trait)
    {
        var itself = new TraitRef(trait, _context.IdentityArgs(trait));
        return Elaboration.Supertraits(_context, itself).Any(super => _context.PredicatesOf(super.Trait).Any(
            bound => bound.Predicate.Bound.Value is PredicateKind.TypeOutlives(Ty.Param { Index: 0 }, Region.Static)));
    }

    private Ty.Dynamic BuildObject(Span span, Hir.PolyTraitRef? principal, List<DefId> autos, Region region)
    {
        var predicates = new List<ExistentialPredicate>();
        List<(DefId Definition, string Name)> binder = Open(principal?.Lifetimes ?? []);
        if (principal is not null)
        {
            AddPrincipal(span, principal, binder, predicates);
        }

        Close();
        foreach (DefId auto in autos.Distinct().Order(Comparer<DefId>.Create((a, b) => a.Index.CompareTo(b.Index))))
        {
            predicates.Add(new ExistentialPredicate.AutoTrait(auto));
        }

        return Types.Dynamic(new(predicates.ToEquatableArray(), ItemHeads.BinderOf(binder)), region);
    }

    private void AddPrincipal(Span span, Hir.PolyTraitRef principal, List<(DefId Definition, string Name)> binder, List<ExistentialPredicate> predicates)
    {
        Ty self = _context.ObjectSelf();
        TraitRef reference = LowerTraitRef(principal.Trait, self);
        var constraints = new List<(PredicateKind Kind, Span Span)>();
        AddConstraints(reference, principal.Trait.Path.Segments[^1], binder, constraints);
        predicates.Add(new ExistentialPredicate.Trait(reference.Trait, reference.Args[1..]));
        var projections = new SortedDictionary<int, ExistentialPredicate>();
        foreach ((PredicateKind kind, _) in constraints)
        {
            AddProjection(kind, projections);
        }

        foreach (TraitRef super in Elaboration.Supertraits(_context, reference))
        {
            foreach ((Predicate predicate, _) in _context.PredicatesOf(super.Trait))
            {
                if (predicate.Bound is { Variables.IsEmpty: true, Value: PredicateKind.Projection projection }
                    && _context.Substitute(projection, super.Args) is PredicateKind.Projection { Args: [var projected, ..] } put && ReferenceEquals(projected, self))
                {
                    AddProjection(put, projections);
                }
            }
        }

        predicates.AddRange(projections.Values);
        CheckComplete(span, reference, projections);
    }

    private static void AddProjection(PredicateKind kind, SortedDictionary<int, ExistentialPredicate> projections)
    {
        if (kind is PredicateKind.Projection(var item, var args, var term))
        {
            projections.TryAdd(item.Index, new ExistentialPredicate.Projection(item, args[1..], term));
        }
    }

    private void CheckComplete(Span span, TraitRef reference, SortedDictionary<int, ExistentialPredicate> projections)
    {
        var missing = new List<AssocItem>();
        foreach (TraitRef super in Elaboration.Supertraits(_context, reference))
        {
            foreach (AssocItem item in _context.AssociatedItemsOf(super.Trait))
            {
                if (item.Kind == AssocKind.Type && !projections.ContainsKey(item.Definition.Index)
                    && _context.GenericsOf(item.Definition).Params.IsEmpty && !_context.RequiresSizedSelf(item.Definition))
                {
                    missing.Add(item);
                }
            }
        }

        if (missing.Count > 0)
        {
            ReportIncomplete(span, missing);
        }
    }

    private void ReportIncomplete(Span span, List<AssocItem> missing)
    {
        string names = string.Join(", ", missing.Select(item => $"`{_context.Symbols[item.Name]}`"));
        string trait = _context.Hir.PathOf(missing[0].Container);
        var labels = new List<Label>();
        foreach (AssocItem item in missing)
        {
            if (!_context.Definitions[item.Definition].IsLibrary)
            {
                labels.Add(new(_context.Definitions[item.Definition].Span, $"`{_context.Symbols[item.Name]}` defined here"));
            }
        }

        string plural = missing.Count == 1 ? "" : "s";
        string arguments = string.Join(", ", missing.Select(item => $"{_context.Symbols[item.Name]} = /* Type */"));
        _context.Report(new(Severity.Error, "E0191", $"the value{plural} of the associated type{plural} {names} in `{trait}` must be specified",
            new(span, missing.Count == 1 ? "" : $"associated types {names} must be specified"))
        {
            Labels = labels.ToEquatableArray(),
            Fixes = [new($"specify the associated type{plural}", [new(span.AtEnd, $"<{arguments}>")], Applicability.HasPlaceholders)],
        });
    }

    private Ty ReportSeveralPrincipals(List<Hir.PolyTraitRef> principals)
    {
        string others = string.Join(" + ", principals.Select(principal => _context.Hir.PathOf(ItemHeads.TraitOf(principal.Trait)!.Value)));
        _context.Report(new(Severity.Error, "E0225", "only auto traits can be used as additional traits in a trait object", new(principals[1].Span, "additional non-auto trait"))
        {
            Labels = [new(principals[0].Span, "first non-auto trait")],
            Children =
            [
                new(Severity.Help, $"consider creating a new trait with all of these as supertraits and using that trait here instead: `trait NewTrait: {others} {{}}`"),
                new(Severity.Note, "auto-traits like `Send` and `Sync` are traits that have special properties; for more information on them, visit <https://doc.rust-lang.org/reference/special-types-and-traits.html#auto-traits>"),
            ],
        });
        return Types.Error;
    }

    private bool IsAuto(DefId trait) => _context.Hir.ItemOf(trait).Kind is Hir.ItemKind.Trait { IsAuto: true };
}
