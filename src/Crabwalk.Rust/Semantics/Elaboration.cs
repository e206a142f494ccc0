using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Rust.Semantics;

/// <summary>What follows from predicates: a type that implements a trait implements the traits that it requires.</summary>
public sealed class Elaboration(ITypeContext context)
{
    /// <summary>A trait that requires itself with ever larger arguments, which is reported where it is declared, must not go on for ever.</summary>
    private const int MaxImplied = 500;

    /// <summary>A trait reference and all that it implies, each once, itself first.</summary>
    public static List<TraitRef> Supertraits(ITypeContext context, TraitRef reference)
    {
        var found = new List<TraitRef> { reference };
        var seen = new HashSet<TraitRef> { reference };
        for (int i = 0; i < found.Count; i++)
        {
            foreach (TraitRef super in context.SupertraitsOf(found[i].Trait))
            {
                TraitRef put = super with { Args = super.Args.Substitute(context.Types, found[i].Args) };
                if (found.Count < MaxImplied && seen.Add(put))
                {
                    found.Add(put);
                }
            }
        }

        return found;
    }

    /// <summary>The traits that a trait requires directly, by its head alone.</summary>
    public static IEnumerable<DefId> DirectSupertraits(ITypeContext context, DefId trait)
    {
        if (context.Hir.ItemOf(trait).Kind is not Hir.ItemKind.Trait item)
        {
            yield break;
        }

        foreach (Hir.GenericBound bound in item.Supertraits.Span.ToArray())
        {
            if (bound is Hir.GenericBound.Trait(var reference) && ItemHeads.TraitOf(reference.Trait) is { } super)
            {
                yield return super;
            }
        }
    }

    /// <summary>What the body of a definition may assume.</summary>
    public ParamEnv EnvironmentOf(DefId definition)
    {
        while (context.Definitions[definition] is { Kind: DefKind.Closure or DefKind.AnonymousConstant, Parent: { } parent })
        {
            definition = parent;
        }

        var written = new List<Predicate>();
        foreach ((Predicate predicate, Span _) in context.PredicatesOf(definition))
        {
            written.Add(predicate);
        }

        return written.Count == 0 ? ParamEnv.Empty : new(Elaborate(written));
    }

    /// <summary>The predicates and all that follows from them, each once.</summary>
    public EquatableArray<Predicate> Elaborate(IReadOnlyList<Predicate> predicates)
    {
        var found = new List<Predicate>();
        var seen = new HashSet<Predicate>();
        foreach (Predicate predicate in predicates)
        {
            Add(predicate, found, seen);
        }

        for (int i = 0; i < found.Count && found.Count < MaxImplied; i++)
        {
            if (found[i].Bound.Value is PredicateKind.Trait(var reference))
            {
                AddImplied(found[i], reference, found, seen);
            }
        }

        return found.ToEquatableArray();
    }

    private void AddImplied(Predicate predicate, TraitRef reference, List<Predicate> found, HashSet<Predicate> seen)
    {
        foreach (TraitRef super in context.SupertraitsOf(reference.Trait))
        {
            var put = new PredicateKind.Trait(super with { Args = super.Args.Substitute(context.Types, reference.Args) });
            Add(new(predicate.Bound with { Value = put }), found, seen);
        }

        foreach ((Predicate implied, Span _) in context.PredicatesOf(reference.Trait))
        {
            if (implied.Bound is { Variables.IsEmpty: true, Value: PredicateKind.Projection or PredicateKind.TypeOutlives } && IsAboutSelf(implied.Bound.Value))
            {
                Add(new(predicate.Bound with { Value = context.Substitute(implied.Bound.Value, reference.Args) }), found, seen);
            }
        }
    }

    private static bool IsAboutSelf(PredicateKind kind) => kind switch
    {
        PredicateKind.Projection { Args: [Ty.Param { Index: 0 }, ..] } => true,
        PredicateKind.TypeOutlives(Ty.Param { Index: 0 }, _) => true,
        _ => false,
    };

    private static void Add(Predicate predicate, List<Predicate> found, HashSet<Predicate> seen)
    {
        if (seen.Add(predicate))
        {
            found.Add(predicate);
        }
    }
}
