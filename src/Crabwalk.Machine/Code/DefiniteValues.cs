using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;

namespace Crabwalk.Machine.Code;

/// <summary>
/// Which locals surely have a value where a block begins: forward, all paths must agree. What is sure needs no check at run time;
/// the rest is tracked by the undefined mark of its register.
/// </summary>
internal sealed class DefiniteValues
{
    private readonly Body _body;
    private readonly BitSet<LocalId>?[] _atEntry;
    private readonly bool _nothingLasts;

    private DefiniteValues(Body body, bool nothingLasts)
    {
        _body = body;
        _nothingLasts = nothingLasts;
        _atEntry = new BitSet<LocalId>?[body.Blocks.Count];
    }

    /// <summary>Finds the answer for a whole body.</summary>
    /// <param name="body">The body.</param>
    /// <param name="nothingLasts">Control may come back with variables that have lost their values, as after longjmp: no block may rely on another.</param>
    public static DefiniteValues Of(Body body, bool nothingLasts)
    {
        var values = new DefiniteValues(body, nothingLasts);
        values.Solve();
        return values;
    }

    /// <summary>What is sure where a block begins; everything, for one that is never reached.</summary>
    public BitSet<LocalId> AtEntry(BlockId block)
    {
        if (_nothingLasts)
        {
            return new BitSet<LocalId>(_body.Locals.Count);
        }

        if (_atEntry[block.Index] is { } known)
        {
            return known.Clone();
        }

        var all = new BitSet<LocalId>(_body.Locals.Count);
        all.Fill();
        return all;
    }

    /// <summary>What a statement changes.</summary>
    public static void Apply(StatementKind kind, BitSet<LocalId> defined)
    {
        switch (kind)
        {
            case StatementKind.Assign(var place, _, _) when place.IsLocal:
                defined.Add(place.Local);
                break;
            case StatementKind.StorageLive(var local):
                defined.Remove(local);
                break;
            default:
                break;
        }
    }

    private void Solve()
    {
        var entry = new BitSet<LocalId>(_body.Locals.Count);
        foreach (LocalId argument in _body.Arguments)
        {
            entry.Add(argument);
        }

        _atEntry[0] = entry;
        var waiting = new Queue<BlockId>([BlockId.Entry]);
        while (waiting.TryDequeue(out BlockId block))
        {
            BitSet<LocalId> state = _atEntry[block.Index]!.Clone();
            foreach (Statement statement in _body.Blocks[block].Statements)
            {
                Apply(statement.Kind, state);
            }

            Flow(_body.Blocks[block].Terminator.Kind, state, waiting);
        }
    }

    private void Flow(TerminatorKind terminator, BitSet<LocalId> state, Queue<BlockId> waiting)
    {
        foreach (BlockId target in BlockOrder.Successors(terminator))
        {
            BitSet<LocalId> arriving = state;
            if (terminator is TerminatorKind.Call call && call.Target == target && call.Destination.IsLocal)
            {
                arriving = state.Clone();
                arriving.Add(call.Destination.Local);
            }

            if (_atEntry[target.Index] is not { } known)
            {
                _atEntry[target.Index] = arriving.Clone();
                waiting.Enqueue(target);
            }
            else if (known.IntersectWith(arriving))
            {
                waiting.Enqueue(target);
            }
        }
    }
}
