using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Layout;
using Crabwalk.Mir.Types;

namespace Crabwalk.Machine.Code;

/// <summary>What an operation on 128-bit integers does, beyond the binary and unary operations of MIR.</summary>
internal enum WideOperation
{
    /// <summary>A binary operation whose result is wide too.</summary>
    Binary,

    /// <summary>A comparison: the result is in a register.</summary>
    Compare,

    /// <summary>A binary operation with its overflow flag.</summary>
    WithOverflow,

    /// <summary><c>!x</c></summary>
    Not,

    /// <summary><c>-x</c></summary>
    Neg,

    /// <summary>An integer in a register made wide.</summary>
    FromInteger,

    /// <summary>A float in a register made wide, saturating.</summary>
    FromFloat,

    /// <summary>A wide integer made a float in a register.</summary>
    ToFloat,
}

/// <summary>One place in the code where 128-bit integers are worked on.</summary>
/// <param name="Operation">What is done.</param>
/// <param name="Binary">Which binary operation.</param>
/// <param name="IsSigned">True for <c>i128</c>.</param>
/// <param name="Kind">How the operand or result that is not wide lies in its register; for a shift the count, None when it is wide.</param>
/// <param name="FlagOffset">For an operation with overflow, where the flag is in the pair.</param>
/// <param name="ValueOffset">For an operation with overflow, where the result is in the pair.</param>
internal sealed record WideSite(WideOperation Operation, BinaryOp Binary, bool IsSigned, ValueKind Kind, long FlagOffset = 0, long ValueOffset = 0);

/// <summary>128-bit integers live in memory; each operation on them is one instruction that the slow twin carries out.</summary>
internal sealed partial class BodyCompiler
{
    private static bool IsWide(Ty type) => type is Ty.Int { Kind: IntKind.I128 or IntKind.U128 };

    private static bool IsSigned(Ty type) => type is Ty.Int { IsSigned: true };

    private void WriteWide(Access target, Ty type, Rvalue value)
    {
        switch (value)
        {
            case Rvalue.Binary(var operation, var left, var right) when IsWithOverflow(operation):
                WriteWideWithOverflow(target, type, operation, left, right);
                break;
            case Rvalue.Binary(var operation, var left, var right):
                ValueKind count = KindOf(TypeOf(right));
                int second = count == ValueKind.None ? AddressOf(right) : Use(right);
                EmitWide(new WideSite(WideOperation.Binary, operation, IsSigned(type), count), Address(target), AddressOf(left), second);
                break;
            case Rvalue.Unary(UnaryOp.Not, var operand):
                EmitWide(new WideSite(WideOperation.Not, default, IsSigned(type), default), Address(target), AddressOf(operand));
                break;
            case Rvalue.Unary(UnaryOp.Neg, var operand):
                EmitWide(new WideSite(WideOperation.Neg, default, IsSigned(type), default), Address(target), AddressOf(operand));
                break;
            case Rvalue.Cast(CastKind.IntToInt, var operand, _) when IsWide(type):
                WriteIntegerToWide(target, type, operand);
                break;
            case Rvalue.Cast(CastKind.FloatToInt or CastKind.FloatToIntUnchecked, var operand, _) when IsWide(type):
                EmitWide(new WideSite(WideOperation.FromFloat, default, IsSigned(type), KindOf(TypeOf(operand))), Address(target), Use(operand));
                break;
            default:
                throw new UnsupportedException($"this kind of value of type `{type}`");
        }
    }

    private void WriteIntegerToWide(Access target, Ty type, Operand operand)
    {
        if (IsWide(TypeOf(operand)))
        {
            CopyWhole(target, type, operand);
        }
        else
        {
            EmitWide(new WideSite(WideOperation.FromInteger, default, IsSigned(type), KindOf(TypeOf(operand))), Address(target), Use(operand));
        }
    }

    private void WriteWideWithOverflow(Access target, Ty pair, BinaryOp operation, Operand left, Operand right)
    {
        FieldLayout result = Layouts.Field(pair, null, 0);
        FieldLayout flag = Layouts.Field(pair, null, 1);
        var site = new WideSite(WideOperation.WithOverflow, operation, IsSigned(TypeOf(left)), default, flag.OffsetBytes, result.OffsetBytes);
        EmitWide(site, Address(target), AddressOf(left), AddressOf(right));
    }

    private void WriteWideComparison(int target, BinaryOp operation, Operand left, Operand right) =>
        EmitWide(new WideSite(WideOperation.Compare, operation, IsSigned(TypeOf(left)), default), target, AddressOf(left), AddressOf(right));

    // A conversion of a wide integer to something that lives in a register.
    private void WriteWideCast(int target, CastKind cast, Operand operand, ValueKind to)
    {
        switch (cast)
        {
            case CastKind.IntToInt when to.IsInteger():
                Access low = new(AccessKind.Memory, AddressOf(operand), 0, -1, 0, Types.Int(IntKind.U64), 0, null);
                int register = Temporary();
                Load(register, low);
                Cut(target, register, to);
                break;
            case CastKind.IntToFloat:
                EmitWide(new WideSite(WideOperation.ToFloat, default, IsSigned(TypeOf(operand)), to), target, AddressOf(operand));
                break;
            default:
                throw new UnsupportedException("this conversion of a 128-bit integer");
        }
    }

    /// <summary>A register with the address of an operand that lives in memory.</summary>
    private int AddressOf(Operand operand)
    {
        if (PlaceOf(operand) is { } place)
        {
            return Address(AccessOf(place, IndexUse.Address));
        }

        ConstValue value = ((Operand.Constant)operand).Value;
        int register = Temporary();
        WriteConstantAddress(register, BytesOf(value), Mono(value.Type));
        return register;
    }

    private void EmitWide(WideSite site, int target, int left, int right = 0) => Emit(Op.Wide, target, left, right, _tables.Wides.Add(site));
}
