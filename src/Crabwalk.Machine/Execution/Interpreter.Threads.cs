using Crabwalk.Machine.Code;
using Crabwalk.Machine.Memory;

namespace Crabwalk.Machine.Execution;

/// <summary>What came of a wait.</summary>
internal enum WaitResult
{
    /// <summary>Somebody woke the thread, or what it waits for had already come.</summary>
    Woken,

    /// <summary>The time was up.</summary>
    TimedOut,

    /// <summary>No thread is left that could wake it.</summary>
    Deadlocked,
}

/// <summary>
/// Threads: the calls and registers of those that do not run are set aside whole, and put back when it is their turn. Each has a
/// part of the stack of its own, taken from the low end of the first thread's.
/// </summary>
internal sealed unsafe partial class Interpreter
{
    private const ulong ThreadStackBytes = 128 << 10;

    // So many looks at what other threads may change are let pass before one of them gets a turn.
    private const int LooksBeforeSwitch = 200;

    private ThreadSet _threads = ThreadSet.Single;
    private int _looks;

    /// <summary>The number of the thread that runs.</summary>
    public long CurrentThread => _threads.Current;

    private ulong StackFloor => _memory.StackLow + 4096;

    /// <summary>Makes a thread that will call a function with a pointer; its number is 0 when there is no room for its stack.</summary>
    public StopReason SpawnThread(in IntrinsicCall call, ulong function, uint functionProvenance, ulong data, uint dataProvenance)
    {
        AllocationLine* line = _memory.Lines + functionProvenance;
        if (functionProvenance <= GuestMemory.Undefined || line->Kind != StorageKind.Function || line->Base != function)
        {
            return Fault("WrongFunctionType", "a thread is begun with what is no function");
        }

        if (Compiled(line->Detail, call.At) is not { } code)
        {
            return StopReason.Unsupported;
        }

        int slot = _threads.FreeSlot();
        ulong low = StackFloor + ((ulong)slot * ThreadStackBytes);
        if (low + ThreadStackBytes > LowestOfFirstThread() - ThreadStackBytes)
        {
            return call.Return(0);
        }

        long id = _threads.Count + 1;
        _threads = _threads.With(new(id, slot, FirstCall(line->Detail, code, low + ThreadStackBytes - 16, data, dataProvenance))) with { Count = id };
        SetStackLimit();
        return call.Return((ulong)id);
    }

    /// <summary>Lets another thread run, when one is ready; this one comes after those that are.</summary>
    public StopReason YieldThread()
    {
        _looks = 0;
        if (_threads.Parked.IsEmpty)
        {
            return StopReason.None;
        }

        // Whoever has nothing to do until another one wakes lets time go on until then.
        WakeSleepers();
        if (IndexOf(static thread => thread.IsReady) < 0 && _threads.Parked.Min(thread => thread.WakesAt) is { } moment)
        {
            PassTime(moment - _virtualTime);
        }

        return SwitchAfter(Park());
    }

    /// <summary>A look at what another thread may change: after many of them one gets a turn, so that waiting in a loop ends.</summary>
    public StopReason LookAtShared()
    {
        if (_threads.Parked.IsEmpty || ++_looks < LooksBeforeSwitch)
        {
            return StopReason.None;
        }

        return YieldThread();
    }

    /// <summary>Lets others run for some time.</summary>
    public StopReason SleepThread(long nanoseconds) =>
        SwitchAfter(Park() with { WakesAt = _virtualTime + Math.Max(0, nanoseconds) });

    /// <summary>Waits until somebody wakes the thread at an address, for some time at most; not at all when the number there has changed.</summary>
    public StopReason WaitAt(in IntrinsicCall call, ulong address, uint provenance, uint expected, long nanoseconds)
    {
        StopReason stop = LoadValue(address, provenance, ValueKind.U32, out ulong found, out _);
        if (stop != StopReason.None || (uint)found != expected)
        {
            return stop != StopReason.None ? stop : call.Return((ulong)WaitResult.Woken);
        }

        call.Return((ulong)WaitResult.Woken);
        return SwitchAfter(Park() with
        {
            WaitsAt = address,
            WakesAt = nanoseconds < 0 ? null : _virtualTime + nanoseconds,
            ResultRegister = call.Registers - _registers,
        });
    }

    /// <summary>Wakes those who have waited longest at an address, so many at most.</summary>
    public StopReason WakeAt(in IntrinsicCall call, ulong address, ulong most)
    {
        ulong woken = 0;
        var parked = _threads.Parked.ToBuilder();
        for (int i = 0; i < parked.Count && woken < most; i++)
        {
            if (parked[i].WaitsAt == address)
            {
                // It goes behind those that were ready before.
                ParkedThread thread = parked[i].Ready((ulong)WaitResult.Woken);
                parked.RemoveAt(i--);
                parked.Add(thread);
                woken++;
            }
        }

        _threads = _threads with { Parked = parked.ToImmutable() };
        return call.Return(woken);
    }

    /// <summary>The thread that runs has returned from its first call: another one runs.</summary>
    private StopReason EndThread() => SwitchAfter(null);

    private ParkedThread Park() => new(_threads.Current, _threads.CurrentSlot, Capture(null));

    /// <summary>Runs the thread whose turn it is, after the current one has stopped; null when that has ended.</summary>
    private StopReason SwitchAfter(ParkedThread? stopped)
    {
        if (stopped is not null)
        {
            _threads = _threads.With(stopped);
        }

        int next = NextThread();
        ParkedThread thread = _threads.Parked[next];
        _threads = _threads with { Current = thread.Id, CurrentSlot = thread.Slot, Parked = _threads.Parked.RemoveAt(next) };
        RestoreCalls(thread.Calls);
        _pc = thread.Calls.Next;
        (_payload, _payloadProvenance) = (thread.Calls.Numbers.Payload, thread.Calls.Numbers.PayloadProvenance);
        _looks = 0;
        SetStackLimit();
        return _fuel-- > 0 ? StopReason.None : StopReason.Fuel;
    }

    // The first that is ready; else the one that sleeps shortest, and time goes on until then; else all wait for each other.
    private int NextThread()
    {
        WakeSleepers();
        int ready = IndexOf(static thread => thread.IsReady);
        if (ready >= 0)
        {
            return ready;
        }

        long? first = _threads.Parked.Min(thread => thread.WakesAt);
        if (first is { } moment)
        {
            PassTime(moment - _virtualTime);
            WakeSleepers();
            return IndexOf(static thread => thread.IsReady);
        }

        _threads = _threads with { Parked = _threads.Parked.SetItem(0, _threads.Parked[0].Ready((ulong)WaitResult.Deadlocked)) };
        return 0;
    }

    // Those whose moment has come go on in its order.
    private void WakeSleepers()
    {
        List<ParkedThread> due = [.. _threads.Parked.Where(thread => thread.WakesAt <= _virtualTime).OrderBy(thread => thread.WakesAt)];
        if (due.Count > 0)
        {
            _threads = _threads with
            {
                Parked = [.. _threads.Parked.Where(thread => !due.Contains(thread)), .. due.Select(thread => thread.Ready((ulong)WaitResult.TimedOut))],
            };
        }
    }

    private int IndexOf(Func<ParkedThread, bool> fits)
    {
        for (int i = 0; i < _threads.Parked.Length; i++)
        {
            if (fits(_threads.Parked[i]))
            {
                return i;
            }
        }

        return -1;
    }

    private RunState FirstCall(int function, CompiledCode code, ulong top, ulong data, uint dataProvenance)
    {
        ulong start = top & ~((ulong)Math.Max(code.FrameAlign, 16) - 1);
        ulong[] registers = new ulong[code.Registers + 8];
        uint[] provenances = new uint[registers.Length];
        (registers[1], provenances[1]) = (data, dataProvenance);
        if (registers.Length >= _registerCapacity)
        {
            GrowRegisters(registers.Length);
        }

        return new()
        {
            Next = code.Start,
            Frames = [new() { Base = start, Low = start - (ulong)code.FrameBytes, Function = function, Serial = ++_serial }],
            Registers = registers,
            Provenances = provenances,
        };
    }

    private ulong LowestOfFirstThread() =>
        _threads.CurrentSlot < 0 ? _frame->Low : _threads.Parked.First(thread => thread.Slot < 0).Calls.Frames[^1].Low;

    private void SetStackLimit()
    {
        int slot = _threads.CurrentSlot;
        _stackLow = StackFloor + (slot >= 0 ? (ulong)slot : (ulong)_threads.SlotsInUse) * ThreadStackBytes;
    }

    /// <summary>Counts what the calls of threads that do not run hold as found: their variables in memory, and registers that point.</summary>
    private void MarkParkedThreads(RootKind roots)
    {
        foreach (ParkedThread thread in _threads.Parked)
        {
            foreach (Frame frame in thread.Calls.Frames)
            {
                for (uint id = frame.Locals; id != 0; id = _memory.Lines[id].Next)
                {
                    _memory.Mark(id);
                }

                CompiledCode code = _image.Functions[frame.Function].Code!;
                bool[] pointers = roots == RootKind.Everything ? code.PointerRegisters : code.VariableRegisters;
                for (int register = 0; register < pointers.Length && frame.Registers + register < thread.Calls.Provenances.Length; register++)
                {
                    if (pointers[register])
                    {
                        _memory.Mark(thread.Calls.Provenances[frame.Registers + register]);
                    }
                }
            }
        }
    }
}
