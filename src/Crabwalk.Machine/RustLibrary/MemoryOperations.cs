using System.Text;
using System.Text.Unicode;
using Crabwalk.Machine.Execution;

namespace Crabwalk.Machine.RustLibrary;

/// <summary>Copying, filling, comparing and searching.</summary>
internal static unsafe class MemoryOperations
{
    /// <summary>Adds them to the table.</summary>
    public static void Register(Dictionary<string, Intrinsic> table)
    {
        table["copy"] = (machine, in call) => Copy(machine, call);
        table["copy_nonoverlapping"] = CopyApart;
        table["write_bytes"] = Fill;
        table["compare_bytes"] = Compare;
        table["find_byte"] = Find;
        table["typed_swap_nonoverlapping"] = Swap;
        table["validate_utf8"] = ValidateUtf8;
        table["raw_eq"] = RawEqual;
        table["ptr_mask"] = (_, in call) => call.Return(call.Bits(0) & call.Bits(1), call.Provenance(0));
        table["vtable_size"] = (machine, in call) => VTableWord(machine, call, 8);
        table["vtable_align"] = (machine, in call) => VTableWord(machine, call, 16);
    }

    private static long SizeOf(Interpreter machine, in IntrinsicCall call) => machine.Image.Layouts.SizeOf(call.Type());

    // More bytes than there can be: the access that follows says what is wrong with them.
    private static long Times(long size, ulong count) => (Int128)size * count > long.MaxValue ? long.MaxValue : size * (long)count;

    private static StopReason CheckAligned(Interpreter machine, in IntrinsicCall call, int pointer)
    {
        ulong align = (ulong)machine.Image.Layouts.AlignOf(call.Type());
        ulong address = call.Bits(pointer);
        return (address & (align - 1)) == 0 ? StopReason.None
            : machine.Report("Misaligned", $"0x{address:x} is not a multiple of {align}", call.Provenance(pointer), address);
    }

    private static StopReason Copy(Interpreter machine, in IntrinsicCall call)
    {
        StopReason stop = CheckAligned(machine, call, 0);
        stop = stop != StopReason.None ? stop : CheckAligned(machine, call, 1);
        return stop != StopReason.None ? stop
            : machine.CopyBytes(call.Bits(1), call.Provenance(1), call.Bits(0), call.Provenance(0), Times(SizeOf(machine, call), call.Bits(2)));
    }

    private static StopReason CopyApart(Interpreter machine, in IntrinsicCall call)
    {
        ulong size = (ulong)Times(SizeOf(machine, call), call.Bits(2));
        (ulong from, ulong to) = (call.Bits(0), call.Bits(1));
        if (size > 0 && (from - to < size || to - from < size))
        {
            StopReason stop = machine.Report("OverlappingCopy", $"{size} bytes are copied between ranges that overlap");
            if (stop != StopReason.None)
            {
                return stop;
            }
        }

        return Copy(machine, call);
    }

    private static StopReason Fill(Interpreter machine, in IntrinsicCall call)
    {
        long size = Times(SizeOf(machine, call), call.Bits(2));
        StopReason stop = CheckAligned(machine, call, 0);
        if (stop != StopReason.None || size == 0)
        {
            return stop;
        }

        stop = machine.ReachBytes(call.Bits(0), call.Provenance(0), size, AccessMode.Write, out long at);
        if (stop == StopReason.None && at >= 0)
        {
            machine.SeeWrite(at, size);
            machine.Memory.Fill(at, (byte)call.Bits(1), size);
        }

        return stop;
    }

    private static StopReason Compare(Interpreter machine, in IntrinsicCall call)
    {
        ReadOnlySpan<byte> right = [];
        StopReason stop = call.Bytes(machine, 0, (long)call.Bits(2), out ReadOnlySpan<byte> left);
        stop = stop != StopReason.None ? stop : call.Bytes(machine, 1, (long)call.Bits(2), out right);
        return stop != StopReason.None ? stop : call.Return((ulong)Math.Sign(left.SequenceCompareTo(right)));
    }

    private static StopReason Find(Interpreter machine, in IntrinsicCall call)
    {
        StopReason stop = call.Bytes(machine, 0, (long)call.Bits(1), out ReadOnlySpan<byte> bytes);
        int found = bytes.IndexOf((byte)call.Bits(2));
        return stop != StopReason.None ? stop : call.Return(found < 0 ? call.Bits(1) : (ulong)found);
    }

    private static StopReason RawEqual(Interpreter machine, in IntrinsicCall call)
    {
        long size = SizeOf(machine, call);
        ReadOnlySpan<byte> right = [];
        StopReason stop = call.Bytes(machine, 0, size, out ReadOnlySpan<byte> left);
        stop = stop != StopReason.None ? stop : call.Bytes(machine, 1, size, out right);
        return stop != StopReason.None ? stop : call.Give(left.SequenceEqual(right));
    }

    private static StopReason Swap(Interpreter machine, in IntrinsicCall call)
    {
        long size = SizeOf(machine, call);
        if (size == 0)
        {
            return StopReason.None;
        }

        long right = -1;
        StopReason stop = machine.ReachBytes(call.Bits(0), call.Provenance(0), size, AccessMode.Write, out long left);
        stop = stop != StopReason.None ? stop : machine.ReachBytes(call.Bits(1), call.Provenance(1), size, AccessMode.Write, out right);
        if (stop != StopReason.None || left < 0 || right < 0)
        {
            return stop;
        }

        machine.SeeWrite(left, size);
        machine.SeeWrite(right, size);
        machine.Memory.Swap(left, right, size);
        return StopReason.None;
    }

    private static StopReason ValidateUtf8(Interpreter machine, in IntrinsicCall call)
    {
        StopReason stop = call.Bytes(machine, 0, (long)call.Bits(1), out ReadOnlySpan<byte> bytes);
        return stop != StopReason.None ? stop : call.Return((ulong)ValidPrefix(bytes));
    }

    private static int ValidPrefix(ReadOnlySpan<byte> bytes)
    {
        int at = 0;
        if (Utf8.IsValid(bytes))
        {
            return bytes.Length;
        }

        while (Rune.DecodeFromUtf8(bytes[at..], out _, out int length) == System.Buffers.OperationStatus.Done)
        {
            at += length;
        }

        return at;
    }

    private static StopReason VTableWord(Interpreter machine, in IntrinsicCall call, ulong offset)
    {
        StopReason stop = machine.ReachBytes(call.Bits(0) + offset, call.Provenance(0), 8, AccessMode.Read, out long at);
        return stop != StopReason.None ? stop : call.Return(at < 0 ? 0 : BitConverter.ToUInt64(machine.Memory.Read(at, 8)));
    }
}
