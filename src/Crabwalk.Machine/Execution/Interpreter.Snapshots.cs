using Crabwalk.Machine.Code;
using Crabwalk.Machine.Memory;
using Crabwalk.Mir.Bodies;

namespace Crabwalk.Machine.Execution;

/// <summary>Which variables lose their values by longjmp: setjmp writes them down in the frame, longjmp compares (C17 7.13.2.1p3).</summary>
internal sealed unsafe partial class Interpreter
{
    private void TakeSnapshot(int position)
    {
        if (SnapshotOf(_frame) is not { } snapshot)
        {
            return;
        }

        long at = PlaceOf(_frame, snapshot);
        KeepWord(at, HeaderOf(_frame, position));
        foreach (LocalId local in snapshot.Locals)
        {
            bool isThere = ReadLocal(_frame, local, out ulong value);
            KeepWord(at += 8, value);
            KeepWord(at += 8, (ulong)(isThere ? SnapshotMark.Present : SnapshotMark.Absent));
        }
    }

    // Only the last setjmp of a call is written down; a jump to an earlier one leaves everything as it is.
    private void LoseChanged(int position)
    {
        if (SnapshotOf(_frame) is not { } snapshot || ReadBits(PlaceOf(_frame, snapshot), 8) != HeaderOf(_frame, position))
        {
            return;
        }

        long at = PlaceOf(_frame, snapshot) + 8;
        foreach (LocalId local in snapshot.Locals)
        {
            bool wasThere = (SnapshotMark)ReadBits(at + 8, 8) != SnapshotMark.Absent;
            if (wasThere && ReadLocal(_frame, local, out ulong value) && value != ReadBits(at, 8))
            {
                KeepWord(at + 8, (ulong)SnapshotMark.Lost);
                Lose(local);
            }

            at += 16;
        }
    }

    private void Lose(LocalId local)
    {
        ref readonly LocalSlot slot = ref SlotOf(local.Index);
        long register = _frame->Registers + slot.Register;
        if (slot.InMemory)
        {
            _memory.ForgetWritten((long)(_registers[register] + _memory.StackDelta), slot.SizeBytes);
        }
        else
        {
            _provenances[register] = GuestMemory.Undefined;
        }
    }

    /// <summary>A scalar variable's bits; false when its scope is not open.</summary>
    private bool ReadLocal(Frame* frame, LocalId local, out ulong value)
    {
        ref readonly LocalSlot slot = ref _image.Functions[frame->Function].Code!.Slots[local.Index];
        long register = frame->Registers + slot.Register;
        uint id = _provenances[register];
        bool isThere = !slot.InMemory || (_memory.Lines[id].Kind == StorageKind.Local && IsOwn(frame, id, local.Index));
        value = !isThere ? 0 : !slot.InMemory ? _registers[register] : ReadBits((long)(_registers[register] + _memory.StackDelta), slot.Kind.SizeOf());
        return isThere;
    }

    private JumpSnapshot? SnapshotOf(Frame* frame) => _image.Functions[frame->Function].Code!.Snapshot;

    private long PlaceOf(Frame* frame, JumpSnapshot snapshot) => (long)(frame->Base - (ulong)snapshot.Offset + _memory.StackDelta);

    private void KeepWord(long at, ulong bits)
    {
        _memory.Touch(at >> 3);
        *(ulong*)(_memory.Data + at) = bits;
    }

    // The serial number of the call tells a snapshot from what earlier calls left on the stack.
    private static ulong HeaderOf(Frame* frame, int position) => (uint)position | ((ulong)(uint)frame->Serial << 32);

    private bool WasLost(Frame* frame, int local)
    {
        if (SnapshotOf(frame) is not { } snapshot || ReadBits(PlaceOf(frame, snapshot), 8) >> 32 != (uint)frame->Serial)
        {
            return false;
        }

        int number = snapshot.Locals.Span.IndexOf(new LocalId(local));
        return number >= 0 && (SnapshotMark)ReadBits(PlaceOf(frame, snapshot) + 16 + (16 * number), 8) == SnapshotMark.Lost;
    }

    private StopReason LostLocal(string name) =>
        Fault("LocalAfterLongjmp", $"`{name}` was changed after setjmp and is not volatile: it has no value after longjmp came back");

    /// <summary>The open call that a local belongs to; null when it is over.</summary>
    private Frame* FrameOf(uint id)
    {
        for (Frame* frame = _frame; frame >= _frames; frame--)
        {
            if (frame->Serial == _memory.Histories[id].AllocatedCall)
            {
                return frame;
            }
        }

        return null;
    }
}
