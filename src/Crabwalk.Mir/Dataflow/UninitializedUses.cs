using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Cfg;
using Crabwalk.Mir.Types;
using Crabwalk.Mir.Visiting;

namespace Crabwalk.Mir.Dataflow;

/// <summary>A variable of the user that is read before it has a value.</summary>
/// <param name="Variable">Its name and declaration.</param>
/// <param name="Use">The text that reads it.</param>
/// <param name="Location">Where in the body.</param>
/// <param name="IsCertain">True when no way to the use gives it a value (gcc's <c>-Wuninitialized</c>); false when some do (<c>-Wmaybe-uninitialized</c>).</param>
public sealed record UninitializedUse(VarDebugInfo Variable, Span Use, Location Location, bool IsCertain);

/// <summary>
/// Finds the reads of variables that may have no value, for C's warnings: the first one of each variable in the order of control flow.
/// Of an array only reads before any write count: which elements a loop has written is not tracked.
/// </summary>
public static class UninitializedUses
{
    /// <summary>The uses in a body, certain ones and possible ones.</summary>
    public static IReadOnlyList<UninitializedUse> Find(Body body)
    {
        Dictionary<LocalId, VarDebugInfo> names = NamesOf(body);
        if (names.Count == 0)
        {
            return [];
        }

        ControlFlow flow = ControlFlow.Of(body);
        DataflowResults<BitSet<LocalId>> without = DataflowEngine.Run(new MaybeUninitialized(), body, flow);
        DataflowResults<BitSet<LocalId>> with = DataflowEngine.Run(new MaybeInitialized(), body, flow);
        var found = new Dictionary<LocalId, UninitializedUse>();
        foreach (BlockId id in flow.ReversePostorder)
        {
            foreach (var (missing, present) in without.Through(id).Zip(with.Through(id)))
            {
                foreach (LocalId local in ReadAt(body.Blocks[id], missing.Location).Where(l => missing.Before.Contains(l) && names.ContainsKey(l)))
                {
                    bool isCertain = !present.Before.Contains(local);
                    if (isCertain || body.Locals[local].Type is not (Ty.Array or Ty.Slice))
                    {
                        Span use = SourceAt(body.Blocks[id], missing.Location).Span;
                        found.TryAdd(local, new(names[local], use, missing.Location, isCertain));
                    }
                }
            }
        }

        return [.. found.Values];
    }

    private static Dictionary<LocalId, VarDebugInfo> NamesOf(Body body)
    {
        var names = new Dictionary<LocalId, VarDebugInfo>();
        foreach (VarDebugInfo variable in body.Variables)
        {
            if (variable.Place.IsLocal && body.Locals[variable.Place.Local].Kind == LocalKind.Variable)
            {
                names.TryAdd(variable.Place.Local, variable);
            }
        }

        return names;
    }

    private static IEnumerable<LocalId> ReadAt(Block block, Location location)
    {
        IReadOnlyList<(Place Place, PlaceUse Use)> effects =
            location.Statement < block.Statements.Count ? LocalEffects.Of(block.Statements[location.Statement]) : LocalEffects.Of(block.Terminator);
        return effects
            .Where(effect => effect.Use is PlaceUse.Copy or PlaceUse.Move or PlaceUse.IndexRead or PlaceUse.Inspect || (effect.Place.HasDeref && effect.Use != PlaceUse.Mark && effect.Use != PlaceUse.Mention))
            .Select(effect => effect.Place.Local);
    }

    private static SourceInfo SourceAt(Block block, Location location) =>
        location.Statement < block.Statements.Count ? block.Statements[location.Statement].Source : block.Terminator.Source;
}
