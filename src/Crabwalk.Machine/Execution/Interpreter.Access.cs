using Crabwalk.Machine.Code;
using Crabwalk.Machine.Memory;

namespace Crabwalk.Machine.Execution;

/// <summary>What an access wants.</summary>
internal enum AccessMode
{
    /// <summary>To read.</summary>
    Read,

    /// <summary>To write.</summary>
    Write,
}

/// <summary>Loads and stores with every check spelled out.</summary>
internal sealed unsafe partial class Interpreter
{
    private readonly record struct MemoryForm(int Size, ValueKind Kind, bool IsIndexed);

    private static MemoryForm FormOf(Op op) => op switch
    {
        Op.LoadI8 => new(1, ValueKind.I8, false),
        Op.LoadU8 or Op.Store8 => new(1, ValueKind.U8, false),
        Op.LoadBool => new(1, ValueKind.Bool, false),
        Op.LoadI16 => new(2, ValueKind.I16, false),
        Op.LoadU16 or Op.Store16 => new(2, ValueKind.U16, false),
        Op.LoadI32 => new(4, ValueKind.I32, false),
        Op.LoadU32 or Op.Store32 => new(4, ValueKind.U32, false),
        Op.Load64 or Op.Store64 => new(8, ValueKind.U64, false),
        Op.LoadPointer or Op.StorePointer => new(8, ValueKind.Pointer, false),
        Op.LoadLongDouble or Op.StoreLongDouble => new(16, ValueKind.LongDouble, false),
        Op.LoadI8X => new(1, ValueKind.I8, true),
        Op.LoadU8X or Op.Store8X => new(1, ValueKind.U8, true),
        Op.LoadI16X => new(2, ValueKind.I16, true),
        Op.LoadU16X or Op.Store16X => new(2, ValueKind.U16, true),
        Op.LoadI32X => new(4, ValueKind.I32, true),
        Op.LoadU32X or Op.Store32X => new(4, ValueKind.U32, true),
        Op.Load64X or Op.Store64X => new(8, ValueKind.U64, true),
        _ => new(8, ValueKind.Pointer, true),
    };

    private static ulong AddressOf(Instr* i, ulong* r, MemoryForm form) => form.IsIndexed
        ? r[i->B] + (r[i->C] * (ulong)i->High) + (ulong)i->Low
        : r[i->B] + (ulong)i->Imm;

    private StopReason SlowLoad(Instr* i, ulong* r, uint* p)
    {
        MemoryForm form = FormOf(i->Op);
        ulong address = AddressOf(i, r, form);
        int loose = form.IsIndexed ? 0 : i->C;
        StopReason stop = Reach(address, p[i->B], form.Size, AccessMode.Read, (form.Size - 1) & ~loose, out long at);
        if (stop != StopReason.None)
        {
            return stop;
        }

        if (at >= 0)
        {
            stop = CheckWritten(p[i->B], at, form.Kind == ValueKind.LongDouble ? 8 : form.Size);
            stop = stop == StopReason.None && IsGuarded(p[i->B]) ? CheckEffectiveType(i, p[i->B], address, at, form, AccessMode.Read) : stop;
        }
        else
        {
            at = RawPlace(address, form.Size);
        }

        return stop != StopReason.None ? stop : at < 0 ? Trap("segmentation fault") : ReadInto(i, r, p, form, at);
    }

    private StopReason ReadInto(Instr* i, ulong* r, uint* p, MemoryForm form, long at)
    {
        ulong bits = ReadBits(at, form.Size);
        r[i->A] = form.Kind == ValueKind.Bool ? bits : form.Kind.Extend(bits);
        if (form.Kind == ValueKind.Pointer)
        {
            p[i->A] = ProvenanceAt(at, bits);
        }
        else
        {
            _memory.ExposeRange(at, form.Size);
        }

        if (form.Kind == ValueKind.Bool && bits > 1)
        {
            r[i->A] = 1;
            return Fault("InvalidBool", $"a truth value whose byte is {bits}");
        }

        return StopReason.None;
    }

    private ulong ReadBits(long at, int size) => size switch
    {
        1 => _memory.Data[at],
        2 => *(ushort*)(_memory.Data + at),
        4 => *(uint*)(_memory.Data + at),
        _ => *(ulong*)(_memory.Data + at),
    };

    /// <summary>What the pointer at a place leads to: what was stored with it, or else what its number is the exposed address of.</summary>
    private uint ProvenanceAt(long at, ulong address)
    {
        uint stored = (at & 7) == 0 ? (uint)_memory.Shadow[at >> 3] : 0;
        return stored != 0 ? stored : FindExposed(address);
    }

    private StopReason SlowStore(Instr* i, ulong* r, uint* p)
    {
        MemoryForm form = FormOf(i->Op);
        ulong address = AddressOf(i, r, form);
        int loose = form.IsIndexed ? 0 : i->C;
        StopReason stop = Reach(address, p[i->B], form.Size, AccessMode.Write, (form.Size - 1) & ~loose, out long at);
        if (stop != StopReason.None)
        {
            return stop;
        }

        if (at >= 0 && IsGuarded(p[i->B]))
        {
            stop = CheckEffectiveType(i, p[i->B], address, at, form, AccessMode.Write);
        }

        at = at >= 0 ? at : RawPlace(address, form.Size);
        if (stop != StopReason.None || at < 0)
        {
            return stop != StopReason.None ? stop : Trap("segmentation fault");
        }

        NoteWrite(at, form.Size);
        uint provenance = form.Kind == ValueKind.Pointer ? p[i->A] : 0;
        WriteScalar(at, form.Size, form.Kind, r[i->A], provenance);
        return StopReason.None;
    }

    private void WriteScalar(long at, int size, ValueKind kind, ulong bits, uint provenance)
    {
        if (kind == ValueKind.Pointer && (at & 7) == 0)
        {
            _memory.WritePointer(at, bits, provenance == GuestMemory.Undefined ? 0 : provenance);
            return;
        }

        _memory.Expose(provenance);
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        BitConverter.TryWriteBytes(bytes, bits);
        _memory.Write(at, bytes[..size]);
    }

    /// <summary>
    /// The arena offset of bytes that may be accessed. When they may not, that is reported, and unless the run stops there the
    /// offset is -1.
    /// </summary>
    private StopReason Reach(ulong address, uint provenance, long size, AccessMode mode, int alignMask, out long at)
    {
        AllocationLine* line = _memory.Lines + provenance;
        ulong offset = address - line->Base;
        long limit = mode == AccessMode.Read ? line->Readable : line->Writable;
        at = -1;
        if (provenance <= GuestMemory.Undefined || (long)(offset | ((ulong)limit - (ulong)size - offset)) < 0)
        {
            return BadAccess(address, provenance, size, mode);
        }

        at = (long)(address + line->Delta);
        if ((address & (ulong)alignMask) != 0)
        {
            return Fault("Misaligned", $"{size} bytes at 0x{address:x}, which is not a multiple of {alignMask + 1}", provenance, address, size);
        }

        return mode == AccessMode.Write && IsGuarded(provenance) ? WriteGuarded(provenance, (long)offset, size) : StopReason.None;
    }

    private StopReason CheckWritten(uint provenance, long at, long size)
    {
        long unwritten = _memory.FindUnwritten(at, size);
        if (unwritten < 0)
        {
            return StopReason.None;
        }

        AllocationLine* line = _memory.Lines + provenance;
        ulong address = (ulong)at - line->Delta;
        if (line->Kind == StorageKind.Local && FrameOf(provenance) is var owner && owner != null && WasLost(owner, line->Detail))
        {
            return LostLocal(NameOf(provenance));
        }

        string which = size == 1 || unwritten == at ? "" : $"byte {unwritten - at} of ";
        return Fault("UninitializedRead", $"{which}{Bytes(size)} of {Describe(provenance, (long)(address - line->Base))} {(size == 1 ? "is" : "are")} read before {(size == 1 ? "it was" : "they were")} written", provenance, address, size);
    }

    /// <summary>Where a real machine would find the bytes of an address: whatever lies there, dead or alive; -1 for an unmapped page.</summary>
    private long RawPlace(ulong address, long size)
    {
        if (address >= _memory.StackLow && address < AddressSpace.StackTop - (ulong)size)
        {
            return (long)(address + _memory.StackDelta);
        }

        uint id = _memory.FindFixed(address);
        AllocationLine* line = _memory.Lines + id;
        bool isInside = id != 0 && line->Kind != StorageKind.Function && address - line->Base + (ulong)size <= (ulong)line->Extent;
        return isInside && (line->Traits & AllocationTraits.BytesGone) == 0 ? (long)(address + line->Delta) : -1;
    }

    /// <summary>The allocation that a number is the address of, when its address has been seen as a number.</summary>
    private uint FindExposed(ulong address)
    {
        if (address < AddressSpace.Functions)
        {
            return 0;
        }

        uint id = AllocationAt(address);
        return id != 0 && (_memory.Lines[id].Traits & AllocationTraits.Exposed) != 0 ? id : 0;
    }

    /// <summary>The allocation whose bytes an address is one of, or that it is just past; 0 for none.</summary>
    public uint AllocationAt(ulong address) =>
        address >= _memory.StackLow && address <= AddressSpace.StackTop ? FindLocal(address) : _memory.FindFixed(address);

    private uint FindLocal(ulong address)
    {
        uint past = 0;
        for (Frame* frame = _frame; frame >= _frames; frame--)
        {
            for (uint id = frame->Locals; id != 0; id = _memory.Lines[id].Next)
            {
                ulong offset = address - _memory.Lines[id].Base;
                if (offset < (ulong)_memory.Lines[id].Extent)
                {
                    return id;
                }

                past = offset == (ulong)_memory.Lines[id].Extent ? id : past;
            }
        }

        return past;
    }

    private void Peek(Instr* i, ulong* r, uint* p)
    {
        var kind = (ValueKind)i->C;
        int size = Math.Min(kind.SizeOf(), 8);
        ulong address = r[i->B] + (ulong)i->Imm;
        AllocationLine* line = _memory.Lines + p[i->B];
        ulong offset = address - line->Base;
        if (p[i->B] <= GuestMemory.Undefined || (long)(offset | ((ulong)line->Readable - (ulong)size - offset)) < 0)
        {
            r[i->A] = 0;
            p[i->A] = GuestMemory.Undefined;
            return;
        }

        long at = (long)(address + line->Delta);
        ulong bits = ReadBits(at, size);
        r[i->A] = kind.Extend(bits);
        p[i->A] = _memory.FindUnwritten(at, size) >= 0 ? GuestMemory.Undefined : kind == ValueKind.Pointer ? ProvenanceAt(at, bits) : 0;
    }

    private StopReason LoadBits(Instr* i, ulong* r, uint* p)
    {
        BitPlace bits = _tables.Bits[(int)i->Imm];
        StopReason stop = ReachBits(r[i->B], p[i->B], bits, AccessMode.Read, out long at);
        if (stop != StopReason.None || at < 0)
        {
            return stop;
        }

        if (i->C == 0)
        {
            stop = CheckWritten(p[i->B], at + (bits.FirstBit / 8), ((bits.FirstBit + bits.Width + 7) / 8) - (bits.FirstBit / 8));
        }

        UInt128 unit = ReadUnit(at, bits.UnitBytes) >> bits.FirstBit;
        ulong raw = (ulong)unit & (ulong.MaxValue >> (64 - bits.Width));
        r[i->A] = bits.Kind.IsSigned() ? (ulong)((long)(raw << (64 - bits.Width)) >> (64 - bits.Width)) : raw;
        p[i->A] = 0;
        return stop;
    }

    private StopReason StoreBits(Instr* i, ulong* r, uint* p)
    {
        BitPlace bits = _tables.Bits[(int)i->Imm];
        StopReason stop = ReachBits(r[i->B], p[i->B], bits, AccessMode.Write, out long at);
        if (stop != StopReason.None || at < 0)
        {
            return stop;
        }

        UInt128 mask = (UInt128)(ulong.MaxValue >> (64 - bits.Width)) << bits.FirstBit;
        UInt128 unit = (ReadUnit(at, bits.UnitBytes) & ~mask) | (((UInt128)r[i->A] << bits.FirstBit) & mask);
        int first = bits.FirstBit / 8;
        int end = (bits.FirstBit + bits.Width + 7) / 8;
        Span<byte> bytes = stackalloc byte[24];
        BitConverter.TryWriteBytes(bytes, unit);
        NoteWrite(at + first, end - first);
        _memory.Write(at + first, bytes[first..end]);
        return StopReason.None;
    }

    private StopReason ReachBits(ulong address, uint provenance, BitPlace bits, AccessMode mode, out long at)
    {
        int first = bits.FirstBit / 8;
        int end = (bits.FirstBit + bits.Width + 7) / 8;
        StopReason stop = Reach(address + (ulong)first, provenance, end - first, mode, 0, out at);
        at = at < 0 ? at : at - first;
        return stop;
    }

    private UInt128 ReadUnit(long at, int size)
    {
        UInt128 unit = 0;
        for (int i = Math.Min(size, 16) - 1; i >= 0; i--)
        {
            unit = (unit << 8) | _memory.Data[at + i];
        }

        return unit;
    }

    private StopReason CopyBetween(ulong to, uint toProvenance, ulong from, uint fromProvenance, long size)
    {
        if (size == 0)
        {
            return StopReason.None;
        }

        StopReason stop = Reach(from, fromProvenance, size, AccessMode.Read, 0, out long source);
        if (stop != StopReason.None)
        {
            return stop;
        }

        stop = Reach(to, toProvenance, size, AccessMode.Write, 0, out long target);
        if (stop == StopReason.None && source >= 0 && target >= 0)
        {
            Charge(size);
            NoteWrite(target, size);
            CarryTypes(to, toProvenance, from, fromProvenance, size);
            _memory.Copy(target, source, size);
        }

        return stop;
    }

    // C17 6.5.16.1p3: a whole object may be assigned from itself, and not from a place that overlaps it in part.
    private StopReason CopyWhole(ulong to, uint toProvenance, ulong from, uint fromProvenance, long size)
    {
        bool overlaps = to != from && to - from < (ulong)size | from - to < (ulong)size;
        StopReason stop = overlaps
            ? Fault("OverlappingCopy", $"{Bytes(size)} {Are(size)} assigned from an object that overlaps the target in part", toProvenance, to, size)
            : StopReason.None;
        return stop != StopReason.None ? stop : CopyBetween(to, toProvenance, from, fromProvenance, size);
    }

    private StopReason CopyConstant(Instr* i, ulong* r, uint* p)
    {
        Mir.Bodies.Allocation constant = _tables.Constants[(int)i->Imm];
        StopReason stop = Reach(r[i->A], p[i->A], constant.Bytes.Count, AccessMode.Write, 0, out long at);
        if (stop != StopReason.None || at < 0)
        {
            return stop;
        }

        Charge(constant.Bytes.Count);
        NoteWrite(at, constant.Bytes.Count);
        _memory.Write(at, constant.Bytes.Span);
        foreach (Mir.Bodies.Relocation relocation in constant.Relocations)
        {
            (ulong address, uint provenance) = _image.AddressOf(relocation);
            _memory.WritePointer(at + relocation.OffsetBytes, address, provenance);
        }

        foreach ((long start, long end) in constant.Uninitialized)
        {
            _memory.ForgetWritten(at + start, end - start);
        }

        return StopReason.None;
    }

    private StopReason Repeat(Instr* i, ulong* r, uint* p)
    {
        long stride = i->Imm;
        long total = (long)r[i->B];
        StopReason stop = Reach(r[i->A], p[i->A], total, AccessMode.Write, 0, out long at);
        if (stop != StopReason.None || at < 0)
        {
            return stop;
        }

        Charge(total);
        NoteWrite(at, total);
        for (long done = stride; done < total;)
        {
            long count = Math.Min(done, total - done);
            _memory.Copy(at + done, at, count);
            done += count;
        }

        return StopReason.None;
    }

    private void Freeze(uint id)
    {
        if (id > GuestMemory.Undefined)
        {
            _memory.TouchLine(id);
            _memory.Lines[id].WriteSize = 0;
            _memory.Lines[id].Traits |= AllocationTraits.ReadOnly;
        }
    }

    private void HintType(uint id, int type)
    {
        if (id > GuestMemory.Undefined && _memory.Lines[id].Kind == StorageKind.Heap && _memory.Histories[id].TypeHint == 0)
        {
            _memory.TouchLine(id);
            _memory.Histories[id].TypeHint = type + 1;
        }
    }
}
