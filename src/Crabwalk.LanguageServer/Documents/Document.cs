using System.Text;
using Crabwalk.LanguageServer.Protocol;

namespace Crabwalk.LanguageServer.Documents;

/// <summary>A text as the client edits it.</summary>
internal sealed class Document(string uri, string path, int version, string text)
{
    private readonly List<int> _lineStarts = [0];
    private bool _isIndexed;

    /// <summary>What the client calls it.</summary>
    public string Uri { get; } = uri;

    /// <summary>What the compiler calls it.</summary>
    public string Path { get; } = path;

    /// <summary>The client's number of this state.</summary>
    public int Version { get; private set; } = version;

    /// <summary>The text.</summary>
    public string Text { get; private set; } = text;

    /// <summary>The text as the compiler reads it.</summary>
    public byte[] Bytes => Encoding.UTF8.GetBytes(Text);

    /// <summary>True when it was changed and nobody has told what is wrong with it now.</summary>
    public bool IsDirty { get; set; } = true;

    /// <summary>Applies the client's changes in order; places outside of the text are moved to its nearest.</summary>
    public void Change(int? version, IEnumerable<TextDocumentContentChangeEvent> changes)
    {
        foreach (TextDocumentContentChangeEvent change in changes)
        {
            int start = change.Range is null ? 0 : OffsetOf(change.Range.Start);
            int end = change.Range is null ? Text.Length : Math.Max(start, OffsetOf(change.Range.End));
            Text = string.Concat(Text.AsSpan(0, start), change.Text, Text.AsSpan(end));
            _isIndexed = false;
        }

        Version = version ?? Version + 1;
        IsDirty = true;
    }

    /// <summary>The offset of a position in UTF-16 units.</summary>
    public int OffsetOf(Position position)
    {
        Index();
        if (position.Line < 0)
        {
            return 0;
        }

        if (position.Line >= _lineStarts.Count)
        {
            return Text.Length;
        }

        int start = _lineStarts[position.Line];
        int end = position.Line + 1 < _lineStarts.Count ? _lineStarts[position.Line + 1] - 1 : Text.Length;
        return Math.Clamp(start + Math.Max(0, position.Character), start, Math.Max(start, end));
    }

    /// <summary>The offset of a position in bytes of UTF-8.</summary>
    public int ByteOffsetOf(Position position) => Encoding.UTF8.GetByteCount(Text.AsSpan(0, OffsetOf(position)));

    private void Index()
    {
        if (_isIndexed)
        {
            return;
        }

        _lineStarts.Clear();
        _lineStarts.Add(0);
        for (int at = Text.IndexOf('\n', StringComparison.Ordinal); at >= 0; at = Text.IndexOf('\n', at + 1))
        {
            _lineStarts.Add(at + 1);
        }

        _isIndexed = true;
    }
}
