using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Semantics;

namespace Crabwalk.Rust.Solving;

/// <summary>What a <c>dyn</c> type says of itself.</summary>
public static class ObjectTypes
{
    /// <summary>The principal trait with the object type itself as self; null when there are only auto traits. What its binder binds is forgotten.</summary>
    public static TraitRef? PrincipalOf(ITypeContext context, Ty.Dynamic dynamic) =>
        dynamic.Predicates.Value is [ExistentialPredicate.Trait trait, ..]
            ? new(trait.Definition, Opened(context, dynamic, [dynamic, .. trait.Args]))
            : null;

    /// <summary>The projections that the type fixes, about itself.</summary>
    public static IEnumerable<PredicateKind.Projection> ProjectionsOf(ITypeContext context, Ty.Dynamic dynamic)
    {
        foreach (ExistentialPredicate predicate in dynamic.Predicates.Value.Span.ToArray())
        {
            if (predicate is ExistentialPredicate.Projection(var item, var args, var term))
            {
                EquatableArray<GenericArg> opened = Opened(context, dynamic, [dynamic, .. args, term]);
                yield return new(item, opened[..^1], opened[^1]);
            }
        }
    }

    /// <summary>True when the type lists the auto trait, or its principal trait requires it.</summary>
    public static bool HasAuto(ITypeContext context, Ty.Dynamic dynamic, DefId auto)
    {
        foreach (ExistentialPredicate predicate in dynamic.Predicates.Value)
        {
            if (predicate is ExistentialPredicate.AutoTrait(var listed) && listed == auto)
            {
                return true;
            }
        }

        return PrincipalOf(context, dynamic) is { } principal && Elaboration.Supertraits(context, principal).Any(super => super.Trait == auto);
    }

    private static EquatableArray<GenericArg> Opened(ITypeContext context, Ty.Dynamic dynamic, EquatableArray<GenericArg> args) =>
        dynamic.Predicates.Variables.IsEmpty ? args : PredicateMapping.MapArgs(args, arg => BoundRegions.Erase(arg, context.Types));
}
