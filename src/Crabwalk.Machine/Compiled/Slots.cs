using System.Numerics;

namespace Crabwalk.Machine.Compiled;

/// <summary>
/// A set of slots. A slot is half a register: number 2n is the value of register n, 2n + 1 its provenance; the two are read and
/// written by different instructions and become different variables of the compiled code.
/// </summary>
internal readonly struct Slots(int count)
{
    private readonly ulong[] _words = new ulong[(count + 63) / 64];

    /// <summary>The slot of a register's value.</summary>
    public static int ValueOf(int register) => register * 2;

    /// <summary>The slot of a register's provenance.</summary>
    public static int ProvenanceOf(int register) => (register * 2) + 1;

    /// <summary>True when a slot is in the set.</summary>
    public bool Contains(int slot) => (_words[slot >> 6] >> (slot & 63) & 1) != 0;

    /// <summary>Adds a slot.</summary>
    public void Add(int slot) => _words[slot >> 6] |= 1UL << (slot & 63);

    /// <summary>Takes a slot out.</summary>
    public void Remove(int slot) => _words[slot >> 6] &= ~(1UL << (slot & 63));

    /// <summary>Empties the set.</summary>
    public void Clear() => Array.Clear(_words);

    /// <summary>Adds all of another set; true when that changed this one.</summary>
    public bool UnionWith(Slots other)
    {
        ulong added = 0;
        for (int i = 0; i < _words.Length; i++)
        {
            added |= other._words[i] & ~_words[i];
            _words[i] |= other._words[i];
        }

        return added != 0;
    }

    /// <summary>Adds what two other sets have in common.</summary>
    public void UnionWithBoth(Slots one, Slots other)
    {
        for (int i = 0; i < _words.Length; i++)
        {
            _words[i] |= one._words[i] & other._words[i];
        }
    }

    /// <summary>Takes all of another set out.</summary>
    public void ExceptWith(Slots other)
    {
        for (int i = 0; i < _words.Length; i++)
        {
            _words[i] &= ~other._words[i];
        }
    }

    /// <summary>Makes this set the same as another.</summary>
    public void CopyFrom(Slots other) => other._words.CopyTo(_words, 0);

    /// <summary>The slots in the set, in order.</summary>
    public IEnumerable<int> All
    {
        get
        {
            for (int i = 0; i < _words.Length; i++)
            {
                for (ulong left = _words[i]; left != 0; left &= left - 1)
                {
                    yield return (i << 6) + BitOperations.TrailingZeroCount(left);
                }
            }
        }
    }
}
