using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Dataflow;

namespace Crabwalk.Mir.Moves;

/// <summary>What happens to one move path.</summary>
public enum PathEvent
{
    /// <summary>It gets a value.</summary>
    Initialized,

    /// <summary>It loses its value.</summary>
    Uninitialized,
}

/// <summary>What code does to move paths.</summary>
public static class PathEffects
{
    /// <summary>The events of a statement or terminator in order; what a call does only when it comes back is left out.</summary>
    public static IEnumerable<(MovePathId Path, PathEvent Event)> At(MoveData moves, Location location, TerminatorKind? terminator = null)
    {
        foreach (MoveOutId move in moves.MovesAt(location))
        {
            foreach (MovePathId path in moves.WithChildren(moves.Moves[move].Path))
            {
                yield return (path, PathEvent.Uninitialized);
            }
        }

        // A drop is no move, but what was dropped is gone.
        if (terminator is TerminatorKind.Drop(var dropped, _, _) && moves.Find(dropped) is { IsExact: true } found)
        {
            foreach (MovePathId path in moves.WithChildren(found.Path))
            {
                yield return (path, PathEvent.Uninitialized);
            }
        }

        foreach (InitId id in moves.InitsAt(location))
        {
            Init init = moves.Inits[id];
            if (init.Kind == InitKind.Deep)
            {
                foreach (MovePathId path in moves.WithChildren(init.Path))
                {
                    yield return (path, PathEvent.Initialized);
                }
            }
        }
    }

    /// <summary>The paths that a call gives a value when it comes back.</summary>
    public static IEnumerable<MovePathId> OnReturn(MoveData moves, TerminatorKind.Call call) =>
        moves.Find(call.Destination) is { IsExact: true } found ? moves.WithChildren(found.Path) : [];
}

/// <summary>What both analyses of move paths share.</summary>
public abstract class PathAnalysis(MoveData moves) : GenKillAnalysis<MovePathId>
{
    /// <inheritdoc/>
    public override Direction Direction => Direction.Forward;

    /// <summary>The moves of the body.</summary>
    protected MoveData Moves { get; } = moves;

    /// <inheritdoc/>
    protected override int Capacity(Body body) => Moves.Paths.Count;

    /// <inheritdoc/>
    protected override void Effect(IFacts<MovePathId> facts, Statement statement, Location location) => Apply(facts, PathEffects.At(Moves, location));

    /// <inheritdoc/>
    protected override void Effect(IFacts<MovePathId> facts, Terminator terminator, Location location) =>
        Apply(facts, PathEffects.At(Moves, location, terminator.Kind));

    /// <inheritdoc/>
    protected override void ReturnEffect(IFacts<MovePathId> facts, TerminatorKind.Call call) =>
        Apply(facts, PathEffects.OnReturn(Moves, call).Select(path => (path, PathEvent.Initialized)));

    /// <summary>Takes one event in.</summary>
    private protected abstract void Apply(IFacts<MovePathId> facts, MovePathId path, PathEvent happened);

    /// <summary>The paths of parameters and of their parts.</summary>
    private protected IEnumerable<MovePathId> Parameters(Body body) => body.Arguments.SelectMany(local => Moves.WithChildren(MoveData.PathOf(local)));

    private void Apply(IFacts<MovePathId> facts, IEnumerable<(MovePathId Path, PathEvent Event)> events)
    {
        foreach ((MovePathId path, PathEvent happened) in events)
        {
            Apply(facts, path, happened);
        }
    }
}

/// <summary>Which places have a value on some way to a point.</summary>
public sealed class MaybeInitializedPaths(MoveData moves) : PathAnalysis(moves)
{
    /// <inheritdoc/>
    public override void Begin(Body body, BitSet<MovePathId> state)
    {
        foreach (MovePathId path in Parameters(body))
        {
            state.Add(path);
        }
    }

    private protected override void Apply(IFacts<MovePathId> facts, MovePathId path, PathEvent happened)
    {
        if (happened == PathEvent.Initialized)
        {
            facts.Gen(path);
        }
        else
        {
            facts.Kill(path);
        }
    }
}

/// <summary>Which places have no value on some way to a point: using one is an error.</summary>
public sealed class MaybeUninitializedPaths(MoveData moves) : PathAnalysis(moves)
{
    /// <inheritdoc/>
    public override void Begin(Body body, BitSet<MovePathId> state)
    {
        state.Fill();
        foreach (MovePathId path in Parameters(body))
        {
            state.Remove(path);
        }
    }

    private protected override void Apply(IFacts<MovePathId> facts, MovePathId path, PathEvent happened)
    {
        if (happened == PathEvent.Initialized)
        {
            facts.Kill(path);
        }
        else
        {
            facts.Gen(path);
        }
    }
}

/// <summary>Which initialisations may have happened, moved away since or not: assigning anew to a variable that is not <c>mut</c> is an error.</summary>
public sealed class EverInitialized(MoveData moves) : GenKillAnalysis<InitId>
{
    private readonly ILookup<MovePathId, InitId> _byPath = moves.Inits.Ids.ToLookup(init => moves.Inits[init].Path);

    /// <inheritdoc/>
    public override Direction Direction => Direction.Forward;

    /// <inheritdoc/>
    public override void Begin(Body body, BitSet<InitId> state)
    {
        foreach (InitId init in moves.Inits.Ids.Where(init => moves.Inits[init].Location is null))
        {
            state.Add(init);
        }
    }

    /// <inheritdoc/>
    protected override int Capacity(Body body) => moves.Inits.Count;

    /// <inheritdoc/>
    protected override void Effect(IFacts<InitId> facts, Statement statement, Location location)
    {
        Generate(facts, location, InitKind.Deep);
        if (statement.Kind is StatementKind.StorageDead(var local))
        {
            foreach (InitId init in _byPath[MoveData.PathOf(local)])
            {
                facts.Kill(init);
            }
        }
    }

    /// <inheritdoc/>
    protected override void Effect(IFacts<InitId> facts, Terminator terminator, Location location) => Generate(facts, location, InitKind.Deep);

    /// <inheritdoc/>
    protected override void ReturnEffect(IFacts<InitId> facts, TerminatorKind.Call call)
    {
        if (moves.Find(call.Destination) is { IsExact: true } found)
        {
            foreach (InitId init in _byPath[found.Path].Where(init => moves.Inits[init].Kind == InitKind.OnReturn))
            {
                facts.Gen(init);
            }
        }
    }

    private void Generate(IFacts<InitId> facts, Location location, InitKind kind)
    {
        foreach (InitId init in moves.InitsAt(location).Where(init => moves.Inits[init].Kind == kind))
        {
            facts.Gen(init);
        }
    }
}
