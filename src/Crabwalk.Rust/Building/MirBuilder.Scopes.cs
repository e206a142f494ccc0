using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;

namespace Crabwalk.Rust.Building;

/// <summary>
/// The scopes that are open, what is due at their ends, and the ways out of them. While the inside of a scope is built, drops are scheduled for
/// it; each way out (to its end, by <c>break</c>, <c>continue</c>, <c>return</c>, an unsuccessful pattern, by unwinding) does those scheduled by then.
/// </summary>
internal sealed partial class MirBuilder
{
    private readonly List<OpenScope> _scopes = [];
    private readonly List<BreakableScope> _breakables = [];
    private readonly DropTree _unwindDrops = new();
    private ConditionScope? _condition;

    /// <summary>Builds something from a block on; what is given is where it starts, then where it ends.</summary>
    private delegate void Build(ref BlockId block);

    /// <summary>Builds something that has a result.</summary>
    private delegate T Build<out T>(ref BlockId block);

    private SourceInfo SourceAt(Span span) => new(span, _sourceScope);

    /// <summary>The innermost scope: how long operands live.</summary>
    private Thir.Scope LocalScope => _scopes[^1].Region;

    // Opening and closing.

    private void InScope(ref BlockId block, Thir.Scope region, Span span, Build inside)
    {
        ScopeId sourceScope = _sourceScope;
        PushScope(region, span);
        inside(ref block);
        PopScope(ref block);
        _sourceScope = sourceScope;
    }

    private T InScope<T>(ref BlockId block, Thir.Scope region, Span span, Build<T> inside)
    {
        ScopeId sourceScope = _sourceScope;
        PushScope(region, span);
        T result = inside(ref block);
        PopScope(ref block);
        _sourceScope = sourceScope;
        return result;
    }

    private void PushScope(Thir.Scope region, Span span) => _scopes.Add(new(region, span, _sourceScope));

    private void PopScope(ref BlockId block)
    {
        LeaveTopScope(ref block);
        _scopes.RemoveAt(_scopes.Count - 1);
    }

    private void LeaveTopScope(ref BlockId block)
    {
        OpenScope scope = _scopes[^1];
        int unwindTo = scope.NeedsCleanup ? UnwindNode(_scopes.Count - 1) : DropTree.Root;
        for (int i = scope.Drops.Count - 1; i >= 0; i--)
        {
            ScheduledDrop drop = scope.Drops[i];
            if (drop.Kind == DropKind.Storage)
            {
                _graph.Push(block, drop.Source, new StatementKind.StorageDead(drop.Local));
                continue;
            }

            unwindTo = _unwindDrops[unwindTo].Next;
            if (scope.MovedOperands.Contains(drop.Local))
            {
                continue;
            }

            _unwindDrops.Enter(block, unwindTo);
            BlockId next = _graph.NewBlock();
            _graph.Terminate(block, drop.Source, new TerminatorKind.Drop(drop.Local, next, new UnwindAction.Continue()));
            block = next;
        }
    }

    // Scheduling.

    private void ScheduleStorage(Thir.Scope region, LocalId local) => Schedule(region, local, DropKind.Storage);

    private void ScheduleValue(Thir.Scope region, LocalId local)
    {
        if (_properties.NeedsDrop(_locals[local].Type))
        {
            Schedule(region, local, DropKind.Value);
        }
    }

    private void Schedule(Thir.Scope region, LocalId local, DropKind kind)
    {
        for (int i = _scopes.Count - 1; i >= 0; i--)
        {
            OpenScope scope = _scopes[i];
            if (kind == DropKind.Value)
            {
                scope.UnwindNode = null;
            }

            if (scope.Region == region)
            {
                scope.Drops.Add(new(new(LastByte(scope.Span), scope.SourceScope), local, kind));
                return;
            }
        }

        throw new CompilerBugException($"{local} is due at the end of a scope that is not open");
    }

    private static Span LastByte(Span span) => span.Length > 1 ? span with { Start = span.End - 1 } : span;

    // Operands that a call takes are not dropped on the way that comes back.
    private void NoteMoved(IEnumerable<Operand> operands)
    {
        OpenScope scope = _scopes[^1];
        foreach (Operand operand in operands)
        {
            if (operand is Operand.Move({ IsLocal: true } place) && scope.Drops.Exists(drop => drop.Local == place.Local && drop.Kind == DropKind.Value))
            {
                scope.MovedOperands.Add(place.Local);
            }
        }
    }

    private void ForgetDrops(Thir.Scope region)
    {
        for (int i = _scopes.Count - 1; i >= 0; i--)
        {
            _scopes[i].Drops.Clear();
            _scopes[i].UnwindNode = null;
            if (_scopes[i].Region == region)
            {
                return;
            }
        }
    }

    // Unwinding.

    private int UnwindNode(int target)
    {
        int first = target;
        while (first >= 0 && _scopes[first].UnwindNode is null)
        {
            first--;
        }

        int node = first >= 0 ? _scopes[first].UnwindNode!.Value : DropTree.Root;
        for (int i = first + 1; i <= target; i++)
        {
            foreach (ScheduledDrop drop in _scopes[i].Drops)
            {
                if (drop.Kind == DropKind.Value)
                {
                    node = _unwindDrops.Add(drop, node);
                }
            }

            _scopes[i].UnwindNode = node;
        }

        return node;
    }

    /// <summary>The block's terminator may unwind: what is due by now is dropped then.</summary>
    private void MayUnwind(BlockId block) => _unwindDrops.Enter(block, UnwindNode(_scopes.Count - 1));

    private void BuildUnwindTree()
    {
        if (_unwindDrops.Build(_graph, null, isUnwinding: true)[DropTree.Root] is { } resume)
        {
            _graph.Terminate(resume, new(_span, ScopeId.Function), new TerminatorKind.UnwindResume());
        }
    }

    // Ways out.

    /// <summary>A loop or block that <c>break</c> (or <c>return</c>) leaves, with its value in <paramref name="destination"/>.</summary>
    /// <param name="block">Where it goes on after it.</param>
    /// <param name="loop">Where <c>continue</c> goes, for loops.</param>
    /// <param name="destination">Where the value goes.</param>
    /// <param name="span">Its text.</param>
    /// <param name="inside">Builds the inside; null for one that ends only by <c>break</c>.</param>
    private void InBreakableScope(out BlockId block, BlockId? loop, Place destination, Span span, Func<BlockId?> inside)
    {
        var breakable = new BreakableScope(LocalScope, destination, loop is null ? null : new());
        _breakables.Add(breakable);
        BlockId? normal = inside();
        _breakables.RemoveAt(_breakables.Count - 1);
        BlockId? exit = BuildExits(breakable.Breaks, breakable.Region, null);
        if (breakable.Continues is { } continues)
        {
            BuildExits(continues, breakable.Region, loop);
        }

        if (normal is { } end && exit is { } other)
        {
            block = _graph.NewBlock();
            _graph.Goto(end, SourceAt(span), block);
            _graph.Goto(other, SourceAt(span), block);
        }
        else
        {
            block = normal ?? exit ?? _graph.NewBlock();
        }
    }

    /// <summary>A condition with what runs when it holds; the blocks for "holds" and "does not".</summary>
    private (BlockId Then, BlockId Else) InConditionScope(Thir.Scope region, Func<BlockId> inside)
    {
        ConditionScope? outer = _condition;
        _condition = new(region);
        BlockId then = inside();
        ConditionScope inner = _condition;
        _condition = outer;
        return (then, BuildExits(inner.Exits, region, null) ?? _graph.NewBlock());
    }

    /// <summary>The condition does not hold in this block.</summary>
    private void BreakForElse(BlockId block, SourceInfo source)
    {
        ConditionScope condition = _condition ?? throw new CompilerBugException("no condition is open");
        condition.Exits.Enter(block, DropsOutOf(condition.Region, condition.Exits));
        _graph.Leave(block, source);
    }

    private int DropsOutOf(Thir.Scope region, DropTree exits)
    {
        int node = DropTree.Root;
        for (int i = IndexOf(region) + 1; i < _scopes.Count; i++)
        {
            foreach (ScheduledDrop drop in _scopes[i].Drops)
            {
                node = exits.Add(drop, node);
            }
        }

        return node;
    }

    private int IndexOf(Thir.Scope region)
    {
        int index = _scopes.FindLastIndex(scope => scope.Region == region);
        return index >= 0 ? index : throw new CompilerBugException("a scope that is left is not open");
    }

    /// <summary><c>break</c>, <c>continue</c> (without <paramref name="toStart"/>'s value) and <c>return</c> (<paramref name="target"/> is null).</summary>
    private void BreakScope(ref BlockId block, Thir.Expr? value, Thir.Scope? target, bool toStart, SourceInfo source)
    {
        BreakableScope breakable = target is { } region
            ? _breakables.FindLast(scope => scope.Region == region) ?? throw new CompilerBugException("nothing to break out of")
            : _breakables[0];
        if (!toStart && value is not null)
        {
            Into(breakable.Destination, ref block, value);
        }
        else if (!toStart)
        {
            AssignUnit(block, source, breakable.Destination);
        }

        DropTree exits = toStart && breakable.Continues is { } continues ? continues : breakable.Breaks;
        exits.Enter(block, DropsOutOf(breakable.Region, exits));
        _graph.Leave(block, source);
        block = _graph.NewBlock();
    }

    // Drops on a way out may unwind too: then the rest of them is done on the unwinding way.
    private BlockId? BuildExits(DropTree exits, Thir.Scope region, BlockId? end)
    {
        BlockId?[] blocks = exits.Build(_graph, end, isUnwinding: false);
        bool hasValues = false;
        for (int node = 1; node < exits.Count && !hasValues; node++)
        {
            hasValues = exits[node].Drop.Kind == DropKind.Value;
        }

        if (hasValues)
        {
            LinkToUnwinding(exits, blocks, UnwindNode(IndexOf(region)));
        }

        return blocks[DropTree.Root];
    }

    private void LinkToUnwinding(DropTree exits, BlockId?[] blocks, int target)
    {
        var unwinding = new int[exits.Count];
        unwinding[DropTree.Root] = target;
        for (int node = 1; node < exits.Count; node++)
        {
            (ScheduledDrop drop, int next) = exits[node];
            unwinding[node] = unwinding[next];
            if (drop.Kind == DropKind.Value)
            {
                unwinding[node] = _unwindDrops.Add(drop, unwinding[next]);
                if (blocks[node] is { } block)
                {
                    _unwindDrops.Enter(block, unwinding[next]);
                }
            }
        }
    }

    // Drop and replace.

    private void DropAndReplace(ref BlockId block, Span span, Place place, Rvalue value)
    {
        SourceInfo source = SourceAt(span);
        BlockId assign = _graph.NewBlock();
        _graph.Assign(assign, source, place, value);
        BlockId assignUnwinding = _graph.NewBlock(isCleanup: true);
        _graph.Assign(assignUnwinding, source, place, value);
        _graph.Terminate(block, source, new TerminatorKind.Drop(place, assign, new UnwindAction.Cleanup(assignUnwinding)));
        MayUnwind(block);
        block = assign;
    }

    private void Assert(ref BlockId block, Operand condition, bool expected, AssertMessage message, Span span)
    {
        BlockId success = _graph.NewBlock();
        _graph.Terminate(block, SourceAt(span), new TerminatorKind.Assert(condition, expected, message, success, new UnwindAction.Continue()));
        MayUnwind(block);
        block = success;
    }

    private sealed class OpenScope(Thir.Scope region, Span span, ScopeId sourceScope)
    {
        public Thir.Scope Region { get; } = region;

        public Span Span { get; } = span;

        public ScopeId SourceScope { get; } = sourceScope;

        public List<ScheduledDrop> Drops { get; } = [];

        public HashSet<LocalId> MovedOperands { get; } = [];

        // The node of the unwinding tree that does everything due here and around; null when it must be found again.
        public int? UnwindNode { get; set; }

        public bool NeedsCleanup => Drops.Exists(drop => drop.Kind == DropKind.Value);
    }

    private sealed record BreakableScope(Thir.Scope Region, Place Destination, DropTree? Continues)
    {
        public DropTree Breaks { get; } = new();
    }

    private sealed record ConditionScope(Thir.Scope Region)
    {
        public DropTree Exits { get; } = new();
    }
}
