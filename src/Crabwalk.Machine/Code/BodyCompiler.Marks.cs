using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;

namespace Crabwalk.Machine.Code;

/// <summary>Marks: in code for a walk each is one instruction that logs its number and value.</summary>
internal sealed partial class BodyCompiler
{
    private void WriteMark(StatementKind.Mark mark)
    {
        Freeze(mark);
        if (!WithMarks)
        {
            return;
        }

        Ty? type = mark.Value is { } value ? TypeOf(value) : null;
        if (mark.Kind == MarkKind.Drop && !_image.NeedsDrop(type!))
        {
            return;
        }

        // Where a value was moved from or dropped there is none to log.
        ValueKind kind = type is null || mark.Kind is MarkKind.Move or MarkKind.Begin or MarkKind.Drop ? ValueKind.Empty : KindOf(type);
        int register = mark.Value is null || kind == ValueKind.Empty ? -1 : Peek(mark.Value, type!, kind);
        var site = new StepSite(_function.Number, _code.Count, _location, _source, mark, type, kind);
        int number = _tables.Steps.Add(site);
        Emit(register < 0 ? Op.Mark : Op.MarkValue, Math.Max(register, 0), KnowsUndefined(mark.Value) ? 1 : 0, 0, number);
    }

    // Before its StorageLive a variable has no state that could be shown, so nobody stops there.
    private static bool ComputesNothing(StatementKind kind) =>
        kind is StatementKind.Mark or StatementKind.Nop or StatementKind.StorageLive or StatementKind.StorageDead;

    /// <summary>In the smallest grain, a step before the statement or terminator at hand.</summary>
    private void MarkInstruction(bool isNothing)
    {
        if (WithInstructions && !isNothing)
        {
            Emit(Op.Mark, imm: _tables.Steps.Add(new(_function.Number, _code.Count, _location, _source, new(MarkKind.Instruction), null, ValueKind.Empty)));
        }
    }

    // A constant variable of C may be written until its initialiser is done, which its first store mark tells. Rust's may hold cells, and
    // who writes to others was checked before.
    private void Freeze(StatementKind.Mark mark)
    {
        if (_body.Language == SourceLanguage.C && mark is { Kind: MarkKind.Store, Value: Operand.Copy({ IsLocal: true } place) }
            && _body.Locals[place.Local].Mutability == Mutability.Not && _slots[place.Local.Index].InMemory)
        {
            Emit(Op.Freeze, _slots[place.Local.Index].Register);
        }
    }

    // Only variables, pointers and what was peeked at in memory keep their provenance or undefined mark up to date.
    private bool KnowsUndefined(Operand? operand)
    {
        if (operand is null || PlaceOf(operand) is not { } place)
        {
            return false;
        }

        return !place.IsLocal || IsVariable(place.Local) || _slots[place.Local.Index].InMemory || _slots[place.Local.Index].Kind == ValueKind.Pointer;
    }

    private int Peek(Operand operand, Ty type, ValueKind kind)
    {
        if (PlaceOf(operand) is not { } place)
        {
            return Use(operand);
        }

        Access access = AccessOf(place, IndexUse.Address);
        return access.Kind == AccessKind.Memory ? PeekMemory(access, type, kind) : access.Register;
    }

    private int PeekMemory(Access access, Ty type, ValueKind kind)
    {
        int register = Temporary();
        if (access.Bits is { } bits)
        {
            Emit(Op.LoadBits, register, Address(access with { Bits = null }), 1, _tables.Bits.Add(bits));
            return register;
        }

        ValueKind shown = kind == ValueKind.Fat ? ValueKind.Pointer : kind != ValueKind.None ? kind : Layouts.SizeOf(type) switch
        {
            >= 8 => ValueKind.U64,
            >= 4 => ValueKind.U32,
            >= 2 => ValueKind.U16,
            _ => ValueKind.U8,
        };
        int pointer = access.Index >= 0 ? Address(access) : access.Register;
        Emit(Op.Peek, register, pointer, (int)shown, access.Index >= 0 ? 0 : access.Offset);
        return register;
    }
}
