namespace Crabwalk.Workbench.Running.Wasi;

/// <summary>Descriptors and files.</summary>
public sealed partial class WasiWorld
{
    private const int GrantedFolder = 3;

    // As Linux has it; the time that a call takes is bounded by it.
    private const int MostBuffers = 1024;
    private const byte CharacterDevice = 2;
    private const byte FolderType = 3;
    private const byte RegularFile = 4;
    private const long RightToRead = 1 << 1;
    private const long RightToWrite = 1 << 6;
    private const long RightsToMove = (1 << 2) | (1 << 5);

    // The program's numbers leave out 3, which is the granted folder; the host's do not.
    private static int HostDescriptor(long descriptor) => descriptor switch
    {
        < GrantedFolder => (int)descriptor,
        GrantedFolder => -1,
        _ => (int)Math.Min(descriptor, int.MaxValue) - 1,
    };

    private static uint Descriptor(long descriptor, Func<int, int> ask) => WasiError.Of(ask(HostDescriptor(descriptor)));

    private uint Read(ReadOnlySpan<long> a, WasiMemory memory)
    {
        if (a[2] > MostBuffers)
        {
            return WasiError.Invalid;
        }

        uint total = 0;
        for (int i = 0; i < a[2]; i++)
        {
            Span<byte> buffer = memory.Target(memory.Word(a[1] + (8 * i)), memory.Word(a[1] + (8 * i) + 4));
            int error = _host.Read(HostDescriptor(a[0]), buffer, out int count);
            if (error != 0)
            {
                return WasiError.Of(error);
            }

            total += (uint)count;
            if (count < buffer.Length)
            {
                break;
            }
        }

        memory.SetWord(a[3], total);
        return WasiError.None;
    }

    private uint Write(ReadOnlySpan<long> a, WasiMemory memory)
    {
        if (a[2] > MostBuffers)
        {
            return WasiError.Invalid;
        }

        uint total = 0;
        for (int i = 0; i < a[2]; i++)
        {
            ReadOnlySpan<byte> bytes = memory.Range(memory.Word(a[1] + (8 * i)), memory.Word(a[1] + (8 * i) + 4));
            _outputBytes += bytes.Length;
            if (_outputBytes > _maxOutputBytes)
            {
                throw new LimitReached($"{_maxOutputBytes} bytes of output");
            }

            int error = _host.Write(HostDescriptor(a[0]), bytes, out int count);
            if (error != 0)
            {
                return WasiError.Of(error);
            }

            total += (uint)count;
        }

        memory.SetWord(a[3], total);
        return WasiError.None;
    }

    private uint Seek(ReadOnlySpan<long> a, WasiMemory memory)
    {
        int error = _host.Seek(HostDescriptor(a[0]), a[1], (int)a[2], out long position);
        if (error == 0)
        {
            memory.SetLong(a[3], (ulong)position);
        }

        return WasiError.Of(error);
    }

    // A terminal is a device of characters in which there are no places; any other stream counts as a file.
    private uint Status(ReadOnlySpan<long> a, WasiMemory memory)
    {
        if (a[0] < 0)
        {
            return WasiError.BadDescriptor;
        }

        bool isTerminal = a[0] < GrantedFolder && _host.IsTerminal((int)a[0]);
        Span<byte> status = memory.Target(a[1], 24);
        status.Clear();
        status[0] = a[0] == GrantedFolder ? FolderType : isTerminal ? CharacterDevice : RegularFile;
        memory.SetLong(a[1] + 8, (ulong)(RightToRead | RightToWrite | (isTerminal ? 0 : RightsToMove)));
        memory.SetLong(a[1] + 16, ulong.MaxValue);
        return WasiError.None;
    }

    private static uint Granted(ReadOnlySpan<long> a, WasiMemory memory)
    {
        if (a[0] != GrantedFolder)
        {
            return WasiError.BadDescriptor;
        }

        memory.SetWord(a[1], 0);
        memory.SetWord(a[1] + 4, 1);
        return WasiError.None;
    }

    private static uint GrantedName(ReadOnlySpan<long> a, WasiMemory memory)
    {
        if (a[0] != GrantedFolder || a[2] < 1)
        {
            return a[0] != GrantedFolder ? WasiError.BadDescriptor : WasiError.Invalid;
        }

        memory.Target(a[1], 1)[0] = (byte)'.';
        return WasiError.None;
    }

    private uint Open(ReadOnlySpan<long> a, WasiMemory memory)
    {
        if (a[0] != GrantedFolder)
        {
            return WasiError.NotCapable;
        }

        int error = _host.Open(memory.Text(a[2], a[3]), HostFlags(a[4], a[5], a[7]), out int descriptor);
        if (error == 0)
        {
            memory.SetWord(a[8], (uint)descriptor + 1);
        }

        return WasiError.Of(error);
    }

    // The host's flags: 1 read, 2 write, 4 create, 8 exclusive, 16 truncate, 32 append.
    private static int HostFlags(long creation, long rights, long flags) =>
        ((rights & RightToRead) != 0 ? 1 : 0) | ((rights & RightToWrite) != 0 ? 2 : 0) | ((creation & 1) != 0 ? 4 : 0)
        | ((creation & 4) != 0 ? 8 : 0) | ((creation & 8) != 0 ? 16 : 0) | ((flags & 1) != 0 ? 32 : 0);
}
