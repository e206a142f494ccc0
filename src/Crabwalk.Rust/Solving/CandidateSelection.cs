using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Semantics;

namespace Crabwalk.Rust.Solving;

/// <summary>
/// Gathers the ways in which a trait's goal may hold and chooses one: where clauses come before the bounds of aliases and objects, those
/// before impls (rustc dev guide, "Candidate preference").
/// </summary>
internal sealed class CandidateSelection(Inference inference, TraitSolver solver)
{
    private readonly BuiltinCandidates _builtins = new(inference);

    private TypeContext Context => inference.Context;

    /// <summary>The way in which <paramref name="wanted"/> holds. Nothing is changed.</summary>
    public Selection Select(Goal goal, TraitRef wanted)
    {
        Obligation obligation = goal.Obligation;
        Ty self = inference.Shallow(wanted.Self);
        if (self is Ty.Error || HasError(wanted))
        {
            return new(SelectionState.Found, new Candidate.Builtin([]));
        }

        if (self is Ty.Infer { Kind: InferKind.General })
        {
            return new(SelectionState.Ambiguous);
        }

        var candidates = new List<Candidate>();
        AddWhereClauses(obligation, wanted, candidates);
        AddAliasBounds(obligation, wanted, self, candidates);
        AddObject(obligation, wanted, self, candidates);
        int assumed = candidates.Count;
        AddImpls(obligation, wanted, self, candidates);
        bool isAmbiguous = candidates.Count == assumed && _builtins.Add(obligation, wanted, self, candidates);
        if (inference.IsCoherence && candidates.Count == 0 && !Orphans.IsKnowable(Context, wanted))
        {
            return new(SelectionState.Ambiguous);
        }

        return candidates.Count switch
        {
            0 => new(isAmbiguous ? SelectionState.Ambiguous : SelectionState.None),
            1 => Found(candidates[0]),
            _ => Choose(goal, wanted, candidates),
        };
    }

    /// <summary>Carries a way out and gives what is left to prove; null when the types cannot be made equal after all.</summary>
    public List<Obligation>? Confirm(Obligation obligation, TraitRef wanted, Candidate candidate) => candidate switch
    {
        Candidate.WhereClause(var clause) => Related(obligation, wanted, Instantiate(clause, obligation.Cause.Span)),
        Candidate.AliasBound(var bound) => Related(obligation, wanted, bound),
        Candidate.Object(var bound) => Related(obligation, wanted, bound),
        Candidate.Impl(var definition) => ConfirmImpl(obligation, wanted, definition, out _),
        Candidate.Builtin(var parts) => NestedFor(obligation, wanted, parts),
        Candidate.Callable(var signature) => ConfirmCallable(obligation, wanted, signature),
        Candidate.Unsizing unsizing => ConfirmUnsizing(obligation, wanted, unsizing),
        _ => null,
    };

    /// <summary>Unifies an impl with a goal: what its where clauses require is left to prove.</summary>
    public List<Obligation>? ConfirmImpl(Obligation obligation, TraitRef wanted, DefId definition, out EquatableArray<GenericArg> args)
    {
        args = inference.FreshArgs(definition, obligation.Cause.Span);
        if (Context.TraitRefOf(definition) is not { } header)
        {
            return null;
        }

        List<Obligation>? related = Related(obligation, wanted, header.Substitute(Context.Types, args));
        if (related is null)
        {
            return null;
        }

        foreach ((Predicate predicate, Span span) in Context.PredicatesOf(definition))
        {
            var cause = obligation.Cause with { Code = new CauseCode.ImplDerived(definition, span, wanted, obligation.Cause.Code) };
            related.Add(new(cause, obligation.Environment, predicate.Substitute(Context.Types, args), obligation.Depth + 1));
        }

        return related;
    }

    private static bool HasError(TraitRef wanted)
    {
        foreach (GenericArg arg in wanted.Args)
        {
            if (arg is not Region && arg.Has(TyFlags.HasError))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A negative impl is found like any other, and says that the trait is not implemented.</summary>
    private Selection Found(Candidate candidate) =>
        candidate is Candidate.Impl(var definition) && Context.Hir.ItemOf(definition).Kind is Hir.ItemKind.Impl { IsNegative: true }
            ? new(SelectionState.None)
            : new(SelectionState.Found, candidate);

    private void AddWhereClauses(Obligation obligation, TraitRef wanted, List<Candidate> candidates)
    {
        foreach (Predicate clause in obligation.Environment.CallerBounds)
        {
            if (clause.Bound.Value is PredicateKind.Trait(var assumed) && assumed.Trait == wanted.Trait && MayUnify(wanted, assumed)
                && Matches(obligation, wanted, Instantiate(clause, obligation.Cause.Span)))
            {
                candidates.Add(new Candidate.WhereClause(clause));
            }
        }
    }

    private void AddAliasBounds(Obligation obligation, TraitRef wanted, Ty self, List<Candidate> candidates)
    {
        if (self is not Ty.Alias alias || (alias.Kind == AliasKind.Opaque && inference.RevealsOpaqueTypes))
        {
            return;
        }

        foreach ((Predicate bound, Span _) in AliasBounds.Of(Context, alias))
        {
            if (bound.Bound.Value is PredicateKind.Trait(var said) && said.Trait == wanted.Trait)
            {
                TraitRef reference = Instantiate(bound, obligation.Cause.Span);
                if (Matches(obligation, wanted, reference))
                {
                    candidates.Add(new Candidate.AliasBound(reference));
                    return;
                }
            }
        }
    }

    private void AddObject(Obligation obligation, TraitRef wanted, Ty self, List<Candidate> candidates)
    {
        if (self is not Ty.Dynamic dynamic || ObjectTypes.PrincipalOf(Context, dynamic) is not { } principal || !DynCompatibility.IsCompatible(Context, principal.Trait))
        {
            return;
        }

        foreach (TraitRef super in Elaboration.Supertraits(Context, principal))
        {
            if (super.Trait == wanted.Trait && Matches(obligation, wanted, super))
            {
                candidates.Add(new Candidate.Object(super));
            }
        }
    }

    private void AddImpls(Obligation obligation, TraitRef wanted, Ty self, List<Candidate> candidates)
    {
        foreach (DefId definition in Context.ImplsFor(wanted.Trait, self))
        {
            if (Context.TraitRefOf(definition) is { } header && MayUnify(wanted, header) && MatchesImpl(obligation, wanted, definition))
            {
                candidates.Add(new Candidate.Impl(definition));
            }
        }
    }

    private bool MayUnify(TraitRef wanted, TraitRef other)
    {
        for (int i = 0; i < wanted.Args.Count && i < other.Args.Count; i++)
        {
            if (!DeepReject.MayUnify(inference, wanted.Args[i], other.Args[i], depth: 0))
            {
                return false;
            }
        }

        return true;
    }

    private bool Matches(Obligation obligation, TraitRef wanted, TraitRef other)
    {
        Inference.Mark mark = inference.TakeMark();
        bool matches = Related(obligation, wanted, other) is not null;
        inference.RollBack(mark);
        return matches;
    }

    private bool MatchesImpl(Obligation obligation, TraitRef wanted, DefId definition)
    {
        Inference.Mark mark = inference.TakeMark();
        EquatableArray<GenericArg> args = inference.FreshArgs(definition, obligation.Cause.Span);
        bool matches = Related(obligation, wanted, Context.TraitRefOf(definition)!.Substitute(Context.Types, args)) is not null;
        inference.RollBack(mark);
        return matches;
    }

    private List<Obligation>? Related(Obligation obligation, TraitRef wanted, TraitRef other) =>
        inference.TryRelate(obligation.Cause, obligation.Environment, wanted.Args, other.Args, obligation.Depth + 1);

    /// <summary>The trait of a clause, with fresh regions for what its binder binds.</summary>
    private TraitRef Instantiate(Predicate clause, Span origin)
    {
        TraitRef reference = ((PredicateKind.Trait)clause.Bound.Value).Reference;
        if (clause.Bound.Variables.IsEmpty)
        {
            return reference;
        }

        var fresh = new Region?[clause.Bound.Variables.Count];
        return reference with
        {
            Args = PredicateMapping.MapArgs(reference.Args, arg => BoundRegions.Replace(arg, Context.Types, variable => fresh[variable.Index] ??= inference.FreshRegion(origin))),
        };
    }

    private Selection Choose(Goal goal, TraitRef wanted, List<Candidate> candidates)
    {
        var holding = new List<Candidate>();
        foreach (Candidate candidate in candidates)
        {
            if (MayHold(goal, wanted, candidate))
            {
                holding.Add(candidate);
            }
        }

        if (holding.Count == 0)
        {
            return new(SelectionState.None);
        }

        List<Candidate> preferred = Preferred(holding);
        bool isOpen = wanted.Args.Span.ToArray().Any(arg => inference.Resolve(arg).Has(TyFlags.HasInfer));
        return preferred.Count == 1 || !isOpen || AllSame(goal.Obligation, preferred) ? Found(preferred[0]) : new(SelectionState.Ambiguous);
    }

    private static List<Candidate> Preferred(List<Candidate> holding)
    {
        int best = holding.Min(Rank);
        return holding.FindAll(candidate => Rank(candidate) == best);
    }

    private static int Rank(Candidate candidate) => candidate switch
    {
        Candidate.WhereClause => 0,
        Candidate.AliasBound or Candidate.Object => 1,
        _ => 2,
    };

    /// <summary>Where clauses that say the same but for regions leave nothing to choose.</summary>
    private bool AllSame(Obligation obligation, List<Candidate> candidates)
    {
        TraitRef? first = null;
        foreach (Candidate candidate in candidates)
        {
            if (candidate is not Candidate.WhereClause(var clause))
            {
                return false;
            }

            TraitRef reference = Instantiate(clause, obligation.Cause.Span);
            reference = reference with { Args = PredicateMapping.MapArgs(inference.Resolve(reference.Args), arg => arg.EraseRegions(Context.Types)) };
            first ??= reference;
            if (reference != first)
            {
                return false;
            }
        }

        return true;
    }

    private bool MayHold(Goal goal, TraitRef wanted, Candidate candidate)
    {
        if (candidate is not Candidate.Impl)
        {
            return true;
        }

        if (goal.Obligation.Depth > TraitSolver.DepthLimit)
        {
            return true;
        }

        Inference.Mark mark = inference.TakeMark();
        List<Obligation>? nested = Confirm(goal.Obligation, wanted, candidate);
        goal.Key ??= new PredicateKind.Trait(wanted).Map(part => part.EraseRegions(Context.Types));
        bool holds = nested is not null && solver.EvaluateAll(nested, goal) != Answer.No;
        inference.RollBack(mark);
        return holds;
    }

    private static List<Obligation> NestedFor(Obligation obligation, TraitRef wanted, EquatableArray<Ty> parts)
    {
        var nested = new List<Obligation>(parts.Count);
        var cause = obligation.Cause with { Code = new CauseCode.BuiltinDerived(wanted, obligation.Cause.Code) };
        foreach (Ty part in parts)
        {
            var reference = new TraitRef(wanted.Trait, [part]);
            nested.Add(new(cause, obligation.Environment, new(new(new PredicateKind.Trait(reference), [])), obligation.Depth + 1));
        }

        return nested;
    }

    private List<Obligation>? ConfirmCallable(Obligation obligation, TraitRef wanted, FnSig signature) =>
        inference.TryRelate(obligation.Cause, obligation.Environment, wanted.Args[1], Context.Types.Tuple(signature.Inputs), obligation.Depth + 1);

    private List<Obligation>? ConfirmUnsizing(Obligation obligation, TraitRef wanted, Candidate.Unsizing unsizing)
    {
        List<Obligation>? nested = inference.TryRelate(obligation.Cause, obligation.Environment, unsizing.Left, unsizing.Right, obligation.Depth + 1);
        foreach (Predicate condition in unsizing.Conditions)
        {
            CauseCode code = obligation.Cause.Code is CauseCode.UnsizeCoercion ? obligation.Cause.Code : new CauseCode.UnsizeCoercion(wanted.Self, (Ty)wanted.Args[1]);
            ObligationCause cause = obligation.Cause with { Code = code };
            nested?.Add(new(cause, obligation.Environment, condition, obligation.Depth + 1));
        }

        return nested;
    }
}
