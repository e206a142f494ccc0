using Crabwalk.Machine.Code;
using Crabwalk.Machine.Memory;

namespace Crabwalk.Machine.Execution;

/// <summary>
/// setjmp and longjmp. The jump buffer holds which call it was, where that call goes on, and the window its result goes to.
/// </summary>
internal sealed unsafe partial class Interpreter
{
    private const int JumpWords = 3;

    /// <summary>The base of the innermost frame.</summary>
    public ulong FrameAddress => _frame->Base;

    /// <summary>Fills a jump buffer and gives 0.</summary>
    public StopReason SetJump(in IntrinsicCall call)
    {
        StopReason stop = Reach(call[1], call.Provenances[1], JumpWords * 8, AccessMode.Write, 0, out long at);
        if (stop != StopReason.None || at < 0)
        {
            return stop;
        }

        NoteWrite(at, JumpWords * 8);
        CodePosition position = PositionOf(_frame, call.At + 1);
        WriteWord(at, (uint)_frame->Serial | ((ulong)(_frame - _frames) << 32));
        WriteWord(at + 8, (uint)position.Offset | ((ulong)(uint)position.Code << 32));
        WriteWord(at + 16, call.At->A);
        TakeSnapshot(position.Offset);
        return call.Return(0);
    }

    /// <summary>Goes back to where a jump buffer was filled.</summary>
    public StopReason LongJump(in IntrinsicCall call)
    {
        StopReason stop = Reach(call[1], call.Provenances[1], JumpWords * 8, AccessMode.Read, 0, out long at);
        stop = stop != StopReason.None ? stop : at < 0 ? Trap("segmentation fault") : CheckWritten(call.Provenances[1], at, JumpWords * 8);
        if (stop != StopReason.None)
        {
            return stop;
        }

        ulong first = ReadBits(at, 8);
        ulong second = ReadBits(at + 8, 8);
        Frame* frame = _frames + (first >> 32);
        if (first >> 32 > (ulong)(_frame - _frames) || frame->Serial != (int)first || frame->Function != (int)(second >> 32))
        {
            stop = Fault("LongjmpTarget", "the call that this jump goes back to is over");
            return stop != StopReason.None ? stop : Trap("segmentation fault");
        }

        ulong value = (int)call[2] == 0 ? 1UL : (ulong)(int)call[2];
        long window = frame->Registers + (long)ReadBits(at + 16, 8);
        LeaveTo(frame);
        LoseChanged((int)second);
        _registers[window] = value;
        _provenances[window] = 0;
        _pc = _image.Functions[frame->Function].Code!.Start + (int)second;
        return StopReason.None;
    }

    private void LeaveTo(Frame* frame)
    {
        while (_frame > frame)
        {
            EndLocals(_frame);
            _frame--;
        }

        _lowFrame = _frame < _lowFrame ? _frame : _lowFrame;
    }

    private void WriteWord(long at, ulong bits) => WriteScalar(at, 8, ValueKind.U64, bits, 0);

    /// <summary>Memory that lives until the calling function returns.</summary>
    public StopReason AllocateOnStack(in IntrinsicCall call)
    {
        uint id = call[1] > long.MaxValue ? 0 : AddDynamic(_frame, StorageKind.Dynamic, (long)call[1], 16, -1, PositionOf(_frame, call.At));
        return id != 0 ? call.Return(_memory.Lines[id].Base, id) : StackFull($"{call[1]} bytes of alloca do not fit on the stack");
    }
}
