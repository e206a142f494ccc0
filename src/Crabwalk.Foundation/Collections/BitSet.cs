using System.Numerics;

namespace Crabwalk.Foundation.Collections;

/// <summary>A set of ids of one kind, one bit each, over a fixed number of ids. The value type of bit-vector dataflow.</summary>
public sealed class BitSet<TId> : IEquatable<BitSet<TId>>
    where TId : struct, IIndex<TId>
{
    private readonly ulong[] _words;

    /// <summary>The empty set over <paramref name="capacity"/> ids.</summary>
    public BitSet(int capacity)
    {
        Capacity = capacity;
        _words = new ulong[(capacity + 63) >> 6];
    }

    private BitSet(int capacity, ulong[] words)
    {
        Capacity = capacity;
        _words = words;
    }

    /// <summary>How many ids there are at all.</summary>
    public int Capacity { get; }

    /// <summary>True when nothing is in the set.</summary>
    public bool IsEmpty => _words.AsSpan().IndexOfAnyExcept(0ul) < 0;

    /// <summary>How many ids are in the set.</summary>
    public int Count
    {
        get
        {
            int count = 0;
            foreach (ulong word in _words)
            {
                count += BitOperations.PopCount(word);
            }

            return count;
        }
    }

    /// <summary>The members in rising order.</summary>
    public IEnumerable<TId> Members
    {
        get
        {
            for (int i = 0; i < _words.Length; i++)
            {
                for (ulong rest = _words[i]; rest != 0; rest &= rest - 1)
                {
                    yield return TId.At((i << 6) + BitOperations.TrailingZeroCount(rest));
                }
            }
        }
    }

    /// <summary>A copy.</summary>
    public BitSet<TId> Clone() => new(Capacity, (ulong[])_words.Clone());

    /// <summary>True when the id is in the set.</summary>
    public bool Contains(TId id) => (_words[id.Index >> 6] >> (id.Index & 63) & 1) != 0;

    /// <summary>Puts an id in; true when it was not there before.</summary>
    public bool Add(TId id)
    {
        ref ulong word = ref _words[id.Index >> 6];
        ulong bit = 1ul << (id.Index & 63);
        bool isNew = (word & bit) == 0;
        word |= bit;
        return isNew;
    }

    /// <summary>Takes an id out; true when it was there.</summary>
    public bool Remove(TId id)
    {
        ref ulong word = ref _words[id.Index >> 6];
        ulong bit = 1ul << (id.Index & 63);
        bool wasThere = (word & bit) != 0;
        word &= ~bit;
        return wasThere;
    }

    /// <summary>Empties the set.</summary>
    public void Clear() => Array.Clear(_words);

    /// <summary>Puts every id in.</summary>
    public void Fill()
    {
        Array.Fill(_words, ulong.MaxValue);
        if ((Capacity & 63) != 0)
        {
            _words[^1] = (1ul << (Capacity & 63)) - 1;
        }
    }

    /// <summary>Makes this set equal to the other.</summary>
    public void CopyFrom(BitSet<TId> other) => other._words.CopyTo(_words, 0);

    /// <summary>Adds all members of the other set; true when this changed.</summary>
    public bool UnionWith(BitSet<TId> other) => Combine(other, static (mine, theirs) => mine | theirs);

    /// <summary>Keeps only members that the other set has too; true when this changed.</summary>
    public bool IntersectWith(BitSet<TId> other) => Combine(other, static (mine, theirs) => mine & theirs);

    /// <summary>Takes the other set's members out; true when this changed.</summary>
    public bool ExceptWith(BitSet<TId> other) => Combine(other, static (mine, theirs) => mine & ~theirs);

    /// <inheritdoc/>
    public bool Equals(BitSet<TId>? other) => other is not null && _words.AsSpan().SequenceEqual(other._words);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as BitSet<TId>);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (ulong word in _words)
        {
            hash.Add(word);
        }

        return hash.ToHashCode();
    }

    private bool Combine(BitSet<TId> other, Func<ulong, ulong, ulong> operation)
    {
        bool changed = false;
        for (int i = 0; i < _words.Length; i++)
        {
            ulong combined = operation(_words[i], other._words[i]);
            changed |= combined != _words[i];
            _words[i] = combined;
        }

        return changed;
    }
}
