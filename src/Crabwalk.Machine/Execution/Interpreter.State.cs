using Crabwalk.Machine.Code;
using Crabwalk.Machine.Memory;

namespace Crabwalk.Machine.Execution;

/// <summary>The small numbers of a run that belong to its state.</summary>
internal struct RunNumbers
{
    public long Steps;
    public int Serial;
    public int ExitCode;
    public long OutputBytes;
    public int Choices;
    public ulong Random;
    public long VirtualTime;
    public int Outputs;
    public int Inputs;
    public int Looks;
    public int Reports;
    public int Panics;
    public ulong Payload;
    public uint PayloadProvenance;
    public MemoryState Memory;
}

/// <summary>
/// Everything of a run's state but the words and lines of memory, which the journal puts back. Calls that did not change since the
/// keyframe before are not kept again: <see cref="Earlier"/> has them.
/// </summary>
internal sealed unsafe class RunState
{
    /// <summary>The keyframe that has the calls below <see cref="FirstFrame"/>; null when there are none.</summary>
    public RunState? Earlier { get; init; }

    /// <summary>The next instruction.</summary>
    public Instr* Next { get; init; }

    /// <summary>The number of the first call kept here.</summary>
    public int FirstFrame { get; init; }

    /// <summary>The calls from there on.</summary>
    public required Frame[] Frames { get; init; }

    /// <summary>The number of the first register kept here.</summary>
    public long FirstRegister { get; init; }

    /// <summary>The registers from there on.</summary>
    public required ulong[] Registers { get; init; }

    /// <summary>Their provenances.</summary>
    public required uint[] Provenances { get; init; }

    /// <summary>The threads; those that do not run have their calls there.</summary>
    public ThreadSet Threads { get; init; } = ThreadSet.Single;

    /// <summary>The small numbers.</summary>
    public RunNumbers Numbers { get; init; }

    /// <summary>The memory it takes.</summary>
    public long SizeBytes => (Frames.Length * (long)sizeof(Frame)) + (Registers.Length * 12L) + 256;

    /// <summary>The same calls with another value in a register.</summary>
    public RunState WithRegister(long register, ulong value)
    {
        ulong[] registers = [.. Registers];
        registers[register] = value;
        return new()
        {
            Earlier = Earlier,
            Next = Next,
            FirstFrame = FirstFrame,
            Frames = Frames,
            FirstRegister = FirstRegister,
            Registers = registers,
            Provenances = Provenances,
            Threads = Threads,
            Numbers = Numbers,
        };
    }
}

/// <summary>Taking the state and putting it back.</summary>
internal sealed unsafe partial class Interpreter
{
    private int _reportCount;

    /// <summary>The state as it is now.</summary>
    public RunState Capture(RunState? earlier)
    {
        int firstFrame = earlier is null ? 0 : (int)(_lowFrame - _frames);
        long firstRegister = earlier is null ? 0 : _lowFrame->Registers;
        long end = Math.Min(_frame->Registers + _image.Functions[_frame->Function].Code!.Registers, _registerCapacity);
        _lowFrame = _frame;
        return new RunState
        {
            Earlier = firstFrame == 0 ? null : earlier,
            Next = _pc,
            FirstFrame = firstFrame,
            Frames = new Span<Frame>(_frames + firstFrame, (int)(_frame - _frames) + 1 - firstFrame).ToArray(),
            FirstRegister = firstRegister,
            Registers = new Span<ulong>(_registers + firstRegister, (int)(end - firstRegister)).ToArray(),
            Provenances = new Span<uint>(_provenances + firstRegister, (int)(end - firstRegister)).ToArray(),
            Threads = _threads,
            Numbers = new RunNumbers
            {
                Steps = _stepCount,
                Serial = _serial,
                ExitCode = _exitCode,
                OutputBytes = _outputBytes,
                Choices = _choicePosition,
                Random = _randomState,
                VirtualTime = _virtualTime,
                Outputs = _outputCount,
                Inputs = _inputCount,
                Looks = _looks,
                Reports = _reportCount,
                Panics = _panicCount,
                Payload = _payload,
                PayloadProvenance = _payloadProvenance,
                Memory = _memory.State,
            },
        };
    }

    /// <summary>Makes a kept state the current one; memory's words and lines are the caller's business.</summary>
    public void Restore(RunState state)
    {
        RestoreCalls(state);
        _pc = state.Next;
        _memory.State = state.Numbers.Memory;
        _stepCount = state.Numbers.Steps;
        _serial = state.Numbers.Serial;
        _exitCode = state.Numbers.ExitCode;
        _outputBytes = state.Numbers.OutputBytes;
        _choicePosition = state.Numbers.Choices;
        _randomState = state.Numbers.Random;
        _virtualTime = state.Numbers.VirtualTime;
        _outputCount = state.Numbers.Outputs;
        _inputCount = state.Numbers.Inputs;
        _looks = state.Numbers.Looks;
        _threads = state.Threads;
        SetStackLimit();
        _reportCount = state.Numbers.Reports;
        _panicCount = state.Numbers.Panics;
        _payload = state.Numbers.Payload;
        _payloadProvenance = state.Numbers.PayloadProvenance;
    }

    private void RestoreCalls(RunState state)
    {
        _frame = _frames + state.FirstFrame + state.Frames.Length - 1;
        int frames = int.MaxValue;
        long registers = long.MaxValue;
        for (RunState? part = state; part is not null; part = part.Earlier)
        {
            int frameCount = Math.Min(part.Frames.Length, frames - part.FirstFrame);
            part.Frames.AsSpan(0, Math.Max(0, frameCount)).CopyTo(new Span<Frame>(_frames + part.FirstFrame, Math.Max(0, frameCount)));
            int registerCount = (int)Math.Max(0, Math.Min(part.Registers.Length, registers - part.FirstRegister));
            part.Registers.AsSpan(0, registerCount).CopyTo(new Span<ulong>(_registers + part.FirstRegister, registerCount));
            part.Provenances.AsSpan(0, registerCount).CopyTo(new Span<uint>(_provenances + part.FirstRegister, registerCount));
            frames = Math.Min(frames, part.FirstFrame);
            registers = Math.Min(registers, part.FirstRegister);
        }

        _lowFrame = _frames;
    }

    /// <summary>A number that two equal states have in common; for tests of going back and forward.</summary>
    public ulong StateHash()
    {
        ulong hash = 14695981039346656037;
        for (long word = 0; word < _memory.State.ArenaTop >> 3; word++)
        {
            ulong shadow = _memory.Shadow[word] & ~GuestMemory.EpochMask;
            if (shadow != 0)
            {
                hash = Mix(Mix(Mix(hash, (ulong)word), shadow), ((ulong*)_memory.Data)[word]);
            }
        }

        for (uint id = 0; id < _memory.State.LineCount; id++)
        {
            AllocationLine* line = _memory.Lines + id;
            hash = Mix(Mix(Mix(hash, line->Base), (ulong)line->Readable), (ulong)line->State);
        }

        // Where the code lies in the host's memory differs from run to run; where in the code the run is does not.
        long next = _pc - _image.Functions[_frame->Function].Code!.Start;
        return HashCalls(Mix(Mix(hash, (ulong)next), (ulong)_stepCount));
    }

    // Registers that nobody has written yet hold what earlier calls left there, which is no part of the state; what was written
    // shows in the values of steps.
    private ulong HashCalls(ulong hash)
    {
        for (Frame* frame = _frames; frame <= _frame; frame++)
        {
            hash = Mix(Mix(Mix(hash, frame->Base), frame->Low), (ulong)frame->Serial);
        }

        return _stepCount == 0 ? hash : Mix(Mix(hash, (ulong)_steps[_stepCount - 1].Site), _steps[_stepCount - 1].Value);
    }

    private static ulong Mix(ulong hash, ulong value) => (hash ^ value) * 1099511628211;
}
