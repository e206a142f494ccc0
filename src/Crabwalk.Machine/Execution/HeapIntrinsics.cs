using Crabwalk.Machine.Memory;

namespace Crabwalk.Machine.Execution;

/// <summary>The allocator that the library's malloc stands on.</summary>
internal static unsafe class HeapIntrinsics
{
    /// <summary>Adds them to the table.</summary>
    public static void Register(Dictionary<string, Intrinsic> table)
    {
        table["__crabwalk_alloc"] = Allocate;
        table["__crabwalk_free"] = Free;
        table["__crabwalk_realloc"] = Reallocate;
        table["__crabwalk_alloc_size"] = SizeOf;
    }

    private static StopReason Allocate(Interpreter machine, in IntrinsicCall call)
    {
        StopReason full = machine.CheckRecordable(call[1]);
        if (full != StopReason.None)
        {
            return full;
        }

        uint id = machine.AllocateHeap(call[1], (long)call[2]);
        return call.Return(machine.Memory.Lines[id].Base, id);
    }

    private static StopReason Free(Interpreter machine, in IntrinsicCall call)
    {
        if (call[1] == 0)
        {
            return StopReason.None;
        }

        StopReason stop = machine.CheckFree(call[1], call.Provenances[1], out bool isGood);
        if (isGood && (machine.Memory.Lines[call.Provenances[1]].Traits & AllocationTraits.WithLayout) != 0)
        {
            stop = machine.Report("InvalidFree", $"{machine.Describe(call.Provenances[1])} was made by Rust's allocator and is given to free", call.Provenances[1], call[1]);
        }

        if (isGood && stop == StopReason.None)
        {
            machine.FreeHeap(call.Provenances[1]);
        }

        return stop;
    }

    private static StopReason Reallocate(Interpreter machine, in IntrinsicCall call)
    {
        uint old = call.Provenances[1];
        StopReason full = machine.CheckRecordable(call[2]);
        if (full != StopReason.None)
        {
            return full;
        }

        if (call[1] == 0)
        {
            uint fresh = machine.AllocateHeap(call[2], machine.MaxAlign);
            return call.Return(machine.Memory.Lines[fresh].Base, fresh);
        }

        StopReason stop = machine.CheckFree(call[1], old, out bool isGood);
        if (stop != StopReason.None || !isGood)
        {
            return stop != StopReason.None ? stop : call.Return(0);
        }

        uint id = machine.AllocateHeap(call[2], machine.MaxAlign);
        if (id == 0)
        {
            return call.Return(0);
        }

        GuestMemory memory = machine.Memory;
        AllocationLine* from = memory.Lines + old;
        AllocationLine* to = memory.Lines + id;
        machine.Charge(Math.Min(from->Extent, to->Extent));
        memory.Copy((long)(to->Base + to->Delta), (long)(from->Base + from->Delta), Math.Min(from->Extent, to->Extent));
        memory.Histories[id].TypeHint = memory.Histories[old].TypeHint;
        machine.InheritTypes(old, id);
        machine.FreeHeap(old);
        return call.Return(memory.Lines[id].Base, id);
    }

    private static StopReason SizeOf(Interpreter machine, in IntrinsicCall call) =>
        call.Return((ulong)machine.Memory.Lines[call.Provenances[1]].Readable);
}
