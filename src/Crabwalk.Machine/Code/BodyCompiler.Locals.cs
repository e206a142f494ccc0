using System.Numerics;
using Crabwalk.Mir.Bodies;

namespace Crabwalk.Machine.Code;

/// <summary>Where locals live, and what a call does first.</summary>
internal sealed partial class BodyCompiler
{
    private readonly LocalSlot[] _slots;
    private long _frameBytes;
    private int _frameAlign = 16;

    private void PlaceLocals()
    {
        _firstFree = _body.ArgumentCount + 1;
        foreach (LocalId local in _body.Locals.Ids)
        {
            _slots[local.Index] = PlaceLocal(local);
        }

        _registers = _nextFree = _firstFree;
    }

    private LocalSlot PlaceLocal(LocalId local)
    {
        LocalDecl declaration = DeclarationOf(local);
        ValueKind kind = KindOf(declaration.Type);
        bool inMemory = kind == ValueKind.None || (kind != ValueKind.Empty && _uses.IsAddressTaken(local));
        int register = kind == ValueKind.Empty ? -1
            : !inMemory && local.Index <= _body.ArgumentCount ? local.Index
            : _firstFree++;
        long size = Layouts.SizeOf(declaration.Type);
        int align = Math.Max((int)Layouts.AlignOf(declaration.Type), declaration.Align ?? 1);
        bool hasPlace = inMemory || declaration.Kind is LocalKind.Parameter or LocalKind.Variable;
        return new LocalSlot(local, register, inMemory, kind, hasPlace ? TakeFrame(size, align) : 0, size, BitOperations.Log2((uint)align));
    }

    private LocalDecl DeclarationOf(LocalId local) =>
        _args.IsEmpty ? _body.Locals[local] : _body.Locals[local] with { Type = Mono(_body.Locals[local].Type) };

    // Offsets count downwards from a frame base that is a multiple of every alignment asked for, so an offset that is one too is aligned.
    private long TakeFrame(long size, int align)
    {
        _frameAlign = Math.Max(_frameAlign, align);
        _frameBytes = (_frameBytes + Math.Max(size, 1) + align - 1) & -align;
        return _frameBytes;
    }

    private void WritePrologue()
    {
        int parameter = 1;
        foreach (LocalId local in _body.Arguments)
        {
            WriteParameter(_slots[local.Index], parameter++);
        }

        var declared = DeclaredLocals();
        foreach (LocalSlot slot in _slots)
        {
            bool isParameter = slot.Local.Index >= 1 && slot.Local.Index <= _body.ArgumentCount;
            if (!isParameter && !declared.Contains(slot.Local))
            {
                BringToLife(slot);
            }
        }
    }

    // Locals without a storage statement live as long as the call.
    private HashSet<LocalId> DeclaredLocals() =>
    [
        .. _body.Blocks.SelectMany(b => b.Statements).Select(s => s.Kind).SelectMany(kind => kind switch
        {
            StatementKind.StorageLive(var local) => [local],
            StatementKind.StorageDynamic(var local, _, _) => [local],
            _ => Array.Empty<LocalId>(),
        }),
    ];

    private void BringToLife(LocalSlot slot)
    {
        if (slot.InMemory)
        {
            Emit(Op.StorageLive, slot.Register, imm: slot.Local.Index);
        }
        else if (slot.Kind != ValueKind.Empty && NeedsTracking(slot.Local))
        {
            Emit(Op.SetUndefined, slot.Register, imm: slot.Local.Index);
        }
    }

    private void WriteParameter(LocalSlot slot, int register)
    {
        if (!slot.InMemory)
        {
            if (WithMarks && slot.Kind != ValueKind.Pointer && slot.Kind != ValueKind.Empty)
            {
                Emit(Op.SetDefined, slot.Register);
            }

            return;
        }

        Emit(Op.StorageLive, slot.Register, imm: slot.Local.Index);
        if (slot.Kind == ValueKind.None)
        {
            Emit(Op.Copy, slot.Register, register, imm: slot.SizeBytes);
        }
        else
        {
            Store(register, new Access(AccessKind.Memory, slot.Register, 0, -1, 0, DeclarationOf(slot.Local).Type, 0, null));
        }
    }

    private bool IsVariable(LocalId local) => _body.Locals[local].Kind is LocalKind.Variable or LocalKind.Parameter;

    // A local in a register needs its undefined mark when some read of it may come before every write.
    private bool NeedsTracking(LocalId local) => Tracked.Contains(local) || (WithMarks && IsVariable(local));

    private HashSet<LocalId> Tracked => field ??= FindTracked();

    private HashSet<LocalId> FindTracked()
    {
        var tracked = new HashSet<LocalId>();
        foreach (BlockId id in BlockOrder.Of(_body))
        {
            var defined = _values.AtEntry(id);
            foreach (Statement statement in _body.Blocks[id].Statements)
            {
                foreach (LocalId read in LocalReads.Of(statement.Kind))
                {
                    Note(read);
                }

                DefiniteValues.Apply(statement.Kind, defined);
            }

            foreach (LocalId read in LocalReads.Of(_body.Blocks[id].Terminator.Kind))
            {
                Note(read);
            }

            void Note(LocalId read)
            {
                if (!defined.Contains(read))
                {
                    tracked.Add(read);
                }
            }
        }

        return tracked;
    }

    private bool[] PointerRegisters()
    {
        var pointers = new bool[_firstFree];
        foreach (LocalSlot slot in _slots)
        {
            if (slot.Register >= 0)
            {
                pointers[slot.Register] = slot.InMemory || slot.Kind == ValueKind.Pointer;
            }
        }

        for (int i = 1; i <= _body.ArgumentCount; i++)
        {
            pointers[i] |= KindOf(DeclarationOf(new LocalId(i)).Type) is ValueKind.Pointer or ValueKind.None;
        }

        pointers[0] |= KindOf(DeclarationOf(LocalId.Return).Type) is ValueKind.Pointer or ValueKind.None;
        return pointers;
    }

    private bool[] VariableRegisters()
    {
        var variables = new bool[_firstFree];
        foreach (LocalSlot slot in _slots)
        {
            if (slot.Register >= 0 && slot.Kind == ValueKind.Pointer && !slot.InMemory && (IsVariable(slot.Local) || slot.Local == LocalId.Return))
            {
                variables[slot.Register] = true;
            }
        }

        return variables;
    }
}
