using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Building.Promotion;
using Crabwalk.Rust.Thir;
using Body = Crabwalk.Mir.Bodies.Body;

namespace Crabwalk.Rust.Lints.Flow;

/// <summary>
/// What the scalars of a body are known to be: those that are constants or made of constants, in locals that get a value once.
/// </summary>
internal sealed class KnownValues(Body body, Scalars scalars)
{
    private readonly TemporaryUses _uses = new(body);
    private readonly Dictionary<(LocalId Local, int? Field), UInt128?> _known = [];

    /// <summary>The bits of an operand, cut to its type's width; null when they are not known.</summary>
    public UInt128? Of(Operand operand) => operand switch
    {
        Operand.Constant(ConstValue.Scalar(_, var bits)) => bits,
        Operand.Copy(var place) => Of(place),
        Operand.Move(var place) => Of(place),
        _ => null,
    };

    private UInt128? Of(Place place) => place.Path switch
    {
        [] => Of(place.Local, null),
        [Projection.Field(var number, _)] => Of(place.Local, number),
        _ => null,
    };

    private UInt128? Of(LocalId local, int? field)
    {
        if (!_known.TryGetValue((local, field), out UInt128? value))
        {
            // A value that depends on itself is not known.
            _known[(local, field)] = null;
            _known[(local, field)] = value = Compute(local, field);
        }

        return value;
    }

    private UInt128? Compute(LocalId local, int? field)
    {
        if (_uses.DefinitionOf(local) is not { } at || body.Blocks[at.Block].Statements[at.Statement].Kind is not StatementKind.Assign(_, var value, _))
        {
            return null;
        }

        return (value, field) switch
        {
            (Rvalue.Use(var operand), null) => Of(operand),
            (Rvalue.Use(var operand), _) => operand is Operand.Copy({ IsLocal: true } source) ? Of(source.Local, field) : null,
            (Rvalue.Aggregate(AggregateKind.Tuple, var operands), { } number) => Of(operands[number]),
            (Rvalue.Binary(var operation, var left, var right), _) => Of(left) is { } l && Of(right) is { } r ? Binary(operation, TypeOf(left), l, r, field) : null,
            (Rvalue.Unary(var operation, var operand), null) => Of(operand) is { } bits ? Unary(operation, TypeOf(operand), bits) : null,
            (Rvalue.Cast(CastKind.IntToInt, var operand, var type), null) => Of(operand) is { } bits ? Cut(type, unchecked((UInt128)scalars.Signed(TypeOf(operand), bits))) : null,
            _ => null,
        };
    }

    private Ty TypeOf(Operand operand) => operand switch
    {
        Operand.Constant(var value) => value.Type,
        Operand.Copy(var place) => TypeOf(place),
        Operand.Move(var place) => TypeOf(place),
    };

    private Ty TypeOf(Place place) => place.Path is [.., Projection.Field(_, var type)] ? type : body.Locals[place.Local].Type;

    private UInt128 Cut(Ty type, UInt128 bits) => bits & scalars.Mask(type);

    private UInt128? Unary(UnaryOp operation, Ty type, UInt128 bits) => operation switch
    {
        UnaryOp.Not when type is Ty.Bool => bits ^ 1,
        UnaryOp.Not => Cut(type, ~bits),
        UnaryOp.Neg when type is Ty.Int => Cut(type, unchecked(-bits)),
        _ => null,
    };

    private UInt128? Binary(BinaryOp operation, Ty type, UInt128 left, UInt128 right, int? field)
    {
        if (type is not (Ty.Int or Ty.Bool or Ty.Char))
        {
            return null;
        }

        int order = scalars.Signed(type, left).CompareTo(scalars.Signed(type, right));
        if (type is not Ty.Int { IsSigned: true })
        {
            order = left.CompareTo(right);
        }

        return operation switch
        {
            BinaryOp.AddWithOverflow or BinaryOp.SubWithOverflow or BinaryOp.MulWithOverflow => Checked(operation, type, left, right, field),
            BinaryOp.BitAnd => left & right,
            BinaryOp.BitOr => left | right,
            BinaryOp.BitXor => left ^ right,
            BinaryOp.Eq => left == right ? 1u : 0u,
            BinaryOp.Ne => left != right ? 1u : 0u,
            BinaryOp.Lt => order < 0 ? 1u : 0u,
            BinaryOp.Le => order <= 0 ? 1u : 0u,
            BinaryOp.Gt => order > 0 ? 1u : 0u,
            BinaryOp.Ge => order >= 0 ? 1u : 0u,
            _ => null,
        };
    }

    // 128 bits cannot hold every result of 128-bit operands: those are left alone.
    private UInt128? Checked(BinaryOp operation, Ty type, UInt128 left, UInt128 right, int? field)
    {
        if (scalars.BitsOf(type) > 64)
        {
            return null;
        }

        Int128 a = scalars.Signed(type, left);
        Int128 b = scalars.Signed(type, right);
        Int128 exact = operation switch
        {
            BinaryOp.AddWithOverflow => a + b,
            BinaryOp.SubWithOverflow => a - b,
            _ => unchecked(a * b),
        };
        UInt128 cut = Cut(type, unchecked((UInt128)exact));
        bool isTooWide = operation == BinaryOp.MulWithOverflow && a != 0 && exact / a != b;
        return field switch
        {
            0 => cut,
            1 => isTooWide || scalars.Signed(type, cut) != exact ? 1u : 0u,
            _ => null,
        };
    }
}
