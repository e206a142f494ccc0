namespace Crabwalk.Machine.Memory;

/// <summary>
/// Finds which allocations pointers still lead to. It serves two ends: leaks at the end of a run (valgrind's distinction of lost
/// and reachable blocks), and giving the lines of dead locals back when nothing points to them any more.
/// </summary>
internal sealed unsafe partial class GuestMemory
{
    private readonly List<uint> _gray = [];

    /// <summary>Begins a search: nothing is found yet.</summary>
    public void ClearMarks()
    {
        _gray.Clear();
        for (uint id = 0; id < State.LineCount; id++)
        {
            if (id == _permanentLine)
            {
                id = Math.Max(id, _permanentLinesEnd);
            }

            Lines[id].Traits &= ~AllocationTraits.Marked;
        }
    }

    /// <summary>Counts an allocation as found.</summary>
    public void Mark(uint id)
    {
        if (id > Undefined && id < State.LineCount && (Lines[id].Traits & AllocationTraits.Marked) == 0)
        {
            Lines[id].Traits |= AllocationTraits.Marked;
            _gray.Add(id);
        }
    }

    /// <summary>Follows pointers from what was found until nothing new comes.</summary>
    public void MarkReachable()
    {
        while (_gray.Count > 0)
        {
            uint id = _gray[^1];
            _gray.RemoveAt(_gray.Count - 1);
            if (Lines[id].Readable > 0)
            {
                MarkPointersIn((long)(Lines[id].Base + Lines[id].Delta), Lines[id].Readable);
            }
        }
    }

    /// <summary>True when the last search found the allocation.</summary>
    public bool IsMarked(uint id) => (Lines[id].Traits & AllocationTraits.Marked) != 0;

    /// <summary>Counts everything that a range of the arena points to as found.</summary>
    public void MarkPointersIn(long arena, long size)
    {
        for (long word = arena >> 3; word <= (arena + size - 1) >> 3; word++)
        {
            uint id = (uint)Shadow[word];
            if (id != 0)
            {
                Mark(id);
            }
            else if ((Shadow[word] & WrittenMask) == WrittenMask)
            {
                MarkNumber(((ulong*)Data)[word]);
            }
        }
    }

    /// <summary>Counts a number as a pointer when it is the address of something whose address was seen as a number.</summary>
    public void MarkNumber(ulong number)
    {
        if (number >= AddressSpace.Heap)
        {
            uint id = FindHeap(number);
            if (id != 0 && (Lines[id].Traits & AllocationTraits.Exposed) != 0)
            {
                Mark(id);
            }
        }
    }

    /// <summary>
    /// Gives the lines of dead locals back that no pointer in memory leads to. Registers have been marked by the caller, since
    /// only it knows which of them hold pointers.
    /// </summary>
    public void CollectDeadLocals()
    {
        for (long word = 0; word < State.ArenaTop >> 3; word++)
        {
            if (word == (_permanentArena + 7) >> 3)
            {
                word = Math.Max(word, _permanentArenaEnd >> 3);
            }

            uint id = (uint)Shadow[word];
            if (id > Undefined && id < State.LineCount)
            {
                Lines[id].Traits |= AllocationTraits.Marked;
            }
        }

        for (uint id = 2; id < State.LineCount; id++)
        {
            AllocationLine* line = Lines + id;
            if (line->State is StorageState.OutOfScope or StorageState.Returned && line->Kind != StorageKind.None && !IsMarked(id))
            {
                TouchLine(id);
                line->Kind = StorageKind.None;
                line->Next = State.FreeLine;
                State.FreeLine = id;
            }
        }

        _gray.Clear();
        State.DeadLocals = 0;
    }
}
