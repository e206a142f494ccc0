using System.Runtime.CompilerServices;
using Crabwalk.Machine.Code;
using Crabwalk.Machine.Execution;

namespace Crabwalk.Machine.Compiled;

/// <summary>A place where compiled code may be entered: the beginning of a function, or the head of a loop.</summary>
internal sealed class CompiledEntry(int function, int instruction)
{
    /// <summary>The function.</summary>
    public int Function => function;

    /// <summary>The instruction.</summary>
    public int Instruction => instruction;

    /// <summary>The code, once it is compiled: 0 when the function has returned, else the interpreter goes on.</summary>
    public Func<int> Body { get; set; } = static () => throw new InvalidOperationException("not compiled");

    /// <summary>How it stands.</summary>
    public EntryState State { get; set; }

    /// <summary>How often the interpreter had to go on.</summary>
    public int Exits { get; set; }
}

/// <summary>How an entry stands.</summary>
internal enum EntryState
{
    /// <summary>To be compiled when it is first reached.</summary>
    Waiting,

    /// <summary>Compiled.</summary>
    Ready,

    /// <summary>Not worth it, or nothing that can be compiled.</summary>
    Closed,
}

/// <summary>
/// Decides what is compiled, and opens the doors to it. The interpreter counts work anyway, and gets it in slices: where a run is at the
/// end of each slice is a sample of where it spends its time, at no cost between. A function that has cost enough is compiled: from its
/// beginning when other calls of it are seen, from the head of the loop that runs when it is one long call. Everything is a function
/// of the work done, so that two runs compile the same.
/// </summary>
internal sealed unsafe class SecondTier
{
    private const long FirstSlice = 1 << 10;
    private const long LargestSlice = 1 << 16;
    private const int MostExits = 4000;

    private readonly Interpreter _machine;
    private readonly long _compileAfter;
    private readonly List<CompiledEntry> _entries = [];
    private readonly Dictionary<(int Function, int Instruction), int> _numbers = [];
    private readonly Dictionary<int, (long Work, int Serial)> _samples = [];
    private long _slice = FirstSlice;

    private SecondTier(Interpreter machine, long compileAfter)
    {
        _machine = machine;
        _compileAfter = compileAfter;
    }

    /// <summary>The second tier of a run; null for one that is watched, and where there is no compiler.</summary>
    public static SecondTier? For(Interpreter machine, MachineOptions options, CodePurpose purpose) =>
        RuntimeFeature.IsDynamicCodeSupported && purpose == CodePurpose.Run && options.CompileAfter is { } after ? new SecondTier(machine, after) : null;

    /// <summary>Sees a function that was just compiled to register code.</summary>
    public void Add(CompiledCode code)
    {
        if (_compileAfter > 0)
        {
            return;
        }

        foreach (int instruction in CompiledCode.EntriesOf([.. new Span<Instr>(code.Start, code.Length)]))
        {
            OpenDoor(code, instruction);
        }
    }

    /// <summary>Notes that a slice was used up, and in which function; gives the next.</summary>
    public long NextSlice(int function, int serial, ref Instr* next)
    {
        (long work, int before) = _samples.GetValueOrDefault(function);
        _samples[function] = (work + _slice, serial);
        if (_compileAfter > 0 && work + _slice >= _compileAfter)
        {
            CompiledCode code = _machine.Image.Functions[function].Code!;
            OpenWhere(code, isSameCall: serial == before, ref next);
        }

        _slice = Math.Min(_slice * 2, LargestSlice);
        return _slice;
    }

    /// <summary>The compiled code of an entry.</summary>
    public bool TryEnter(int number, out CompiledEntry entry)
    {
        entry = _entries[number];
        if (entry.State == EntryState.Waiting)
        {
            Compile(entry);
        }

        return entry.State == EntryState.Ready;
    }

    /// <summary>
    /// Notes that compiled code gave up before its end. What the quick ways cannot do is slower here than in the interpreter, so a function
    /// that gives up all the time is left to it.
    /// </summary>
    public static void NoteExit(CompiledEntry entry, long fuel)
    {
        if (fuel > 1 && ++entry.Exits > MostExits)
        {
            entry.State = EntryState.Closed;
        }
    }

    private void OpenWhere(CompiledCode code, bool isSameCall, ref Instr* next)
    {
        if (!isSameCall || next == code.Start)
        {
            OpenDoor(code, 0);
            return;
        }

        int head = (int)(next - code.Start);
        if (head > 0 && head < code.Length && CompiledCode.EntriesOf([.. new Span<Instr>(code.Start, code.Length)]).Contains(head))
        {
            Instr* door = OpenDoor(code, head);
            next = door != null ? door : next;
        }
    }

    private Instr* OpenDoor(CompiledCode code, int instruction)
    {
        if (_numbers.ContainsKey((code.Number, instruction)))
        {
            return null;
        }

        int place = -1;
        while (code.Start[place].Op == Op.EnterCompiled)
        {
            place--;
        }

        var entry = new CompiledEntry(code.Number, instruction);
        _numbers.Add((code.Number, instruction), _entries.Count);
        Instr* door = code.Start + place;
        *door = Instr.Halves(Op.EnterCompiled, 0, 0, 0, _entries.Count, instruction - place);
        _entries.Add(entry);
        if (instruction == 0)
        {
            _machine.SetStart(code, door);
        }

        LeadThrough(code, instruction, door);
        return door;
    }

    // A jump back stays one: doors stand before all instructions.
    private static void LeadThrough(CompiledCode code, int instruction, Instr* door)
    {
        for (Instr* at = code.Start; at < code.Start + code.Length; at++)
        {
            if (at->IsJump && at->Low < 0 && at + 1 + at->Low == code.Start + instruction)
            {
                at->Low = (int)(door - at - 1);
            }
        }
    }

    private void Compile(CompiledEntry entry)
    {
        entry.State = EntryState.Closed;
        if (RuntimeFeature.IsDynamicCodeSupported && IlEmitter.Compile(_machine, entry) is { } body)
        {
            entry.Body = body;
            entry.State = EntryState.Ready;
        }
    }
}
