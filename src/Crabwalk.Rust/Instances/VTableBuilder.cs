using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Instances;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Semantics;

namespace Crabwalk.Rust.Instances;

/// <summary>
/// What vtables hold: first the methods of the principal trait and of all its supertraits, each trait once, in the order of a search that
/// looks at a trait before those it requires; then a vtable for each supertrait, for upcasts.
/// </summary>
internal sealed class VTableBuilder(ITypeContext context)
{
    private readonly Dictionary<DefId, IReadOnlyList<DefId>> _methods = [];

    /// <summary>The slots of a type as <c>dyn Trait</c>.</summary>
    /// <param name="type">The type.</param>
    /// <param name="dynamic">The <c>dyn</c> type.</param>
    /// <param name="resolve">Finds the code of a method for a type.</param>
    public EquatableArray<VTableSlot> SlotsOf(Ty type, Ty.Dynamic dynamic, Func<DefId, EquatableArray<GenericArg>, Instance?> resolve)
    {
        if (PrincipalOf(dynamic) is not { } principal)
        {
            return [];
        }

        TraitRef[] traits = TraitsOf(new(principal.Definition, [type, .. principal.Args]));
        var slots = new List<VTableSlot>();
        foreach (TraitRef trait in traits)
        {
            foreach (DefId method in MethodsOf(trait.Trait))
            {
                slots.Add(resolve(method, [.. trait.Args, .. ErasedLifetimesOf(method)]) is { } instance ? new VTableSlot.Method(ByPointer(method, instance, type)) : new VTableSlot.Vacant());
            }
        }

        slots.AddRange(traits.Skip(1).Select(trait => new VTableSlot.SuperTrait(ObjectOf(trait))));
        return [.. slots];
    }

    /// <summary>The slot of a method in the vtable of a <c>dyn</c> type; null when it is not called through one.</summary>
    public int? SlotOf(DefId method, Ty.Dynamic dynamic)
    {
        if (PrincipalOf(dynamic) is not { } principal)
        {
            return null;
        }

        int slot = 0;
        foreach (TraitRef trait in TraitsOf(new(principal.Definition, [dynamic, .. principal.Args])))
        {
            foreach (DefId candidate in MethodsOf(trait.Trait))
            {
                if (candidate == method)
                {
                    return slot;
                }

                slot++;
            }
        }

        return null;
    }

    /// <summary>The slot in which the vtable for one trait keeps that for a supertrait; null when both have the same.</summary>
    public int? UpcastSlot(Ty.Dynamic from, Ty.Dynamic to)
    {
        if (PrincipalOf(from) is not { } source || PrincipalOf(to) is not { } target || source.Definition == target.Definition)
        {
            return null;
        }

        TraitRef[] traits = TraitsOf(new(source.Definition, [from, .. source.Args]));
        int index = Array.FindIndex(traits, trait => trait.Trait == target.Definition);
        return index < 0 ? null : traits.Sum(trait => MethodsOf(trait.Trait).Count) + index - 1;
    }

    /// <summary>The trait that a <c>dyn</c> type is about.</summary>
    public static ExistentialPredicate.Trait? PrincipalOf(Ty.Dynamic dynamic) =>
        dynamic.Predicates.Value is [ExistentialPredicate.Trait principal, ..] ? principal : null;

    private TraitRef[] TraitsOf(TraitRef principal)
    {
        var found = new List<TraitRef>();
        Collect(principal, found);
        return [.. found];
    }

    private void Collect(TraitRef trait, List<TraitRef> found)
    {
        if (found.Exists(known => known.Trait == trait.Trait && known.Args == trait.Args))
        {
            return;
        }

        found.Add(trait);
        foreach (TraitRef super in context.SupertraitsOf(trait.Trait))
        {
            Collect(super with { Args = super.Args.Substitute(context.Types, trait.Args) }, found);
        }
    }

    // Methods without a receiver, with type parameters or for sized types only are no part of a vtable.
    private IReadOnlyList<DefId> MethodsOf(DefId trait)
    {
        if (!_methods.TryGetValue(trait, out IReadOnlyList<DefId>? methods))
        {
            _methods[trait] = methods =
            [
                .. context.AssociatedItemsOf(trait).Where(item => item is { Kind: AssocKind.Function, HasSelf: true } && IsDispatched(item.Definition)).Select(item => item.Definition),
            ];
        }

        return methods;
    }

    private bool IsDispatched(DefId method)
    {
        foreach (GenericParamDef parameter in context.GenericsOf(method).Params)
        {
            if (parameter.Kind != GenericParamKind.Lifetime)
            {
                return false;
            }
        }

        return !RequiresSized(method);
    }

    private bool RequiresSized(DefId method)
    {
        DefId? sized = context.Hir.LangItem("sized");
        DefId? trait = context.Definitions[method].Parent;
        foreach ((Predicate predicate, _) in context.PredicatesOf(method))
        {
            if (predicate.Bound.Value is PredicateKind.Trait({ Self: Ty.Param { Index: 0 } } reference) && reference.Trait == sized && trait is not null)
            {
                return true;
            }
        }

        return false;
    }

    private GenericArg[] ErasedLifetimesOf(DefId method) => [.. context.GenericsOf(method).Params.Select(_ => (GenericArg)context.Types.Erased)];

    private Instance ByPointer(DefId method, Instance instance, Ty type) => context.SignatureOf(method).Value.Inputs is [Ty.Param { Index: 0 }, ..]
        ? instance with { Shim = new Shim.VTableByValue(type) }
        : instance;

    private Ty.Dynamic ObjectOf(TraitRef trait) => context.Types.Dynamic(
        new([new ExistentialPredicate.Trait(trait.Trait, trait.Args[1..])], []), context.Types.Erased);
}
