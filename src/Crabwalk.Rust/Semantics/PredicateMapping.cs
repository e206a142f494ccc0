using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Types;

namespace Crabwalk.Rust.Semantics;

/// <summary>Rebuilds predicates with their parts changed.</summary>
public static class PredicateMapping
{
    /// <summary>The predicate with each part changed; the parts may name the binder of the predicate.</summary>
    public static PredicateKind Map(this PredicateKind kind, Func<GenericArg, GenericArg> change) => kind switch
    {
        PredicateKind.Trait(var reference) => new PredicateKind.Trait(reference with { Args = MapArgs(reference.Args, change) }),
        PredicateKind.Projection(var item, var args, var term) => new PredicateKind.Projection(item, MapArgs(args, change), change(term)),
        PredicateKind.TypeOutlives(var type, var region) => new PredicateKind.TypeOutlives((Ty)change(type), (Region)change(region)),
        PredicateKind.RegionOutlives(var longer, var shorter) => new PredicateKind.RegionOutlives((Region)change(longer), (Region)change(shorter)),
        PredicateKind.WellFormed(var arg) => new PredicateKind.WellFormed(change(arg)),
        PredicateKind.ConstArgHasType(var constant, var type) => new PredicateKind.ConstArgHasType((Const)change(constant), (Ty)change(type)),
        PredicateKind.DynCompatible => kind,
        PredicateKind.Subtype(var sub, var super) => new PredicateKind.Subtype((Ty)change(sub), (Ty)change(super)),
        PredicateKind.Coerce(var from, var to) => new PredicateKind.Coerce((Ty)change(from), (Ty)change(to)),
        PredicateKind.AliasRelate(var left, var right) => new PredicateKind.AliasRelate(change(left), change(right)),
        _ => kind,
    };

    /// <summary>The parts of a predicate, in order.</summary>
    public static IEnumerable<GenericArg> Parts(this PredicateKind kind) => kind switch
    {
        PredicateKind.Trait(var reference) => reference.Args,
        PredicateKind.Projection(_, var args, var term) => [.. args, term],
        PredicateKind.TypeOutlives(var type, var region) => [type, region],
        PredicateKind.RegionOutlives(var longer, var shorter) => [longer, shorter],
        PredicateKind.WellFormed(var arg) => [arg],
        PredicateKind.ConstArgHasType(var constant, var type) => [constant, type],
        PredicateKind.Subtype(var sub, var super) => [sub, super],
        PredicateKind.Coerce(var from, var to) => [from, to],
        PredicateKind.AliasRelate(var left, var right) => [left, right],
        _ => [],
    };

    /// <summary>True when one of the parts has one of the flags.</summary>
    public static bool Has(this PredicateKind kind, TyFlags flags)
    {
        foreach (GenericArg part in kind.Parts())
        {
            if (part.Has(flags))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The arguments, each changed; the same array when none is.</summary>
    public static EquatableArray<GenericArg> MapArgs(EquatableArray<GenericArg> args, Func<GenericArg, GenericArg> change)
    {
        GenericArg[]? changed = null;
        for (int i = 0; i < args.Count; i++)
        {
            GenericArg folded = change(args[i]);
            if (changed is null && !ReferenceEquals(folded, args[i]))
            {
                changed = args.Span.ToArray();
            }

            changed?[i] = folded;
        }

        return changed is null ? args : [.. changed];
    }
}
