namespace Crabwalk.C.Types;

/// <summary>The categories of 6.2.5 as questions. An error type belongs to every category that a check asks for first.</summary>
internal static class TypeQueries
{
    public static bool IsError(this CType type) => type is CType.Error;

    public static bool IsVoid(this CType type) => type is CType.Void;

    public static bool IsInteger(this CType type) => type is CType.Integer or CType.Enum;

    public static bool IsBool(this CType type) => type is CType.Integer { Kind: IntegerKind.Bool };

    public static bool IsArithmetic(this CType type) => type is CType.Integer or CType.Enum or CType.Floating;

    public static bool IsScalar(this CType type) => type is CType.Integer or CType.Enum or CType.Floating or CType.Pointer;

    public static bool IsVoidPointer(this CType type) => type is CType.Pointer { Target: CType.Void };

    public static bool IsFunctionPointer(this CType type) => type is CType.Pointer { Target: CType.Function };

    public static bool IsCharacter(this CType type) =>
        type is CType.Integer { Kind: IntegerKind.Char or IntegerKind.SignedChar or IntegerKind.UnsignedChar };

    public static bool IsConst(this CType type) => (type.Qualifiers & Qualifiers.Const) != 0;

    /// <summary>True for integers and enumerations that can be negative.</summary>
    public static bool IsSigned(this CType type) => CTypes.KindOf(type) is { } kind && kind.IsSigned();

    /// <summary>True when objects of the type have a size, be it one that only the run knows (6.2.5p1).</summary>
    public static bool IsComplete(this CType type) => type switch
    {
        CType.Void => false,
        CType.Function => false,
        CType.Record record => record.Definition.IsComplete,
        CType.Enum enumeration => enumeration.Definition.IsComplete,
        CType.Array array => array.Bound is not ArrayBound.Incomplete && array.Element.IsComplete(),
        CType.Integer => true,
        CType.Floating => true,
        CType.Pointer => true,
        CType.Error => true,
    };

    /// <summary>True for a variable-length array, or an array of such.</summary>
    public static bool IsVariableLength(this CType type)
    {
        while (type is CType.Array array)
        {
            if (array.Bound is ArrayBound.Variable or ArrayBound.Star)
            {
                return true;
            }

            type = array.Element;
        }

        return false;
    }

    /// <summary>True when a variable-length array is somewhere in the type (6.7.6p3), be it behind a pointer.</summary>
    public static bool IsVariablyModified(this CType type)
    {
        while (true)
        {
            switch (type)
            {
                case CType.Array { Bound: ArrayBound.Variable or ArrayBound.Star }:
                    return true;
                case CType.Array array:
                    type = array.Element;
                    break;
                case CType.Pointer pointer:
                    type = pointer.Target;
                    break;
                case CType.Function function:
                    type = function.Result;
                    break;
                default:
                    return false;
            }
        }
    }

    /// <summary>The innermost element type of an array, or the type itself.</summary>
    public static CType InnermostElement(this CType type)
    {
        while (type is CType.Array array)
        {
            type = array.Element;
        }

        return type;
    }
}
