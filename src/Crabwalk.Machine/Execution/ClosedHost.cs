using System.Text;

namespace Crabwalk.Machine.Execution;

/// <summary>
/// A world of standard input and output only: input is given beforehand, output is kept, there are no files, and time is the
/// machine's own. Other hosts derive from it and open what they want to open.
/// </summary>
public class ClosedHost(IReadOnlyList<string> arguments, ReadOnlyMemory<byte> input) : IHost
{
    /// <summary>The errno value of a bad descriptor.</summary>
    protected const int BadDescriptor = 9;

    /// <summary>The errno value of a missing file.</summary>
    protected const int NoSuchFile = 2;

    /// <summary>The errno value of a pipe that is asked to seek.</summary>
    protected const int IllegalSeek = 29;

    private readonly List<byte> _output = [];
    private readonly List<byte> _errors = [];
    private int _consumed;
    private int _temporaries;

    /// <inheritdoc/>
    public IReadOnlyList<string> Arguments { get; } = arguments;

    /// <summary>What was written to standard output.</summary>
    public ReadOnlySpan<byte> Output => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_output);

    /// <summary>What was written to standard error.</summary>
    public ReadOnlySpan<byte> Errors => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_errors);

    /// <summary>Standard output as text.</summary>
    public string OutputText => Encoding.UTF8.GetString(Output);

    /// <inheritdoc/>
    public virtual string? Environment(string name) => null;

    /// <inheritdoc/>
    public virtual int Read(int descriptor, Span<byte> buffer, out int count)
    {
        count = 0;
        if (descriptor != 0)
        {
            return BadDescriptor;
        }

        count = Math.Min(buffer.Length, input.Length - _consumed);
        input.Span.Slice(_consumed, count).CopyTo(buffer);
        _consumed += count;
        return 0;
    }

    /// <inheritdoc/>
    public virtual int Write(int descriptor, ReadOnlySpan<byte> bytes, out int count)
    {
        count = bytes.Length;
        switch (descriptor)
        {
            case 1:
                _output.AddRange(bytes);
                return 0;
            case 2:
                _errors.AddRange(bytes);
                return 0;
            default:
                count = 0;
                return BadDescriptor;
        }
    }

    /// <inheritdoc/>
    public virtual int Seek(int descriptor, long offset, int whence, out long position)
    {
        position = 0;
        return descriptor is >= 0 and <= 2 ? IllegalSeek : BadDescriptor;
    }

    /// <inheritdoc/>
    public virtual int Close(int descriptor) => descriptor is >= 0 and <= 2 ? 0 : BadDescriptor;

    /// <inheritdoc/>
    public virtual int Sync(int descriptor) => descriptor is >= 0 and <= 2 ? 0 : BadDescriptor;

    /// <inheritdoc/>
    public virtual bool IsTerminal(int descriptor) => false;

    /// <inheritdoc/>
    public virtual int Open(string path, int flags, out int descriptor)
    {
        descriptor = -1;
        return NoSuchFile;
    }

    /// <inheritdoc/>
    public virtual int Remove(string path) => NoSuchFile;

    /// <inheritdoc/>
    public virtual int Rename(string from, string to) => NoSuchFile;

    /// <inheritdoc/>
    public virtual string TemporaryName() => $"tmp{++_temporaries:D6}";

    /// <inheritdoc/>
    public virtual long? Clock(int id) => null;

    /// <inheritdoc/>
    public virtual bool Random(Span<byte> buffer) => false;

    /// <inheritdoc/>
    public virtual void Sleep(long nanoseconds)
    {
    }
}
