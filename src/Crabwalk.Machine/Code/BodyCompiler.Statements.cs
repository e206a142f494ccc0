using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Layout;
using Crabwalk.Mir.Types;

namespace Crabwalk.Machine.Code;

/// <summary>Statements and rvalues.</summary>
internal sealed partial class BodyCompiler
{
    private void WriteStatement(StatementKind kind)
    {
        try
        {
            WriteChecked(kind);
        }
        catch (UnsupportedException e)
        {
            Unsupported(e.Message);
        }
    }

    private void WriteChecked(StatementKind kind)
    {
        switch (kind)
        {
            case StatementKind.Assign(var place, var value, _):
                WriteAssign(place, value);
                break;
            case StatementKind.StorageLive(var local):
                BringToLife(_slots[local.Index]);
                break;
            case StatementKind.StorageDead(var local):
                if (_slots[local.Index].InMemory && !IsUnsized(local))
                {
                    Emit(Op.StorageDead, _slots[local.Index].Register, imm: local.Index);
                }

                break;
            case StatementKind.StorageDynamic(var local, var count, var bytes):
                Emit(Op.StorageDynamic, _slots[local.Index].Register, Use(count), Use(bytes), local.Index);
                break;
            case StatementKind.Mark mark:
                WriteMark(mark);
                break;
            case StatementKind.SetDiscriminant(var place, var variant):
                WriteDiscriminant(place, variant);
                break;
            default:
                break;
        }
    }

    private void WriteAssign(Place place, Rvalue value)
    {
        if (place.IsLocal && IsUnsized(place.Local))
        {
            NamePlace(place.Local, value);
            return;
        }

        Ty type = TypeOf(place);
        ValueKind kind = KindOf(type);
        if (kind == ValueKind.None)
        {
            Access whole = AccessOf(place);
            if (whole.Kind == AccessKind.Register)
            {
                WriteOverflowPair(whole.Register, (Rvalue.Binary)value);
            }
            else
            {
                WriteInMemory(whole, type, value);
            }

            return;
        }

        if (kind == ValueKind.Empty)
        {
            return;
        }

        if (!place.IsLocal || _slots[place.Local.Index].InMemory)
        {
            Access access = AccessOf(place);
            Store(ValueOf(value, kind), access);
            return;
        }

        Compute(_slots[place.Local.Index].Register, value);
        Define(place.Local, kind);
    }

    private void NamePlace(LocalId local, Rvalue value)
    {
        Place source = value is Rvalue.Use(var operand) && PlaceOf(operand) is { } place
            ? place
            : throw new UnsupportedException($"this kind of value of type `{_locals[local].Type}`");
        WriteReference(_slots[local.Index].Register, source);
    }

    private void Define(LocalId local, ValueKind kind)
    {
        if (!kind.IsPointer() && NeedsTracking(local) && !_defined.Contains(local))
        {
            Emit(Op.SetDefined, _slots[local.Index].Register);
        }
    }

    private int ValueOf(Rvalue value, ValueKind kind)
    {
        if (value is Rvalue.Use(var operand))
        {
            return Use(operand);
        }

        int register = Temporary(kind);
        Compute(register, value);
        return register;
    }

    private void Compute(int target, Rvalue value)
    {
        switch (value)
        {
            case Rvalue.Use(var operand):
                UseInto(target, operand);
                break;
            case Rvalue.Binary(var operation, var left, var right):
                WriteBinary(target, operation, left, right);
                break;
            case Rvalue.Unary(var operation, var operand):
                WriteUnary(target, operation, operand);
                break;
            case Rvalue.Cast(var cast, var operand, var type):
                WriteCast(target, cast, operand, Mono(type));
                break;
            case Rvalue.Ref(_, _, var place):
                WriteReference(target, place);
                CheckReference(target, place);
                break;
            case Rvalue.AddressOf(_, var place):
                WriteReference(target, place);
                break;
            case Rvalue.Nullary(var operation, var type):
                Emit(Op.Const, target, imm: operation == NullaryOp.SizeOf ? Layouts.SizeOf(Mono(type)) : Layouts.AlignOf(Mono(type)));
                break;
            case Rvalue.Len(var place):
                WriteLength(target, place);
                break;
            case Rvalue.Aggregate(var kind, var operands):
                WriteSmallAggregate(target, kind, operands);
                break;
            case Rvalue.ThreadLocal(var definition, _):
                WriteStaticAddress(target, definition, 0);
                break;
            case Rvalue.Discriminant(var place):
                ReadDiscriminant(target, place);
                break;
            default:
                throw new UnsupportedException("this kind of value");
        }
    }

    private void WriteInMemory(Access target, Ty type, Rvalue value)
    {
        switch (value)
        {
            case Rvalue.Use(var operand):
                CopyWhole(target, type, operand);
                break;
            case Rvalue.Aggregate(var kind, var operands):
                WriteAggregate(target, type, kind, operands);
                break;
            case Rvalue.Repeat(var operand, var count):
                WriteRepeat(target, type, operand, count);
                break;
            case Rvalue.Binary({ } operation, var left, _) binary when IsWithOverflow(operation) && !IsWide(TypeOf(left)):
                WriteWithOverflow(target, type, binary);
                break;
            case Rvalue.Cast(CastKind.Transmute, var operand, _):
                WriteTransmuteInMemory(target, type, operand);
                break;
            default:
                WriteWide(target, type, value);
                break;
        }
    }

    private static bool IsWithOverflow(BinaryOp operation) =>
        operation is BinaryOp.AddWithOverflow or BinaryOp.SubWithOverflow or BinaryOp.MulWithOverflow;

    private void CopyWhole(Access target, Ty type, Operand operand)
    {
        int to = Address(target);
        switch (operand)
        {
            case Operand.Constant(var constant):
                Emit(Op.CopyConstant, to, imm: _tables.Constants.Add(BytesOf(constant)));
                break;
            default:
                Emit(Op.Copy, to, Address(AccessOf(PlaceOf(operand)!.Value)), 0, Layouts.SizeOf(type));
                break;
        }
    }

    private static Allocation Padded(Allocation constant, long size)
    {
        byte[] bytes = new byte[size];
        constant.Bytes.Span.CopyTo(bytes);
        return constant with { Bytes = [.. bytes] };
    }

    private void WriteAggregate(Access target, Ty type, AggregateKind kind, Foundation.Collections.EquatableArray<Operand> operands)
    {
        for (int i = 0; i < operands.Count; i++)
        {
            (long offset, BitPlace? bits) = PartOf(type, kind, i);
            Ty part = TypeOf(operands[i]);
            Access access = target.Index >= 0 ? target with { Register = Address(target), Offset = 0, Index = -1 } : target;
            WritePart(access with { Offset = access.Offset + offset, Type = part, Bits = bits }, part, operands[i]);
        }

        if (kind is AggregateKind.Adt { Variant: var variant } && type is Ty.Adt { Definition.Kind: AdtKind.Enum })
        {
            WriteTag(target, type, variant);
        }
    }

    private void WriteTransmuteInMemory(Access target, Ty type, Operand operand)
    {
        Ty source = TypeOf(operand);
        ValueKind kind = KindOf(source);
        if (kind == ValueKind.None)
        {
            CopyWhole(target, type, operand);
        }
        else if (kind != ValueKind.Empty)
        {
            Store(Use(operand), target with { Type = source });
        }
    }

    private void WritePart(Access access, Ty part, Operand operand)
    {
        ValueKind kind = KindOf(part);
        if (kind == ValueKind.None)
        {
            CopyWhole(access, part, operand);
        }
        else if (kind != ValueKind.Empty)
        {
            Store(Use(operand), access);
        }
    }

    private (long Offset, BitPlace? Bits) PartOf(Ty type, AggregateKind kind, int number)
    {
        if (kind is AggregateKind.Array)
        {
            return (number * StrideOf(type), null);
        }

        VariantIndex? variant = kind is AggregateKind.Adt { Type.Definition.Kind: AdtKind.Enum } adt ? adt.Variant : null;
        int field = kind is AggregateKind.Adt { ActiveField: { } active } ? active : number;
        FieldLayout layout = Layouts.Field(type, variant, field);
        return (layout.OffsetBytes, layout.Bits is { } bits ? BitPlaceOf(new(type, variant), field, bits) : null);
    }

    private void WriteRepeat(Access target, Ty type, Operand operand, Const count)
    {
        long repeats = count is Const.Value value ? (long)value.Bits : Layouts.CountOf(type) ?? 0;
        Ty element = TypeOf(operand);
        long stride = Layouts.SizeOf(element);
        if (repeats == 0 || stride == 0)
        {
            return;
        }

        int address = Address(target);
        WritePart(new Access(AccessKind.Memory, address, 0, -1, 0, element, 0, null), element, operand);
        Emit(Op.Repeat, address, Constant(stride * repeats), 0, stride);
    }

    private void WriteOverflowPair(int register, Rvalue.Binary binary)
    {
        int left = Use(binary.Left);
        int right = Use(binary.Right);
        Emit(Instr.Halves(Op.WithOverflow, register, left, right, (int)KindOf(TypeOf(binary.Left)), (int)binary.Operation));
    }

    private void WriteWithOverflow(Access target, Ty type, Rvalue.Binary binary)
    {
        int left = Use(binary.Left);
        int right = Use(binary.Right);
        int result = Temporary();
        int flag = Temporary();
        ValueKind kind = KindOf(TypeOf(binary.Left));
        Emit(Instr.Halves(Op.WithOverflow, result, left, right, (int)kind, (int)binary.Operation));
        FieldLayout first = Layouts.Field(type, null, 0);
        FieldLayout second = Layouts.Field(type, null, 1);
        Store(result, target with { Offset = target.Offset + first.OffsetBytes, Type = TypeOf(binary.Left) });
        Store(flag, target with { Offset = target.Offset + second.OffsetBytes, Type = _image.Program.Types.Bool });
    }
}
