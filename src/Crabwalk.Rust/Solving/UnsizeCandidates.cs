using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Mir.Visiting;
using Crabwalk.Rust.Semantics;

namespace Crabwalk.Rust.Solving;

/// <summary><c>T: Unsize&lt;U&gt;</c>: arrays to slices, values to objects, objects to objects that say less, structs by their last field.</summary>
internal sealed class UnsizeCandidates(Inference inference)
{
    private TypeContext Context => inference.Context;

    private TyInterner Types => Context.Types;

    /// <summary>Adds the way there is; true when the target is not known yet.</summary>
    public bool Add(Ty source, Ty target, List<Candidate> candidates)
    {
        Candidate? found = (source, target) switch
        {
            (_, Ty.Infer) => null,
            (Ty.Dynamic from, Ty.Dynamic to) => Upcast(from, to),
            (_, Ty.Dynamic to) => ToObject(source, to),
            (Ty.Array from, Ty.Slice to) => new Candidate.Unsizing([], [from.Element], [to.Element]),
            (Ty.Adt from, Ty.Adt to) when ReferenceEquals(from.Definition, to.Definition) && from.Definition.Kind == AdtKind.Struct => ByLastField(from, to),
            _ => null,
        };
        if (found is not null)
        {
            candidates.Add(found);
        }

        return target is Ty.Infer;
    }

    private Candidate.Unsizing ToObject(Ty source, Ty.Dynamic target)
    {
        var conditions = new List<Predicate>();
        foreach (ExistentialPredicate predicate in target.Predicates.Value)
        {
            PredicateKind kind = predicate switch
            {
                ExistentialPredicate.Trait(var trait, var args) => new PredicateKind.Trait(new(trait, [source, .. args])),
                ExistentialPredicate.Projection(var item, var args, var term) => new PredicateKind.Projection(item, [source, .. args], term),
                ExistentialPredicate.AutoTrait(var trait) => new PredicateKind.Trait(new(trait, [source])),
            };
            conditions.Add(new(new(kind, target.Predicates.Variables)));
        }

        if (SimplePrincipal(target) is { } principal)
        {
            conditions.Insert(0, new(new(new PredicateKind.DynCompatible(principal), [])));
        }

        if (Context.Hir.LangItem("sized") is { } sized)
        {
            conditions.Add(new(new(new PredicateKind.Trait(new(sized, [source])), [])));
        }

        conditions.Add(new(new(new PredicateKind.TypeOutlives(source, target.Region), [])));
        return new(conditions.ToEquatableArray(), [], []);
    }

    private static DefId? SimplePrincipal(Ty.Dynamic dynamic) => dynamic.Predicates.Value is [ExistentialPredicate.Trait trait, ..] ? trait.Definition : null;

    /// <summary>The target's principal is the source's or one that it requires, and the target lists no auto trait that the source lacks.</summary>
    private Candidate.Unsizing? Upcast(Ty.Dynamic source, Ty.Dynamic target)
    {
        foreach (ExistentialPredicate predicate in target.Predicates.Value)
        {
            if (predicate is ExistentialPredicate.AutoTrait(var auto) && !ObjectTypes.HasAuto(Context, source, auto))
            {
                return null;
            }
        }

        if (ObjectTypes.PrincipalOf(Context, target) is not { } wanted)
        {
            return new([], [], []);
        }

        if (ObjectTypes.PrincipalOf(Context, source) is not { } principal)
        {
            return null;
        }

        foreach (TraitRef super in Elaboration.Supertraits(Context, principal))
        {
            if (super.Trait == wanted.Trait)
            {
                return new(ProjectionConditions(source, target), super.Args[1..], wanted.Args[1..]);
            }
        }

        return null;
    }

    private static EquatableArray<Predicate> ProjectionConditions(Ty.Dynamic source, Ty.Dynamic target)
    {
        var conditions = new List<Predicate>();
        foreach (ExistentialPredicate predicate in target.Predicates.Value)
        {
            if (predicate is ExistentialPredicate.Projection(var item, var args, var term))
            {
                conditions.Add(new(new(new PredicateKind.Projection(item, [source, .. args], term), target.Predicates.Variables)));
            }
        }

        return conditions.ToEquatableArray();
    }

    /// <summary>Only parameters that the last field alone names may change (Rust Reference, unsized coercions).</summary>
    private Candidate.Unsizing? ByLastField(Ty.Adt source, Ty.Adt target)
    {
        if (source.Definition.Fields is not [.., var last] || Context.Hir.LangItem("unsize") is not { } unsize)
        {
            return null;
        }

        HashSet<int> free = ParametersOf(last.Type);
        foreach (FieldDef field in source.Definition.Fields.Span[..^1])
        {
            free.ExceptWith(ParametersOf(field.Type));
        }

        if (free.Count == 0)
        {
            return null;
        }

        var args = new GenericArg[source.Args.Count];
        for (int i = 0; i < args.Length; i++)
        {
            args[i] = free.Contains(i) ? target.Args[i] : source.Args[i];
        }

        Ty before = last.Type.Substitute(Types, source.Args);
        Ty after = last.Type.Substitute(Types, target.Args);
        var condition = new PredicateKind.Trait(new(unsize, [before, after]));
        return new([new(new(condition, []))], [.. args], target.Args);
    }

    private static HashSet<int> ParametersOf(Ty type)
    {
        var found = new HashSet<int>();
        foreach (GenericArg part in TyWalk.Everything(type))
        {
            if (part is Ty.Param parameter)
            {
                found.Add(parameter.Index);
            }
        }

        return found;
    }
}
