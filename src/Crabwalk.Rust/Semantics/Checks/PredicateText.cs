using Crabwalk.Mir.Types;

namespace Crabwalk.Rust.Semantics.Checks;

/// <summary>How messages spell predicates: <c>T: Clone</c>, <c>&lt;T as Iterator&gt;::Item == u8</c>.</summary>
internal static class PredicateText
{
    /// <summary>The predicate in words of the source.</summary>
    public static string Of(ITypeContext context, Predicate predicate) => Of(context, predicate.Bound.Value);

    /// <summary>The predicate in words of the source.</summary>
    public static string Of(ITypeContext context, PredicateKind predicate) => predicate switch
    {
        PredicateKind.Trait(var reference) => $"{TypeNames.Of(context, reference.Self)}: {TypeNames.Of(context, reference)}",
        PredicateKind.Projection(var item, var args, var term) =>
            $"{TypeNames.Of(context, context.Types.Alias(AliasKind.Projection, item, args))} == {TypeNames.Of(context, term)}",
        PredicateKind.TypeOutlives(var type, var region) => $"{TypeNames.Of(context, type)}: {TypeNames.Of(context, region)}",
        PredicateKind.RegionOutlives(var longer, var shorter) => $"{TypeNames.Of(context, longer)}: {TypeNames.Of(context, shorter)}",
        PredicateKind.WellFormed(var arg) => $"{TypeNames.Of(context, arg)} well-formed",
        PredicateKind.ConstArgHasType(var constant, var type) => $"the constant `{TypeNames.Of(context, constant)}` has type `{TypeNames.Of(context, type)}`",
        PredicateKind.DynCompatible(var trait) => $"the trait `{context.Hir.PathOf(trait)}` is dyn-compatible",
        PredicateKind.Subtype(var sub, var super) => $"{TypeNames.Of(context, sub)} <: {TypeNames.Of(context, super)}",
        PredicateKind.Coerce(var from, var to) => $"{TypeNames.Of(context, from)} -> {TypeNames.Of(context, to)}",
        PredicateKind.AliasRelate(var left, var right) => $"{TypeNames.Of(context, left)} == {TypeNames.Of(context, right)}",
        _ => "",
    };
}
