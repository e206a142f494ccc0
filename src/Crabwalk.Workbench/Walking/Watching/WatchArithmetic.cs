namespace Crabwalk.Workbench.Walking.Watching;

/// <summary>Computes with the numbers of a watch expression: in 128 bits, so that no type of the program overflows here.</summary>
internal static class WatchArithmetic
{
    /// <summary>The result; null where there is none, such as a division by zero.</summary>
    public static WatchValue? Of(BinaryOperator by, WatchValue left, WatchValue right) => (left, right) switch
    {
        (WatchValue.Integer(var a), WatchValue.Integer(var b)) => Integers(by, a, b),
        _ => Reals(by, RealOf(left), RealOf(right)),
    };

    /// <summary>Whether a number counts as true.</summary>
    public static bool IsTrue(WatchValue number) => number is WatchValue.Integer(var whole) ? whole != 0 : RealOf(number) != 0;

    private static double RealOf(WatchValue number) => number switch
    {
        WatchValue.Integer(var whole) => (double)whole,
        WatchValue.Real(var real) => real,
        _ => double.NaN,
    };

    private static WatchValue.Integer? Integers(BinaryOperator by, Int128 a, Int128 b) => by switch
    {
        BinaryOperator.Or => Truth(a != 0 || b != 0),
        BinaryOperator.And => Truth(a != 0 && b != 0),
        BinaryOperator.BitOr => Whole(a | b),
        BinaryOperator.BitXor => Whole(a ^ b),
        BinaryOperator.BitAnd => Whole(a & b),
        BinaryOperator.Equal => Truth(a == b),
        BinaryOperator.NotEqual => Truth(a != b),
        BinaryOperator.Less => Truth(a < b),
        BinaryOperator.LessEqual => Truth(a <= b),
        BinaryOperator.Greater => Truth(a > b),
        BinaryOperator.GreaterEqual => Truth(a >= b),
        BinaryOperator.ShiftLeft => b < 0 || b > 64 ? null : Whole(a << (int)b),
        BinaryOperator.ShiftRight => b < 0 || b > 127 ? null : Whole(a >> (int)b),
        BinaryOperator.Add => Whole(unchecked(a + b)),
        BinaryOperator.Subtract => Whole(unchecked(a - b)),
        BinaryOperator.Multiply => Whole(unchecked(a * b)),
        BinaryOperator.Divide => b == 0 || (a == Int128.MinValue && b == -1) ? null : Whole(a / b),
        BinaryOperator.Remainder => b == 0 || (a == Int128.MinValue && b == -1) ? null : Whole(a % b),
    };

    private static WatchValue? Reals(BinaryOperator by, double a, double b) => by switch
    {
        BinaryOperator.Or => Truth(a != 0 || b != 0),
        BinaryOperator.And => Truth(a != 0 && b != 0),
        BinaryOperator.Equal => Truth(a == b),
        BinaryOperator.NotEqual => Truth(a != b),
        BinaryOperator.Less => Truth(a < b),
        BinaryOperator.LessEqual => Truth(a <= b),
        BinaryOperator.Greater => Truth(a > b),
        BinaryOperator.GreaterEqual => Truth(a >= b),
        BinaryOperator.Add => new WatchValue.Real(a + b),
        BinaryOperator.Subtract => new WatchValue.Real(a - b),
        BinaryOperator.Multiply => new WatchValue.Real(a * b),
        BinaryOperator.Divide => new WatchValue.Real(a / b),
        BinaryOperator.Remainder => new WatchValue.Real(a % b),
        BinaryOperator.BitOr or BinaryOperator.BitXor or BinaryOperator.BitAnd or BinaryOperator.ShiftLeft or BinaryOperator.ShiftRight => null,
    };

    private static WatchValue.Integer Truth(bool value) => new(value ? 1 : 0);

    private static WatchValue.Integer Whole(Int128 value) => new(value);
}
