using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Dataflow;
using Crabwalk.Mir.Moves;
using Crabwalk.Ownership.Loans;
using Crabwalk.Ownership.Types;

namespace Crabwalk.Ownership.Facts;

/// <summary>What the analyses say of one point, or of one way into it.</summary>
/// <param name="At">The location that runs next.</param>
/// <param name="Present">The paths that have a value on some way.</param>
/// <param name="Missing">The paths that have none on some way.</param>
/// <param name="Ever">The initialisations that may have happened.</param>
/// <param name="Alive">The locals that have memory on some way.</param>
/// <param name="Loans">The loans in force.</param>
internal sealed record PointState(
    Location At,
    BitSet<MovePathId> Present,
    BitSet<MovePathId> Missing,
    BitSet<InitId> Ever,
    BitSet<LocalId> Alive,
    IReadOnlyList<LoanId> Loans);

/// <summary>Puts the results of all analyses side by side, point for point.</summary>
internal sealed class PointStates
{
    private readonly BodyAnalysis _analysis;
    private readonly DataflowResults<BitSet<LocalId>> _alive;
    private readonly LivenessConstraints _liveness;
    private readonly Dictionary<LocalId, BitSet<Regions.Point>> _used = [];

    public PointStates(BodyAnalysis analysis)
    {
        _analysis = analysis;
        _alive = DataflowEngine.Run(new MaybeStorageLive(), analysis.Body, analysis.Flow);
        _liveness = new(analysis.Body, analysis.Points, analysis.Uses, analysis.Initialized);
    }

    /// <summary>The state just before a location runs, whatever way led there.</summary>
    public PointState Before(Location at) => new(
        at,
        _analysis.Initialized.CursorAt(at),
        _analysis.Uninitialized.CursorAt(at),
        _analysis.EverInitialized.CursorAt(at),
        _alive.CursorAt(at),
        [.. _analysis.Scopes.At(_analysis.Points.Of(at)).Members]);

    /// <summary>The state on the way from one location to one that comes just after it.</summary>
    public PointState Between(Location from, Location to) => from.Block == to.Block && to.Statement == from.Statement + 1
        ? Before(to)
        : new(
            to,
            _analysis.Initialized.AlongEdge(from.Block, to.Block),
            _analysis.Uninitialized.AlongEdge(from.Block, to.Block),
            _analysis.EverInitialized.AlongEdge(from.Block, to.Block),
            _alive.AlongEdge(from.Block, to.Block),
            [.. _analysis.Scopes.Between(from, to)]);

    /// <summary>Is the local's present value used at a location or later? Its drop at the end does not count.</summary>
    public bool IsUsedLater(LocalId local, Location at)
    {
        if (!_used.TryGetValue(local, out BitSet<Regions.Point>? points))
        {
            _used.Add(local, points = _liveness.UseLive(local));
        }

        return points.Contains(_analysis.Points.Of(at));
    }
}
