namespace Crabwalk.Machine.Execution;

/// <summary>What a program may ask the world for. Every method that returns int returns 0 or an errno value.</summary>
public interface IHost
{
    /// <summary>The program's arguments, its own name first.</summary>
    IReadOnlyList<string> Arguments { get; }

    /// <summary>The value of an environment variable; null when there is none.</summary>
    string? Environment(string name);

    /// <summary>Reads up to the buffer's size; 0 bytes at the end.</summary>
    int Read(int descriptor, Span<byte> buffer, out int count);

    /// <summary>Writes all it can.</summary>
    int Write(int descriptor, ReadOnlySpan<byte> bytes, out int count);

    /// <summary>Moves to a place: <paramref name="whence"/> 0 from the start, 1 from here, 2 from the end.</summary>
    int Seek(int descriptor, long offset, int whence, out long position);

    /// <summary>Closes a descriptor.</summary>
    int Close(int descriptor);

    /// <summary>Writes what is held back.</summary>
    int Sync(int descriptor);

    /// <summary>True for a terminal.</summary>
    bool IsTerminal(int descriptor);

    /// <summary>Opens a file of the granted folder; the flags are bits: 1 read, 2 write, 4 create, 8 exclusive, 16 truncate, 32 append.</summary>
    int Open(string path, int flags, out int descriptor);

    /// <summary>Removes a file.</summary>
    int Remove(string path);

    /// <summary>Renames a file.</summary>
    int Rename(string from, string to);

    /// <summary>A name that no file has.</summary>
    string TemporaryName();

    /// <summary>Nanoseconds of clock 0 (wall), 1 (monotonic) or 2 (processor time); null lets the machine's own virtual clock answer.</summary>
    long? Clock(int id);

    /// <summary>Fills with random bytes; false lets the machine's own generator do it.</summary>
    bool Random(Span<byte> buffer);

    /// <summary>Lets time pass; a host without a clock of its own does nothing.</summary>
    void Sleep(long nanoseconds);
}
