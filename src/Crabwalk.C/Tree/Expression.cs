using Crabwalk.C.Types;
using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Tree;

/// <summary>
/// A typed expression. What C does silently is a node here: every read of an object (<see cref="ConversionKind.LvalueToRvalue"/>),
/// every decay, promotion and arithmetic conversion; so a stage after this one never applies a rule of 6.3 or 6.5 again.
/// Operands of an operator have exactly the types that the operator works on.
/// </summary>
public abstract record Expression
{
    private Expression(Span span, CType type, bool isLvalue = false)
    {
        Span = span;
        Type = type;
        IsLvalue = isLvalue;
        OuterSpan = span;
    }

    /// <summary>The text of the expression, without parentheses around it.</summary>
    public Span Span { get; }

    /// <summary>Its type; of an lvalue with qualifiers, of a value without.</summary>
    public CType Type { get; }

    /// <summary>True when it names an object (6.3.2.1) and not a value. A function designator is neither.</summary>
    public bool IsLvalue { get; }

    /// <summary>The text with the parentheses around it; the same as <see cref="Span"/> when there are none.</summary>
    public Span OuterSpan { get; init; }

    /// <summary>True for <c>(e)</c>.</summary>
    public bool IsParenthesized => OuterSpan != Span;

    /// <summary>The value, when it was known while parsing: integer and floating constants folded exactly as the target computes.</summary>
    public ConstantValue? Constant { get; init; }

    /// <summary>True for an integer constant expression in the strict sense of 6.6p6, as array sizes and case labels need.</summary>
    public bool IsIntegerConstantExpression { get; init; }

    /// <summary>The integer value when it is known while parsing.</summary>
    public long? IntegerValue => Constant is ConstantValue.Integer integer ? integer.Bits : null;

    /// <summary>What was wrong and was reported; its type is <see cref="CType.Error"/>.</summary>
    public sealed record Error(Span Span, CType Type, Reported Reported) : Expression(Span, Type);

    /// <summary>An integer: a literal, a character, an enumeration constant, a folded <c>sizeof</c>. Its value is <see cref="Expression.Constant"/>.</summary>
    public sealed record IntegerConstant(Span Span, CType Type, long Value) : Expression(Span, Type);

    /// <summary>A floating literal, rounded to its type.</summary>
    public sealed record FloatingConstant(Span Span, CType Type, double Value) : Expression(Span, Type);

    /// <summary>A string literal: an lvalue of array type with static storage. The same text at two places may share storage.</summary>
    public sealed record StringLiteral(Span Span, CType Type, StringData Data) : Expression(Span, Type, true);

    /// <summary>A variable or parameter by name.</summary>
    public sealed record VariableReference(Span Span, CType Type, Variable Variable) : Expression(Span, Type, true);

    /// <summary>A function by name; it decays to a pointer except under <c>&amp;</c>, <c>sizeof</c> and a direct call's callee, which is the decay node.</summary>
    public sealed record FunctionReference(Span Span, CType Type, Function Function) : Expression(Span, Type);

    /// <summary>A conversion, implicit or by cast.</summary>
    /// <remarks>
    /// <c>Span</c>: Of an implicit one: the operand's text.
    /// <c>Type</c>: The type it converts to.
    /// <c>Kind</c>: What happens to the value.
    /// <c>Operand</c>: What is converted.
    /// <c>IsCast</c>: True when the user wrote it.
    /// </remarks>
    public sealed record Conversion(Span Span, CType Type, ConversionKind Kind, Expression Operand, bool IsCast = false) : Expression(Span, Type);

    /// <summary><c>+e</c>, <c>-e</c>, <c>~e</c> on promoted operands, <c>!e</c> on any scalar.</summary>
    public sealed record Unary(Span Span, CType Type, UnaryOperator Operator, Expression Operand) : Expression(Span, Type);

    /// <summary><c>&amp;e</c>: of an lvalue that is no bit-field, or of a function.</summary>
    public sealed record AddressOf(Span Span, CType Type, Expression Operand) : Expression(Span, Type);

    /// <summary><c>*e</c>: an lvalue, or a function designator when it points to a function.</summary>
    public sealed record Dereference(Span Span, CType Type, Expression Operand) : Expression(Span, Type, Type is not CType.Function);

    /// <summary>
    /// <c>a[i]</c>. The array is a pointer value; when the user indexed a real array, it is that array under
    /// <see cref="ConversionKind.ArrayToPointer"/>, so bounds inside an object can be checked.
    /// </summary>
    /// <remarks>
    /// <c>Array</c>: The pointer operand, whichever side it stood on.
    /// <c>Index</c>: The integer operand, promoted, sign kept.
    /// <c>IsReversed</c>: True for <c>i[a]</c>, whose operands are written the other way round.
    /// </remarks>
    public sealed record Subscript(Span Span, CType Type, Expression Array, Expression Index, bool IsReversed) : Expression(Span, Type, true);

    /// <summary>
    /// <c>s.f</c>, and <c>p->f</c> as the member of a <see cref="Dereference"/>. A member of an anonymous member has a node for each level.
    /// </summary>
    /// <remarks>
    /// <c>Record</c>: An lvalue, or a value such as a call's result; then the member is a value too.
    /// <c>Field</c>: The member; a bit-field when it says so.
    /// <c>IsArrow</c>: True when it was written with an arrow.
    /// </remarks>
    public sealed record Member(Span Span, CType Type, Expression Record, Field Field, bool IsArrow) : Expression(Span, Type, Record.IsLvalue || Type is CType.Array);

    /// <summary>Arithmetic, bit operations and comparisons. Both operands have one type, except for shifts. Pointers are compared here too.</summary>
    public sealed record Binary(Span Span, CType Type, BinaryOperator Operator, Expression Left, Expression Right) : Expression(Span, Type);

    /// <summary><c>p + i</c>, <c>i + p</c>, <c>p - i</c>.</summary>
    public sealed record PointerOffset(Span Span, CType Type, Expression Pointer, Expression Index, bool IsSubtraction, bool IsReversed) : Expression(Span, Type);

    /// <summary><c>p - q</c>, counted in elements.</summary>
    public sealed record PointerDifference(Span Span, CType Type, Expression Left, Expression Right) : Expression(Span, Type);

    /// <summary><c>&amp;&amp;</c> and <c>||</c>: the right operand is evaluated only when it decides. Operands are scalars, the result an <c>int</c>.</summary>
    public sealed record Logical(Span Span, CType Type, bool IsOr, Expression Left, Expression Right) : Expression(Span, Type);

    /// <summary><c>l = r</c>; the right operand has the left one's unqualified type.</summary>
    public sealed record Assignment(Span Span, CType Type, Expression Target, Expression Value) : Expression(Span, Type);

    /// <summary>
    /// <c>l op= r</c>: the target is evaluated once, read, converted to <paramref name="ComputationType"/>, combined, converted back to the
    /// target's type and stored. For pointers the computation type is the pointer's and the value an integer.
    /// </summary>
    public sealed record CompoundAssignment(Span Span, CType Type, BinaryOperator Operator, Expression Target, Expression Value, CType ComputationType)
        : Expression(Span, Type);

    /// <summary><c>++l</c>, <c>l++</c>, <c>--l</c>, <c>l--</c>, on integers, floating numbers and pointers.</summary>
    public sealed record Increment(Span Span, CType Type, Expression Target, bool IsDecrement, bool IsPostfix) : Expression(Span, Type);

    /// <summary><c>c ? a : b</c>; both results have the node's type.</summary>
    public sealed record Conditional(Span Span, CType Type, Expression Condition, Expression Then, Expression Else) : Expression(Span, Type);

    /// <summary>
    /// gcc's <c>v ?: b</c>: the value is evaluated once; <paramref name="Condition"/> and <paramref name="Then"/> refer to it through <see cref="Bound"/>.
    /// </summary>
    public sealed record ConditionalOrElse(Span Span, CType Type, Bound Value, Expression Condition, Expression Then, Expression Else) : Expression(Span, Type);

    /// <summary>A value that a node further out evaluated; every <see cref="Bound"/> object stands for one evaluation.</summary>
    public sealed record Bound(Span Span, CType Type, Expression Value) : Expression(Span, Type);

    /// <summary><c>a, b</c>.</summary>
    public sealed record Comma(Span Span, CType Type, Expression Left, Expression Right) : Expression(Span, Type);

    /// <summary>A call. Arguments have the parameters' types, or the promoted ones of 6.5.2.2p6 where there is no parameter.</summary>
    /// <remarks>
    /// <c>Callee</c>: A pointer to a function; of a direct call a <see cref="FunctionReference"/> under its decay.
    /// <c>FunctionType</c>: The type through which it is called.
    /// </remarks>
    public sealed record Call(Span Span, CType Type, Expression Callee, CType.Function FunctionType, EquatableArray<Expression> Arguments) : Expression(Span, Type);

    /// <summary>
    /// A call of a compiler's own function. Arguments are converted as the builtin's row in <see cref="Tree.Builtin"/> says.
    /// </summary>
    public sealed record BuiltinCall(Span Span, CType Type, Builtin Builtin, EquatableArray<Expression> Arguments) : Expression(Span, Type);

    /// <summary><c>va_arg(list, T)</c>: the list is a pointer to its structure; the node's type is the argument's.</summary>
    public sealed record VariadicArgument(Span Span, CType Type, Expression List) : Expression(Span, Type);

    /// <summary><c>(T){...}</c>: an object without a name; inside a function it lives as long as the block around it.</summary>
    public sealed record CompoundLiteral(Span Span, CType Type, Variable Variable) : Expression(Span, Type, true);

    /// <summary><c>sizeof</c> of a type whose size is only known in the run; other <c>sizeof</c>s are constants.</summary>
    public sealed record SizeOfVariable(Span Span, CType Type, CType Measured) : Expression(Span, Type);

    /// <summary>Evaluates the sizes of a variable-length type that a cast, <c>sizeof</c> or <c>typeof</c> mentions, then the operand.</summary>
    public sealed record WithBounds(Span Span, CType Type, EquatableArray<VariableBound> Bounds, Expression Operand)
        : Expression(Span, Type, Operand.IsLvalue);

    /// <summary>gcc's <c>({ ... })</c>: its value is that of <paramref name="Result"/>, evaluated after the block's statements and before its variables end; null for <c>void</c>.</summary>
    public sealed record StatementExpression(Span Span, CType Type, Statement.Block Block, Expression? Result) : Expression(Span, Type);

    /// <summary>gcc's <c>&amp;&amp;label</c>.</summary>
    public sealed record LabelAddress(Span Span, CType Type, Label Label) : Expression(Span, Type);
}

/// <summary>What a conversion does to its operand (6.3).</summary>
public enum ConversionKind
{
    /// <summary>Reads the object. The type is the object's without qualifiers.</summary>
    LvalueToRvalue,

    /// <summary>An array becomes a pointer to its first element. The operand is an lvalue of array type.</summary>
    ArrayToPointer,

    /// <summary>A function designator becomes a pointer to it.</summary>
    FunctionToPointer,

    /// <summary>Between integers, enumerations and <c>_Bool</c> as a source: wraps, extends by the source's sign.</summary>
    IntegerToInteger,

    /// <summary>From an integer to a floating type.</summary>
    IntegerToFloating,

    /// <summary>From a floating type to an integer: cut towards zero, undefined when it does not fit.</summary>
    FloatingToInteger,

    /// <summary>Between floating types.</summary>
    FloatingToFloating,

    /// <summary>Any scalar to <c>_Bool</c>: 1 unless it compares equal to 0.</summary>
    ScalarToBool,

    /// <summary>From an integer to a pointer.</summary>
    IntegerToPointer,

    /// <summary>From a pointer to an integer.</summary>
    PointerToInteger,

    /// <summary>Between pointers; the address stays.</summary>
    PointerToPointer,

    /// <summary>A null pointer constant becomes a null pointer; the operand is an integer constant or a <c>(void *)0</c>.</summary>
    NullToPointer,

    /// <summary>The value is dropped.</summary>
    ToVoid,

    /// <summary>The value stays as it is: a cast to its own type, or between compatible structures.</summary>
    Same,
}

/// <summary>Unary operators on values.</summary>
public enum UnaryOperator
{
    Plus,
    Negate,
    BitNot,
    LogicalNot,
}

/// <summary>Binary operators whose operands are both evaluated.</summary>
public enum BinaryOperator
{
    Multiply,
    Divide,
    Remainder,
    Add,
    Subtract,
    ShiftLeft,
    ShiftRight,
    Less,
    Greater,
    LessOrEqual,
    GreaterOrEqual,
    Equal,
    NotEqual,
    BitAnd,
    BitXor,
    BitOr,
}

/// <summary>The contents of a string literal with its terminating zero, in units of its element type.</summary>
/// <remarks>
/// <c>Bytes</c>: Little-endian bytes, zero included.
/// <c>UnitSize</c>: 1, 2 or 4.
/// </remarks>
public sealed record StringData(EquatableArray<byte> Bytes, int UnitSize)
{
    /// <summary>The number of elements with the terminating zero.</summary>
    public int Count => Bytes.Count / UnitSize;
}
