using Crabwalk.Machine.Execution;

namespace Crabwalk.Cli.Disk;

/// <summary>
/// The world of a program that is run from the command line: the terminal's streams, the environment it was given, and the files
/// of the granted folder. Without a folder its files are in memory and gone when it ends.
/// </summary>
internal sealed class DiskHost(
    IReadOnlyList<string> arguments,
    IReadOnlyDictionary<string, string> environment,
    Stream input,
    Stream output,
    Stream errors,
    GrantedFolder? folder,
    TimeProvider clock) : IHost, IDisposable
{
    private const int MaxOpenFiles = 256;
    private const int FirstFile = 3;

    private readonly SortedDictionary<int, Stream> _files = [];
    private readonly MemoryFiles _memoryFiles = new();
    private readonly long _started = clock.GetTimestamp();
    private int _temporaries;

    /// <inheritdoc/>
    public IReadOnlyList<string> Arguments { get; } = arguments;

    /// <inheritdoc/>
    public string? Environment(string name) => environment.GetValueOrDefault(name);

    /// <inheritdoc/>
    public int Read(int descriptor, Span<byte> buffer, out int count)
    {
        count = 0;
        Stream? stream = descriptor == 0 ? input : _files.GetValueOrDefault(descriptor);
        if (stream is not { CanRead: true })
        {
            return Errno.BadDescriptor;
        }

        try
        {
            count = stream.Read(buffer);
            return 0;
        }
        catch (IOException)
        {
            return Errno.InputOutput;
        }
    }

    /// <inheritdoc/>
    public int Write(int descriptor, ReadOnlySpan<byte> bytes, out int count)
    {
        count = 0;
        Stream? stream = descriptor switch
        {
            1 => output,
            2 => errors,
            _ => _files.GetValueOrDefault(descriptor),
        };
        if (stream is not { CanWrite: true })
        {
            return Errno.BadDescriptor;
        }

        try
        {
            stream.Write(bytes);
            stream.Flush();
            count = bytes.Length;
            return 0;
        }
        catch (IOException)
        {
            return Errno.InputOutput;
        }
    }

    /// <inheritdoc/>
    public int Seek(int descriptor, long offset, int whence, out long position)
    {
        position = 0;
        if (descriptor is >= 0 and < FirstFile)
        {
            return Errno.IllegalSeek;
        }

        if (!_files.TryGetValue(descriptor, out Stream? file))
        {
            return Errno.BadDescriptor;
        }

        long from = whence switch
        {
            0 => 0,
            1 => file.Position,
            _ => file.Length,
        };
        if (whence is < 0 or > 2 || from + offset < 0)
        {
            return Errno.InvalidArgument;
        }

        position = file.Position = from + offset;
        return 0;
    }

    /// <inheritdoc/>
    public int Close(int descriptor)
    {
        if (descriptor is >= 0 and < FirstFile)
        {
            return 0;
        }

        if (!_files.Remove(descriptor, out Stream? file))
        {
            return Errno.BadDescriptor;
        }

        file.Dispose();
        return 0;
    }

    /// <inheritdoc/>
    public int Sync(int descriptor)
    {
        Stream? stream = descriptor == 1 ? output : descriptor == 2 ? errors : _files.GetValueOrDefault(descriptor);
        stream?.Flush();
        return stream is null && descriptor != 0 ? Errno.BadDescriptor : 0;
    }

    /// <inheritdoc/>
    public bool IsTerminal(int descriptor) => descriptor switch
    {
        0 => !Console.IsInputRedirected,
        1 => !Console.IsOutputRedirected,
        2 => !Console.IsErrorRedirected,
        _ => false,
    };

    /// <inheritdoc/>
    public int Open(string path, int flags, out int descriptor)
    {
        descriptor = -1;
        if (_files.Count >= MaxOpenFiles)
        {
            return Errno.TooManyFiles;
        }

        if (folder is null)
        {
            (Stream? file, int error) = _memoryFiles.Open(path, flags);
            descriptor = file is null ? -1 : Add(file);
            return error;
        }

        return folder.PathOf(path) is { } full ? Guard(() => OpenFile(full, flags), out descriptor) : Errno.PermissionDenied;
    }

    /// <inheritdoc/>
    public int Remove(string path) => folder is null ? _memoryFiles.Remove(path) : InFolder(path, static full =>
    {
        if (!File.Exists(full))
        {
            throw new FileNotFoundException();
        }

        File.Delete(full);
    });

    /// <inheritdoc/>
    public int Rename(string from, string to) =>
        folder is null ? _memoryFiles.Rename(from, to)
        : folder.PathOf(to) is { } target ? InFolder(from, full => File.Move(full, target, overwrite: true))
        : Errno.PermissionDenied;

    /// <inheritdoc/>
    public string TemporaryName() => $"tmp{++_temporaries:D6}";

    /// <inheritdoc/>
    public long? Clock(int id) => id == 0
        ? (clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100
        : (long)(clock.GetElapsedTime(_started).TotalSeconds * 1e9);

    /// <inheritdoc/>
    public bool Random(Span<byte> buffer)
    {
        System.Security.Cryptography.RandomNumberGenerator.Fill(buffer);
        return true;
    }

    /// <inheritdoc/>
    public void Sleep(long nanoseconds) => Thread.Sleep(TimeSpan.FromTicks(Math.Clamp(nanoseconds / 100, 0, TimeSpan.TicksPerDay)));

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Stream file in _files.Values)
        {
            file.Dispose();
        }
    }

    private int OpenFile(string full, int flags)
    {
        bool reads = (flags & 1) != 0;
        bool writes = (flags & 2) != 0;
        FileMode mode = (flags & 8) != 0 ? FileMode.CreateNew
            : (flags & 4) != 0 ? ((flags & 16) != 0 ? FileMode.Create : FileMode.OpenOrCreate)
            : (flags & 16) != 0 ? FileMode.Truncate
            : FileMode.Open;
        FileAccess access = reads && writes ? FileAccess.ReadWrite : writes ? FileAccess.Write : FileAccess.Read;
        var file = new FileStream(full, mode, access, FileShare.ReadWrite);
        if ((flags & 32) != 0)
        {
            file.Seek(0, SeekOrigin.End);
        }

        return Add(file);
    }

    /// <summary>Gives an open file the lowest number that is free, as POSIX has it.</summary>
    private int Add(Stream file)
    {
        int descriptor = FirstFile;
        while (_files.ContainsKey(descriptor))
        {
            descriptor++;
        }

        _files.Add(descriptor, file);
        return descriptor;
    }

    private int InFolder(string path, Action<string> action)
    {
        return folder?.PathOf(path) is not { } full ? Errno.PermissionDenied : Guard(
            () =>
            {
                action(full);
                return 0;
            },
            out _);
    }

    private static int Guard(Func<int> action, out int result)
    {
        result = -1;
        try
        {
            result = action();
            return 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return exception switch
            {
                FileNotFoundException or DirectoryNotFoundException => Errno.NoSuchFile,
                UnauthorizedAccessException => Errno.IsFolder,
                IOException { HResult: 17 } => Errno.FileExists,
                _ => Errno.NotPermitted,
            };
        }
    }
}
