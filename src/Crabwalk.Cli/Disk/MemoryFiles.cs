namespace Crabwalk.Cli.Disk;

/// <summary>
/// Files that exist only while a program runs. Without a granted folder a program may still write a file and read it back, as many
/// small programs do; nothing of it touches the disk.
/// </summary>
internal sealed class MemoryFiles
{
    private const int MaxFiles = 1000;

    private readonly Dictionary<string, MemoryStream> _files = new(StringComparer.Ordinal);

    /// <summary>Opens a file; the flags are the host's: 1 read, 2 write, 4 create, 8 exclusive, 16 truncate, 32 append.</summary>
    /// <returns>The file, or an errno value.</returns>
    public (Stream? File, int Error) Open(string name, int flags)
    {
        name = Normalised(name);
        bool isThere = _files.TryGetValue(name, out MemoryStream? content);
        if (!isThere && (flags & 4) == 0)
        {
            return (null, Errno.NoSuchFile);
        }

        if (isThere && (flags & 8) != 0)
        {
            return (null, Errno.FileExists);
        }

        if (!isThere && _files.Count >= MaxFiles)
        {
            return (null, Errno.NoSpace);
        }

        content ??= _files[name] = new();
        if ((flags & 16) != 0)
        {
            content.SetLength(0);
        }

        return (new View(content, (flags & 1) != 0, (flags & 2) != 0, (flags & 32) != 0), 0);
    }

    /// <summary>Removes a file; an errno value.</summary>
    public int Remove(string name) => _files.Remove(Normalised(name)) ? 0 : Errno.NoSuchFile;

    /// <summary>Renames a file; an errno value.</summary>
    public int Rename(string from, string to)
    {
        if (!_files.Remove(Normalised(from), out MemoryStream? content))
        {
            return Errno.NoSuchFile;
        }

        _files[Normalised(to)] = content;
        return 0;
    }

    private static string Normalised(string name) => name.StartsWith("./", StringComparison.Ordinal) ? name[2..] : name;

    /// <summary>One opening of a file, with a position of its own.</summary>
    private sealed class View(MemoryStream content, bool reads, bool writes, bool appends) : Stream
    {
        public override bool CanRead => reads;

        public override bool CanSeek => true;

        public override bool CanWrite => writes;

        public override long Length => content.Length;

        public override long Position { get; set; }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            content.Position = Math.Min(Position, content.Length);
            int count = content.Read(buffer);
            Position += count;
            return count;
        }

        public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => Position + offset,
            SeekOrigin.End => Length + offset,
            _ => Position,
        };

        public override void SetLength(long value) => content.SetLength(value);

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            Position = appends ? content.Length : Position;
            content.Position = Position;
            content.Write(buffer);
            Position += buffer.Length;
        }
    }
}
