using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Checking;

/// <summary>The trait behind an operator.</summary>
/// <param name="LangItem">The trait's lang item.</param>
/// <param name="Method">Its method.</param>
/// <param name="Name">The trait's name, for messages.</param>
internal readonly record struct OperatorTrait(string LangItem, string Method, string Name)
{
    public static OperatorTrait Of(BinaryOperator operation, bool isAssign) => (operation, isAssign) switch
    {
        (BinaryOperator.Add, false) => new("add", "add", "Add"),
        (BinaryOperator.Subtract, false) => new("sub", "sub", "Sub"),
        (BinaryOperator.Multiply, false) => new("mul", "mul", "Mul"),
        (BinaryOperator.Divide, false) => new("div", "div", "Div"),
        (BinaryOperator.Remainder, false) => new("rem", "rem", "Rem"),
        (BinaryOperator.BitXor, false) => new("bitxor", "bitxor", "BitXor"),
        (BinaryOperator.BitAnd, false) => new("bitand", "bitand", "BitAnd"),
        (BinaryOperator.BitOr, false) => new("bitor", "bitor", "BitOr"),
        (BinaryOperator.ShiftLeft, false) => new("shl", "shl", "Shl"),
        (BinaryOperator.ShiftRight, false) => new("shr", "shr", "Shr"),
        (BinaryOperator.Add, true) => new("add_assign", "add_assign", "AddAssign"),
        (BinaryOperator.Subtract, true) => new("sub_assign", "sub_assign", "SubAssign"),
        (BinaryOperator.Multiply, true) => new("mul_assign", "mul_assign", "MulAssign"),
        (BinaryOperator.Divide, true) => new("div_assign", "div_assign", "DivAssign"),
        (BinaryOperator.Remainder, true) => new("rem_assign", "rem_assign", "RemAssign"),
        (BinaryOperator.BitXor, true) => new("bitxor_assign", "bitxor_assign", "BitXorAssign"),
        (BinaryOperator.BitAnd, true) => new("bitand_assign", "bitand_assign", "BitAndAssign"),
        (BinaryOperator.BitOr, true) => new("bitor_assign", "bitor_assign", "BitOrAssign"),
        (BinaryOperator.ShiftLeft, true) => new("shl_assign", "shl_assign", "ShlAssign"),
        (BinaryOperator.ShiftRight, true) => new("shr_assign", "shr_assign", "ShrAssign"),
        (BinaryOperator.Equal, _) => new("eq", "eq", "PartialEq"),
        (BinaryOperator.NotEqual, _) => new("eq", "ne", "PartialEq"),
        (BinaryOperator.Less, _) => new("partial_ord", "lt", "PartialOrd"),
        (BinaryOperator.LessEqual, _) => new("partial_ord", "le", "PartialOrd"),
        (BinaryOperator.GreaterEqual, _) => new("partial_ord", "ge", "PartialOrd"),
        (BinaryOperator.Greater, _) => new("partial_ord", "gt", "PartialOrd"),
        (BinaryOperator.And or BinaryOperator.Or, _) => new("", "", ""),
    };

    /// <summary>The trait says what the result is: comparisons give a truth value, assignments nothing.</summary>
    public bool HasOutput => Name is not ("" or "PartialEq" or "PartialOrd") && !Method.EndsWith("_assign", StringComparison.Ordinal);

    public static bool IsComparison(BinaryOperator operation) => operation >= BinaryOperator.Equal;
}
