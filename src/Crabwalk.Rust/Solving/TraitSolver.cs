using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Semantics;

namespace Crabwalk.Rust.Solving;

/// <summary>
/// Proves predicates step by step. A step finds the one way in which a goal can hold and leaves what that way requires; whether a goal
/// holds altogether is the same steps under a mark that is taken back. Answers have three values (rustc dev guide, "The solver").
/// </summary>
internal sealed class TraitSolver
{
    /// <summary>How many steps may lead from one obligation to another before it is an error (rustc's <c>recursion_limit</c>).</summary>
    public const int DepthLimit = 128;

    /// <summary>How many steps one question may take: what needs more is not decided.</summary>
    private const int StepLimit = 20_000;

    private readonly Inference _inference;
    private readonly SolverCache _cache;
    private readonly CandidateSelection _selection;
    private int _universe;

    /// <summary>The solver of one inference state.</summary>
    public TraitSolver(Inference inference, SolverCache cache)
    {
        _inference = inference;
        _cache = cache;
        _selection = new(inference, this);
    }

    private TypeContext Context => _inference.Context;

    /// <summary>The way in which a trait's goal holds, if it is known.</summary>
    public Selection Select(Obligation obligation, TraitRef wanted, Goal? parent = null) => _selection.Select(new(obligation, parent), wanted);

    /// <summary>Carries a way out: unifies and gives what is left to prove; null when it fails after all.</summary>
    public List<Obligation>? Confirm(Obligation obligation, TraitRef wanted, Candidate candidate) => _selection.Confirm(obligation, wanted, candidate);

    /// <summary>Carries an impl out and gives its arguments too.</summary>
    public List<Obligation>? ConfirmImpl(Obligation obligation, TraitRef wanted, DefId implementation, out EquatableArray<GenericArg> args) =>
        _selection.ConfirmImpl(obligation, wanted, implementation, out args);

    /// <summary>Does it hold? Nothing is changed.</summary>
    public Answer Evaluate(Obligation obligation, Goal? parent = null)
    {
        PredicateKind predicate = _inference.Resolve(Opened(obligation.Predicate));
        bool isCacheable = !_inference.IsCoherence && !predicate.Has(TyFlags.HasInfer | TyFlags.HasError);
        PredicateKind key = Key(predicate);
        Dictionary<PredicateKind, Answer>? answers = isCacheable ? _cache.AnswersIn(obligation.Environment, _inference.RevealsOpaqueTypes) : null;
        if (answers is not null && answers.TryGetValue(key, out Answer known))
        {
            return known;
        }

        Inference.Mark mark = _inference.TakeMark();
        bool leaves = false;
        Answer answer = Run([new(obligation, parent)], parent, ref leaves);
        _inference.RollBack(mark);
        if (!leaves)
        {
            answers?.TryAdd(key, answer);
        }

        return answer;
    }

    /// <summary>Do all hold together? Variables that become known stay so until the caller takes them back.</summary>
    public Answer EvaluateAll(IEnumerable<Obligation> obligations, Goal parent)
    {
        bool leaves = false;
        return Run([.. obligations.Select(obligation => new Goal(obligation, parent))], parent, ref leaves);
    }

    /// <summary>One step towards a goal that must hold.</summary>
    public Step Step(Goal goal)
    {
        bool leaves = false;
        return CycleOf(goal, outside: null, ref leaves) switch
        {
            CycleKind.Coinductive => Solving.Step.Proved,
            CycleKind.Inductive => Solving.Step.Failed(FulfillmentErrorKind.Overflow),
            _ => StepBy(goal),
        };
    }

    private Step StepWatched(Goal goal, Goal? outside, ref bool leaves) => CycleOf(goal, outside, ref leaves) switch
    {
        CycleKind.Coinductive => Solving.Step.Proved,
        CycleKind.Inductive => Solving.Step.Failed(FulfillmentErrorKind.Unimplemented),
        _ => StepBy(goal),
    };

    private Step StepBy(Goal goal)
    {
        Obligation obligation = goal.Obligation;
        if (obligation.Depth > DepthLimit)
        {
            return Solving.Step.Failed(FulfillmentErrorKind.Overflow);
        }

        PredicateKind predicate = Opened(obligation.Predicate);
        return predicate switch
        {
            PredicateKind.Trait(var reference) => StepTrait(goal, reference),
            PredicateKind.Projection(var item, var args, var term) => StepProjection(obligation, Context.Types.Alias(AliasKind.Projection, item, args), term),
            PredicateKind.TypeOutlives or PredicateKind.RegionOutlives => Solving.Step.Region,
            PredicateKind.WellFormed(var arg) => WellFormedness.Step(_inference, obligation, arg),
            PredicateKind.ConstArgHasType => Solving.Step.Proved,
            PredicateKind.DynCompatible(var trait) => DynCompatibility.IsCompatible(Context, trait) ? Solving.Step.Proved : Solving.Step.Failed(FulfillmentErrorKind.NotDynCompatible),
            PredicateKind.Subtype(var sub, var super) => StepRelated(obligation, sub, super),
            PredicateKind.Coerce(var from, var to) => StepRelated(obligation, from, to),
            PredicateKind.AliasRelate(var left, var right) => StepAliasRelate(obligation, left, right),
            _ => Solving.Step.Proved,
        };
    }

    /// <summary>The predicate seen from inside its binder: what it binds is equal only to itself.</summary>
    public PredicateKind Opened(Predicate predicate)
    {
        if (predicate.Bound.Variables.IsEmpty)
        {
            return predicate.Bound.Value;
        }

        TyInterner types = Context.Types;
        if (!_inference.TracksRegions)
        {
            return predicate.Bound.Value.Map(part => BoundRegions.Erase(part, types));
        }

        int universe = ++_universe;
        return predicate.Bound.Value.Map(part => BoundRegions.Replace(part, types, variable => types.PlaceholderRegion(universe, variable)));
    }

    private Answer Run(List<Goal> goals, Goal? outside, ref bool leaves)
    {
        int steps = 0;
        bool isProgress = true;
        while (isProgress && goals.Count > 0)
        {
            isProgress = false;
            var next = new List<Goal>();
            for (int i = 0; i < goals.Count; i++)
            {
                Step step = StepWatched(goals[i], outside, ref leaves);
                switch (step.State)
                {
                    case StepState.Failed when step.Error == FulfillmentErrorKind.Overflow:
                        leaves = true;
                        return Answer.Maybe;
                    case StepState.Failed:
                        return Answer.No;
                    case StepState.Done:
                        isProgress = true;
                        foreach (Obligation nested in step.Nested)
                        {
                            next.Add(new(nested, goals[i]));
                        }

                        break;
                    case StepState.Stalled:
                        next.Add(goals[i]);
                        break;
                }

                if (++steps > StepLimit)
                {
                    leaves = true;
                    return Answer.Maybe;
                }
            }

            goals = next;
        }

        return goals.Count == 0 ? Answer.Yes : Answer.Maybe;
    }

    /// <summary>
    /// Is the goal one of those that led to it? Auto traits and <c>Sized</c> then hold, other traits do not (rustc dev guide, "Coinduction").
    /// </summary>
    private CycleKind CycleOf(Goal goal, Goal? outside, ref bool leaves)
    {
        if (goal.Obligation.Predicate.Bound.Value is not PredicateKind.Trait)
        {
            return CycleKind.None;
        }

        goal.Key = Key(_inference.Resolve(goal.Obligation.Predicate.Bound.Value));
        bool isCoinductive = IsCoinductive(goal.Key);
        bool isOutside = false;
        for (Goal? above = goal.Parent; above is not null; above = above.Parent)
        {
            isOutside |= ReferenceEquals(above, outside);
            if (above.Key is not PredicateKind.Trait)
            {
                continue;
            }

            isCoinductive &= IsCoinductive(above.Key);
            if (above.Key == goal.Key)
            {
                leaves |= isOutside;
                return isCoinductive ? CycleKind.Coinductive : CycleKind.Inductive;
            }
        }

        return CycleKind.None;
    }

    private bool IsCoinductive(PredicateKind key) =>
        key is PredicateKind.Trait(var reference) && (reference.Trait == Context.Hir.LangItem("sized") || Context.IsAutoTrait(reference.Trait));

    private PredicateKind Key(PredicateKind predicate) => predicate.Map(part => part.EraseRegions(Context.Types));

    private Step StepTrait(Goal goal, TraitRef reference)
    {
        TraitRef wanted = reference with { Args = _inference.Resolve(reference.Args) };
        Selection selection = _selection.Select(goal, wanted);
        if (selection.State == SelectionState.Ambiguous)
        {
            return Solving.Step.Stalled;
        }

        if (selection.State == SelectionState.None || selection.Candidate is not { } candidate)
        {
            return Solving.Step.Failed(FulfillmentErrorKind.Unimplemented);
        }

        List<Obligation>? nested = _selection.Confirm(goal.Obligation, wanted, candidate);
        return nested is null ? Solving.Step.Failed(FulfillmentErrorKind.Unimplemented) : Solving.Step.Done(nested);
    }

    private Step StepProjection(Obligation obligation, Ty.Alias alias, GenericArg term)
    {
        if (term is Const)
        {
            return StepConstProjection(obligation, alias, (Const)term);
        }

        Normalized normal = _inference.Normalizer.TryNormalize(_inference.Resolve(alias), obligation.Cause, obligation.Environment, obligation.Depth + 1);
        switch (normal.State)
        {
            case NormalState.Ambiguous:
                return Solving.Step.Stalled;
            case NormalState.Failed:
                // The trait is reported; what would have been known from it is an error that is silent.
                _ = _inference.TryRelate(obligation.Cause, obligation.Environment, term, Context.Types.Error, obligation.Depth);
                return Solving.Step.Done(normal.Obligations);
            default:
                List<Obligation>? related = _inference.TryRelate(obligation.Cause, obligation.Environment, normal.Type, term, obligation.Depth + 1);
                return related is null ? Solving.Step.Failed(FulfillmentErrorKind.ProjectionMismatch) : Solving.Step.Done([.. normal.Obligations, .. related]);
        }
    }

    private Step StepConstProjection(Obligation obligation, Ty.Alias alias, Const term)
    {
        Const.Unevaluated constant = Context.Types.Unevaluated(alias.Definition, alias.Args);
        List<Obligation>? related = _inference.TryRelate(obligation.Cause, obligation.Environment, constant, term, obligation.Depth + 1);
        return related is null ? Solving.Step.Failed(FulfillmentErrorKind.ProjectionMismatch) : Solving.Step.Done(related);
    }

    private Step StepRelated(Obligation obligation, Ty a, Ty b)
    {
        if (_inference.Shallow(a) is Ty.Infer { Kind: InferKind.General } && _inference.Shallow(b) is Ty.Infer { Kind: InferKind.General })
        {
            return Solving.Step.Stalled;
        }

        List<Obligation>? related = _inference.TryRelate(obligation.Cause, obligation.Environment, a, b, obligation.Depth + 1);
        return related is null ? Solving.Step.Failed(FulfillmentErrorKind.SubtypeMismatch) : Solving.Step.Done(related);
    }

    private Step StepAliasRelate(Obligation obligation, GenericArg left, GenericArg right)
    {
        if (left is Ty a && right is Ty b && (IsAmbiguous(obligation, a) || IsAmbiguous(obligation, b)))
        {
            return Solving.Step.Stalled;
        }

        List<Obligation>? related = _inference.TryRelate(obligation.Cause, obligation.Environment, left, right, obligation.Depth + 1);
        return related is null ? Solving.Step.Failed(FulfillmentErrorKind.ProjectionMismatch) : Solving.Step.Done(related);
    }

    private bool IsAmbiguous(Obligation obligation, Ty type)
    {
        type = _inference.Resolve(type);
        if (type is not Ty.Alias)
        {
            return false;
        }

        Inference.Mark mark = _inference.TakeMark();
        NormalState state = _inference.Normalizer.TryNormalize(type, obligation.Cause, obligation.Environment, obligation.Depth + 1).State;
        _inference.RollBack(mark);
        return state == NormalState.Ambiguous;
    }

    private enum CycleKind
    {
        None,
        Coinductive,
        Inductive,
    }
}
