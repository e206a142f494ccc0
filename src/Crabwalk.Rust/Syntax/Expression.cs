using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Rust.Lexing;

namespace Crabwalk.Rust.Syntax;

/// <summary>An expression with the attributes before it.</summary>
public sealed record Expression(NodeId Id, ExpressionKind Kind, Span Span)
{
    /// <summary>Its attributes.</summary>
    public EquatableArray<Attribute> Attributes { get; init; } = [];
}

/// <summary>The forms of expressions.</summary>
public abstract record ExpressionKind
{
    private ExpressionKind()
    {
    }

    /// <summary><c>1u8</c>, <c>"text"</c>, <c>true</c></summary>
    public sealed record Literal(Token Token) : ExpressionKind;

    /// <summary><c>a::b</c></summary>
    public sealed record Path(QualifiedSelf? Self, Syntax.Path Name) : ExpressionKind;

    /// <summary><c>[a, b]</c></summary>
    public sealed record Array(EquatableArray<Expression> Elements) : ExpressionKind;

    /// <summary><c>[a; n]</c></summary>
    public sealed record Repeat(Expression Element, AnonymousConst Count) : ExpressionKind;

    /// <summary><c>(a, b)</c></summary>
    public sealed record Tuple(EquatableArray<Expression> Elements) : ExpressionKind;

    /// <summary><c>(a)</c></summary>
    public sealed record Parenthesized(Expression Inner) : ExpressionKind;

    /// <summary><c>f(a)</c></summary>
    public sealed record Call(Expression Function, EquatableArray<Expression> Arguments) : ExpressionKind;

    /// <summary><c>a.f::&lt;T&gt;(b)</c></summary>
    public sealed record MethodCall(Expression Receiver, PathSegment Method, EquatableArray<Expression> Arguments, Span MethodSpan) : ExpressionKind;

    /// <summary><c>a + b</c></summary>
    public sealed record Binary(BinaryOperator Operator, Expression Left, Expression Right, Span OperatorSpan) : ExpressionKind;

    /// <summary><c>!a</c>, <c>-a</c>, <c>*a</c></summary>
    public sealed record Unary(UnaryOperator Operator, Expression Operand) : ExpressionKind;

    /// <summary><c>a as T</c></summary>
    public sealed record Cast(Expression Operand, Type Type) : ExpressionKind;

    /// <summary><c>let p = a</c> in a condition</summary>
    public sealed record Let(Pattern Pattern, Expression Value) : ExpressionKind;

    /// <summary><c>if c {} else {}</c>; the else part is a block or another if.</summary>
    public sealed record If(Expression Condition, Block Then, Expression? Else) : ExpressionKind;

    /// <summary><c>'a: while c {}</c></summary>
    public sealed record While(Lifetime? Label, Expression Condition, Block Body) : ExpressionKind;

    /// <summary><c>'a: for p in e {}</c></summary>
    public sealed record For(Lifetime? Label, Pattern Pattern, Expression Iterated, Block Body) : ExpressionKind;

    /// <summary><c>'a: loop {}</c></summary>
    public sealed record Loop(Lifetime? Label, Block Body) : ExpressionKind;

    /// <summary><c>match e {}</c></summary>
    public sealed record Match(Expression Matched, EquatableArray<Arm> Arms) : ExpressionKind;

    /// <summary><c>move |a| b</c></summary>
    public sealed record Closure(ClosureHeader Header, FunctionSignature Signature, Expression Body, Span HeadSpan) : ExpressionKind;

    /// <summary><c>'a: {}</c>, <c>unsafe {}</c>, <c>async move {}</c>, <c>const {}</c></summary>
    public sealed record OfBlock(Lifetime? Label, BlockMode Mode, Block Block) : ExpressionKind;

    /// <summary><c>a.await</c></summary>
    public sealed record Await(Expression Operand, Span KeywordSpan) : ExpressionKind;

    /// <summary><c>a = b</c></summary>
    public sealed record Assign(Expression Place, Expression Value, Span OperatorSpan) : ExpressionKind;

    /// <summary><c>a += b</c></summary>
    public sealed record CompoundAssign(BinaryOperator Operator, Expression Place, Expression Value, Span OperatorSpan) : ExpressionKind;

    /// <summary><c>a.b</c>, <c>a.0</c></summary>
    public sealed record Field(Expression Operand, Ident Name) : ExpressionKind;

    /// <summary><c>a[b]</c></summary>
    public sealed record Index(Expression Operand, Expression At, Span BracketSpan) : ExpressionKind;

    /// <summary><c>a..b</c></summary>
    public sealed record Range(Expression? Start, Expression? End, RangeLimits Limits) : ExpressionKind;

    /// <summary><c>_</c> on the left of an assignment</summary>
    public sealed record Underscore : ExpressionKind;

    /// <summary><c>&amp;mut a</c>, <c>&amp;raw const a</c></summary>
    public sealed record Borrow(bool IsRaw, bool IsMutable, Expression Operand) : ExpressionKind;

    /// <summary><c>break 'a e</c></summary>
    public sealed record Break(Lifetime? Label, Expression? Value) : ExpressionKind;

    /// <summary><c>continue 'a</c></summary>
    public sealed record Continue(Lifetime? Label) : ExpressionKind;

    /// <summary><c>return e</c></summary>
    public sealed record Return(Expression? Value) : ExpressionKind;

    /// <summary><c>S { a: 1, ..b }</c></summary>
    public sealed record Struct(QualifiedSelf? Self, Syntax.Path Name, EquatableArray<FieldExpression> Fields, StructRest Rest) : ExpressionKind;

    /// <summary><c>a?</c></summary>
    public sealed record Try(Expression Operand) : ExpressionKind;

    /// <summary><c>m!(..)</c></summary>
    public sealed record Macro(MacroCall Invocation) : ExpressionKind;

    /// <summary>What <c>format_args!(..)</c> expands to.</summary>
    public sealed record FormatArguments(Syntax.FormatArguments Format) : ExpressionKind;

    /// <summary>Something that was reported.</summary>
    public sealed record Error(Reported Reported) : ExpressionKind;
}

/// <summary>What ends a struct expression's fields.</summary>
public abstract record StructRest
{
    private StructRest()
    {
    }

    /// <summary>Nothing.</summary>
    public sealed record None : StructRest;

    /// <summary><c>..</c> alone: a destructuring assignment.</summary>
    public sealed record Ignored(Span Span) : StructRest;

    /// <summary><c>..base</c></summary>
    public sealed record Base(Expression Value) : StructRest;
}

/// <summary><c>name: value</c>, or <c>name</c> alone.</summary>
public sealed record FieldExpression(NodeId Id, EquatableArray<Attribute> Attributes, Ident Name, Expression Value, bool IsShorthand, Span Span);

/// <summary>One arm of a match.</summary>
public sealed record Arm(NodeId Id, EquatableArray<Attribute> Attributes, Pattern Pattern, Expression? Guard, Expression Body, Span Span);

/// <summary>What stands before a closure's parameters.</summary>
public sealed record ClosureHeader(EquatableArray<GenericParameter> Lifetimes, bool IsConst, bool IsStatic, bool IsAsync, bool IsMove);

/// <summary>What a block expression's keyword makes of it.</summary>
public enum BlockMode
{
    /// <summary>No keyword.</summary>
    Plain,

    /// <summary><c>unsafe</c></summary>
    Unsafe,

    /// <summary><c>async</c></summary>
    Async,

    /// <summary><c>async move</c></summary>
    AsyncMove,

    /// <summary><c>const</c></summary>
    Const,
}

/// <summary>Whether a range holds its end.</summary>
public enum RangeLimits
{
    /// <summary><c>..</c></summary>
    HalfOpen,

    /// <summary><c>..=</c>, in old patterns also <c>...</c></summary>
    Closed,
}

/// <summary>Operators before an operand.</summary>
public enum UnaryOperator
{
    /// <summary><c>*</c></summary>
    Dereference,

    /// <summary><c>!</c></summary>
    Not,

    /// <summary><c>-</c></summary>
    Negate,
}

/// <summary>Operators between two operands.</summary>
public enum BinaryOperator
{
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

    /// <summary><c>&amp;&amp;</c></summary>
    And,

    /// <summary><c>||</c></summary>
    Or,

    /// <summary><c>^</c></summary>
    BitXor,

    /// <summary><c>&amp;</c></summary>
    BitAnd,

    /// <summary><c>|</c></summary>
    BitOr,

    /// <summary><c>&lt;&lt;</c></summary>
    ShiftLeft,

    /// <summary><c>&gt;&gt;</c></summary>
    ShiftRight,

    /// <summary><c>==</c></summary>
    Equal,

    /// <summary><c>&lt;</c></summary>
    Less,

    /// <summary><c>&lt;=</c></summary>
    LessEqual,

    /// <summary><c>!=</c></summary>
    NotEqual,

    /// <summary><c>&gt;=</c></summary>
    GreaterEqual,

    /// <summary><c>&gt;</c></summary>
    Greater,
}
