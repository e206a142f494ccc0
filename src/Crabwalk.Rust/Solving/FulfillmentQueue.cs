using Crabwalk.Mir.Types;
using Crabwalk.Mir.Visiting;
using Crabwalk.Rust.Semantics;

namespace Crabwalk.Rust.Solving;

/// <summary>
/// The obligations of a body that are not proved yet. Each round tries those for which something new is known; what a step leaves to
/// prove takes its place, and errors are kept with the obligation that began it (rustc's <c>FulfillmentCtxt</c>).
/// </summary>
internal sealed class FulfillmentQueue(Inference inference)
{
    private readonly List<FulfillmentError> _errors = [];
    private readonly List<Obligation> _regions = [];

    /// <summary>Never changed in place but at its end, so that a mark can bring an older list back.</summary>
    private List<Goal> _goals = [];

    /// <summary>What waits, as it is known now.</summary>
    public IReadOnlyList<Obligation> Pending
    {
        get
        {
            var pending = new Obligation[_goals.Count];
            for (int i = 0; i < pending.Length; i++)
            {
                pending[i] = _goals[i].Obligation with { Predicate = inference.Resolve(_goals[i].Obligation.Predicate) };
            }

            return pending;
        }
    }

    /// <summary>Outlives conditions, which only borrow checking can decide.</summary>
    public IReadOnlyList<Obligation> RegionObligations => _regions;

    /// <summary>Adds an obligation.</summary>
    public void Register(Obligation obligation) => _goals.Add(new(obligation, null));

    /// <summary>The state to come back to.</summary>
    public Mark TakeMark() => new(_goals, _goals.Count, _errors.Count, _regions.Count);

    /// <summary>Undoes all since the mark.</summary>
    public void RollBack(Mark mark)
    {
        _goals = mark.Goals;
        _goals.RemoveRange(mark.Count, _goals.Count - mark.Count);
        _errors.RemoveRange(mark.Errors, _errors.Count - mark.Errors);
        _regions.RemoveRange(mark.Regions, _regions.Count - mark.Regions);
    }

    /// <summary>Tries everything until nothing new comes to light.</summary>
    public void SelectWherePossible()
    {
        while (HasWork())
        {
            var next = new List<Goal>();
            foreach (Goal goal in _goals.ToArray())
            {
                Try(goal, next);
            }

            _goals = next;
        }
    }

    /// <summary>Tries everything; what is left is ambiguous.</summary>
    public void SelectAll()
    {
        SelectWherePossible();
        foreach (Goal goal in _goals)
        {
            AddError(goal, FulfillmentErrorKind.Ambiguous);
        }

        _goals = [];
    }

    /// <summary>The errors since the last time.</summary>
    public IReadOnlyList<FulfillmentError> TakeErrors()
    {
        FulfillmentError[] errors = [.. _errors];
        _errors.Clear();
        return errors;
    }

    private bool HasWork()
    {
        foreach (Goal goal in _goals)
        {
            if (IsReady(goal))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsReady(Goal goal)
    {
        if (goal.StalledOn.Length == 0)
        {
            return true;
        }

        foreach (GenericArg variable in goal.StalledOn)
        {
            if (!ReferenceEquals(variable is Ty type ? inference.Variables.Shallow(type) : inference.Variables.Shallow((Const)variable), variable))
            {
                return true;
            }
        }

        return false;
    }

    private void Try(Goal goal, List<Goal> next)
    {
        if (!IsReady(goal))
        {
            next.Add(goal);
            return;
        }

        Step step = inference.Solver.Step(goal);
        switch (step.State)
        {
            case StepState.Done:
                foreach (Obligation nested in step.Nested)
                {
                    next.Add(new(nested, goal));
                }

                break;
            case StepState.Stalled:
                next.Add(new(goal.Obligation, goal.Parent) { StalledOn = VariablesOf(goal) });
                break;
            case StepState.Region:
                _regions.Add(goal.Obligation);
                break;
            case StepState.Failed:
                AddError(goal, step.Error);
                break;
        }
    }

    /// <summary>The unknown variables of a goal. One without any that still stalls waits for the end.</summary>
    private GenericArg[] VariablesOf(Goal goal)
    {
        var variables = new List<GenericArg>();
        foreach (GenericArg part in inference.Resolve(goal.Obligation.Predicate).Bound.Value.Parts())
        {
            if (!part.Has(TyFlags.HasInfer))
            {
                continue;
            }

            foreach (GenericArg inner in TyWalk.Everything(part))
            {
                if (inner is Ty.Infer or Const.Infer)
                {
                    variables.Add(inner);
                }
            }
        }

        return variables.Count == 0 ? [inference.Context.Types.Error] : [.. variables];
    }

    private void AddError(Goal goal, FulfillmentErrorKind kind)
    {
        Obligation resolved = goal.Obligation with { Predicate = inference.Resolve(goal.Obligation.Predicate) };
        Obligation root = goal.Root.Obligation;
        _errors.Add(new(resolved, root with { Predicate = inference.Resolve(root.Predicate) }, kind));
    }

    /// <summary>How far the queue had come.</summary>
    internal readonly record struct Mark(List<Goal> Goals, int Count, int Errors, int Regions);
}
