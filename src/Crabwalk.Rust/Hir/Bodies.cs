using System.Text;
using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Syntax;
using BinaryOperator = Crabwalk.Rust.Syntax.BinaryOperator;

namespace Crabwalk.Rust.Hir;

/// <summary>The code of a function, closure, constant, static or anonymous constant.</summary>
/// <param name="Owner">Whose code it is.</param>
/// <param name="Params">The parameters' patterns; none for constants.</param>
/// <param name="Value">The code.</param>
public sealed record Body(DefId Owner, EquatableArray<Param> Params, Expr Value);

/// <summary>A parameter; its type stands in the declaration.</summary>
public sealed record Param(HirId Id, Pat Pattern, Span TypeSpan, Span Span);

/// <summary>Statements, then perhaps a value.</summary>
public sealed record Block(HirId Id, EquatableArray<Stmt> Statements, Expr? Value, Span Span)
{
    /// <summary><c>unsafe {}</c></summary>
    public bool IsUnsafe { get; init; }

    /// <summary>A <c>break 'label</c> may end it.</summary>
    public bool IsBreakTarget { get; init; }
}

/// <summary>A statement.</summary>
public sealed record Stmt(HirId Id, StmtKind Kind, Span Span);

/// <summary>The forms of statements.</summary>
public abstract record StmtKind
{
    private StmtKind()
    {
    }

    /// <summary><c>let p: T = e else {}</c></summary>
    public sealed record Let(Pat Pattern, Ty? Type, Expr? Value, Block? Else, Desugaring Source) : StmtKind;

    /// <summary>An item inside a block.</summary>
    public sealed record OfItem(DefId Definition) : StmtKind;

    /// <summary>An expression without a semicolon: its type is <c>()</c>.</summary>
    public sealed record OfExpr(Expr Expression) : StmtKind;

    /// <summary>An expression with a semicolon.</summary>
    public sealed record Semi(Expr Expression) : StmtKind;
}

/// <summary>An expression.</summary>
public sealed record Expr(HirId Id, ExprKind Kind, Span Span)
{
    /// <summary>The short form it was made from.</summary>
    public Desugaring Source { get; init; }

    /// <summary>Attributes that lints look at (<c>#[allow]</c>, <c>#[expect]</c>).</summary>
    public EquatableArray<Syntax.Attribute> Attributes { get; init; } = [];
}

/// <summary>The forms of expressions, after macros and short forms are gone.</summary>
public abstract record ExprKind
{
    private ExprKind()
    {
    }

    /// <summary>A literal.</summary>
    public sealed record Literal(Lit Value) : ExprKind;

    /// <summary>A name.</summary>
    public sealed record Path(QPath Name) : ExprKind;

    /// <summary><c>[a, b]</c></summary>
    public sealed record Array(EquatableArray<Expr> Elements) : ExprKind;

    /// <summary><c>[a; n]</c></summary>
    public sealed record Repeat(Expr Element, ConstArg Count) : ExprKind;

    /// <summary><c>(a, b)</c></summary>
    public sealed record Tuple(EquatableArray<Expr> Elements) : ExprKind;

    /// <summary><c>f(a)</c>; also of tuple constructors.</summary>
    public sealed record Call(Expr Function, EquatableArray<Expr> Arguments) : ExprKind;

    /// <summary><c>a.f::&lt;T&gt;(b)</c></summary>
    public sealed record MethodCall(Expr Receiver, PathSegment Method, EquatableArray<Expr> Arguments, Span Span) : ExprKind;

    /// <summary><c>a + b</c>, also <c>&amp;&amp;</c> and <c>||</c></summary>
    public sealed record Binary(BinaryOperator Operator, Expr Left, Expr Right, Span OperatorSpan) : ExprKind;

    /// <summary><c>*a</c>, <c>!a</c>, <c>-a</c></summary>
    public sealed record Unary(UnaryOperator Operator, Expr Operand) : ExprKind;

    /// <summary><c>a as T</c></summary>
    public sealed record Cast(Expr Operand, Ty Type) : ExprKind;

    /// <summary>The operand, whose temporaries go right after it: the condition of a desugared <c>while</c> or <c>if</c>.</summary>
    public sealed record DropTemporaries(Expr Operand) : ExprKind;

    /// <summary><c>let p = e</c> in a condition; a truth value.</summary>
    public sealed record Let(Pat Pattern, Ty? Type, Expr Value) : ExprKind;

    /// <summary><c>if c {} else {}</c></summary>
    public sealed record If(Expr Condition, Expr Then, Expr? Else) : ExprKind;

    /// <summary>
    /// <c>loop {}</c>; <c>while c {}</c> is <c>loop { if c {} else { break } }</c>, <c>for p in e {}</c> is
    /// <c>match IntoIterator::into_iter(e) { mut iter => loop { match Iterator::next(&amp;mut iter) { None => break, Some(p) => {} } } }</c>.
    /// </summary>
    public sealed record Loop(Block Body, Ident? Label, LoopSource LoopSource) : ExprKind;

    /// <summary><c>match e {}</c></summary>
    public sealed record Match(Expr Scrutinee, EquatableArray<Arm> Arms) : ExprKind;

    /// <summary>A closure: an item with a body of its own, checked together with the function around it.</summary>
    public sealed record Closure(DefId Definition, ClosureKind Kind, bool IsMove, EquatableArray<GenericParam> Lifetimes, FnDecl Declaration, Body Body, Span HeadSpan) : ExprKind;

    /// <summary>A block as a value.</summary>
    public sealed record OfBlock(Block Block, Ident? Label) : ExprKind;

    /// <summary><c>const {}</c></summary>
    public sealed record ConstBlock(DefId Definition, Body Body) : ExprKind;

    /// <summary><c>a = b</c></summary>
    public sealed record Assign(Expr Place, Expr Value, Span OperatorSpan) : ExprKind;

    /// <summary><c>a += b</c></summary>
    public sealed record AssignOp(BinaryOperator Operator, Expr Place, Expr Value, Span OperatorSpan) : ExprKind;

    /// <summary><c>a.b</c>, <c>a.0</c></summary>
    public sealed record Field(Expr Operand, Ident Name) : ExprKind;

    /// <summary><c>a[b]</c></summary>
    public sealed record Index(Expr Operand, Expr At, Span BracketSpan) : ExprKind;

    /// <summary><c>&amp;mut a</c>, <c>&amp;raw const a</c></summary>
    public sealed record AddressOf(bool IsRaw, Mutability Mutability, Expr Operand) : ExprKind;

    /// <summary><c>break 'a e</c>; the target is the loop's or block's expression, or null when the error was reported.</summary>
    public sealed record Break(HirId? Target, Ident? Label, Expr? Value) : ExprKind;

    /// <summary><c>continue 'a</c></summary>
    public sealed record Continue(HirId? Target, Ident? Label) : ExprKind;

    /// <summary><c>return e</c></summary>
    public sealed record Return(Expr? Value) : ExprKind;

    /// <summary><c>S { a: 1, ..b }</c></summary>
    public sealed record Struct(QPath Name, EquatableArray<ExprField> Fields, Expr? Base) : ExprKind;

    /// <summary>Something that was reported, or that is not supported yet and says so.</summary>
    public sealed record Error : ExprKind;
}

/// <summary>What kind of loop the user wrote.</summary>
public enum LoopSource
{
    /// <summary><c>loop</c></summary>
    Loop,

    /// <summary><c>while</c></summary>
    While,

    /// <summary><c>for</c></summary>
    For,
}

/// <summary>What kind of closure.</summary>
public enum ClosureKind
{
    /// <summary><c>|a| b</c></summary>
    Closure,

    /// <summary><c>async {}</c> or the body of an <c>async fn</c></summary>
    Async,
}

/// <summary><c>name: value</c></summary>
public sealed record ExprField(HirId Id, Ident Name, Expr Value, bool IsShorthand, Span Span);

/// <summary>One arm of a match.</summary>
public sealed record Arm(HirId Id, Pat Pattern, Expr? Guard, Expr Body, Span Span);

/// <summary>A literal's value.</summary>
public abstract record Lit
{
    private Lit()
    {
    }

    /// <summary>An integer without a sign; <see cref="Suffix"/> as written, or null.</summary>
    public sealed record Int(UInt128 Value, Mir.Types.Ty? Suffix) : Lit;

    /// <summary>A floating number as written, without underscores.</summary>
    public sealed record Float(string Text, Mir.Types.Ty? Suffix) : Lit;

    /// <summary>A truth value.</summary>
    public sealed record Bool(bool Value) : Lit;

    /// <summary>A character.</summary>
    public sealed record Char(Rune Value) : Lit;

    /// <summary><c>b'a'</c></summary>
    public sealed record Byte(byte Value) : Lit;

    /// <summary>A string, as UTF-8.</summary>
    public sealed record Str(EquatableArray<byte> Utf8) : Lit;

    /// <summary><c>b"a"</c></summary>
    public sealed record ByteStr(EquatableArray<byte> Bytes) : Lit;

    /// <summary><c>c"a"</c>, with its zero.</summary>
    public sealed record CStr(EquatableArray<byte> Bytes) : Lit;

    /// <summary>Something that was reported.</summary>
    public sealed record Error : Lit;
}
