using Crabwalk.C.Tree;
using Crabwalk.C.Types;

namespace Crabwalk.C.Checking;

/// <summary>Evaluates what a static initialiser may say beyond numbers: addresses of static things, plus or minus a number (6.6p9).</summary>
internal sealed class AddressConstants(CheckContext context)
{
    /// <summary>Expressions deeper than this are not called constant; the parser's own limits keep programs far below.</summary>
    private const int DepthLimit = 3000;

    /// <summary>The constant value of an expression; null when only a run can tell.</summary>
    public ConstantValue? Evaluate(Expression expression) => Evaluate(expression, 0);

    private ConstantValue? Evaluate(Expression expression, int depth)
    {
        if (expression.Constant is { } known)
        {
            return known;
        }

        if (depth > DepthLimit)
        {
            return null;
        }

        return expression switch
        {
            Expression.AddressOf address => AddressOf(address.Operand, depth + 1),
            Expression.Conversion conversion => Convert(conversion, depth + 1),
            Expression.PointerOffset offset => Offset(offset, depth + 1),
            Expression.LabelAddress label => new ConstantValue.Address(new AddressBase.OfLabel(label.Label), 0),
            Expression.Conditional conditional => Evaluate(conditional.Condition, depth + 1) is { } test
                ? Truth(test) is { } truth ? Evaluate(truth ? conditional.Then : conditional.Else, depth + 1) : null
                : null,
            Expression.Binary binary => Binary(binary, depth + 1),
            Expression.PointerDifference difference => Difference(difference, depth + 1),
            Expression.Bound bound => Evaluate(bound.Value, depth + 1),
            _ => null,
        };
    }

    /// <summary>The address of an lvalue or function.</summary>
    private ConstantValue? AddressOf(Expression place, int depth)
    {
        if (depth > DepthLimit)
        {
            return null;
        }

        return place switch
        {
            Expression.VariableReference { Variable: { Storage: StorageDuration.Static } variable } => Start(new AddressBase.OfVariable(variable)),
            Expression.CompoundLiteral { Variable: { Storage: StorageDuration.Static } variable } => Start(new AddressBase.OfVariable(variable)),
            Expression.FunctionReference function => Start(new AddressBase.OfFunction(function.Function)),
            Expression.StringLiteral literal => Start(new AddressBase.OfString(literal.Data)),
            Expression.Member member => Moved(AddressOf(member.Record, depth + 1), member.Field.Offset),
            Expression.Dereference dereference => Evaluate(dereference.Operand, depth + 1),
            Expression.Subscript { Index.IntegerValue: { } index } subscript => Moved(
                Evaluate(subscript.Array, depth + 1), unchecked(index * (context.Types.SizeOf(subscript.Type) ?? 0))),
            _ => null,
        };
    }

    private ConstantValue? Convert(Expression.Conversion conversion, int depth) => conversion.Kind switch
    {
        ConversionKind.ArrayToPointer => AddressOf(conversion.Operand, depth),
        ConversionKind.FunctionToPointer => AddressOf(conversion.Operand, depth),
        ConversionKind.PointerToPointer or ConversionKind.Same => Evaluate(conversion.Operand, depth),
        ConversionKind.PointerToInteger or ConversionKind.IntegerToPointer or ConversionKind.IntegerToInteger =>
            Evaluate(conversion.Operand, depth) switch
            {
                ConstantValue.Integer integer => context.Fold.Convert(integer, conversion.Operand.Type, conversion.Type),
                ConstantValue.Address address when context.Types.SizeOf(conversion.Type) == context.Types.Target.PointerBytes => address,
                ConstantValue.LabelDifference difference when context.Types.SizeOf(conversion.Type) >= 4 => difference,
                _ => null,
            },
        ConversionKind.ScalarToBool => Truth(Evaluate(conversion.Operand, depth)) is { } truth ? new ConstantValue.Integer(truth ? 1 : 0) : null,
        ConversionKind.IntegerToFloating or ConversionKind.FloatingToInteger or ConversionKind.FloatingToFloating =>
            context.Fold.Convert(Evaluate(conversion.Operand, depth), conversion.Operand.Type, conversion.Type),
        ConversionKind.NullToPointer => new ConstantValue.Integer(0),
        ConversionKind.LvalueToRvalue => null,
        ConversionKind.ToVoid => null,
    };

    private ConstantValue? Offset(Expression.PointerOffset offset, int depth)
    {
        if (offset.Index.IntegerValue is not { } index || offset.Pointer.Type is not CType.Pointer { Target: var target })
        {
            return null;
        }

        long size = target is CType.Void or CType.Function ? 1 : context.Types.SizeOf(target) ?? 0;
        long bytes = unchecked(index * size);
        return Moved(Evaluate(offset.Pointer, depth), offset.IsSubtraction ? unchecked(-bytes) : bytes);
    }

    /// <summary>Sums of an address cast to an integer, comparisons of a known address with null, and differences of labels.</summary>
    private ConstantValue? Binary(Expression.Binary binary, int depth)
    {
        ConstantValue? left = Evaluate(binary.Left, depth);
        ConstantValue? right = Evaluate(binary.Right, depth);
        return (binary.Operator, left, right) switch
        {
            (BinaryOperator.Add, ConstantValue.Address, ConstantValue.Integer by) => Moved(left, by.Bits),
            (BinaryOperator.Add, ConstantValue.Integer by, ConstantValue.Address) => Moved(right, by.Bits),
            (BinaryOperator.Subtract, ConstantValue.Address, ConstantValue.Integer by) => Moved(left, unchecked(-by.Bits)),
            (BinaryOperator.Subtract, ConstantValue.Address a, ConstantValue.Address b) => Difference(a, b, 1),
            (BinaryOperator.Equal, ConstantValue.Address, ConstantValue.Integer { Bits: 0 }) => new ConstantValue.Integer(0),
            (BinaryOperator.NotEqual, ConstantValue.Address, ConstantValue.Integer { Bits: 0 }) => new ConstantValue.Integer(1),
            (_, ConstantValue.Address, _) or (_, _, ConstantValue.Address) => null,
            _ => context.Fold.Binary(binary.Operator, left, right, binary.Left.Type, null, out _),
        };
    }

    private ConstantValue? Difference(Expression.PointerDifference difference, int depth)
    {
        long size = difference.Left.Type is CType.Pointer { Target: var target } ? context.Types.SizeOf(target) ?? 1 : 1;
        return (Evaluate(difference.Left, depth), Evaluate(difference.Right, depth)) switch
        {
            (ConstantValue.Address a, ConstantValue.Address b) => Difference(a, b, Math.Max(1, size)),
            (ConstantValue.Integer a, ConstantValue.Integer b) => new ConstantValue.Integer(unchecked(a.Bits - b.Bits) / Math.Max(1, size)),
            _ => null,
        };
    }

    private static ConstantValue? Difference(ConstantValue.Address a, ConstantValue.Address b, long size) => (a.Base, b.Base) switch
    {
        (AddressBase.OfLabel x, AddressBase.OfLabel y) => new ConstantValue.LabelDifference(x.Label, y.Label),
        _ => a.Base == b.Base ? new ConstantValue.Integer(unchecked(a.Offset - b.Offset) / size) : null,
    };

    private static ConstantValue.Address Start(AddressBase from) => new(from, 0);

    private ConstantValue? Moved(ConstantValue? from, long bytes) => from switch
    {
        ConstantValue.Address address => address with { Offset = unchecked(address.Offset + bytes) },
        ConstantValue.Integer integer => new ConstantValue.Integer(context.Fold.Wrap(unchecked(integer.Bits + bytes), CTargets.SizeKind)),
        _ => null,
    };

    private static bool? Truth(ConstantValue? value) => value is ConstantValue.Address ? true : Folding.Truth(value);
}
