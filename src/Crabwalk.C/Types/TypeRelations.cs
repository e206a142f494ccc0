using System.Collections.Immutable;

namespace Crabwalk.C.Types;

/// <summary>Compatible types and composite types (6.2.7), promotions and the usual arithmetic conversions (6.3.1).</summary>
public sealed partial class CTypes
{
    /// <summary>True when the two types may stand for each other, qualifiers included.</summary>
    public bool AreCompatible(CType left, CType right)
    {
        left = left.Canonical;
        right = right.Canonical;
        if (left == right || left is CType.Error || right is CType.Error)
        {
            return true;
        }

        return left.Qualifiers == right.Qualifiers && (left.Main, right.Main) switch
        {
            (CType.Pointer a, CType.Pointer b) => AreCompatible(a.Target, b.Target),
            (CType.Array a, CType.Array b) => AreCompatible(a.Element, b.Element) && BoundsAgree(a, b),
            (CType.Function a, CType.Function b) => FunctionsAgree(a, b),
            (CType.Enum a, CType.Integer b) => a.Definition.Underlying == b.Kind,
            (CType.Integer a, CType.Enum b) => b.Definition.Underlying == a.Kind,
            (CType.Integer a, CType.Integer b) => a.Kind == b.Kind,
            (CType.Floating a, CType.Floating b) => a.Kind == b.Kind,
            (CType.Void, CType.Void) => true,
            _ => left.Main == right.Main,
        };
    }

    /// <summary>True when the types are compatible once qualifiers on the outermost level are taken off.</summary>
    public bool AreCompatibleUnqualified(CType left, CType right) => AreCompatible(left.Unqualified, right.Unqualified);

    /// <summary>The type that knows all that two compatible types know: array bounds and parameter types.</summary>
    public CType Composite(CType left, CType right)
    {
        if (left.Canonical == right.Canonical)
        {
            return left;
        }

        return (left, right) switch
        {
            (CType.Array a, CType.Array b) => ArrayOf(Composite(a.Element, b.Element), BetterBound(a.Bound, b.Bound)),
            (CType.Pointer a, CType.Pointer b) => Qualified(Composite(a.Target, b.Target).PointerTo(), a.Qualifiers),
            (CType.Function a, CType.Function b) => CompositeFunction(a, b),
            _ => left,
        };
    }

    /// <summary>The type after integer promotion (6.3.1.1p2); other types stay.</summary>
    public CType Promoted(CType type) => KindOf(type) is { } kind ? this[PromotedKind(kind)] : type.Unqualified;

    /// <summary>The integer type after promotion.</summary>
    public static IntegerKind PromotedKind(IntegerKind kind) => kind.Rank() < IntegerKind.Int.Rank() ? IntegerKind.Int : kind;

    /// <summary>The type of an argument without a parameter: promoted, and <c>float</c> becomes <c>double</c> (6.5.2.2p6).</summary>
    public CType ArgumentPromoted(CType type) => type is CType.Floating { Kind: FloatingKind.Float } ? Double : Promoted(type);

    /// <summary>The common real type of two arithmetic operands (6.3.1.8).</summary>
    public CType UsualArithmetic(CType left, CType right)
    {
        if (left is CType.Floating || right is CType.Floating)
        {
            FloatingKind a = (left as CType.Floating)?.Kind ?? FloatingKind.Float;
            FloatingKind b = (right as CType.Floating)?.Kind ?? FloatingKind.Float;
            return this[a > b ? a : b];
        }

        return this[UsualArithmetic(PromotedKind(KindOf(left)!.Value), PromotedKind(KindOf(right)!.Value))];
    }

    private IntegerKind UsualArithmetic(IntegerKind left, IntegerKind right)
    {
        if (left.IsSigned() == right.IsSigned())
        {
            return left.Rank() >= right.Rank() ? left : right;
        }

        (IntegerKind signed, IntegerKind unsigned) = left.IsSigned() ? (left, right) : (right, left);
        if (unsigned.Rank() >= signed.Rank())
        {
            return unsigned;
        }

        return Target.SizeOf(signed) > Target.SizeOf(unsigned) ? signed : signed.ToUnsigned();
    }

    private static bool BoundsAgree(CType.Array left, CType.Array right) => left.Count is null || right.Count is null || left.Count == right.Count;

    private bool FunctionsAgree(CType.Function left, CType.Function right)
    {
        if (!AreCompatible(left.Result, right.Result))
        {
            return false;
        }

        if (!left.HasPrototype || !right.HasPrototype)
        {
            CType.Function known = left.HasPrototype ? left : right;
            return !known.HasPrototype || (!known.IsVariadic && known.Parameters.All(p => AreCompatible(p, ArgumentPromoted(p))));
        }

        return left.IsVariadic == right.IsVariadic
            && left.Parameters.Length == right.Parameters.Length
            && left.Parameters.Zip(right.Parameters).All(pair => AreCompatibleUnqualified(pair.First, pair.Second));
    }

    private CType.Function CompositeFunction(CType.Function left, CType.Function right)
    {
        if (!left.HasPrototype || !right.HasPrototype)
        {
            CType.Function known = left.HasPrototype ? left : right;
            return Function(Composite(left.Result, right.Result), known.Parameters, known.IsVariadic, known.HasPrototype);
        }

        ImmutableArray<CType> parameters = [.. left.Parameters.Zip(right.Parameters, Composite)];
        return Function(Composite(left.Result, right.Result), parameters, left.IsVariadic);
    }

    private static ArrayBound BetterBound(ArrayBound left, ArrayBound right) =>
        left is ArrayBound.Constant || right is ArrayBound.Incomplete ? left
        : right is ArrayBound.Constant ? right
        : left is ArrayBound.Variable ? left : right;
}
