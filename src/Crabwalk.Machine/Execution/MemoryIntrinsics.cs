using Crabwalk.Machine.Memory;

namespace Crabwalk.Machine.Execution;

/// <summary>Copying, filling, comparing and searching memory. They check what a loop over bytes would check, at once.</summary>
internal static unsafe class MemoryIntrinsics
{
    /// <summary>Adds them to the table.</summary>
    public static void Register(Dictionary<string, Intrinsic> table)
    {
        table["__builtin_memcpy"] = Copy;
        table["__builtin_memmove"] = Move;
        table["__builtin_memset"] = Set;
        table["__builtin_memcmp"] = Compare;
        table["__builtin_memchr"] = Find;
        table["__builtin_strlen"] = Length;
    }

    private static StopReason Copy(Interpreter machine, in IntrinsicCall call)
    {
        ulong size = call[3];
        if (size > 0 && call[1] - call[2] < size | call[2] - call[1] < size)
        {
            StopReason stop = machine.Report("OverlappingCopy", $"{size} bytes are copied between ranges that overlap");
            if (stop != StopReason.None)
            {
                return stop;
            }
        }

        return Move(machine, call);
    }

    private static StopReason Move(Interpreter machine, in IntrinsicCall call)
    {
        uint to = call.Provenances[1];
        StopReason stop = machine.CopyBytes(call[1], to, call[2], call.Provenances[2], (long)call[3]);
        return stop != StopReason.None ? stop : call.Return(call[1], to);
    }

    private static StopReason Set(Interpreter machine, in IntrinsicCall call)
    {
        long size = (long)call[3];
        if (size != 0)
        {
            StopReason stop = machine.ReachBytes(call[1], call.Provenances[1], size, AccessMode.Write, out long at);
            if (stop != StopReason.None || at < 0)
            {
                return stop;
            }

            machine.Charge(size);
            machine.SeeWrite(at, size);
            machine.Memory.Fill(at, (byte)call[2], size);
        }

        return call.Return(call[1], call.Provenances[1]);
    }

    private static StopReason Compare(Interpreter machine, in IntrinsicCall call)
    {
        long size = (long)call[3];
        if (size == 0)
        {
            return call.Return(0);
        }

        StopReason stop = machine.ReachBytes(call[1], call.Provenances[1], size, AccessMode.Read, out long left);
        stop = stop != StopReason.None ? stop : machine.ReachBytes(call[2], call.Provenances[2], size, AccessMode.Read, out _);
        if (stop != StopReason.None || left < 0)
        {
            return stop;
        }

        long right = (long)(call[2] + machine.Memory.Lines[call.Provenances[2]].Delta);
        ReadOnlySpan<byte> a = machine.Memory.Read(left, size);
        ReadOnlySpan<byte> b = machine.Memory.Read(right, size);
        int same = a.CommonPrefixLength(b);
        long seen = Math.Min(same + 1, size);
        machine.Charge(seen);
        stop = machine.CheckBytes(call.Provenances[1], left, seen);
        stop = stop != StopReason.None ? stop : machine.CheckBytes(call.Provenances[2], right, seen);
        return stop != StopReason.None ? stop : call.Return(same == size ? 0 : (ulong)(a[same] - b[same]));
    }

    private static StopReason Find(Interpreter machine, in IntrinsicCall call)
    {
        long size = (long)call[3];
        if (size == 0)
        {
            return call.Return(0);
        }

        // The array may end before the size when the byte comes first (C17 7.24.5.1p2).
        AllocationLine* line = machine.Memory.Lines + call.Provenances[1];
        long there = line->Readable - (long)(call[1] - line->Base);
        long room = call.Provenances[1] > GuestMemory.Undefined && there > 0 && (ulong)there < (ulong)size ? there : size;
        StopReason stop = machine.ReachBytes(call[1], call.Provenances[1], room, AccessMode.Read, out long at);
        if (stop != StopReason.None || at < 0)
        {
            return stop;
        }

        int found = machine.Memory.Read(at, room).IndexOf((byte)call[2]);
        machine.Charge(found < 0 ? room : found);
        if (found < 0 && room < size)
        {
            return machine.ReachBytes(call[1], call.Provenances[1], size, AccessMode.Read, out _);
        }

        stop = machine.CheckBytes(call.Provenances[1], at, found < 0 ? room : found + 1);
        return stop != StopReason.None ? stop
            : found < 0 ? call.Return(0) : call.Return(call[1] + (ulong)found, call.Provenances[1]);
    }

    private static StopReason Length(Interpreter machine, in IntrinsicCall call)
    {
        StopReason stop = machine.FindEnd(call[1], call.Provenances[1], out long length);
        return stop != StopReason.None ? stop : call.Return((ulong)length);
    }
}
