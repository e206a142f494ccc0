namespace Crabwalk.Machine.Memory;

/// <summary>
/// Guarded allocations: those whose every access is looked at closely, because a pointer of another type leads there or because some of
/// their members are const. A guarded line says that it has no bytes, so the quick test fails, as it does for a dead one; nothing else
/// pays for the check.
/// </summary>
internal sealed unsafe partial class GuestMemory
{
    /// <summary>Sends all accesses of a live allocation the slow way.</summary>
    public void Guard(uint id)
    {
        AllocationLine* line = Lines + id;
        if ((line->Traits & AllocationTraits.Guarded) != 0)
        {
            return;
        }

        TouchLine(id);
        line->Traits |= AllocationTraits.Guarded | (line->WriteSize < line->Extent ? AllocationTraits.ReadOnly : AllocationTraits.None);
        line->Size = 0;
        line->WriteSize = 0;
    }

    /// <summary>Gives an allocation without a declared type a map of effective types, on which nothing is known yet.</summary>
    public void AddTypeMap(uint id)
    {
        long extent = Lines[id].Extent;
        long start = TakeRun(SizeClasses.SizeOf(SizeClasses.Of(extent)));
        TouchLine(id);
        Histories[id].TypeMap = start;
        SetTypes(start, extent, 0);
    }

    /// <summary>Notes the same type for each byte of a range of a map.</summary>
    public void SetTypes(long map, long size, byte type)
    {
        if (size > 0)
        {
            TouchRange(map, size);
            new Span<byte>(Data + map, checked((int)size)).Fill(type);
        }
    }

    /// <summary>Notes the types of a range of a map.</summary>
    public void SetTypes(long map, ReadOnlySpan<byte> types)
    {
        if (!types.IsEmpty)
        {
            TouchRange(map, types.Length);
            types.CopyTo(new Span<byte>(Data + map, types.Length));
        }
    }

    // At the end of its life an allocation needs no guard: it has no bytes any more.
    private void Unguard(uint id)
    {
        AllocationLine* line = Lines + id;
        line->Traits &= ~(AllocationTraits.Guarded | AllocationTraits.ReadOnly);
        long map = Histories[id].TypeMap;
        if (map != 0)
        {
            Histories[id].TypeMap = 0;
            GiveRun(map, SizeClasses.Of(line->Extent));
        }
    }
}
