using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Cfg;
using Crabwalk.Wasm.Generation;
using Crabwalk.Wasm.Modules;

namespace Crabwalk.Wasm.ControlFlow;

/// <summary>
/// Turns a reducible graph of blocks into nested ones, after Norman Ramsey, "Beyond Relooper: Recursive Translation of Unstructured Control
/// Flow to Structured Control Flow" (ICFP 2022): a block's code is followed by that of the blocks it dominates. A block that several edges lead
/// to, or an edge of a switch, is placed behind a <c>block</c> whose end they jump to; a loop's header stands in a <c>loop</c>. The recursion of the
/// paper is a stack of things still to do here, because generated programs nest deeper than a thread's stack may.
/// </summary>
internal sealed class StructuredControl
{
    private readonly Body _body;
    private readonly Mir.Cfg.ControlFlow _flow;
    private readonly CodeBuilder _code;
    private readonly IBlockWriter _writer;
    private readonly List<BlockId>[] _followers;
    private readonly BitSet<BlockId> _isFollower;
    private readonly BitSet<BlockId> _written;
    private readonly Stack<Action> _open = new();

    // The blocks that are open, the innermost last: where a jump to it leads. Null for an `if`, which nobody jumps to.
    private readonly List<BlockId?> _labels = [];

    private StructuredControl(Body body, Mir.Cfg.ControlFlow flow, CodeBuilder code, IBlockWriter writer)
    {
        (_body, _flow, _code, _writer) = (body, flow, code, writer);
        _written = new(body.Blocks.Count);
        _isFollower = FindFollowers();
        _followers = [.. body.Blocks.Ids.Select(_ => new List<BlockId>())];
        foreach (BlockId id in flow.ReversePostorder)
        {
            if (_isFollower.Contains(id) && flow.ImmediateDominatorOf(id) is { } dominator)
            {
                _followers[dominator.Index].Add(id);
            }
        }
    }

    /// <summary>Appends the code of a whole body.</summary>
    public static void Write(Body body, Mir.Cfg.ControlFlow flow, CodeBuilder code, IBlockWriter writer)
    {
        var control = new StructuredControl(body, flow, code, writer);
        control._open.Push(() => control.WriteTree(BlockId.Entry));
        while (control._open.TryPop(out Action? next))
        {
            next();
        }
    }

    // Blocks that need a label at their start: where edges meet, and where a switch leads.
    private BitSet<BlockId> FindFollowers()
    {
        var followers = new BitSet<BlockId>(_body.Blocks.Count);
        var forward = new int[_body.Blocks.Count];
        foreach (BlockId id in _flow.ReversePostorder)
        {
            TerminatorKind terminator = _body.Blocks[id].Terminator.Kind;
            bool needsLabels = terminator is TerminatorKind.SwitchInt { Targets.Count: > 1 };
            foreach (BlockId next in terminator.Successors().Distinct())
            {
                bool isForward = _flow.PositionOf(next) > _flow.PositionOf(id);
                forward[next.Index] += isForward ? 1 : 0;
                if (isForward && (needsLabels || forward[next.Index] > 1 || terminator.UnwindOf() is UnwindAction.Cleanup(var landing) && landing == next))
                {
                    followers.Add(next);
                }
            }
        }

        return followers;
    }

    private void WriteTree(BlockId id)
    {
        if (!_written.Add(id))
        {
            throw new CompilerBugException($"{id} has no label and two ways in");
        }

        if (!_flow.LoopHeaders.Contains(id))
        {
            WriteWithin(id);
            return;
        }

        Enter(Opcode.Loop, id);
        _open.Push(Leave);
        _open.Push(() => WriteWithin(id));
    }

    // The followers come behind the block, each behind the end of a block of its own; the first to come is the innermost.
    private void WriteWithin(BlockId id)
    {
        List<BlockId> followers = _followers[id.Index];
        foreach (BlockId follower in Enumerable.Reverse(followers))
        {
            Enter(Opcode.Block, follower);
            _open.Push(() => WriteTree(follower));
            _open.Push(Leave);
        }

        _open.Push(() => WriteExit(_writer.WriteBlock(id)));
    }

    private void WriteExit(BlockExit exit)
    {
        switch (exit)
        {
            case BlockExit.Goto(var target):
                WriteJump(target);
                break;
            case BlockExit.Branch(var whenTrue, var whenFalse):
                WriteBranch(whenTrue, whenFalse);
                break;
            case BlockExit.Switch choice:
                SwitchWriter.Write(_code, choice, DepthOf);
                break;
            default:
                break;
        }
    }

    private void WriteJump(BlockId target)
    {
        if (IsLabel(target))
        {
            _code.Add(Opcode.Br, DepthOf(target));
        }
        else
        {
            _open.Push(() => WriteTree(target));
        }
    }

    private void WriteBranch(BlockId whenTrue, BlockId whenFalse)
    {
        if (IsLabel(whenTrue))
        {
            _code.Add(Opcode.BrIf, DepthOf(whenTrue));
            WriteJump(whenFalse);
        }
        else if (IsLabel(whenFalse))
        {
            _code.Add(Opcode.I32Eqz);
            _code.Add(Opcode.BrIf, DepthOf(whenFalse));
            WriteJump(whenTrue);
        }
        else
        {
            Enter(Opcode.If, null);
            _open.Push(Leave);
            _open.Push(() => WriteTree(whenFalse));
            _open.Push(() => _code.Add(Opcode.Else));
            _open.Push(() => WriteTree(whenTrue));
        }
    }

    // A jump backwards goes to a loop's header, one forwards to a follower; every other block has one way in and is written there.
    private bool IsLabel(BlockId target) => _labels.Contains(target);

    private int DepthOf(BlockId target) => _labels.Count - 1 - _labels.LastIndexOf(target);

    private void Enter(Opcode opcode, BlockId? label)
    {
        _code.Add(opcode, BlockType.Empty);
        _labels.Add(label);
    }

    private void Leave()
    {
        _code.Add(Opcode.End);
        _labels.RemoveAt(_labels.Count - 1);
    }
}
