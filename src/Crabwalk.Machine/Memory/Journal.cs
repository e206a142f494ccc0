using System.Runtime.CompilerServices;

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
/// What changed in memory during one epoch, each word and line as it was before its first change. Swapping the entries with what
/// memory holds goes back in time; swapping once more, in the other order, goes forward again.
/// </summary>
internal sealed class Journal
{
    /// <summary>How much is kept for a byte that changes: the word's number, the word and its shadow for eight of them.</summary>
    public const int BytesPerByte = 3;

    private WordEntry[] _words = [];
    private LineEntry[] _lines = [];

    /// <summary>How many words are kept.</summary>
    public int WordCount { get; private set; }

    /// <summary>How many lines are kept.</summary>
    public int LineCount { get; private set; }

    /// <summary>The words, oldest first.</summary>
    public Span<WordEntry> Words => _words.AsSpan(0, WordCount);

    /// <summary>The lines, oldest first.</summary>
    public Span<LineEntry> Lines => _lines.AsSpan(0, LineCount);

    /// <summary>The memory it takes.</summary>
    public long SizeBytes => (24L * _words.Length) + (Unsafe.SizeOf<LineEntry>() * (long)_lines.Length);

    /// <summary>Keeps a word.</summary>
    public void Add(long word, ulong data, ulong shadow)
    {
        if (WordCount == _words.Length)
        {
            Array.Resize(ref _words, Math.Max(256, WordCount * 2));
        }

        _words[WordCount++] = new WordEntry { Word = word, Data = data, Shadow = shadow };
    }

    /// <summary>Keeps a line.</summary>
    public void Add(uint id, in AllocationLine line, in AllocationHistory history)
    {
        if (LineCount == _lines.Length)
        {
            Array.Resize(ref _lines, Math.Max(32, LineCount * 2));
        }

        _lines[LineCount++] = new LineEntry { Id = id, Line = line, History = history };
    }

    /// <summary>Adds what a later epoch kept: the two then count as one, and of two entries for a word the older one counts.</summary>
    public void Append(Journal later)
    {
        var words = new HashSet<long>(WordCount);
        foreach (ref WordEntry entry in Words)
        {
            words.Add(entry.Word);
        }

        foreach (ref WordEntry entry in later.Words)
        {
            if (words.Add(entry.Word))
            {
                Add(entry.Word, entry.Data, entry.Shadow);
            }
        }

        foreach (ref LineEntry entry in later.Lines)
        {
            Add(entry.Id, entry.Line, entry.History);
        }

        Trim();
    }

    /// <summary>Forgets everything, keeping the room.</summary>
    public void Clear() => (WordCount, LineCount) = (0, 0);

    /// <summary>Gives room back that is not needed any more.</summary>
    public void Trim()
    {
        Array.Resize(ref _words, WordCount);
        Array.Resize(ref _lines, LineCount);
    }
}
