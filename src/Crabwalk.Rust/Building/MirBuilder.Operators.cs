using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Thir;

namespace Crabwalk.Rust.Building;

/// <summary>Built-in operators, with the checks that come before them (Rust Reference, overflow).</summary>
internal sealed partial class MirBuilder
{
    private Rvalue.Unary BuildUnary(ref BlockId block, UnaryOp operation, Expr expression, Operand operand)
    {
        if (_context.Options.ChecksOverflow && operation == UnaryOp.Neg && expression.Type is Ty.Int { IsSigned: true })
        {
            LocalId isLeast = Compare(block, expression.Span, BinaryOp.Eq, CopyOf(operand), Least(expression.Type));
            Assert(ref block, new Operand.Move(isLeast), false, new AssertMessage.OverflowNeg(CopyOf(operand)), expression.Span);
        }

        return new Rvalue.Unary(operation, operand);
    }

    private Rvalue BuildBinary(ref BlockId block, BinaryOp operation, Span span, Ty type, Operand left, Operand right)
    {
        bool isInteger = type is Ty.Int;
        switch (operation)
        {
            case BinaryOp.Add or BinaryOp.Sub or BinaryOp.Mul when isInteger && _context.Options.ChecksOverflow:
                return BuildChecked(ref block, operation, span, type, left, right);
            case BinaryOp.Shl or BinaryOp.Shr when isInteger && _context.Options.ChecksOverflow:
                CheckShift(ref block, operation, span, type, left, right);
                return new Rvalue.Binary(operation, left, right);
            case BinaryOp.Div or BinaryOp.Rem when isInteger:
                CheckDivision(ref block, operation, span, type, left, right);
                return new Rvalue.Binary(operation, left, right);
            default:
                return new Rvalue.Binary(operation, left, right);
        }
    }

    private Rvalue.Use BuildChecked(ref BlockId block, BinaryOp operation, Span span, Ty type, Operand left, Operand right)
    {
        BinaryOp withOverflow = operation switch
        {
            BinaryOp.Add => BinaryOp.AddWithOverflow,
            BinaryOp.Sub => BinaryOp.SubWithOverflow,
            _ => BinaryOp.MulWithOverflow,
        };
        LocalId pair = Temporary(Types.Tuple([type, Types.Bool]), span);
        Assign(block, span, pair, new Rvalue.Binary(withOverflow, CopyOf(left), CopyOf(right)));
        Place overflowed = new Place(pair).Field(1, Types.Bool);
        Assert(ref block, new Operand.Move(overflowed), false, new AssertMessage.Overflow(operation, left, right), span);
        return new(new Operand.Move(new Place(pair).Field(0, type)));
    }

    // As an unsigned number, a negative count is too large as well.
    private void CheckShift(ref BlockId block, BinaryOp operation, Span span, Ty type, Operand left, Operand right)
    {
        Operand count = CopyOf(right);
        Ty countType = _types.TypeOf(right);
        if (countType is Ty.Int { IsSigned: true } signed)
        {
            countType = Types.Int(signed.Kind + (IntKind.U8 - IntKind.I8));
            LocalId unsigned = Temporary(countType, span);
            Assign(block, span, unsigned, new Rvalue.Cast(CastKind.IntToInt, count, countType));
            count = new Operand.Move(unsigned);
        }

        LocalId fits = Compare(block, span, BinaryOp.Lt, count, Number(countType, (uint)_context.Scalars.BitsOf(type)));
        Assert(ref block, new Operand.Move(fits), true, new AssertMessage.Overflow(operation, CopyOf(left), CopyOf(right)), span);
    }

    private void CheckDivision(ref BlockId block, BinaryOp operation, Span span, Ty type, Operand left, Operand right)
    {
        AssertMessage byZero = operation == BinaryOp.Div ? new AssertMessage.DivisionByZero(CopyOf(left)) : new AssertMessage.RemainderByZero(CopyOf(left));
        LocalId isZero = Compare(block, span, BinaryOp.Eq, CopyOf(right), Number(type, 0));
        Assert(ref block, new Operand.Move(isZero), false, byZero, span);
        if (type is not Ty.Int { IsSigned: true })
        {
            return;
        }

        LocalId isMinusOne = Temporary(Types.Bool, span);
        LocalId isLeast = Temporary(Types.Bool, span);
        LocalId overflows = Temporary(Types.Bool, span);
        Assign(block, span, isMinusOne, new Rvalue.Binary(BinaryOp.Eq, CopyOf(right), Number(type, UInt128.MaxValue)));
        Assign(block, span, isLeast, new Rvalue.Binary(BinaryOp.Eq, CopyOf(left), Least(type)));
        Assign(block, span, overflows, new Rvalue.Binary(BinaryOp.BitAnd, new Operand.Move(isMinusOne), new Operand.Move(isLeast)));
        Assert(ref block, new Operand.Move(overflows), false, new AssertMessage.Overflow(operation, CopyOf(left), CopyOf(right)), span);
    }

    private LocalId Compare(BlockId block, Span span, BinaryOp operation, Operand left, Operand right)
    {
        LocalId result = Temporary(Types.Bool, span);
        Assign(block, span, result, new Rvalue.Binary(operation, left, right));
        return result;
    }

    private Operand.Constant Number(Ty type, UInt128 bits) => new(_context.Scalars.Value(type, bits));

    private Operand.Constant Least(Ty type) => Number(type, UInt128.One << (_context.Scalars.BitsOf(type) - 1));
}
