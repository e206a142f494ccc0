using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Cfg;
using Body = Crabwalk.Mir.Bodies.Body;

namespace Crabwalk.Rust.Lints.Flow.Liveness;

/// <summary>
/// Finds <c>x += y</c> (and <c>x = x + y</c>) in its MIR form: a checked operation, an assertion, a move of the result. Such a step
/// neither ends the old value's life nor uses it: whether it serves for something is decided by who reads <c>x</c> next.
/// </summary>
internal static class SelfAssignments
{
    /// <summary>The statements and terminators that belong to such steps.</summary>
    public static HashSet<Location> Find(Body body, TrackedPlaces places)
    {
        var found = new HashSet<Location>();
        ControlFlow flow = ControlFlow.Of(body);
        foreach (BlockId id in body.Blocks.Ids)
        {
            for (int i = 0; i < body.Blocks[id].Statements.Count; i++)
            {
                if (body.Blocks[id].Statements[i].Kind is StatementKind.Assign(var place, Rvalue.Binary(var operation, Operand.Copy(var left), _), _))
                {
                    if (IsChecked(operation))
                    {
                        AddChecked(body, places, new(id, i), place, left, found);
                    }
                    else if (place == left && !IsBehindPointer(places, place))
                    {
                        AddPlain(body, flow, new(id, i), operation, found);
                    }
                }
            }
        }

        return found;
    }

    private static bool IsChecked(BinaryOp operation) => operation is BinaryOp.AddWithOverflow or BinaryOp.SubWithOverflow or BinaryOp.MulWithOverflow;

    private static void AddChecked(Body body, TrackedPlaces places, Location at, Place pair, Place left, HashSet<Location> found)
    {
        Block block = body.Blocks[at.Block];
        if (at.Statement + 1 != block.Statements.Count
            || block.Terminator.Kind is not TerminatorKind.Assert(Operand.Move(var condition), _, AssertMessage.Overflow, var target, _)
            || body.Blocks[target].Statements is not [{ Kind: StatementKind.Assign(var written, Rvalue.Use(Operand.Move(var result)), _) }, ..])
        {
            return;
        }

        if (pair.IsLocal && written == left && result.Local == pair.Local && condition.Local == pair.Local && !IsBehindPointer(places, written))
        {
            found.Add(at);
            found.Add(new(at.Block, at.Statement + 1));
            found.Add(new(target, 0));
        }
    }

    // `x /= y` looks at `x` once more before, to rule out the one division that overflows.
    private static void AddPlain(Body body, ControlFlow flow, Location at, BinaryOp operation, HashSet<Location> found)
    {
        found.Add(at);
        if (operation is BinaryOp.Div or BinaryOp.Rem && at.Statement == 0 && flow.PredecessorsOf(at.Block) is [var before]
            && body.Blocks[before] is { Terminator.Kind: TerminatorKind.Assert { Message: AssertMessage.Overflow }, Statements.Count: >= 2 and var count })
        {
            found.Add(new(before, count - 1));
            found.Add(new(before, count - 2));
        }
    }

    private static bool IsBehindPointer(TrackedPlaces places, Place place)
    {
        if (places.Find(place) is not (_, var start))
        {
            return false;
        }

        for (int i = start; i < place.Path.Count; i++)
        {
            if (place.Path[i] is Projection.Deref)
            {
                return true;
            }
        }

        return false;
    }
}
