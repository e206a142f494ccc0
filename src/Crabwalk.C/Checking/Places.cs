using Crabwalk.C.Tree;
using Crabwalk.C.Types;

namespace Crabwalk.C.Checking;

/// <summary>Whether two lvalues name the same scalar object.</summary>
internal enum Aliasing
{
    /// <summary>They cannot.</summary>
    Never,

    /// <summary>Only a run can tell.</summary>
    Maybe,

    /// <summary>They always do.</summary>
    Always,
}

/// <summary>Compares the places that scalar lvalues name.</summary>
internal static class Places
{
    /// <summary>Whether two scalar lvalues may name one object. Two types that may not share an object (6.5p7) are taken not to.</summary>
    public static Aliasing Compare(Expression one, Expression other)
    {
        Variable? left = RootOf(one);
        Variable? right = RootOf(other);
        if (left is not null && right is not null)
        {
            return left == right ? ComparePaths(one, other) : Aliasing.Never;
        }

        if (PointerUnder(one) is { } pointer && pointer == PointerUnder(other) && ComparePaths(one, other) == Aliasing.Never)
        {
            return Aliasing.Never;
        }

        bool isReachable = (left ?? right) is not { } named || CanBePointedTo(named);
        return isReachable && MayShare(one.Type, other.Type) && !IsBitField(one) && !IsBitField(other) ? Aliasing.Maybe : Aliasing.Never;
    }

    /// <summary>The variable that an lvalue is a part of; null when a pointer leads to it.</summary>
    private static Variable? RootOf(Expression place)
    {
        while (true)
        {
            switch (place)
            {
                case Expression.VariableReference reference:
                    return reference.Variable;
                case Expression.Member member:
                    place = member.Record;
                    break;
                case Expression.Subscript { Array: Expression.Conversion { Kind: ConversionKind.ArrayToPointer, Operand: var array } }:
                    place = array;
                    break;
                default:
                    return null;
            }
        }
    }

    /// <summary>The variable whose value leads to an lvalue, as <c>p</c> does in <c>p->x</c>.</summary>
    private static Variable? PointerUnder(Expression place)
    {
        while (place is Expression.Member member)
        {
            place = member.Record;
        }

        return place is Expression.Dereference { Operand: Expression.Conversion { Kind: ConversionKind.LvalueToRvalue, Operand: Expression.VariableReference { Variable: var variable } } }
            ? variable
            : null;
    }

    private static bool CanBePointedTo(Variable variable) =>
        variable.Storage != StorageDuration.Automatic || variable.IsAddressTaken || variable.Type is CType.Array;

    private static bool IsBitField(Expression place) => place is Expression.Member { Field.IsBitField: true };

    // Two paths into one variable: the same members name the same object, different indexes may.
    private static Aliasing ComparePaths(Expression one, Expression other)
    {
        switch (one, other)
        {
            case (Expression.VariableReference, Expression.VariableReference):
                return Aliasing.Always;
            case (Expression.Member left, Expression.Member right):
                return Both(ComparePaths(left.Record, right.Record), left.Field == right.Field ? Aliasing.Always : CompareFields(left));
            case (Expression.Subscript left, Expression.Subscript right):
                return Both(ComparePaths(ArrayOf(left), ArrayOf(right)), CompareIndexes(left.Index, right.Index));
            default:
                return Aliasing.Maybe;
        }
    }

    private static Expression ArrayOf(Expression.Subscript subscript) => ((Expression.Conversion)subscript.Array).Operand;

    private static Aliasing CompareFields(Expression.Member member) =>
        member.Record.Type is CType.Record { Definition.IsUnion: true } ? Aliasing.Maybe : Aliasing.Never;

    private static Aliasing CompareIndexes(Expression one, Expression other) => (one.IntegerValue, other.IntegerValue) switch
    {
        ({ } left, { } right) => left == right ? Aliasing.Always : Aliasing.Never,
        _ => Aliasing.Maybe,
    };

    private static Aliasing Both(Aliasing one, Aliasing other) => one < other ? one : other;

    private static bool MayShare(CType one, CType other) => (one, other) switch
    {
        (CType.Pointer, CType.Pointer) => true,
        (CType.Floating left, CType.Floating right) => left.Kind == right.Kind,
        _ when CTypes.KindOf(one) is { } left && CTypes.KindOf(other) is { } right => IsCharacter(left) || IsCharacter(right) || left.ToUnsigned() == right.ToUnsigned(),
        _ => (CTypes.KindOf(one) ?? CTypes.KindOf(other)) is { } only && IsCharacter(only),
    };

    private static bool IsCharacter(IntegerKind kind) => kind is IntegerKind.Char or IntegerKind.SignedChar or IntegerKind.UnsignedChar;
}
