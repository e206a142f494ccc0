using Crabwalk.Machine.Code;
using Crabwalk.Machine.Memory;
using Crabwalk.Mir.Bodies;

namespace Crabwalk.Machine.Execution;

/// <summary>Arithmetic on pointers, and dynamic arrays.</summary>
internal sealed unsafe partial class Interpreter
{
    private StopReason Offset(Instr* i, ulong* r, uint* p, Int128 distance)
    {
        uint provenance = p[i->B];
        ulong from = r[i->B];
        ulong to = from + (ulong)distance;
        r[i->A] = to;
        p[i->A] = provenance;
        if (provenance == GuestMemory.Undefined)
        {
            return Fault("UninitializedRead", "a pointer is used before it was given a value");
        }

        if (provenance == 0)
        {
            return distance == 0 || from != 0 ? StopReason.None : Fault("PointerArithmetic", $"{distance} bytes are added to a null pointer");
        }

        AllocationLine* line = _memory.Lines + provenance;
        Int128 offset = (Int128)(long)(from - line->Base) + distance;
        return offset >= 0 && offset <= line->Extent ? StopReason.None
            : Fault("PointerArithmetic", $"the pointer moves to byte {offset} of {Describe(provenance)}", provenance, to, 0);
    }

    private StopReason Difference(Instr* i, ulong* r, uint* p)
    {
        long distance = (long)r[i->B] - (long)r[i->C];
        r[i->A] = i->Imm == 0 ? 0 : (ulong)(distance / i->Imm);
        return p[i->B] == p[i->C] || r[i->B] == r[i->C] ? StopReason.None
            : Fault("PointerSubtraction", $"one pointer points into {DescribeTarget(p[i->B])}, the other into {DescribeTarget(p[i->C])}", p[i->B], r[i->B], 0);
    }

    private StopReason ComparePointers(Instr* i, ulong* r, uint* p)
    {
        ulong left = r[i->B];
        ulong right = r[i->C];
        r[i->A] = (BinaryOp)i->Imm switch
        {
            BinaryOp.Lt => left < right,
            BinaryOp.Le => left <= right,
            BinaryOp.Gt => left > right,
            _ => left >= right,
        } ? 1UL : 0;
        return p[i->B] == p[i->C] || _image.Functions[_frame->Function].Code!.Body.Language == SourceLanguage.Rust ? StopReason.None
            : Fault("PointerComparison", $"one pointer points into {DescribeTarget(p[i->B])}, the other into {DescribeTarget(p[i->C])}", p[i->B], left, 0);
    }

    private StopReason DynamicArray(Instr* i, ulong* r, uint* p)
    {
        long count = (long)r[i->B];
        Int128 size = (Int128)count * (long)r[i->C];
        if (count <= 0)
        {
            StopReason stop = Fault("VlaSize", $"an array of {count} elements");
            if (stop != StopReason.None)
            {
                return stop;
            }

            size = 0;
        }

        long room = size > long.MaxValue / 2 ? -1 : (long)size;
        StorageDynamic(_frame, r, p, i, room);
        return p[i->A] != 0 ? StopReason.None : StackFull($"an array of {size} bytes does not fit on the stack");
    }

    private StopReason StackFull(string text)
    {
        _stopText = text;
        return StopReason.StackLimit;
    }
}
