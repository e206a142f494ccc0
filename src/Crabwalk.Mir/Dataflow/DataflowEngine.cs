using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Cfg;

namespace Crabwalk.Mir.Dataflow;

/// <summary>Runs analyses to their least fixpoint: a worklist in reverse postorder (backwards in postorder), so that most blocks are seen once.</summary>
public static class DataflowEngine
{
    /// <summary>The states of an analysis at the start of each block in the direction of the flow.</summary>
    public static DataflowResults<TState> Run<TState>(Analysis<TState> analysis, Body body, ControlFlow? flow = null)
        where TState : class
    {
        var run = new FixpointSearch<TState>(analysis, body, flow ?? ControlFlow.Of(body));
        return new(analysis, body, run.Solve());
    }

    private sealed class FixpointSearch<TState>(Analysis<TState> analysis, Body body, ControlFlow flow)
        where TState : class
    {
        private readonly TState[] _states = [.. body.Blocks.Select(_ => analysis.Bottom(body))];
        private readonly PriorityQueue<BlockId, int> _open = new();
        private readonly BitSet<BlockId> _isOpen = new(body.Blocks.Count);

        private bool IsForward => analysis.Direction == Direction.Forward;

        public TState[] Solve()
        {
            foreach (BlockId id in flow.ReversePostorder)
            {
                Enqueue(id);
                if (IsForward ? id == BlockId.Entry : body.Blocks[id].Successors().Count == 0)
                {
                    analysis.Begin(body, _states[id.Index]);
                }
            }

            while (_open.TryDequeue(out BlockId id, out _))
            {
                _isOpen.Remove(id);
                Step(id);
            }

            return _states;
        }

        private void Enqueue(BlockId id)
        {
            if (_isOpen.Add(id))
            {
                int position = flow.PositionOf(id);
                _open.Enqueue(id, IsForward ? position : -position);
            }
        }

        private void Step(BlockId id)
        {
            TState state = analysis.Clone(_states[id.Index]);
            analysis.ApplyBlock(state, id, body.Blocks[id]);
            if (IsForward)
            {
                foreach (BlockId next in body.Blocks[id].Successors().Distinct())
                {
                    Propagate(state, from: id, to: next, into: next);
                }
            }
            else
            {
                foreach (BlockId previous in flow.PredecessorsOf(id))
                {
                    Propagate(state, from: previous, to: id, into: previous);
                }
            }
        }

        private void Propagate(TState state, BlockId from, BlockId to, BlockId into)
        {
            if (body.Blocks[from].Terminator.Kind is TerminatorKind.Call call && call.Target == to)
            {
                state = analysis.Clone(state);
                analysis.ApplyCallReturn(state, call, new(from, body.Blocks[from].Statements.Count));
            }

            if (analysis.Join(_states[into.Index], state))
            {
                Enqueue(into);
            }
        }
    }
}

/// <summary>What an analysis found, by block; <see cref="CursorAt"/> gives the state at any location.</summary>
public sealed class DataflowResults<TState>
    where TState : class
{
    private readonly Analysis<TState> _analysis;
    private readonly Body _body;
    private readonly TState[] _states;

    internal DataflowResults(Analysis<TState> analysis, Body body, TState[] states)
    {
        _analysis = analysis;
        _body = body;
        _states = states;
    }

    /// <summary>The state where the flow comes into a block: forwards at its start, backwards at its end. Do not change it.</summary>
    public TState StateOf(BlockId block) => _states[block.Index];

    /// <summary>The states of one block's locations one after the other in the direction of the flow: before and after each, in that sense.</summary>
    public IEnumerable<(Location Location, TState Before, TState After)> Through(BlockId id)
    {
        Block block = _body.Blocks[id];
        TState state = _analysis.Clone(_states[id.Index]);
        int count = block.Statements.Count;
        for (int i = 0; i <= count; i++)
        {
            int at = _analysis.Direction == Direction.Forward ? i : count - i;
            TState before = _analysis.Clone(state);
            if (at == count)
            {
                _analysis.ApplyTerminator(state, block.Terminator, new(id, at));
            }
            else
            {
                _analysis.ApplyStatement(state, block.Statements[at], new(id, at));
            }

            yield return (new(id, at), before, _analysis.Clone(state));
        }
    }

    /// <summary>The state of a forward analysis when control goes from the end of one block to another: a call that comes back has written its result.</summary>
    public TState AlongEdge(BlockId from, BlockId to)
    {
        Block block = _body.Blocks[from];
        TState state = Through(from).Last().After;
        if (block.Terminator.Kind is TerminatorKind.Call call && call.Target == to)
        {
            _analysis.ApplyCallReturn(state, call, new(from, block.Statements.Count));
        }

        return state;
    }

    /// <summary>The state just before a location runs.</summary>
    public TState CursorAt(Location location)
    {
        foreach ((Location at, TState before, TState after) in Through(location.Block))
        {
            if (at == location)
            {
                return _analysis.Direction == Direction.Forward ? before : after;
            }
        }

        return _states[location.Block.Index];
    }
}
