using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Dataflow;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Visiting;
using Body = Crabwalk.Mir.Bodies.Body;

namespace Crabwalk.Rust.Lints.Flow.Liveness;

/// <summary>Which tracked places may be read later. Drops, assertions and marks read nothing: only what the user wrote counts.</summary>
/// <param name="places">The places.</param>
/// <param name="selfAssignments">Steps such as <c>x += 1</c>.</param>
/// <param name="deadCaptures">Gives the captures that a closure never reads.</param>
/// <param name="again">For a closure that may be called again: the blocks after which it starts anew.</param>
internal sealed class LivePlaces(TrackedPlaces places, HashSet<Location> selfAssignments, Func<DefId, IReadOnlySet<int>> deadCaptures, IReadOnlySet<BlockId> again)
    : GenKillAnalysis<TrackedId>
{
    /// <inheritdoc/>
    public override Direction Direction => Direction.Backward;

    /// <inheritdoc/>
    protected override int Capacity(Body body) => places.Count;

    /// <inheritdoc/>
    protected override void Effect(IFacts<TrackedId> facts, Statement statement, Location location)
    {
        var visitor = new Effects(this, facts);
        switch (statement.Kind)
        {
            case StatementKind.Assign(var place, Rvalue.Binary(var operation, _, var right), _) when selfAssignments.Contains(location):
                // The old value is changed, not read.
                visitor.VisitOperand(right, location);
                if (operation is BinaryOp.AddWithOverflow or BinaryOp.SubWithOverflow or BinaryOp.MulWithOverflow)
                {
                    visitor.VisitPlace(place, PlaceUse.Store, location);
                }

                break;
            case StatementKind.Assign(_, var value, _) when selfAssignments.Contains(location):
                visitor.VisitRvalue(value, location);
                break;
            case StatementKind.Assign(var place, var value, _):
                visitor.VisitPlace(place, PlaceUse.Store, location);
                visitor.VisitRvalue(value, location);
                break;
            case StatementKind.FakeRead(FakeReadCause.Let, _) or StatementKind.Mark or StatementKind.AscribeUserType:
                break;
            case StatementKind.FakeRead(_, var place):
                visitor.VisitPlace(place, PlaceUse.Inspect, location);
                break;
            case StatementKind.PlaceMention(var place):
                visitor.VisitPlace(place, PlaceUse.Inspect, location);
                break;
            default:
                visitor.VisitStatement(statement, location);
                break;
        }
    }

    /// <inheritdoc/>
    protected override void Effect(IFacts<TrackedId> facts, Terminator terminator, Location location)
    {
        switch (terminator.Kind)
        {
            case TerminatorKind.Drop or TerminatorKind.Assert:
                break;
            case TerminatorKind.Return:
                UseShared(facts);
                break;
            case TerminatorKind.Goto when again.Contains(location.Block):
                UseShared(facts);
                break;
            default:
                new Effects(this, facts).VisitTerminator(terminator, location);
                break;
        }
    }

    // What a closure wrote through its captures is seen by the code around it.
    private void UseShared(IFacts<TrackedId> facts)
    {
        foreach (TrackedId id in places.Ids)
        {
            if (places[id].IsShared)
            {
                facts.Gen(id);
            }
        }
    }

    private sealed class Effects(LivePlaces analysis, IFacts<TrackedId> facts) : MirVisitor
    {
        public override void VisitRvalue(Rvalue value, Location location)
        {
            if (value is not Rvalue.Aggregate(AggregateKind.Closure(var closure), var operands))
            {
                base.VisitRvalue(value, location);
                return;
            }

            IReadOnlySet<int> dead = analysis.DeadCapturesOf(closure.Definition);
            for (int i = 0; i < operands.Count; i++)
            {
                if (!dead.Contains(i))
                {
                    VisitOperand(operands[i], location);
                }
            }
        }

        public override void VisitPlace(Place place, PlaceUse use, Location location)
        {
            base.VisitPlace(place, use, location);
            if (analysis.Find(place) is not (var id, var start))
            {
                return;
            }

            bool followsPointer = place.Path[start..].Any(step => step is Projection.Deref);
            switch (use)
            {
                case PlaceUse.Store or PlaceUse.SetDiscriminant when followsPointer:
                case PlaceUse.CallResult when followsPointer:
                    facts.Gen(id);
                    break;
                case PlaceUse.Store or PlaceUse.SetDiscriminant:
                    if (start == place.Path.Count)
                    {
                        facts.Kill(id);
                    }

                    break;
                case PlaceUse.CallResult or PlaceUse.StorageLive or PlaceUse.StorageDead or PlaceUse.Mark or PlaceUse.Mention or PlaceUse.Drop:
                    break;
                default:
                    facts.Gen(id);
                    break;
            }
        }
    }

    private (TrackedId Id, int Start)? Find(Place place) => places.Find(place);

    private IReadOnlySet<int> DeadCapturesOf(DefId closure) => deadCaptures(closure);
}
