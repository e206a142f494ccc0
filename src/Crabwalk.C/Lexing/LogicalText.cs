using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Lexing;

/// <summary>
/// A source after translation phases 1 and 2 (5.1.1.2): line splices are gone and, in the strict language, trigraphs replaced.
/// Most files have neither and are used as they are; otherwise a cleaned copy is lexed and offsets are mapped back, so that the
/// lexer itself never has to think of either.
/// </summary>
internal sealed class LogicalText
{
    private readonly SourceText _source;
    private readonly byte[]? _cleaned;
    private readonly Removal[] _removals;
    private int _cursor;

    private LogicalText(SourceText source, byte[]? cleaned, Removal[] removals, List<int> spacedSplices)
    {
        _source = source;
        _cleaned = cleaned;
        _removals = removals;
        SpacedSplices = spacedSplices;
    }

    /// <summary>The bytes to lex.</summary>
    public ReadOnlySpan<byte> Bytes => _cleaned ?? _source.Bytes;

    /// <summary>Offsets in the original of backslashes with spaces between them and the line's end, which gcc warns of.</summary>
    public IReadOnlyList<int> SpacedSplices { get; }

    /// <summary>Makes the logical text of a source.</summary>
    public static LogicalText Of(SourceText source, CStandard standard)
    {
        bool hasTrigraphs = standard.IsStrict && standard.Edition < CEdition.C23 && source.Bytes.IndexOf("??"u8) >= 0;
        return hasTrigraphs || HasSplice(source.Bytes) ? Cleaner.Clean(source, hasTrigraphs) : new(source, null, [], []);
    }

    /// <summary>The place in the original of the byte at a logical offset.</summary>
    public int OriginalStart(int offset) => _removals.Length == 0 ? offset : offset + RemovedBefore(offset);

    /// <summary>The place in the original after the byte before a logical offset.</summary>
    public int OriginalEnd(int offset)
    {
        if (_removals.Length == 0 || offset == 0)
        {
            return offset;
        }

        int removed = RemovedBefore(offset - 1);
        bool endsInTrigraph = _cursor < _removals.Length && _removals[_cursor] is { IsTrigraph: true } next && next.Offset == offset;
        return offset + (endsInTrigraph ? _removals[_cursor].Total : removed);
    }

    // A trigraph's removal stands after the one byte that is left of it, a splice's before the byte that follows it.
    private int RemovedBefore(int offset)
    {
        if (_cursor > 0 && _removals[_cursor - 1].Offset > offset)
        {
            _cursor = 0;
        }

        while (_cursor < _removals.Length && _removals[_cursor].Offset <= offset)
        {
            _cursor++;
        }

        return _cursor == 0 ? 0 : _removals[_cursor - 1].Total;
    }

    private static bool HasSplice(ReadOnlySpan<byte> bytes)
    {
        for (int at = 0; ;)
        {
            int found = bytes[at..].IndexOf((byte)'\\');
            if (found < 0)
            {
                return false;
            }

            at += found + 1;
            if (SpliceLength(bytes, at) > 0)
            {
                return true;
            }
        }
    }

    /// <summary>How many bytes after a backslash belong to a splice; 0 when it is none.</summary>
    private static int SpliceLength(ReadOnlySpan<byte> bytes, int at)
    {
        int end = at;
        while (end < bytes.Length && bytes[end] is (byte)' ' or (byte)'\t' or (byte)'\r' or 0x0B or 0x0C)
        {
            end++;
        }

        return end < bytes.Length && bytes[end] == (byte)'\n' ? end + 1 - at : 0;
    }

    /// <summary>From the logical <paramref name="Offset"/> on, <paramref name="Total"/> bytes of the original are missing.</summary>
    private readonly record struct Removal(int Offset, int Total, bool IsTrigraph);

    private ref struct Cleaner(ReadOnlySpan<byte> bytes)
    {
        private readonly ReadOnlySpan<byte> _bytes = bytes;
        private readonly byte[] _clean = new byte[bytes.Length];
        private readonly List<Removal> _removals = [];
        private readonly List<int> _spacedSplices = [];
        private int _at;
        private int _length;

        public static LogicalText Clean(SourceText source, bool hasTrigraphs)
        {
            var cleaner = new Cleaner(source.Bytes);
            cleaner.Run(hasTrigraphs);
            return new(source, cleaner._clean[..cleaner._length], [.. cleaner._removals], cleaner._spacedSplices);
        }

        private void Run(bool hasTrigraphs)
        {
            while (_at < _bytes.Length)
            {
                ReadOnlySpan<byte> rest = _bytes[_at..];
                int found = hasTrigraphs ? rest.IndexOfAny((byte)'\\', (byte)'?') : rest.IndexOf((byte)'\\');
                Keep(found < 0 ? rest.Length : found);
                if (_at < _bytes.Length)
                {
                    TakeSpecial(hasTrigraphs);
                }
            }
        }

        private void TakeSpecial(bool hasTrigraphs)
        {
            byte value = _bytes[_at];
            int width = 1;
            if (value == (byte)'?' && hasTrigraphs && Trigraph(_bytes[_at..]) is var replaced and not 0)
            {
                value = replaced;
                width = 3;
            }

            int splice = value == (byte)'\\' ? SpliceLength(_bytes, _at + width) : 0;
            if (splice > 0)
            {
                TakeSplice(width, splice);
                return;
            }

            _clean[_length++] = value;
            _at += width;
            if (width == 3)
            {
                Remove(2, true);
            }
        }

        private void TakeSplice(int width, int splice)
        {
            if (splice > 1 && _bytes[_at + width] != (byte)'\r')
            {
                _spacedSplices.Add(_at);
            }

            _at += width + splice;
            Remove(width + splice, false);
        }

        private void Keep(int count)
        {
            _bytes.Slice(_at, count).CopyTo(_clean.AsSpan(_length));
            _at += count;
            _length += count;
        }

        private readonly void Remove(int count, bool isTrigraph) =>
            _removals.Add(new(_length, (_removals.Count == 0 ? 0 : _removals[^1].Total) + count, isTrigraph));
    }

    /// <summary>The character that a trigraph at the start of the bytes stands for; 0 when there is none (5.2.1.1).</summary>
    public static byte Trigraph(ReadOnlySpan<byte> bytes) => bytes is [(byte)'?', (byte)'?', var third, ..]
        ? third switch
        {
            (byte)'=' => (byte)'#',
            (byte)'/' => (byte)'\\',
            (byte)'\'' => (byte)'^',
            (byte)'(' => (byte)'[',
            (byte)')' => (byte)']',
            (byte)'!' => (byte)'|',
            (byte)'<' => (byte)'{',
            (byte)'>' => (byte)'}',
            (byte)'-' => (byte)'~',
            _ => (byte)0,
        }
        : (byte)0;
}
