using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Rust.Building;
using Crabwalk.Rust.Building.Promotion;
using Crabwalk.Rust.Checking;
using Crabwalk.Rust.Semantics;
using Crabwalk.Rust.Thir;
using Block = Crabwalk.Mir.Bodies.Block;
using Body = Crabwalk.Mir.Bodies.Body;

namespace Crabwalk.Rust.Lints.Flow.Liveness;

/// <summary>
/// The lints <c>unused_variables</c> and <c>unused_assignments</c>, on MIR as rustc finds them: a variable that nothing reads, and a
/// value that is overwritten or forgotten before anything reads it.
/// </summary>
internal sealed class LivenessLints(ITypeContext context, ClosureTable closures)
{
    private readonly Dictionary<DefId, IReadOnlySet<int>> _deadCaptures = [];

    /// <summary>Looks at the body of an item and at the closures in it.</summary>
    public void Check(DefId owner)
    {
        if (context.Hir.BodyOf(owner) is { } body && context.MirBuiltOf(owner) is { } built)
        {
            Check(built, null, VariableFinder.Find(body));
        }
    }

    private IReadOnlySet<int> DeadCapturesOf(DefId closure, IReadOnlyDictionary<Span, VariableFacts> variables)
    {
        if (!_deadCaptures.TryGetValue(closure, out IReadOnlySet<int>? dead))
        {
            _deadCaptures[closure] = dead = new HashSet<int>();
            if (context.MirBuiltOf(closure) is { } built)
            {
                _deadCaptures[closure] = dead = Check(built, closures.Find(closure), variables);
            }
        }

        return dead;
    }

    private HashSet<int> Check(Body body, ClosureSource? closure, IReadOnlyDictionary<Span, VariableFacts> variables)
    {
        var places = new TrackedPlaces(body, closure);
        var again = new HashSet<BlockId>();
        if (closure?.Kind == ClosureTraitKind.FnMut)
        {
            body = BodyCopy.Of(body);
            CallAgain(body, again);
        }

        var analysis = new LivePlaces(places, SelfAssignments.Find(body, places), inner => DeadCapturesOf(inner, variables), again);
        Assignments assignments = Assignments.Collect(body, places, analysis);
        new LivenessReport(context, body, places, assignments, variables, new TypeProperties(context, OwnerOf(body.Definition))).Report();
        return [.. places.Ids.Where(id => places[id].Capture is not null && !assignments.IsEverLive(id)).Select(id => places[id].Capture!.Value)];
    }

    // What an `FnMut` closure leaves in its captures is there at the next call.
    private static void CallAgain(Body body, HashSet<BlockId> again)
    {
        foreach (BlockId id in body.Blocks.Ids)
        {
            Block block = body.Blocks[id];
            if (block.Terminator.Kind is TerminatorKind.Return or TerminatorKind.UnwindResume)
            {
                block.Terminator = block.Terminator with { Kind = new TerminatorKind.Goto(BlockId.Entry) };
                again.Add(id);
            }
        }
    }

    private DefId OwnerOf(DefId definition)
    {
        while (context.Definitions[definition] is { Kind: DefKind.Closure, Parent: { } parent })
        {
            definition = parent;
        }

        return definition;
    }
}
