using Crabwalk.Machine.Code;
using Crabwalk.Machine.Memory;

namespace Crabwalk.Machine.Execution;

/// <summary>Locals in memory come and go.</summary>
internal sealed unsafe partial class Interpreter
{
    private void StorageLive(Frame* frame, ulong* r, uint* p, Instr* i)
    {
        if (_memory.WantsCollection)
        {
            Collect();
        }

        CompiledCode code = _image.Functions[frame->Function].Code!;
        ref readonly LocalSlot slot = ref code.Slots[(int)i->Imm];
        if (_memory.Lines[p[i->A]].Kind == StorageKind.Local && IsOwn(frame, p[i->A], (int)i->Imm))
        {
            StorageDead(frame, p[i->A]);
        }

        ulong address = frame->Base - (ulong)slot.Offset;
        uint id = _memory.AddLocal(StorageKind.Local, address, slot.SizeBytes, slot.AlignLog2, slot.Local.Index);
        Chain(frame, id, new CodePosition(frame->Function, (int)(i - code.Start)));
        r[i->A] = address;
        p[i->A] = id;
    }

    // A loop that jumps back over a declaration begins the same local anew.
    private bool IsOwn(Frame* frame, uint id, int local) => _memory.Lines[id].State == StorageState.Live
        && _memory.Lines[id].Detail == local && _memory.Histories[id].AllocatedCall == frame->Serial;

    private void Chain(Frame* frame, uint id, CodePosition position)
    {
        _memory.Lines[id].Next = frame->Locals;
        frame->Locals = id;
        AllocationHistory* history = _memory.Histories + id;
        history->AllocatedStep = _stepCount;
        history->AllocatedAt = position;
        history->AllocatedCall = frame->Serial;
        history->TypeHint = 0;
    }

    private void StorageDead(Frame* frame, uint id)
    {
        if (id <= GuestMemory.Undefined || _memory.Lines[id].State != StorageState.Live)
        {
            return;
        }

        Unchain(frame, id);
        if (_memory.Lines[id].Kind == StorageKind.Dynamic && _memory.Lines[id].Base == frame->Low)
        {
            frame->Low += ((ulong)_memory.Lines[id].Extent + 31) & ~15UL;
        }

        End(id, StorageState.OutOfScope);
    }

    private void Unchain(Frame* frame, uint id)
    {
        if (frame->Locals == id)
        {
            frame->Locals = _memory.Lines[id].Next;
            return;
        }

        uint before = frame->Locals;
        while (before != 0 && _memory.Lines[before].Next != id)
        {
            before = _memory.Lines[before].Next;
        }

        if (before != 0)
        {
            _memory.TouchLine(before);
            _memory.Lines[before].Next = _memory.Lines[id].Next;
        }
    }

    private void EndLocals(Frame* frame)
    {
        for (uint id = frame->Locals; id != 0;)
        {
            uint next = _memory.Lines[id].Next;
            End(id, StorageState.Returned);
            id = next;
        }

        frame->Locals = 0;
    }

    private void End(uint id, StorageState state)
    {
        _memory.EndLocal(id, state);
        _memory.Histories[id].FreedStep = _stepCount;
        _memory.Histories[id].FreedAt = CodePosition.Nowhere;
        _memory.Histories[id].FreedCall = _frame->Serial;
    }

    /// <summary>Memory in the frame whose size is only known now; 0 when the stack is full.</summary>
    private uint AddDynamic(Frame* frame, StorageKind kind, long size, long align, int detail, CodePosition position)
    {
        ulong room = ((ulong)size + 31) & ~15UL;
        if (size < 0 || room > frame->Low - _stackLow)
        {
            return 0;
        }

        frame->Low -= room;
        frame->Low &= ~((ulong)Math.Max(align, 16) - 1);
        uint id = _memory.AddLocal(kind, frame->Low, size, 4, detail);
        Chain(frame, id, position);
        return id;
    }

    private void StorageDynamic(Frame* frame, ulong* r, uint* p, Instr* i, long size)
    {
        CodePosition position = PositionOf(frame, i);
        StorageDead(frame, p[i->A] > GuestMemory.Undefined && IsOwn(frame, p[i->A], (int)i->Imm) ? p[i->A] : 0);
        uint id = AddDynamic(frame, StorageKind.Dynamic, size, 16, (int)i->Imm, position);
        r[i->A] = _memory.Lines[id].Base;
        p[i->A] = id;
    }

    private void Collect()
    {
        _memory.ClearMarks();
        MarkRegisters(RootKind.Everything);
        for (Frame* frame = _frames; frame <= _frame; frame++)
        {
            for (uint id = frame->Locals; id != 0; id = _memory.Lines[id].Next)
            {
                _memory.Mark(id);
            }

            _memory.Mark(frame->VariableArguments);
        }

        MarkParkedThreads(RootKind.Everything);
        _memory.CollectDeadLocals();
    }

    /// <summary>Counts everything that a register of an open call points to as found.</summary>
    public void MarkRegisters(RootKind roots)
    {
        for (Frame* frame = _frames; frame <= _frame; frame++)
        {
            CompiledCode code = _image.Functions[frame->Function].Code!;
            bool[] pointers = roots == RootKind.Everything ? code.PointerRegisters : code.VariableRegisters;
            for (int register = 0; register < pointers.Length; register++)
            {
                if (pointers[register])
                {
                    _memory.Mark(_provenances[frame->Registers + register]);
                }
            }
        }
    }
}

/// <summary>Which registers count as holding a pointer.</summary>
internal enum RootKind
{
    /// <summary>All that may.</summary>
    Everything,

    /// <summary>Those of variables: what is left in temporaries does not keep a block from being lost.</summary>
    Variables,
}
