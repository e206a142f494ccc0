using System.Text;
using Crabwalk.Machine.Code;

namespace Crabwalk.Machine.Execution;

/// <summary>A piece of output.</summary>
/// <param name="Step">How many steps came before.</param>
/// <param name="Descriptor">Where it went: 1 output, 2 errors, others files.</param>
/// <param name="Bytes">What was written.</param>
public sealed record OutputPiece(long Step, int Descriptor, byte[] Bytes);

/// <summary>A piece of input.</summary>
/// <param name="Step">How many steps came before.</param>
/// <param name="Descriptor">Where it came from.</param>
/// <param name="Bytes">What was read; empty at the end.</param>
public sealed record InputPiece(long Step, int Descriptor, byte[] Bytes);

/// <summary>The world, asked once and remembered.</summary>
internal sealed unsafe partial class Interpreter
{
    private const int NoSuchFile = 2;
    private const int Range = 34;

    // The first moment of the virtual clock: 2024-01-01 00:00:00 UTC.
    private const long VirtualStart = 1_704_067_200_000_000_000;

    private readonly List<OutputPiece> _outputs = [];
    private readonly List<InputPiece> _inputs = [];
    private int _outputCount;
    private int _inputCount;

    /// <summary>What was written up to the current step.</summary>
    public IReadOnlyList<OutputPiece> Outputs => _outputs.GetRange(0, _outputCount);

    /// <summary>What was read up to the current step.</summary>
    public IReadOnlyList<InputPiece> Inputs => _inputs.GetRange(0, _inputCount);

    public StopReason HostRead(in IntrinsicCall call)
    {
        int descriptor = (int)call[1];
        int size = (int)Math.Min(call[3], 1 << 20);
        StopReason stop = size == 0 ? StopReason.None : Reach(call[2], call.Provenances[2], size, AccessMode.Write, 0, out _);
        if (stop != StopReason.None)
        {
            return stop;
        }

        Choice choice = Ask(host =>
        {
            byte[] buffer = new byte[size];
            int error = host.Read(descriptor, buffer, out int count);
            return new Choice(error, count, buffer[..count]);
        });
        NoteInput(descriptor, choice.Bytes!);
        stop = WriteBytes(call[2], call.Provenances[2], choice.Bytes);
        return stop != StopReason.None ? stop : Answer(call, choice, 4, ValueKind.U64);
    }

    public StopReason HostWrite(in IntrinsicCall call)
    {
        int descriptor = (int)call[1];
        long size = (long)Math.Min(call[3], 1 << 24);
        byte[] bytes = [];
        if (size > 0)
        {
            StopReason stop = Reach(call[2], call.Provenances[2], size, AccessMode.Read, 0, out long at);

            // Bytes that were never written go out as they are: the padding of a record that `fwrite` writes is among them.
            if (stop != StopReason.None)
            {
                return stop;
            }

            bytes = at < 0 ? [] : _memory.Read(at, size).ToArray();
        }

        _outputBytes += bytes.Length;
        if (_outputBytes > _options.OutputLimit)
        {
            _stopText = $"{_options.OutputLimit} bytes of output";
            _pc = call.At;
            return StopReason.OutputLimit;
        }

        Choice choice = Ask(host =>
        {
            int error = host.Write(descriptor, bytes, out int count);
            return new Choice(error, count, null);
        });
        NoteOutput(descriptor, bytes);
        return Answer(call, choice, 4, ValueKind.U64);
    }

    public StopReason HostSeek(in IntrinsicCall call)
    {
        (int descriptor, long offset, int whence) = ((int)call[1], (long)call[2], (int)call[3]);
        return Answer(call, Ask(host => new Choice(host.Seek(descriptor, offset, whence, out long position), position, null)), 4, ValueKind.I64);
    }

    public StopReason HostDescriptor(in IntrinsicCall call, Func<IHost, int, int> ask)
    {
        int descriptor = (int)call[1];
        return call.Return((ulong)Ask(host => new Choice(ask(host, descriptor), 0, null)).Error);
    }

    public StopReason HostOpen(in IntrinsicCall call)
    {
        string path = ReadString(call[1], call.Provenances[1]);
        int flags = (int)call[2];
        return Answer(call, Ask(host => new Choice(host.Open(path, flags, out int descriptor), descriptor, null)), 3, ValueKind.I32);
    }

    public StopReason HostRemove(in IntrinsicCall call)
    {
        string path = ReadString(call[1], call.Provenances[1]);
        return call.Return((ulong)Ask(host => new Choice(host.Remove(path), 0, null)).Error);
    }

    public StopReason HostRename(in IntrinsicCall call)
    {
        string from = ReadString(call[1], call.Provenances[1]);
        string to = ReadString(call[2], call.Provenances[2]);
        return call.Return((ulong)Ask(host => new Choice(host.Rename(from, to), 0, null)).Error);
    }

    public StopReason HostTemporaryName(in IntrinsicCall call)
    {
        byte[] name = Ask(host => new Choice(0, 0, Terminated(host.TemporaryName()))).Bytes!;
        if ((ulong)name.Length > call[2])
        {
            return call.Return(Range);
        }

        StopReason stop = WriteBytes(call[1], call.Provenances[1], name);
        return stop != StopReason.None ? stop : call.Return(0);
    }

    public StopReason HostClock(in IntrinsicCall call)
    {
        int id = (int)call[1];
        _virtualTime += 1000;
        long now = _virtualTime + (id == 0 ? VirtualStart : 0);
        return Answer(call, Ask(host => new Choice(0, host.Clock(id) ?? now, null)), 2, ValueKind.I64);
    }

    public StopReason HostSleep(in IntrinsicCall call)
    {
        long nanoseconds = (long)call[1];
        if (!_threads.Parked.IsEmpty)
        {
            return SleepThread(nanoseconds);
        }

        PassTime(nanoseconds);
        return StopReason.None;
    }

    private void PassTime(long nanoseconds)
    {
        _virtualTime += Math.Max(0, nanoseconds);
        Ask(host =>
        {
            host.Sleep(nanoseconds);
            return default;
        });
    }

    public StopReason HostRandom(in IntrinsicCall call)
    {
        int size = (int)Math.Min(call[2], 1 << 20);
        byte[] own = OwnRandom(size);
        Choice choice = Ask(host =>
        {
            byte[] buffer = new byte[size];
            return new Choice(0, 0, host.Random(buffer) ? buffer : own);
        });
        StopReason stop = WriteBytes(call[1], call.Provenances[1], choice.Bytes);
        return stop != StopReason.None ? stop : call.Return(0);
    }

    public StopReason HostArgumentsCount(in IntrinsicCall call)
    {
        byte[][] arguments = ProgramArguments();
        StopReason stop = WriteResult(call[1], call.Provenances[1], ValueKind.U64, (ulong)arguments.Length);
        stop = stop != StopReason.None ? stop
            : WriteResult(call[2], call.Provenances[2], ValueKind.U64, (ulong)arguments.Sum(a => a.Length));
        return stop != StopReason.None ? stop : call.Return(0);
    }

    public StopReason HostArguments(in IntrinsicCall call)
    {
        ulong text = call[2];
        ulong slot = call[1];
        foreach (byte[] argument in ProgramArguments())
        {
            StopReason stop = WriteResult(slot, call.Provenances[1], ValueKind.Pointer, text, call.Provenances[2]);
            stop = stop != StopReason.None ? stop : WriteBytes(text, call.Provenances[2], argument);
            if (stop != StopReason.None)
            {
                return stop;
            }

            slot += 8;
            text += (ulong)argument.Length;
        }

        return call.Return(0);
    }

    public StopReason HostEnvironment(in IntrinsicCall call)
    {
        string name = ReadString(call[1], call.Provenances[1]);
        Choice choice = Ask(host => host.Environment(name) is { } value ? new Choice(0, 0, Terminated(value)) : new Choice(NoSuchFile, 0, []));
        byte[] bytes = choice.Bytes!;
        if (choice.Error != 0)
        {
            return call.Return((ulong)choice.Error);
        }

        StopReason stop = WriteResult(call[4], call.Provenances[4], ValueKind.U64, (ulong)bytes.Length);
        if (stop == StopReason.None && (ulong)bytes.Length <= call[3])
        {
            stop = WriteBytes(call[2], call.Provenances[2], bytes);
        }

        return stop != StopReason.None ? stop : call.Return((ulong)bytes.Length <= call[3] ? 0UL : Range);
    }

    private byte[][] ProgramArguments()
    {
        Choice count = Ask(host => new Choice(0, host.Arguments.Count, null));
        var arguments = new byte[count.Number][];
        for (int i = 0; i < arguments.Length; i++)
        {
            int index = i;
            arguments[i] = Ask(host => new Choice(0, 0, Terminated(host.Arguments[index]))).Bytes!;
        }

        return arguments;
    }

    private Choice Ask(Func<IHost, Choice> ask) => _choices.At(_choicePosition++, ask);

    private StopReason Answer(in IntrinsicCall call, Choice choice, int pointer, ValueKind kind)
    {
        StopReason stop = WriteResult(call[pointer], call.Provenances[pointer], kind, (ulong)choice.Number);
        return stop != StopReason.None ? stop : call.Return((ulong)choice.Error);
    }

    private StopReason WriteBytes(ulong address, uint provenance, byte[]? bytes)
    {
        if (bytes is null || bytes.Length == 0)
        {
            return StopReason.None;
        }

        StopReason stop = Reach(address, provenance, bytes.Length, AccessMode.Write, 0, out long at);
        if (stop == StopReason.None && at >= 0)
        {
            NoteWrite(at, bytes.Length);
            _memory.Write(at, bytes);
        }

        return stop;
    }

    private void NoteOutput(int descriptor, byte[] bytes)
    {
        if (_outputCount == _outputs.Count)
        {
            _outputs.Add(new OutputPiece(_stepCount, descriptor, _purpose.KeepsSteps() ? bytes : []));
        }

        _outputCount++;
    }

    private void NoteInput(int descriptor, byte[] bytes)
    {
        if (_inputCount == _inputs.Count)
        {
            _inputs.Add(new InputPiece(_stepCount, descriptor, bytes));
        }

        _inputCount++;
    }

    private byte[] OwnRandom(int size)
    {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++)
        {
            _randomState ^= _randomState << 13;
            _randomState ^= _randomState >> 7;
            _randomState ^= _randomState << 17;
            bytes[i] = (byte)(_randomState >> 24);
        }

        return bytes;
    }

    private static byte[] Terminated(string text) => [.. Encoding.UTF8.GetBytes(text), 0];
}
