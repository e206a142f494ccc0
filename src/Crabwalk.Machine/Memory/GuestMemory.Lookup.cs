namespace Crabwalk.Machine.Memory;

/// <summary>From addresses back to allocations. None of this is quick: no ordinary access comes here.</summary>
internal sealed unsafe partial class GuestMemory
{
    private readonly List<uint> _statics = [];

    /// <summary>The statics and functions, by rising address.</summary>
    public IReadOnlyList<uint> Statics => _statics;

    /// <summary>The heap blocks whose lines are still known, oldest first.</summary>
    public IEnumerable<uint> HeapBlocks
    {
        get
        {
            for (int i = 0; i < State.HeapListed; i++)
            {
                if (IsStillThere(_heap[i]))
                {
                    yield return _heap[i].Id;
                }
            }
        }
    }

    /// <summary>Says that an allocation is there for the whole run.</summary>
    public void ListStatic(uint id) => _statics.Add(id);

    /// <summary>The static, function or heap block that an address lies in or just past; 0 for none.</summary>
    public uint FindFixed(ulong address)
    {
        uint found = FindHeap(address);
        return found != 0 ? found : FindStatic(address);
    }

    /// <summary>True when an address lies in an allocation, or just past it.</summary>
    public bool Reaches(uint id, ulong address) => address - Lines[id].Base <= (ulong)Lines[id].Extent;

    private bool IsStillThere(HeapEntry entry) =>
        Lines[entry.Id].Kind == StorageKind.Heap && Lines[entry.Id].Base == entry.Base;

    private uint FindHeap(ulong address)
    {
        int low = 0;
        int high = State.HeapListed;
        while (low < high)
        {
            int middle = (low + high) >> 1;
            if (_heap[middle].Base <= address)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low > 0 && IsStillThere(_heap[low - 1]) && Reaches(_heap[low - 1].Id, address) ? _heap[low - 1].Id : 0;
    }

    private uint FindStatic(ulong address)
    {
        uint past = 0;
        foreach (uint id in _statics)
        {
            ulong offset = address - Lines[id].Base;
            if (offset < (ulong)Lines[id].Extent)
            {
                return id;
            }

            past = offset == (ulong)Lines[id].Extent ? id : past;
        }

        return past;
    }
}
