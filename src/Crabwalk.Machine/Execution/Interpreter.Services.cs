using System.Text;
using Crabwalk.Machine.Code;
using Crabwalk.Machine.Memory;

namespace Crabwalk.Machine.Execution;

/// <summary>What intrinsics ask of the machine.</summary>
internal sealed unsafe partial class Interpreter
{
    /// <summary>The alignment that malloc guarantees.</summary>
    public long MaxAlign => _image.Program.Target.MaxAlignBytes;

    private StopReason CallIntrinsic(CallSite site, Instr* i, ulong* r, uint* p)
    {
        site.Handler ??= Intrinsics.Find(site.Intrinsic);
        if (site.Handler is null)
        {
            _stopText = $"the function `{site.Intrinsic}`";
            _pc = i;
            return StopReason.Unsupported;
        }

        return site.Handler(this, new IntrinsicCall(site, i, r, p));
    }

    /// <summary>Reports undefined behaviour found by an intrinsic.</summary>
    public StopReason Report(string rule, string message, uint provenance = 0, ulong? address = null) => Fault(rule, message, provenance, address);

    /// <summary>Checks an access by an intrinsic; the offset is -1 when it is bad and the run goes on.</summary>
    public StopReason ReachBytes(ulong address, uint provenance, long size, AccessMode mode, out long at) =>
        Reach(address, provenance, size, mode, 0, out at);

    /// <summary>Checks that bytes have values.</summary>
    public StopReason CheckBytes(uint provenance, long at, long size) => CheckWritten(provenance, at, size);

    /// <summary>Copies bytes between checked ranges.</summary>
    public StopReason CopyBytes(ulong to, uint toProvenance, ulong from, uint fromProvenance, long size) =>
        CopyBetween(to, toProvenance, from, fromProvenance, size);

    /// <summary>
    /// Counts an operation on many bytes as work: one unit, which is a turn of a loop or a call, for each 64 bytes, so that a
    /// limit on work is one on time whatever a program does.
    /// </summary>
    public void Charge(long bytes) => _fuel -= bytes >> 6;

    /// <summary>The units of work done beyond what was granted, by the last operation.</summary>
    public long Overdrawn => Math.Max(0, -_fuel);

    /// <summary>Tells a watcher of a write.</summary>
    public void SeeWrite(long at, long size) => NoteWrite(at, size);

    /// <summary>Writes a scalar result through a pointer.</summary>
    public StopReason WriteResult(ulong address, uint provenance, ValueKind kind, ulong bits, uint pointsTo = 0)
    {
        StopReason stop = Reach(address, provenance, kind.SizeOf(), AccessMode.Write, 0, out long at);
        if (stop == StopReason.None && at >= 0)
        {
            NoteWrite(at, kind.SizeOf());
            WriteScalar(at, kind.SizeOf(), kind, bits, pointsTo);
        }

        return stop;
    }

    /// <summary>Ends a recording that a block of this size would not fit into: each of its bytes is kept three times when it changes.</summary>
    public StopReason CheckRecordable(ulong size) =>
        _memory.Journal is not null && _memory.HasRoomFor(size) && size > (ulong)_options.RecordingBytes / Journal.BytesPerByte ? StopReason.RecordingLimit : StopReason.None;

    /// <summary>A heap block with its history; 0 when there is no room.</summary>
    public uint AllocateHeap(ulong size, long align)
    {
        uint id = size > long.MaxValue ? 0 : _memory.AllocateHeap((long)size, align);
        if (id != 0)
        {
            Charge((long)size);
            _memory.Histories[id] = new AllocationHistory
            {
                AllocatedStep = _stepCount,
                AllocatedAt = UserPosition(),
                AllocatedCall = UserSerial(),
                FreedAt = CodePosition.Nowhere,
            };
        }

        return id;
    }

    /// <summary>Ends a heap block's life and remembers where.</summary>
    public void FreeHeap(uint id)
    {
        Charge(_memory.Lines[id].Extent);
        _memory.FreeHeap(id);
        AllocationHistory* history = _memory.Histories + id;
        history->FreedStep = _stepCount;
        history->FreedAt = UserPosition();
        history->FreedCall = UserSerial();
    }

    /// <summary>Gives a new block the bytes of an old one, as many as fit, and ends the old one.</summary>
    public void MoveBlock(uint old, uint id)
    {
        AllocationLine* from = _memory.Lines + old;
        AllocationLine* to = _memory.Lines + id;
        _memory.Copy((long)(to->Base + to->Delta), (long)(from->Base + from->Delta), Math.Min(from->Extent, to->Extent));
        _memory.Histories[id].TypeHint = _memory.Histories[old].TypeHint;
        FreeHeap(old);
    }

    /// <summary>Reads a value that fits a register, aligned and with every check.</summary>
    public StopReason LoadValue(ulong address, uint provenance, ValueKind kind, out ulong bits, out uint pointsTo)
    {
        (bits, pointsTo) = (0, 0);
        StopReason stop = Reach(address, provenance, kind.SizeOf(), AccessMode.Read, kind.SizeOf() - 1, out long at);
        if (stop != StopReason.None || at < 0)
        {
            return stop != StopReason.None ? stop : Trap("segmentation fault");
        }

        bits = kind.Extend(ReadBits(at, kind.SizeOf()));
        pointsTo = kind == ValueKind.Pointer ? ProvenanceAt(at, bits) : 0;
        return CheckWritten(provenance, at, kind.SizeOf());
    }

    /// <summary>Checks a pointer that is given back.</summary>
    public StopReason CheckFree(ulong address, uint provenance, out bool isGood)
    {
        isGood = false;
        if (provenance == GuestMemory.Undefined)
        {
            return Fault("UninitializedRead", "a pointer is freed before it was given a value");
        }

        AllocationLine* line = _memory.Lines + provenance;
        if (provenance == 0)
        {
            return Fault("InvalidFree", $"0x{address:x} is freed, which is the address of nothing", 0, address);
        }

        if (line->Kind != StorageKind.Heap)
        {
            return Fault("InvalidFree", $"{Describe(provenance)} is freed, which is no heap block", provenance, address);
        }

        if (line->State == StorageState.Freed)
        {
            return Fault("DoubleFree", $"{Describe(provenance)} is freed a second time", provenance, address);
        }

        if (address != line->Base)
        {
            return Fault("InvalidFree", $"a pointer to byte {(long)(address - line->Base)} of {Describe(provenance)} is freed; only one to its start may be", provenance, address);
        }

        isGood = true;
        return StopReason.None;
    }

    /// <summary>Finds the null character of a string.</summary>
    public StopReason FindEnd(ulong address, uint provenance, out long length)
    {
        length = 0;
        StopReason stop = Reach(address, provenance, 1, AccessMode.Read, 0, out long at);
        if (stop != StopReason.None || at < 0)
        {
            return stop;
        }

        AllocationLine* line = _memory.Lines + provenance;
        long room = line->Readable - (long)(address - line->Base);
        int found = _memory.Read(at, Math.Min(room, int.MaxValue)).IndexOf((byte)0);
        length = found < 0 ? room : found;
        Charge(length);
        stop = CheckWritten(provenance, at, found < 0 ? room : found + 1);
        return stop != StopReason.None || found >= 0 ? stop
            : Fault("UnterminatedString", $"no null character comes before the end of {Describe(provenance)}", provenance, address);
    }

    /// <summary>A string of the guest, for messages and names.</summary>
    public string ReadString(ulong address, uint provenance)
    {
        AllocationLine* line = _memory.Lines + provenance;
        ulong offset = address - line->Base;
        if (provenance <= GuestMemory.Undefined || offset >= (ulong)line->Readable)
        {
            return "";
        }

        ReadOnlySpan<byte> bytes = _memory.Read((long)(address + line->Delta), Math.Min(line->Readable - (long)offset, 4096));
        int end = bytes.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]);
    }

    /// <summary>What the program's text says at a place.</summary>
    public string TextOf(Foundation.Text.Span span) => _image.Program.Sources.TextOf(span);

    /// <summary>Ends the program.</summary>
    public StopReason Exit(int code)
    {
        _exitCode = code;
        _pc--;
        return StopReason.Exited;
    }

    /// <summary>Ends the program abnormally.</summary>
    public StopReason Abort()
    {
        _pc--;
        _exitCode = 134;
        return StopReason.Aborted;
    }

    /// <summary>A real machine's end.</summary>
    public StopReason Kill(string text) => Trap(text);
}
