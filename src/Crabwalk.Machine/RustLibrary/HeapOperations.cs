using Crabwalk.Machine.Execution;
using Crabwalk.Machine.Memory;

namespace Crabwalk.Machine.RustLibrary;

/// <summary>Rust's heap: C's, but that every block knows the layout it was made with (Rust Reference, <c>GlobalAlloc</c>).</summary>
internal static unsafe class HeapOperations
{
    /// <summary>Adds them to the table.</summary>
    public static void Register(Dictionary<string, Intrinsic> table)
    {
        table["heap_alloc"] = (machine, in call) => Allocate(machine, call, isZeroed: false);
        table["heap_alloc_zeroed"] = (machine, in call) => Allocate(machine, call, isZeroed: true);
        table["heap_dealloc"] = Free;
        table["heap_realloc"] = Reallocate;
    }

    private static StopReason Allocate(Interpreter machine, in IntrinsicCall call, bool isZeroed)
    {
        StopReason full = machine.CheckRecordable(call.Bits(0));
        if (full != StopReason.None)
        {
            return full;
        }

        uint id = NewBlock(machine, call.Bits(0), call.Bits(1));
        if (id != 0 && isZeroed)
        {
            machine.Memory.Fill((long)(machine.Memory.Lines[id].Base + machine.Memory.Lines[id].Delta), 0, (long)call.Bits(0));
        }

        return call.Return(machine.Memory.Lines[id].Base, id);
    }

    private static uint NewBlock(Interpreter machine, ulong size, ulong align)
    {
        uint id = align > 1 << 29 ? 0 : machine.AllocateHeap(size, (long)align);
        if (id != 0)
        {
            machine.Memory.Lines[id].Traits |= AllocationTraits.WithLayout;
        }

        return id;
    }

    private static StopReason Free(Interpreter machine, in IntrinsicCall call)
    {
        StopReason stop = CheckLayout(machine, call, out bool isGood);
        if (isGood)
        {
            machine.FreeHeap(call.Provenance(0));
        }

        return stop;
    }

    private static StopReason Reallocate(Interpreter machine, in IntrinsicCall call)
    {
        StopReason stop = CheckLayout(machine, call, out bool isGood);
        stop = stop == StopReason.None && isGood ? machine.CheckRecordable(call.Bits(3)) : stop;
        if (stop != StopReason.None || !isGood)
        {
            return stop != StopReason.None ? stop : call.Return(0);
        }

        uint old = call.Provenance(0);
        uint id = NewBlock(machine, call.Bits(3), call.Bits(2));
        if (id == 0)
        {
            return call.Return(0);
        }

        machine.MoveBlock(old, id);
        return call.Return(machine.Memory.Lines[id].Base, id);
    }

    private static StopReason CheckLayout(Interpreter machine, in IntrinsicCall call, out bool isGood)
    {
        (ulong address, uint id) = (call.Bits(0), call.Provenance(0));
        StopReason stop = machine.CheckFree(address, id, out isGood);
        if (!isGood)
        {
            return stop;
        }

        AllocationLine* line = machine.Memory.Lines + id;
        (ulong size, ulong align) = (call.Bits(1), call.Bits(2));
        if ((line->Traits & AllocationTraits.WithLayout) == 0)
        {
            return machine.Report("DeallocLayout", $"{machine.Describe(id)} was made by malloc and is given back to Rust's allocator", id, address);
        }

        return size == (ulong)line->Extent && align == 1UL << line->AlignLog2 ? StopReason.None
            : machine.Report("DeallocLayout", $"{machine.Describe(id)}, made with alignment {1UL << line->AlignLog2}, is given back as {size} bytes with alignment {align}", id, address);
    }
}
