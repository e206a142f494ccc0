namespace Crabwalk.Machine.Memory;

/// <summary>
/// Allocations that belong to the program and not to its state, though they are made while it runs: vtables, constants, functions
/// whose address is taken, each when code that needs it is compiled. Going back in time leaves them where they are, since code that was
/// compiled stays compiled. So their lines and bytes come out of room set aside beforehand, and the journal does not see them.
/// </summary>
internal sealed unsafe partial class GuestMemory
{
    private const uint PermanentLines = 1 << 15;
    private const long PermanentBytes = 16L << 20;

    private uint _permanentLine;
    private uint _permanentLinesEnd;
    private long _permanentArena;
    private long _permanentArenaEnd;

    /// <summary>The part of the arena that is set aside and not used yet; looks at all memory pass over it.</summary>
    public (long Start, long End) UnusedArena => (_permanentArena, _permanentArenaEnd);

    /// <summary>
    /// Adds a permanent allocation, all of it unwritten; 0 when the room is used up.
    /// </summary>
    public uint AddPermanent(StorageKind kind, ulong address, long size, int align, bool isWritable, int detail)
    {
        long start = Round(_permanentArena, Math.Max(16, Math.Min(align, 4096)));
        if (_permanentLine == _permanentLinesEnd || size > _permanentArenaEnd - start - 16)
        {
            return 0;
        }

        uint id = _permanentLine++;
        bool hasBytes = kind != StorageKind.Function;
        _permanentArena = hasBytes ? start + Math.Max(size, 1) : _permanentArena;
        Lines[id] = new AllocationLine
        {
            Base = address,
            Size = hasBytes ? size : 0,
            WriteSize = hasBytes && isWritable ? size : 0,
            Extent = hasBytes ? size : 1,
            Delta = hasBytes ? (ulong)start - address : 0,
            Kind = kind,
            AlignLog2 = Log2(align),
            Detail = detail,
        };
        Histories[id] = new AllocationHistory { AllocatedAt = CodePosition.Nowhere, FreedAt = CodePosition.Nowhere };
        return id;
    }

    /// <summary>Runs something that writes permanent allocations for the first time: the journal does not see it.</summary>
    public void WithoutJournal(Action write)
    {
        ulong epoch = Epoch;
        Epoch = 0;
        write();
        Epoch = epoch;
    }

    private void SetAside()
    {
        _permanentLine = State.LineCount;
        _permanentLinesEnd = _permanentLine + PermanentLines;
        State.LineCount = _permanentLinesEnd;
        _permanentArena = State.ArenaTop;
        _permanentArenaEnd = _permanentArena + PermanentBytes;
        State.ArenaTop = _permanentArenaEnd;
    }
}
