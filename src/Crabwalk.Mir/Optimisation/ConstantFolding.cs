using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;
using Crabwalk.Mir.Typing;

namespace Crabwalk.Mir.Optimisation;

/// <summary>
/// Computes what has constant operands, and drops operations that change nothing. Whatever would be undefined stays as it is, and so do
/// floating numbers, whose arithmetic is the engine's.
/// </summary>
internal sealed class ConstantFolding(MirProgram program)
{
    /// <summary>The value as simple as it can be.</summary>
    public Rvalue Fold(Rvalue value, BodyTypes types)
    {
        Rvalue? simpler = value switch
        {
            Rvalue.Binary(var operation, Operand.Constant(ConstValue.Scalar(Ty.Int type, var left)), Operand.Constant(ConstValue.Scalar(Ty.Int other, var right))) =>
                Binary(operation, type, ValueOf(type, left), ValueOf(other, right)),
            Rvalue.Binary(var operation, var left, Operand.Constant(ConstValue.Scalar(Ty.Int, var right))) when IsIdle(operation, right) => new Rvalue.Use(left),
            Rvalue.Cast(CastKind.IntToInt, Operand.Constant(ConstValue.Scalar(Ty.Int or Ty.Bool or Ty.Char, _) and ConstValue.Scalar scalar), Ty.Int target) =>
                Number(target, ValueOf(scalar.Type, scalar.Bits)),
            Rvalue.Cast(CastKind.IntToInt or CastKind.PtrToPtr, var operand, var target) when ReferenceEquals(types.TypeOf(operand), target) => new Rvalue.Use(operand),
            Rvalue.Unary(UnaryOp.Not, Operand.Constant(ConstValue.Scalar(Ty.Bool type, var bits))) => Constant(type, bits ^ 1),
            _ => null,
        };
        return simpler ?? value;
    }

    /// <summary>The number that bits of a type stand for.</summary>
    public Int128 ValueOf(Ty type, UInt128 bits) => type is Ty.Int { IsSigned: true } number && BitsOf(number) < 128
        ? unchecked((Int128)(bits << (128 - BitsOf(number))) >> (128 - BitsOf(number)))
        : unchecked((Int128)bits);

    private int BitsOf(Ty.Int type) => program.Target.SizeOf(type.Kind) * 8;

    // Sums and products of numbers of up to 64 bits fit in 128 bits, so that overflow is seen.
    private Rvalue.Use? Binary(BinaryOp operation, Ty.Int type, Int128 left, Int128 right)
    {
        if (BitsOf(type) > 64)
        {
            return null;
        }

        return operation switch
        {
            BinaryOp.Add => Number(type, left + right),
            BinaryOp.Sub => Number(type, left - right),
            BinaryOp.Mul => Number(type, unchecked(left * right)),
            BinaryOp.AddUnchecked => Fitting(type, left + right),
            BinaryOp.SubUnchecked => Fitting(type, left - right),
            BinaryOp.MulUnchecked => Fitting(type, unchecked(left * right)),
            BinaryOp.BitAnd => Number(type, left & right),
            BinaryOp.BitOr => Number(type, left | right),
            BinaryOp.BitXor => Number(type, left ^ right),
            BinaryOp.ShlUnchecked when right >= 0 && right < BitsOf(type) => Number(type, left << (int)right),
            BinaryOp.ShrUnchecked when right >= 0 && right < BitsOf(type) => Number(type, left >> (int)right),
            BinaryOp.Div when right > 0 => Number(type, left / right),
            BinaryOp.Rem when right > 0 => Number(type, left % right),
            BinaryOp.Eq => Truth(left == right),
            BinaryOp.Ne => Truth(left != right),
            BinaryOp.Lt => Truth(left < right),
            BinaryOp.Le => Truth(left <= right),
            BinaryOp.Gt => Truth(left > right),
            BinaryOp.Ge => Truth(left >= right),
            _ => null,
        };
    }

    private static bool IsIdle(BinaryOp operation, UInt128 right) => operation switch
    {
        BinaryOp.Add or BinaryOp.AddUnchecked or BinaryOp.Sub or BinaryOp.SubUnchecked or BinaryOp.BitOr or BinaryOp.BitXor
            or BinaryOp.ShlUnchecked or BinaryOp.ShrUnchecked or BinaryOp.Shl or BinaryOp.Shr or BinaryOp.Offset => right == 0,
        BinaryOp.Mul or BinaryOp.MulUnchecked or BinaryOp.Div => right == 1,
        _ => false,
    };

    private Rvalue.Use? Fitting(Ty.Int type, Int128 value)
    {
        Rvalue.Use cut = Number(type, value);
        return ValueOf(type, ((ConstValue.Scalar)((Operand.Constant)cut.Operand).Value).Bits) == value ? cut : null;
    }

    private Rvalue.Use Number(Ty.Int type, Int128 value) => Constant(type, unchecked((UInt128)value) & (UInt128.MaxValue >> (128 - BitsOf(type))));

    private Rvalue.Use Truth(bool value) => Constant(program.Types.Bool, value ? 1u : 0u);

    private static Rvalue.Use Constant(Ty type, UInt128 bits) => new(new Operand.Constant(new ConstValue.Scalar(type, bits)));
}
