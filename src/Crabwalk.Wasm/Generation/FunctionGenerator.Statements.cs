using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Layout;
using Crabwalk.Mir.Types;
using Crabwalk.Wasm.Linking;
using Crabwalk.Wasm.Modules;

namespace Crabwalk.Wasm.Generation;

/// <summary>Statements and the values they compute.</summary>
internal sealed partial class FunctionGenerator
{
    private void WriteStatement(StatementKind kind)
    {
        switch (kind)
        {
            case StatementKind.Assign(var place, var value, _):
                WriteAssign(place, value);
                break;
            case StatementKind.SetDiscriminant(var place, var variant):
                WriteTag(AccessOf(place), TypeOf(place), variant);
                break;
            case StatementKind.StorageDynamic(var local, var count, var bytes):
                TakeDynamic(local, count, bytes);
                break;
            case StatementKind.StorageDead(var local) when _dynamicSaves.TryGetValue(local, out int saved):
                _code.Get(saved);
                _code.Add(Opcode.GlobalSet, ProgramLinker.StackPointer);
                break;
            default:
                break;
        }
    }

    private readonly Dictionary<LocalId, int> _dynamicSaves = [];

    // An array of variable length lies below everything that is on the stack; its end gives the stack pointer back.
    private void TakeDynamic(LocalId local, Operand count, Operand elementBytes)
    {
        _frame.MovesStackPointer = true;
        _frame.Push();
        if (!_dynamicSaves.TryGetValue(local, out int saved))
        {
            saved = NewLocal(WasmType.I32);
            _dynamicSaves.Add(local, saved);
        }

        _code.Add(Opcode.GlobalGet, ProgramLinker.StackPointer);
        _code.Tee(saved);
        PushAs(count, ScalarKind.U32);
        PushAs(elementBytes, ScalarKind.U32);
        _code.Add(Opcode.I32Mul);
        LowerStack();
        _code.Set(((Slot.Pointed)SlotOf(local)).Pointer);
    }

    /// <summary>Takes the stack pointer and a size, leaves the address of that much fresh room.</summary>
    private void LowerStack()
    {
        int fresh = NewLocal(WasmType.I32);
        _code.Add(Opcode.I32Sub);
        _code.Const(-16);
        _code.Add(Opcode.I32And);
        _code.Tee(fresh);
        _code.Add(Opcode.GlobalSet, ProgramLinker.StackPointer);
        _code.Get(fresh);
    }

    private void WriteAssign(Place place, Rvalue value)
    {
        if (place.IsLocal && !_layouts.IsSized(_body.Locals[place.Local].Type))
        {
            WriteUnsized(place.Local, value);
            return;
        }

        Access access = AccessOf(place);
        switch (Of(access.Type))
        {
            case Representation.Nothing:
                break;
            case Representation.InMemory:
                WriteInMemory((Access.InMemory)access, value);
                break;
            default:
                Store(access, () => Compute(value, access.Type));
                break;
        }
    }

    private readonly Dictionary<LocalId, Instruction[]> _unsizedMetadata = [];

    // A value without a known size only ever moves out of a box on its way into a call: it stays where it is.
    private void WriteUnsized(LocalId local, Rvalue value)
    {
        if (value is not Rvalue.Use(Operand.Move(var source)) || AccessOf(source) is not Access.InMemory { Metadata: { } metadata } memory)
        {
            throw new UnsupportedException($"a value of type `{_body.Locals[local].Type}`");
        }

        PushAddress(memory);
        _code.Set(((Slot.Pointed)SlotOf(local)).Pointer);
        _unsizedMetadata[local] = Kept(metadata);
    }

    /// <summary>Pushes the value, which is one or two locals wide.</summary>
    private void Compute(Rvalue value, Ty type)
    {
        switch (value)
        {
            case Rvalue.Use(var operand):
                Push(operand);
                break;
            case Rvalue.Binary(var operation, var left, var right):
                WriteBinary(operation, left, right);
                break;
            case Rvalue.Unary(var operation, var operand):
                WriteUnary(operation, operand);
                break;
            case Rvalue.Cast(var cast, var operand, var target):
                WriteCast(cast, operand, target);
                break;
            case Rvalue.Ref(_, _, var place):
                PushReference(place);
                break;
            case Rvalue.AddressOf(_, var place):
                PushReference(place);
                break;
            case Rvalue.Nullary(var operation, var of):
                _code.Const(operation == NullaryOp.SizeOf ? _layouts.SizeOf(of) : _layouts.AlignOf(of));
                break;
            case Rvalue.Len(var place):
                PushLength(place);
                break;
            case Rvalue.Aggregate(var kind, var operands):
                PushAggregate(type, kind, operands);
                break;
            case Rvalue.ThreadLocal(var definition, _):
                _code.Const(_program.Data.StaticAddress(definition));
                break;
            case Rvalue.Discriminant(var place):
                PushDiscriminant(place, type);
                break;
            default:
                throw new UnsupportedException("this kind of value");
        }
    }

    private void PushReference(Place place)
    {
        Access access = AccessOf(place);
        PushAddress(access);
        if (access is Access.InMemory { Metadata: { } metadata })
        {
            _code.AddAll(metadata);
        }
    }

    private void PushLength(Place place)
    {
        Access access = AccessOf(place);
        if (access is Access.InMemory { Metadata: { } metadata })
        {
            _code.AddAll(metadata);
        }
        else
        {
            _code.Const(Layouts.CountOf(access.Type) ?? throw new UnsupportedException($"the length of `{access.Type}`"));
        }
    }

    private void WriteInMemory(Access.InMemory target, Rvalue value)
    {
        switch (value)
        {
            case Rvalue.Use(var operand):
                CopyTo(target, operand);
                break;
            case Rvalue.Aggregate(var kind, var operands):
                WriteAggregate(target, kind, operands);
                break;
            case Rvalue.Repeat(var operand, var count):
                WriteRepeat(target, operand, count);
                break;
            case Rvalue.Cast(CastKind.Transmute, var operand, _):
                WriteTransmuted(target, operand);
                break;
            case Rvalue.Cast(CastKind.IntToInt or CastKind.FloatToInt or CastKind.FloatToIntUnchecked or CastKind.PtrToInt, var operand, var type) when IsWideInteger(type):
                WriteWidened(target, operand, type);
                break;
            case Rvalue.Binary(var operation, var left, var right) when IsWideInteger(TypeOf(left)):
                WriteWideBinary(target, operation, left, right);
                break;
            case Rvalue.Unary(var operation, var operand) when IsWideInteger(target.Type):
                WriteWideUnary(target, operation, operand);
                break;
            case Rvalue.Discriminant(var place) when IsWideInteger(target.Type):
                throw new UnsupportedException("an enum whose discriminants have 128 bits");
            case Rvalue.Cast(CastKind.PtrToPtr or CastKind.MutToConstPointer or CastKind.UnsafeFnPointer, var operand, _):
                CopyTo(target, operand);
                break;
            default:
                throw new UnsupportedException($"computing a value of type `{target.Type}`");
        }
    }

    /// <summary>Writes an operand of any kind to a place in memory.</summary>
    private void WritePart(Access.InMemory target, Operand operand)
    {
        switch (Of(target.Type))
        {
            case Representation.Nothing:
                break;
            case Representation.InMemory:
                CopyTo(target, operand);
                break;
            default:
                Store(target, () => Push(operand));
                break;
        }
    }

    private void WriteTransmuted(Access.InMemory target, Operand operand)
    {
        Ty source = TypeOf(operand);
        if (Of(source) is Representation.InMemory)
        {
            CopyTo(target, operand);
        }
        else
        {
            WritePart(target with { Type = source, Bits = null }, operand);
        }
    }

    private void WriteAggregate(Access.InMemory target, AggregateKind kind, EquatableArray<Operand> operands)
    {
        for (int i = 0; i < operands.Count; i++)
        {
            FieldLayout field = PartOf(target.Type, kind, i);
            WritePart(target with { Offset = target.Offset + field.OffsetBytes, Type = TypeOf(operands[i]), Bits = field.Bits }, operands[i]);
        }

        if (kind is AggregateKind.Adt { Type.Definition.Kind: AdtKind.Enum, Variant: var variant })
        {
            WriteTag(target, target.Type, variant);
        }
    }

    private FieldLayout PartOf(Ty type, AggregateKind kind, int number)
    {
        if (kind is AggregateKind.Array)
        {
            return new(number * StrideOf(type));
        }

        VariantIndex? variant = kind is AggregateKind.Adt { Type.Definition.Kind: AdtKind.Enum } adt ? adt.Variant : null;
        return _layouts.Field(type, variant, kind is AggregateKind.Adt { ActiveField: { } active } ? active : number);
    }

    // The first element is written, then what is there is copied behind itself, twice as much each time; bytes are filled.
    private void WriteRepeat(Access.InMemory target, Operand operand, Const count)
    {
        long repeats = count is Const.Value value ? (long)value.Bits : Layouts.CountOf(target.Type) ?? throw new UnsupportedException("an array of this length");
        Ty element = TypeOf(operand);
        long stride = _layouts.SizeOf(element);
        if (repeats == 0 || stride == 0)
        {
            return;
        }

        if (FilledWith(operand, stride) is { } fill)
        {
            PushAddress(target);
            fill();
            _code.Const(stride * repeats);
            _code.Add(Opcode.MemoryFill);
            return;
        }

        Access.InMemory kept = target with { Base = Kept(AddressOf(target)), Offset = 0, Bits = null };
        WritePart(kept with { Type = element }, operand);
        for (long done = 1; done < repeats; done *= 2)
        {
            _code.AddAll(AddressOf(kept with { Offset = done * stride }));
            _code.AddAll(kept.Base);
            _code.Const(Math.Min(done, repeats - done) * stride);
            _code.Add(Opcode.MemoryCopy);
        }
    }

    private Action? FilledWith(Operand operand, long stride) => operand switch
    {
        Operand.Constant(ConstValue.Scalar(_, var bits)) when bits == 0 => () => _code.Const(0),
        _ when stride == 1 && Of(TypeOf(operand)) is Representation.Scalar => () => Push(operand),
        _ => null,
    };
}
