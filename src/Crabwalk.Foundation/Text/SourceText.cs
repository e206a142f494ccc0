using System.Text;

namespace Crabwalk.Foundation.Text;

/// <summary>A line number and a column, both counted from 0; the column counts bytes unless a caller says otherwise.</summary>
public readonly record struct LinePosition(int Line, int Column);

/// <summary>
/// One file's bytes as UTF-8, with an index of its lines. Offsets are bytes everywhere in the core: lines and columns exist only
/// where something is printed. Bytes that are not UTF-8 are kept as they are; the lexers report them.
/// </summary>
public sealed class SourceText
{
    private readonly byte[] _bytes;
    private readonly int[] _lineStarts;

    private SourceText(string path, byte[] bytes, SourceKind kind)
    {
        Path = path;
        _bytes = bytes;
        Kind = kind;
        _lineStarts = FindLineStarts(bytes);
    }

    /// <summary>The path as the user gave it, or a name in angle brackets such as <c>&lt;command line&gt;</c>.</summary>
    public string Path { get; }

    /// <summary>Whose text this is: library frames are folded in a walk.</summary>
    public SourceKind Kind { get; }

    /// <summary>The whole text.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>The length in bytes.</summary>
    public int Length => _bytes.Length;

    /// <summary>How many lines there are; a text that ends in a line feed has an empty last line.</summary>
    public int LineCount => _lineStarts.Length;

    /// <summary>Wraps the bytes of a file; a byte order mark is skipped, and a text that its mark says to be UTF-16 is turned into UTF-8.</summary>
    public static SourceText FromBytes(string path, byte[] bytes, SourceKind kind = SourceKind.User) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, .. var rest] => new(path, rest, kind),
        [0xFF, 0xFE, .. var little] => new(path, Encoding.Convert(Encoding.Unicode, Encoding.UTF8, little), kind),
        [0xFE, 0xFF, .. var big] => new(path, Encoding.Convert(Encoding.BigEndianUnicode, Encoding.UTF8, big), kind),
        _ => new(path, bytes, kind),
    };

    /// <summary>Wraps a text that is already in memory.</summary>
    public static SourceText FromString(string path, string text, SourceKind kind = SourceKind.User) =>
        new(path, Encoding.UTF8.GetBytes(text), kind);

    /// <summary>The bytes of <c>[start, end)</c> as text; broken UTF-8 shows as U+FFFD.</summary>
    public string Slice(int start, int end) => Encoding.UTF8.GetString(_bytes.AsSpan(start, end - start));

    /// <summary>Where line <paramref name="line"/> (from 0) begins.</summary>
    public int LineStart(int line) => _lineStarts[line];

    /// <summary>Where line <paramref name="line"/> (from 0) ends, before its line break.</summary>
    public int LineEnd(int line)
    {
        int end = line + 1 < _lineStarts.Length ? _lineStarts[line + 1] - 1 : _bytes.Length;
        return end > _lineStarts[line] && _bytes[end - 1] == (byte)'\r' && end < _bytes.Length ? end - 1 : end;
    }

    /// <summary>The text of line <paramref name="line"/> (from 0) without its line break.</summary>
    public string LineText(int line) => Slice(LineStart(line), LineEnd(line));

    /// <summary>The line and byte column of an offset.</summary>
    public LinePosition PositionOf(int offset)
    {
        int found = Array.BinarySearch(_lineStarts, offset);
        int line = found >= 0 ? found : ~found - 1;
        return new(line, offset - _lineStarts[line]);
    }

    private static int[] FindLineStarts(byte[] bytes)
    {
        var starts = new List<int> { 0 };
        for (int at = 0; at < bytes.Length;)
        {
            int next = bytes.AsSpan(at).IndexOf((byte)'\n');
            if (next < 0)
            {
                break;
            }

            at += next + 1;
            starts.Add(at);
        }

        return [.. starts];
    }
}

/// <summary>Whose text a source is.</summary>
public enum SourceKind
{
    /// <summary>The user's program.</summary>
    User,

    /// <summary>Crabwalk's own standard libraries.</summary>
    Library,

    /// <summary>Made up on the way: predefined macros, the command line, pasted tokens.</summary>
    Synthetic,
}
