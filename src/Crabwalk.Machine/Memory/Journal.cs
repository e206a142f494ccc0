namespace Crabwalk.Machine.Memory;

/// <summary>What an arena word held: eight bytes and their shadow.</summary>
internal struct WordEntry
{
    public long Word;
    public ulong Data;
    public ulong Shadow;
}

/// <summary>What an allocation's line and history held.</summary>
internal struct LineEntry
{
    public uint Id;
    public AllocationLine Line;
    public AllocationHistory History;
}

/// <summary>
/// What changed in memory during one epoch or several in a row, each word and line as it was before its first change. Swapping the
/// entries with what memory holds goes back in time; swapping once more, in the other order, goes forward again.
/// </summary>
internal sealed class Journal
{
    /// <summary>How much is kept for a byte that changes: the word's number, the word and its shadow for eight of them.</summary>
    public const int BytesPerByte = 3;

    private ulong _firstEpoch;
    private ulong _lastEpoch;

    /// <summary>The words, oldest first.</summary>
    public ChunkedLog<WordEntry> Words { get; } = new();

    /// <summary>The lines, oldest first.</summary>
    public ChunkedLog<LineEntry> Lines { get; } = new();

    /// <summary>The memory it takes.</summary>
    public long SizeBytes => Words.SizeBytes + Lines.SizeBytes;

    /// <summary>From now on, what changes in an epoch is kept here.</summary>
    public void Begin(ulong epoch) => (_firstEpoch, _lastEpoch) = (epoch, epoch);

    /// <summary>Keeps a word.</summary>
    public void Add(long word, ulong data, ulong shadow) => Words.Add(new WordEntry { Word = word, Data = data, Shadow = shadow });

    /// <summary>Keeps a line.</summary>
    public void Add(uint id, in AllocationLine line, in AllocationHistory history) =>
        Lines.Add(new LineEntry { Id = id, Line = line, History = history });

    /// <summary>
    /// Takes over what the next epochs kept: all then counts as one, and of two entries for a word the older one counts. Each entry
    /// tells in which epoch its word had been kept before, so nothing has to be searched for.
    /// </summary>
    public void Append(Journal later)
    {
        // Epochs begin again at 1 when there are no more numbers; then both entries stay, which changes nothing but the room they take.
        ulong first = later._firstEpoch > _lastEpoch ? _firstEpoch : ulong.MaxValue;
        Words.Take(later.Words, entry => entry.Shadow >> GuestMemory.EpochShift < first);
        Lines.Take(later.Lines, entry => entry.Line.Epoch < first);
        _lastEpoch = later._lastEpoch;
    }

    /// <summary>Forgets everything, keeping some room.</summary>
    public void Clear()
    {
        Words.Clear();
        Lines.Clear();
    }

    /// <summary>Gives room back that is not needed any more.</summary>
    public void Trim()
    {
        Words.Trim();
        Lines.Trim();
    }
}
