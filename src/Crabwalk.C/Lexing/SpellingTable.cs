using System.Text;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Lexing;

/// <summary>
/// From a token's bytes to its symbol without decoding them: a hash table keyed by the bytes themselves, since most tokens of a
/// program have been seen before. Bytes that are no UTF-8 survive in the symbol's text as the lone surrogates U+DC80 to U+DCFF,
/// so that a string literal of an old Latin-1 file keeps its bytes.
/// </summary>
internal sealed class SpellingTable(SymbolTable symbols)
{
    private readonly SymbolTable _symbols = symbols;
    private Entry[] _entries = new Entry[2048];
    private byte[] _bytes = new byte[16384];
    private int _byteCount;
    private int _count;

    /// <summary>The names all spellings are interned in.</summary>
    public SymbolTable Symbols => _symbols;

    /// <summary>The hash of no bytes.</summary>
    public const uint HashSeed = 2166136261;

    /// <summary>The hash of bytes so far, and one more.</summary>
    public static uint Hash(uint hash, byte next) => unchecked((hash ^ next) * 16777619);

    /// <summary>The symbol of a spelling.</summary>
    public Symbol Intern(ReadOnlySpan<byte> bytes)
    {
        uint hash = HashSeed;
        foreach (byte value in bytes)
        {
            hash = Hash(hash, value);
        }

        return Intern(bytes, hash);
    }

    /// <summary>The symbol of a spelling whose hash is known already.</summary>
    public Symbol Intern(ReadOnlySpan<byte> bytes, uint hash)
    {
        int mask = _entries.Length - 1;
        for (int slot = (int)(hash & (uint)mask); ; slot = (slot + 1) & mask)
        {
            ref readonly Entry entry = ref _entries[slot];
            if (entry.Length == 0)
            {
                return Add(bytes, hash);
            }

            if (entry.Hash == hash && entry.Length == bytes.Length && bytes.SequenceEqual(_bytes.AsSpan(entry.Start, entry.Length)))
            {
                return entry.Symbol;
            }
        }
    }

    /// <summary>The bytes of a symbol's text as they stood in the source.</summary>
    public static byte[] BytesOf(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\uDC80', '\uDCFF') < 0)
        {
            return Encoding.UTF8.GetBytes(text);
        }

        var bytes = new List<byte>(text.Length);
        System.Span<byte> encoded = stackalloc byte[4];
        for (int at = 0; at < text.Length;)
        {
            if (Rune.TryGetRuneAt(text, at, out Rune rune))
            {
                bytes.AddRange(encoded[..rune.EncodeToUtf8(encoded)]);
                at += rune.Utf16SequenceLength;
            }
            else
            {
                bytes.Add(unchecked((byte)(text[at] - 0xDC00)));
                at++;
            }
        }

        return [.. bytes];
    }

    /// <summary>The text of bytes, with a lone surrogate for each byte that is no UTF-8.</summary>
    public static string TextOf(ReadOnlySpan<byte> bytes)
    {
        if (System.Text.Unicode.Utf8.IsValid(bytes))
        {
            return Encoding.UTF8.GetString(bytes);
        }

        var text = new StringBuilder(bytes.Length);
        while (!bytes.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(bytes, out Rune rune, out int used) == System.Buffers.OperationStatus.Done)
            {
                text.Append(rune.ToString());
                bytes = bytes[used..];
            }
            else
            {
                text.Append((char)(0xDC00 + bytes[0]));
                bytes = bytes[1..];
            }
        }

        return text.ToString();
    }

    private Symbol Add(ReadOnlySpan<byte> bytes, uint hash)
    {
        if (bytes.IsEmpty)
        {
            return Symbol.Empty;
        }

        if (_count * 2 >= _entries.Length)
        {
            Grow();
        }

        Symbol symbol = _symbols.Intern(TextOf(bytes));
        if (_byteCount + bytes.Length > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _byteCount + bytes.Length));
        }

        bytes.CopyTo(_bytes.AsSpan(_byteCount));
        Place(new(hash, _byteCount, bytes.Length, symbol));
        _byteCount += bytes.Length;
        _count++;
        return symbol;
    }

    private void Grow()
    {
        Entry[] old = _entries;
        _entries = new Entry[old.Length * 2];
        foreach (Entry entry in old)
        {
            if (entry.Length != 0)
            {
                Place(entry);
            }
        }
    }

    private void Place(Entry entry)
    {
        int mask = _entries.Length - 1;
        int slot = (int)(entry.Hash & (uint)mask);
        while (_entries[slot].Length != 0)
        {
            slot = (slot + 1) & mask;
        }

        _entries[slot] = entry;
    }

    private readonly record struct Entry(uint Hash, int Start, int Length, Symbol Symbol);
}
