using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Semantics;

namespace Crabwalk.Rust.Solving;

/// <summary>What the declaration of an associated or opaque type says of it, and of the alias that it is reached through.</summary>
internal static class AliasBounds
{
    /// <summary>The bounds, with the alias's arguments put in and all that follows from them.</summary>
    public static IReadOnlyList<(Predicate Predicate, Span Span)> Of(ITypeContext context, Ty.Alias alias)
    {
        var bounds = new List<(Predicate Predicate, Span Span)>();
        var seen = new HashSet<Predicate>();
        foreach ((Predicate predicate, Span span) in context.ItemBoundsOf(alias.Definition))
        {
            Add(context, predicate.Substitute(context.Types, alias.Args), span, bounds, seen);
        }

        if (alias.Kind == AliasKind.Projection && alias.Args is [Ty.Alias inner, ..])
        {
            foreach ((Predicate predicate, Span span) in Of(context, inner))
            {
                if (predicate.Bound.Value.Parts().FirstOrDefault() is Ty.Alias about && ReferenceEquals(about, alias) && seen.Add(predicate))
                {
                    bounds.Add((predicate, span));
                }
            }
        }

        return bounds;
    }

    private static void Add(ITypeContext context, Predicate predicate, Span span, List<(Predicate Predicate, Span Span)> bounds, HashSet<Predicate> seen)
    {
        if (!seen.Add(predicate))
        {
            return;
        }

        bounds.Add((predicate, span));
        if (predicate.Bound.Value is not PredicateKind.Trait(var reference))
        {
            return;
        }

        foreach (TraitRef super in context.SupertraitsOf(reference.Trait))
        {
            var implied = new PredicateKind.Trait(super.Substitute(context.Types, reference.Args));
            Add(context, new(predicate.Bound with { Value = implied }), span, bounds, seen);
        }

        foreach ((Predicate projected, Span _) in context.PredicatesOf(reference.Trait))
        {
            if (projected.Bound is { Variables.IsEmpty: true, Value: PredicateKind.Projection { Args: [Ty.Param { Index: 0 }, ..] } kind })
            {
                Add(context, new(predicate.Bound with { Value = context.Substitute(kind, reference.Args) }), span, bounds, seen);
            }
        }
    }
}
