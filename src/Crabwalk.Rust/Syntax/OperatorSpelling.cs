namespace Crabwalk.Rust.Syntax;

/// <summary>How operators are written.</summary>
internal static class OperatorSpelling
{
    /// <summary>The operator as it is written between its operands.</summary>
    public static string Spelling(this BinaryOperator operation) => operation switch
    {
        BinaryOperator.Add => "+",
        BinaryOperator.Subtract => "-",
        BinaryOperator.Multiply => "*",
        BinaryOperator.Divide => "/",
        BinaryOperator.Remainder => "%",
        BinaryOperator.And => "&&",
        BinaryOperator.Or => "||",
        BinaryOperator.BitXor => "^",
        BinaryOperator.BitAnd => "&",
        BinaryOperator.BitOr => "|",
        BinaryOperator.ShiftLeft => "<<",
        BinaryOperator.ShiftRight => ">>",
        BinaryOperator.Equal => "==",
        BinaryOperator.Less => "<",
        BinaryOperator.LessEqual => "<=",
        BinaryOperator.NotEqual => "!=",
        BinaryOperator.GreaterEqual => ">=",
        BinaryOperator.Greater => ">",
    };
}
