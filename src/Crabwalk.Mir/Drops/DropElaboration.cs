using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Building;
using Crabwalk.Mir.Dataflow;
using Crabwalk.Mir.Moves;

namespace Crabwalk.Mir.Drops;

/// <summary>
/// Makes the drops of a body exact. Lowering schedules a drop wherever a scope ends; whether there is still a value then depends on
/// moves, which dataflow finds. What cannot be known beforehand is kept in flags, which every move clears and every initialisation sets.
/// </summary>
internal sealed class DropElaboration
{
    private readonly MirProgram _program;
    private readonly Body _body;
    private readonly IDropFacts _facts;
    private readonly DropNeeds _needs;
    private readonly MoveData _moves;
    private readonly DataflowResults<BitSet<MovePathId>> _initialized;
    private readonly DataflowResults<BitSet<MovePathId>> _uninitialized;
    private readonly BodyPatch _patch;
    private readonly SortedDictionary<int, LocalId> _flags = [];

    private DropElaboration(MirProgram program, Body body, IDropFacts facts)
    {
        _program = program;
        _body = body;
        _facts = facts;
        _needs = new(program, facts, body.Definition);
        _moves = MoveDataBuilder.Build(program, body, facts);
        _initialized = DataflowEngine.Run(new MaybeInitializedPaths(_moves), body);
        _uninitialized = DataflowEngine.Run(new MaybeUninitializedPaths(_moves), body);
        _patch = new(body);
    }

    /// <summary>Edits the body.</summary>
    public static void Run(MirProgram program, Body body)
    {
        if (!body.Blocks.Any(block => block.Terminator.Kind is TerminatorKind.Drop))
        {
            return;
        }

        IDropFacts facts = program.DropFacts ?? throw new CompilerBugException("a program with drops tells nothing of its types");
        new DropElaboration(program, body, facts).Run();
    }

    private void Run()
    {
        Block[] original = [.. _body.Blocks];
        (BlockId Id, TerminatorKind.Drop Drop)[] drops =
        [
            .. _body.Blocks.Ids.Where(id => _body.Blocks[id].Terminator.Kind is TerminatorKind.Drop)
                .Select(id => (id, (TerminatorKind.Drop)_body.Blocks[id].Terminator.Kind)),
        ];
        foreach ((BlockId id, TerminatorKind.Drop drop) in drops)
        {
            MakeFlags(id, drop);
        }

        foreach ((BlockId id, TerminatorKind.Drop drop) in drops)
        {
            Elaborate(id, drop);
        }

        InitializeFlags();
        for (int i = 0; i < original.Length; i++)
        {
            UpdateFlags(new(i), original[i]);
        }

        _patch.Apply();
    }

    private void MakeFlags(BlockId id, TerminatorKind.Drop drop)
    {
        if (_moves.Find(drop.Place) is not { IsExact: true } found)
        {
            return;
        }

        PathsState state = StateAt(id);
        foreach (MovePathId path in _moves.WithChildren(found.Path))
        {
            if (state.MayHaveValue(path) && state.MayHaveNone(path) && !_flags.ContainsKey(path.Index))
            {
                _flags.Add(path.Index, _patch.NewTemporary(_program.Types.Bool, new(_body.Blocks[id].Terminator.Source.Span, ScopeId.Function)));
            }
        }
    }

    private void Elaborate(BlockId id, TerminatorKind.Drop drop)
    {
        Block block = _body.Blocks[id];
        if (!_needs.NeedsDrop(new Typing.BodyTypes(_program.Types, _body.Locals).TypeOf(drop.Place)))
        {
            _patch.SetTerminator(id, new TerminatorKind.Goto(drop.Target));
        }
        else if (_moves.Find(drop.Place) is { IsExact: true } found)
        {
            BlockId? unwind = block.IsCleanup ? null : UnwindBlock(drop.Unwind);
            var expander = new DropExpander(_program, _patch, StateAt(id), _needs, _facts);
            expander.Expand(id, new(drop.Place, found.Path, drop.Target, unwind, block.Terminator.Source));
        }
    }

    private BlockId UnwindBlock(UnwindAction unwind) => unwind switch
    {
        UnwindAction.Cleanup(var block) => block,
        UnwindAction.Continue => _patch.SharedCleanup(new TerminatorKind.UnwindResume()),
        UnwindAction.Unreachable => _patch.SharedCleanup(new TerminatorKind.Unreachable()),
        UnwindAction.Terminate(var inCleanup) => _patch.SharedCleanup(new TerminatorKind.UnwindTerminate(inCleanup)),
    };

    private PathsState StateAt(BlockId id)
    {
        var end = new Location(id, _body.Blocks[id].Statements.Count);
        return new(_moves, _initialized.CursorAt(end), _uninitialized.CursorAt(end), _flags, SetFlag);
    }

    private void SetFlag(Location at, MovePathId path, bool value, SourceInfo source)
    {
        if (_flags.TryGetValue(path.Index, out LocalId flag))
        {
            var bits = new ConstValue.Scalar(_program.Types.Bool, value ? 1u : 0u);
            _patch.Insert(at, new StatementKind.Assign(flag, new Rvalue.Use(new Operand.Constant(bits))), source);
        }
    }

    private void InitializeFlags()
    {
        var start = new Location(BlockId.Entry, 0);
        var source = new SourceInfo(_body.Span, ScopeId.Function);
        foreach (int path in _flags.Keys)
        {
            SetFlag(start, new(path), value: false, source);
        }

        foreach (MovePathId path in _body.Arguments.SelectMany(local => _moves.WithChildren(MoveData.PathOf(local))))
        {
            SetFlag(start, path, value: true, source);
        }
    }

    private void UpdateFlags(BlockId id, Block block)
    {
        for (int i = 0; i <= block.Statements.Count; i++)
        {
            var at = new Location(id, i);
            SourceInfo source = i < block.Statements.Count ? block.Statements[i].Source : block.Terminator.Source;
            foreach ((MovePathId path, PathEvent happened) in PathEffects.At(_moves, at))
            {
                SetFlag(at, path, happened == PathEvent.Initialized, source);
            }
        }

        if (block.Terminator.Kind is TerminatorKind.Call { Target: { } target } call)
        {
            SetFlagsOnReturn(id, block, call, target);
        }
    }

    // What a call gives a value has it only when the call comes back. Without a way to unwind nobody can see the difference, and the flags
    // are set before the call, because the target may have other predecessors.
    private void SetFlagsOnReturn(BlockId id, Block block, TerminatorKind.Call call, BlockId target)
    {
        MovePathId[] paths = [.. PathEffects.OnReturn(_moves, call).Where(path => _flags.ContainsKey(path.Index))];
        if (paths.Length == 0)
        {
            return;
        }

        Location at = call.Unwind is UnwindAction.Cleanup ? new(target, 0) : new(id, block.Statements.Count);
        if (call.Unwind is UnwindAction.Cleanup && PredecessorCount(target) > 1)
        {
            BlockId between = _patch.NewBlock([], new TerminatorKind.Goto(target), block.Terminator.Source, block.IsCleanup);
            _patch.SetTerminator(id, call with { Target = between });
            at = new(between, 0);
        }

        foreach (MovePathId path in paths)
        {
            SetFlag(at, path, value: true, block.Terminator.Source);
        }
    }

    private int PredecessorCount(BlockId target) => _body.Blocks.Count(block => Cfg.TerminatorEdges.Successors(block).Contains(target));

    /// <summary>What dataflow found before one drop.</summary>
    private sealed class PathsState(
        MoveData moves,
        BitSet<MovePathId> initialized,
        BitSet<MovePathId> uninitialized,
        SortedDictionary<int, LocalId> flags,
        Action<Location, MovePathId, bool, SourceInfo> setFlag) : DropState
    {
        public bool MayHaveValue(MovePathId path) => initialized.Contains(path);

        public bool MayHaveNone(MovePathId path) => uninitialized.Contains(path);

        public override DropStyle StyleOf(MovePathId path, DropDepth depth)
        {
            MovePathId[] paths = depth == DropDepth.Shallow ? [path] : [.. moves.WithChildren(path)];
            return (paths.Any(MayHaveValue), paths.Any(MayHaveNone)) switch
            {
                (false, _) => DropStyle.Dead,
                (true, false) => DropStyle.Static,
                (true, true) => paths.Length == 1 ? DropStyle.Conditional : DropStyle.Open,
            };
        }

        public override LocalId? FlagOf(MovePathId path) => flags.TryGetValue(path.Index, out LocalId flag) ? flag : null;

        public override MovePathId? Step(MovePathId path, Projection step) => moves.Step(path, step);

        public override void ClearFlag(Location at, MovePathId path, SourceInfo source) => setFlag(at, path, false, source);
    }
}
