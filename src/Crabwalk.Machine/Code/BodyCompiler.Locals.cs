using System.Numerics;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Mir.Typing;

namespace Crabwalk.Machine.Code;

/// <summary>Where locals live, and what a call does first.</summary>
internal sealed partial class BodyCompiler
{
    private readonly LocalSlot[] _slots;
    private int[] _received = [];
    private int _receivedEnd;
    private int _tupleRegister;
    private long _frameBytes;
    private int _frameAlign = 16;

    private void PlaceLocals()
    {
        ReceiveParameters();
        _receivedEnd = _firstFree;
        foreach (LocalId local in _body.Locals.Ids)
        {
            _slots[local.Index] = PlaceLocal(local);
        }

        _registers = _nextFree = _firstFree;
    }

    // A closure is called with itself and a tuple of its arguments; its body has the tuple's parts as parameters.
    private bool SpreadsTuple => _function.Instance.Shim is null && _image.Program.Definitions[_body.Definition].Kind == DefKind.Closure;

    private void ReceiveParameters()
    {
        _received = new int[_body.ArgumentCount + 1];
        _firstFree = KindOf(_locals[LocalId.Return].Type).Registers();
        if (SpreadsTuple)
        {
            _received[1] = _firstFree;
            _firstFree += KindOf(_locals[new(1)].Type).Registers();
            _tupleRegister = _firstFree;
            _firstFree += KindOf(TupleOfParameters()).Registers();
            return;
        }

        foreach (LocalId local in _body.Arguments)
        {
            _received[local.Index] = _firstFree;
            _firstFree += KindOf(_locals[local].Type).Registers();
        }
    }

    private Ty.Tuple TupleOfParameters() => Types.Tuple([.. _body.Arguments.Skip(1).Select(local => _locals[local].Type)]);

    private LocalSlot PlaceLocal(LocalId local)
    {
        LocalDecl declaration = _locals[local];
        ValueKind kind = KindOf(declaration.Type);
        if (IsUnsized(local))
        {
            return new LocalSlot(local, TakeRegisters(2), InMemory: true, ValueKind.None, 0, 0, 0);
        }

        if (IsOverflowPair(local, declaration))
        {
            return new LocalSlot(local, TakeRegisters(2), InMemory: false, ValueKind.U64, 0, 0, 0);
        }

        bool inMemory = kind == ValueKind.None || _uses.IsAddressTaken(local) || (kind != ValueKind.Empty && _uses.IsWrittenInParts(local));
        int register = kind == ValueKind.Empty && !inMemory ? -1
            : local == LocalId.Return && !inMemory ? 0
            : !inMemory && local.Index <= _body.ArgumentCount && _received[local.Index] > 0 ? _received[local.Index]
            : TakeRegisters(inMemory ? 1 : kind.Registers());
        long size = Layouts.SizeOf(declaration.Type);
        int align = Math.Max((int)Layouts.AlignOf(declaration.Type), declaration.Align ?? 1);
        bool isShown = WithMarks && kind != ValueKind.Empty && _body.Language == SourceLanguage.Rust;
        bool hasPlace = inMemory || isShown || declaration.Kind is LocalKind.Parameter or LocalKind.Variable;
        return new LocalSlot(local, register, inMemory, kind, hasPlace ? TakeFrame(size, align) : 0, size, BitOperations.Log2((uint)align));
    }

    // `*self` of a boxed closure, about to be called by value: the local only names the place that the value was moved out of, by a fat
    // pointer in two registers.
    private bool IsUnsized(LocalId local) => _body.Language == SourceLanguage.Rust && !Layouts.IsSized(_locals[local].Type);

    private bool IsOverflowPair(LocalId local, LocalDecl declaration) => declaration.Kind == LocalKind.Temporary
        && _uses.IsOverflowPair(local) && declaration.Type is Ty.Tuple { Parts: [Ty.Int result, _] } && !IsWide(result);

    private int TakeRegisters(int count)
    {
        int first = _firstFree;
        _firstFree += count;
        return first;
    }

    // Offsets count downwards from a frame base that is a multiple of every alignment asked for, so an offset that is one too is aligned.
    private long TakeFrame(long size, int align)
    {
        _frameAlign = Math.Max(_frameAlign, align);
        _frameBytes = (_frameBytes + Math.Max(size, 1) + align - 1) & -align;
        return _frameBytes;
    }

    private void WritePrologue()
    {
        foreach (LocalId local in _body.Arguments)
        {
            if (local.Index == 1 || !SpreadsTuple)
            {
                WriteParameter(_slots[local.Index], _received[local.Index]);
            }
        }

        if (SpreadsTuple)
        {
            SpreadTuple();
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

    private void SpreadTuple()
    {
        Ty tuple = TupleOfParameters();
        ValueKind kind = KindOf(tuple);
        var whole = new Access(kind == ValueKind.None ? AccessKind.Memory : kind == ValueKind.Empty ? AccessKind.Nothing : AccessKind.Register, _tupleRegister, 0, -1, 0, tuple, 0, null);
        for (int i = 2; i <= _body.ArgumentCount; i++)
        {
            LocalSlot slot = _slots[i];
            Access part = Field(whole, new PlaceTy(tuple), i - 2) with { Type = _locals[new(i)].Type };
            if (slot.InMemory)
            {
                BringToLife(slot);
                CopyPart(AccessOf(slot.Local), part);
            }
            else if (slot.Kind != ValueKind.Empty)
            {
                LoadInto(slot.Register, part, slot.Kind);
            }
        }
    }

    private void CopyPart(Access target, Access source)
    {
        ValueKind kind = KindOf(source.Type);
        if (kind == ValueKind.None)
        {
            Emit(Op.Copy, Address(target), Address(source), 0, Layouts.SizeOf(source.Type));
        }
        else if (kind != ValueKind.Empty)
        {
            int register = source.Kind == AccessKind.Register ? source.Register : Temporary(kind);
            LoadInto(register, source, kind);
            Store(register, target);
        }
    }

    private void LoadInto(int register, Access source, ValueKind kind)
    {
        if (source.Kind == AccessKind.Register)
        {
            Move(register, source.Register, kind);
        }
        else
        {
            Load(register, source);
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
        if (IsUnsized(slot.Local))
        {
            return;
        }

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
            if (NeedsTracking(slot.Local) && !slot.Kind.IsPointer() && slot.Kind != ValueKind.Empty)
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
        else if (slot.Kind != ValueKind.Empty)
        {
            Store(register, new Access(AccessKind.Memory, slot.Register, 0, -1, 0, _locals[slot.Local].Type, 0, null));
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
            MarkPointers(pointers, slot.Register, slot.InMemory ? ValueKind.Pointer : slot.Kind);
        }

        foreach (LocalId local in _body.Arguments)
        {
            MarkPointers(pointers, _received[local.Index], KindOf(_locals[local].Type));
        }

        MarkPointers(pointers, _tupleRegister, SpreadsTuple ? KindOf(TupleOfParameters()) : ValueKind.Empty);
        MarkPointers(pointers, 0, KindOf(_locals[LocalId.Return].Type));
        return pointers;
    }

    private static void MarkPointers(bool[] pointers, int register, ValueKind kind)
    {
        if (register >= 0 && kind is ValueKind.Pointer or ValueKind.Fat or ValueKind.None)
        {
            pointers[register] = true;
        }

        if (register >= 0 && kind == ValueKind.Fat)
        {
            pointers[register + 1] = true;
        }
    }

    private bool[] VariableRegisters()
    {
        var variables = new bool[_firstFree];
        foreach (LocalSlot slot in _slots)
        {
            if (slot.Register >= 0 && slot.Kind.IsPointer() && !slot.InMemory && (IsVariable(slot.Local) || slot.Local == LocalId.Return))
            {
                MarkPointers(variables, slot.Register, slot.Kind);
            }
        }

        return variables;
    }
}
