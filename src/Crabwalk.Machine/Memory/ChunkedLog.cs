using System.Runtime.CompilerServices;

namespace Crabwalk.Machine.Memory;

/// <summary>
/// A list that grows by pieces, so that a long one neither needs twice its room while it grows nor is copied when it becomes a part of
/// another. The pieces stay small enough for the collector to move them about.
/// </summary>
internal sealed class ChunkedLog<T>
    where T : struct
{
    private const int FirstItems = 64;

    // Arrays of 85,000 bytes and more are never moved, and leave holes behind.
    private static readonly int MostItems = 64_000 / Unsafe.SizeOf<T>();

    private readonly List<Piece> _full = [];
    private T[] _last = [];
    private int _lastCount;

    /// <summary>How many pieces there are.</summary>
    public int PieceCount => _full.Count + 1;

    /// <summary>The memory it takes.</summary>
    public long SizeBytes { get; private set; }

    /// <summary>The items of a piece, oldest first; so are the pieces.</summary>
    public Span<T> this[int piece] => piece < _full.Count ? _full[piece].Items.AsSpan(0, _full[piece].Count) : _last.AsSpan(0, _lastCount);

    /// <summary>Adds an item.</summary>
    public void Add(in T item)
    {
        if (_lastCount == _last.Length)
        {
            Grow();
        }

        _last[_lastCount++] = item;
    }

    /// <summary>Takes over the items of another log, which is not to be used any more; <paramref name="isWanted"/> tells which of them.</summary>
    public void Take(ChunkedLog<T> later, Predicate<T> isWanted)
    {
        for (int piece = 0; piece < later.PieceCount; piece++)
        {
            Span<T> items = later[piece];
            int kept = 0;
            foreach (ref T item in items)
            {
                if (isWanted(item))
                {
                    items[kept++] = item;
                }
            }

            TakePiece(piece < later._full.Count ? later._full[piece].Items : later._last, kept);
        }
    }

    /// <summary>Forgets everything, keeping the room of one piece.</summary>
    public void Clear()
    {
        _full.Clear();
        _lastCount = 0;
        SizeBytes = SizeOf(_last);
    }

    /// <summary>Gives room back that is not needed any more.</summary>
    public void Trim() => Resize(_lastCount);

    private static long SizeOf(T[] items) => Unsafe.SizeOf<T>() * (long)items.Length;

    private void Grow()
    {
        if (_lastCount == MostItems)
        {
            Close(new T[MostItems], 0);
        }
        else
        {
            Resize(Math.Clamp(2 * _lastCount, FirstItems, MostItems));
        }
    }

    // Short pieces are joined, or a log that was put together of many would consist of crumbs.
    private void TakePiece(T[] items, int count)
    {
        int together = _lastCount + count;
        if (together <= MostItems)
        {
            Resize(together);
            items.AsSpan(0, count).CopyTo(_last.AsSpan(_lastCount));
            _lastCount = together;
            return;
        }

        Trim();
        Close(items, count);
        Trim();
    }

    private void Resize(int room)
    {
        SizeBytes += Unsafe.SizeOf<T>() * (long)(room - _last.Length);
        Array.Resize(ref _last, room);
    }

    private void Close(T[] next, int count)
    {
        _full.Add(new(_last, _lastCount));
        (_last, _lastCount) = (next, count);
        SizeBytes += SizeOf(next);
    }

    private readonly record struct Piece(T[] Items, int Count);
}
