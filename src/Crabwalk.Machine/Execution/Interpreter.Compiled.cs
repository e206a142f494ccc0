using System.Reflection;
using System.Runtime.CompilerServices;
using Crabwalk.Machine.Code;
using Crabwalk.Machine.Compiled;
using Crabwalk.Machine.Memory;

namespace Crabwalk.Machine.Execution;

/// <summary>
/// The interpreter's side of compiled code. Compiled code works on the same frames and memory; it keeps registers in variables of its
/// own and writes them back before anything here is called. So the interpreter can go on in its place at any instruction.
/// A body of compiled code gives 0 when its function has returned, and 1 when the interpreter goes on at <see cref="_pc"/>.
/// </summary>
internal sealed unsafe partial class Interpreter
{
    private const int Returned = 0;
    private const int Left = 1;

    /// <summary>After so many bytes of the host's stack it is asked again whether there are more.</summary>
    private const int HostStackPortion = 64 << 10;

    /// <summary>No frame is so low that a run within it would end there.</summary>
    private const long NoFloor = -1;

    private readonly SecondTier? _tier;
    private long _reserve;
    private StopReason _pendingStop;
    private byte* _hostStackLow;

    /// <summary>The second tier, where there is one.</summary>
    public SecondTier? Tier => _tier;

    /// <summary>The members that compiled code uses.</summary>
    internal static class Members
    {
        public static readonly FieldInfo Fuel = Field(nameof(_fuel));
        public static readonly FieldInfo Serial = Field(nameof(_serial));
        public static readonly FieldInfo Next = Field(nameof(_pc));
        public static readonly FieldInfo Frame = Field(nameof(_frame));
        public static readonly FieldInfo FramesEnd = Field(nameof(_framesEnd));
        public static readonly FieldInfo Registers = Field(nameof(_registers));
        public static readonly FieldInfo Provenances = Field(nameof(_provenances));
        public static readonly FieldInfo Memory = Field(nameof(_memory));
        public static readonly MethodInfo Interpret = Method(nameof(InterpretOne));
        public static readonly MethodInfo Call = Method(nameof(CallCompiled));
        public static readonly MethodInfo Return = Method(nameof(ReturnFromCompiled));
        public static readonly MethodInfo PushInlined = Method(nameof(PushInlinedFrame));
        public static readonly MethodInfo HasRoom = Method(nameof(HasRoomFor));
        public static readonly MethodInfo WantsCollection = Method(nameof(WantsCollectionNow));
        public static readonly MethodInfo StorageLive = Method(nameof(BringToLife));
        public static readonly MethodInfo StorageDead = Method(nameof(EndLife));
        public static readonly MethodInfo Junk = Method(nameof(JunkAt));
        public static readonly MethodInfo TypeHint = Method(nameof(HintTypeOf));
        public static readonly MethodInfo Expose = Method(nameof(ExposePointer));
        public static readonly MethodInfo FindExposed = Method(nameof(FindExposedAt));
        public static readonly MethodInfo SwitchIndex = Method(nameof(IndexOfCase));

        private static FieldInfo Field(string name) => typeof(Interpreter).GetField(name, BindingFlags.Instance | BindingFlags.NonPublic)!;

        private static MethodInfo Method(string name) => typeof(Interpreter).GetMethod(name, BindingFlags.Instance | BindingFlags.NonPublic)!;
    }

    private void Fill(long fuel)
    {
        (_fuel, _reserve) = _tier is null ? (fuel, 0L) : (0L, fuel);
        if (_tier is not null)
        {
            MeasureHostStack();
            Refuel();
        }
    }

    // Work is given out in slices; at the end of each the second tier looks where the run is.
    private bool Refuel()
    {
        if (_tier is null || _reserve <= 0)
        {
            return false;
        }

        long slice = _tier.NextSlice(_frame->Function, _frame->Serial, ref _pc);
        while (_fuel <= 0 && _reserve > 0)
        {
            long portion = Math.Min(slice, _reserve);
            _fuel += portion;
            _reserve -= portion;
        }

        return _fuel > 0;
    }

    /// <summary>Makes calls of a function go through a door; one whose frame is aligned to more than 16 bytes is left to the slow twin.</summary>
    public void SetStart(CompiledCode code, Instr* door)
    {
        if (code.FrameAlign <= 16)
        {
            _entries[code.Number].Start = door;
        }
    }

    private StopReason EnterCompiled(Instr* door)
    {
        _pc = door + door->High;
        if (HasThreads || !HasHostStack() || !_tier!.TryEnter(door->Low, out CompiledEntry entry))
        {
            return StopReason.None;
        }

        if (entry.Body() == Left)
        {
            SecondTier.NoteExit(entry, _fuel);
        }

        StopReason stop = _pendingStop;
        _pendingStop = StopReason.None;
        return stop;
    }

    // A thread's calls are set aside whole when another runs, which the host's calls cannot be: with the first thread compiled code ends.
    private bool HasThreads => _threads.Count > 1;

    // The guest's recursion becomes the host's in compiled code, as far as the host's stack goes; deeper calls are interpreted.
    private bool HasHostStack()
    {
        byte here;
        return &here > _hostStackLow || (&here > _hostStackLow - HostStackPortion && MeasureHostStack());
    }

    private bool MeasureHostStack()
    {
        byte here;
        bool hasMore = RuntimeHelpers.TryEnsureSufficientExecutionStack();
        _hostStackLow = hasMore ? &here - HostStackPortion : _hostStackLow;
        return hasMore;
    }

    /// <summary>Carries one instruction out, with the calls that it makes.</summary>
    private int InterpretOne(Instr* i)
    {
        long depth = _frame - _frames;
        ulong* r = _registers + _frame->Registers;
        uint* p = _provenances + _frame->Registers;
        StopReason stop = Slow(i, r, p);
        return Finish(stop, depth, i + 1);
    }

    private int Finish(StopReason stop, long depth, Instr* next)
    {
        if (stop == StopReason.Fuel && Refuel())
        {
            stop = StopReason.None;
        }

        if (HasThreads)
        {
            _pendingStop = stop;
            return Left;
        }

        if (stop == StopReason.None && _frame - _frames > depth)
        {
            if (!HasHostStack())
            {
                return Left;
            }

            stop = Loop(depth);
        }

        _pendingStop = stop;
        return stop == StopReason.None && _frame - _frames == depth && _pc == next ? Returned : Left;
    }

    /// <summary>A direct call.</summary>
    private int CallCompiled(Instr* i)
    {
        FunctionEntry* entry = _entries + i->Imm;
        Frame* frame = _frame;
        long depth = frame - _frames;
        ulong address = frame->Low - 16;
        ulong low = address - (ulong)entry->FrameBytes;
        long first = frame->Registers + i->A;
        if (entry->Start == null || low < _stackLow || frame + 1 >= _framesEnd || first + entry->Registers >= _registerCapacity
            || _fuel <= 1 || entry->Start->Op != Op.EnterCompiled || !HasHostStack())
        {
            return InterpretOne(i);
        }

        _fuel--;
        OpenFrame(frame + 1, i, first, address, low, ++_serial);
        int door = entry->Start->Low;
        if (!_tier!.TryEnter(door, out CompiledEntry compiled))
        {
            _pc = _entries[i->Imm].Start;
            _pc += _pc->High;
            return Finish(StopReason.None, depth, i + 1);
        }

        if (compiled.Body() == Returned)
        {
            return Returned;
        }

        SecondTier.NoteExit(compiled, _fuel);
        return _pendingStop != StopReason.None ? Left : Finish(StopReason.None, depth, i + 1);
    }

    private void OpenFrame(Frame* frame, Instr* call, long registers, ulong address, ulong low, int serial)
    {
        frame->Return = call + 1;
        frame->Registers = registers;
        frame->Base = address;
        frame->Low = low;
        frame->Locals = 0;
        frame->VariableArguments = 0;
        frame->Function = (int)call->Imm;
        frame->Serial = serial;
        _frame = frame;
    }

    /// <summary>A return with something left to do: locals in memory to end, or an instruction that does more.</summary>
    private int ReturnFromCompiled(Instr* i)
    {
        Frame* caller = _frame - 1;
        Instr* back = _frame->Return;
        _pendingStop = Slow(i, _registers + _frame->Registers, _provenances + _frame->Registers);
        return _pendingStop == StopReason.None && _frame == caller && _pc == back ? Returned : Left;
    }

    /// <summary>Opens the frame of a call that compiled code had unfolded, because the interpreter goes on inside of it.</summary>
    private void PushInlinedFrame(Instr* call, int serial)
    {
        ulong address = _frame->Low - 16;
        OpenFrame(_frame + 1, call, _frame->Registers + call->A, address, address - (ulong)_entries[call->Imm].FrameBytes, serial);
    }

    // Room for the calls that are unfolded in compiled code: where it lacks, the interpreter says so at the very call.
    private bool HasRoomFor(int frames, long stackBytes, long registers) =>
        _frame + frames < _framesEnd && (long)(_frame->Low - _stackLow) >= stackBytes && _frame->Registers + registers < _registerCapacity;

    private bool WantsCollectionNow() => _memory.WantsCollection;

    private void BringToLife(Instr* i) => StorageLive(_frame, _registers + _frame->Registers, _provenances + _frame->Registers, i);

    private void EndLife(uint id) => StorageDead(_frame, id);

    private ulong JunkAt(Instr* i) => JunkOf(i);

    private void HintTypeOf(uint id, int type) => HintType(id, type);

    private void ExposePointer(uint provenance) => _memory.Expose(provenance == GuestMemory.Undefined ? 0 : provenance);

    private uint FindExposedAt(ulong address) => FindExposed(address);

    private int IndexOfCase(int table, int function, ulong value) => Math.Max(-1, Array.BinarySearch(_image.Functions[function].Code!.Tables[table].Values, value));
}
