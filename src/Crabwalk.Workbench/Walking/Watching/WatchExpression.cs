namespace Crabwalk.Workbench.Walking.Watching;

/// <summary>An operator between two values.</summary>
public enum BinaryOperator
{
    /// <summary><c>||</c></summary>
    Or,

    /// <summary><c>&amp;&amp;</c></summary>
    And,

    /// <summary><c>|</c></summary>
    BitOr,

    /// <summary><c>^</c></summary>
    BitXor,

    /// <summary><c>&amp;</c></summary>
    BitAnd,

    /// <summary><c>==</c></summary>
    Equal,

    /// <summary><c>!=</c></summary>
    NotEqual,

    /// <summary><c>&lt;</c></summary>
    Less,

    /// <summary><c>&lt;=</c></summary>
    LessEqual,

    /// <summary><c>&gt;</c></summary>
    Greater,

    /// <summary><c>&gt;=</c></summary>
    GreaterEqual,

    /// <summary><c>&lt;&lt;</c></summary>
    ShiftLeft,

    /// <summary><c>&gt;&gt;</c></summary>
    ShiftRight,

    /// <summary><c>+</c></summary>
    Add,

    /// <summary><c>-</c></summary>
    Subtract,

    /// <summary><c>*</c></summary>
    Multiply,

    /// <summary><c>/</c></summary>
    Divide,

    /// <summary><c>%</c></summary>
    Remainder,
}

/// <summary>An operator before a value.</summary>
public enum UnaryOperator
{
    /// <summary><c>-</c></summary>
    Negate,

    /// <summary><c>!</c></summary>
    Not,

    /// <summary><c>~</c></summary>
    Complement,

    /// <summary><c>*</c></summary>
    Dereference,

    /// <summary><c>&amp;</c></summary>
    AddressOf,
}

/// <summary>
/// What a reader may ask of a moment: the expressions of C and Rust that have no effect. They are looked up, never run, so asking
/// cannot change a walk.
/// </summary>
public abstract record WatchExpression
{
    private WatchExpression()
    {
    }

    /// <summary>A variable.</summary>
    public sealed record Name(string Text) : WatchExpression;

    /// <summary>A number, character or truth value.</summary>
    public sealed record Integer(Int128 Value) : WatchExpression;

    /// <summary>A number with a fraction.</summary>
    public sealed record Real(double Value) : WatchExpression;

    /// <summary><c>base.name</c> or <c>base-&gt;name</c>; references and pointers are followed.</summary>
    public sealed record Member(WatchExpression Base, string Field) : WatchExpression;

    /// <summary><c>base[index]</c></summary>
    public sealed record Element(WatchExpression Base, WatchExpression Index) : WatchExpression;

    /// <summary>An operator before its operand.</summary>
    public sealed record Unary(UnaryOperator Operator, WatchExpression Operand) : WatchExpression;

    /// <summary>An operator between its operands.</summary>
    public sealed record Binary(BinaryOperator Operator, WatchExpression Left, WatchExpression Right) : WatchExpression;
}
