using Crabwalk.Foundation.Text;
using Crabwalk.Machine.Memory;
using Crabwalk.Machine.Rules;

namespace Crabwalk.Machine.Execution;

/// <summary>What there is to say when a run is over.</summary>
internal sealed unsafe partial class Interpreter
{
    /// <summary>The end in public terms; <see cref="StopReason.Fuel"/> and <see cref="StopReason.Step"/> are limits then.</summary>
    public RunEnd EndOf(StopReason stop)
    {
        Span place = PlaceOfUser();
        return stop switch
        {
            StopReason.Exited => new RunEnd.Exited(_exitCode),
            StopReason.Aborted => new RunEnd.Aborted(place),
            StopReason.Undefined => new RunEnd.Undefined(_reports[^1]),
            StopReason.Trapped => new RunEnd.Trapped(_stopText, place),
            StopReason.Panicked => new RunEnd.Panicked(_stopText, place),
            StopReason.StackLimit => new RunEnd.OverBudget(BudgetKind.Stack, _stopText, place),
            StopReason.DepthLimit => new RunEnd.OverBudget(BudgetKind.Depth, _stopText, place),
            StopReason.OutputLimit => new RunEnd.OverBudget(BudgetKind.Output, _stopText, place),
            StopReason.RecordingLimit => new RunEnd.OverBudget(BudgetKind.Recording, $"{_options.RecordingBytes >> 20} MB of changed memory are kept for going back", place),
            StopReason.Unsupported => new RunEnd.Unsupported(_stopText, place),
            StopReason.Step => new RunEnd.OverBudget(BudgetKind.Steps, $"{_stepCount} steps", place),
            StopReason.Fuel or StopReason.None => new RunEnd.OverBudget(BudgetKind.Work, $"{_options.WorkLimit} units of work", place),
        };
    }

    /// <summary>Where the user's code is.</summary>
    public Span PlaceOfUser()
    {
        var calls = Calls();
        return (calls.FirstOrDefault(call => !call.IsLibrary) ?? calls[0]).Span;
    }

    /// <summary>
    /// The heap blocks that live, told apart as valgrind does: those that pointers still lead to, those that nothing leads to, and
    /// those that only lost blocks lead to.
    /// </summary>
    public IReadOnlyList<LeakReport> FindLeaks()
    {
        uint[] live = [.. _memory.HeapBlocks.Where(id => _memory.Lines[id].State == StorageState.Live)];
        if (live.Length == 0)
        {
            return [];
        }

        MarkFromRoots();
        bool[] reachable = [.. live.Select(_memory.IsMarked)];
        HashSet<uint> indirect = IndirectlyLost(live, reachable);
        return [.. live.Select((id, index) => LeakOf(id, reachable[index], indirect.Contains(id)))];
    }

    /// <summary>True when a pointer in a register, on the stack, in a static or in a block that is itself reachable leads to it.</summary>
    public bool IsReachable(uint id)
    {
        MarkFromRoots();
        return _memory.IsMarked(id);
    }

    private void MarkFromRoots()
    {
        _memory.ClearMarks();
        foreach (uint id in _memory.Statics)
        {
            _memory.Mark(id);
        }

        for (Frame* frame = _frames; frame <= _frame; frame++)
        {
            for (uint id = frame->Locals; id != 0; id = _memory.Lines[id].Next)
            {
                _memory.Mark(id);
            }
        }

        MarkRegisters(RootKind.Variables);
        MarkParkedThreads(RootKind.Variables);
        _memory.MarkReachable();
    }

    // A lost block that another lost block leads to is lost indirectly; of blocks that only lead to each other the first counts as lost.
    private HashSet<uint> IndirectlyLost(uint[] live, bool[] reachable)
    {
        uint[] lost = [.. live.Where((_, index) => !reachable[index])];
        _memory.ClearMarks();
        foreach (uint id in lost)
        {
            MarkTargetsOf(id);
        }

        HashSet<uint> direct = [.. lost.Where(id => !_memory.IsMarked(id))];
        _memory.ClearMarks();
        foreach (uint id in lost.OrderByDescending(direct.Contains))
        {
            if (!_memory.IsMarked(id))
            {
                direct.Add(id);
                _memory.Mark(id);
                _memory.MarkReachable();
            }
        }

        return [.. lost.Where(id => !direct.Contains(id))];
    }

    private void MarkTargetsOf(uint id) =>
        _memory.MarkPointersIn((long)(_memory.Lines[id].Base + _memory.Lines[id].Delta), _memory.Lines[id].Readable);

    private LeakReport LeakOf(uint id, bool isReachable, bool isIndirect)
    {
        CodePosition position = _memory.Histories[id].AllocatedAt;
        BlockFacts facts = FactsOf(id);
        string function = position.Code < 0 ? "" : _image.Functions[position.Code].Name;
        return new LeakReport(facts, isReachable, isIndirect) { AllocatedBy = [new CallPlace(function, facts.AllocatedAt ?? default, false)] };
    }
}
