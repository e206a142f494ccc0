using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Rust.Thir;

/// <summary>
/// A body with all that type checking found out written into the tree (rustc's THIR): adjustments are expressions, overloaded operators and
/// method calls are calls, captured variables are marked, each expression knows its type.
/// </summary>
/// <param name="Params">The parameters; a closure's own captures come first, without a pattern.</param>
/// <param name="Value">The code.</param>
/// <param name="Scopes">Where things are dropped.</param>
/// <param name="ArgumentScope">Where parameters are dropped.</param>
/// <param name="CallSiteScope">Where everything is.</param>
public sealed record Body(EquatableArray<Param> Params, Expr Value, ScopeTree Scopes, Scope ArgumentScope, Scope CallSiteScope);

/// <summary>A parameter.</summary>
/// <param name="Pattern">How it is taken apart; null for the captures of a closure.</param>
/// <param name="Type">Its type.</param>
/// <param name="Span">Its text.</param>
public sealed record Param(Pat? Pattern, Ty Type, Span Span);

/// <summary>An expression.</summary>
public sealed class Expr(ExprKind kind, Ty type, Hir.HirId origin, Span span)
{
    /// <summary>What it is.</summary>
    public ExprKind Kind { get; } = kind;

    /// <summary>The type of its value.</summary>
    public Ty Type { get; } = type;

    /// <summary>The node it came from: <see cref="ScopeTree.TemporaryScopeOf"/> tells how long a temporary with its value lives.</summary>
    public Hir.HirId Origin { get; } = origin;

    /// <summary>Its text.</summary>
    public Span Span { get; } = span;

    /// <summary>Nobody wrote it: a step of an adjustment of a format macro or of a <c>for</c> loop, which has the text of what was written.</summary>
    public bool IsImplicit { get; init; }
}

/// <summary>The forms of expressions. Names follow rustc's <c>thir::ExprKind</c>.</summary>
public abstract record ExprKind
{
    private ExprKind()
    {
    }

    /// <summary>What is inside runs in a scope of its own.</summary>
    public sealed record InScope(Scope Scope, Expr Value) : ExprKind;

    /// <summary><c>if</c></summary>
    public sealed record If(Scope ThenScope, Expr Condition, Expr Then, Expr? Else) : ExprKind;

    /// <summary>A call, and what the user wrote for it.</summary>
    public sealed record Call(Expr Function, EquatableArray<Expr> Arguments, CallSource Source, Span FunctionSpan) : ExprKind;

    /// <summary><c>*e</c> of a pointer, reference or box.</summary>
    public sealed record Deref(Expr Operand) : ExprKind;

    /// <summary>A built-in operator with two operands.</summary>
    public sealed record Binary(BinaryOp Operation, Expr Left, Expr Right) : ExprKind;

    /// <summary><c>&amp;&amp;</c>, or <c>||</c>.</summary>
    public sealed record Logical(bool IsAnd, Expr Left, Expr Right) : ExprKind;

    /// <summary>A built-in operator with one operand.</summary>
    public sealed record Unary(UnaryOp Operation, Expr Operand) : ExprKind;

    /// <summary><c>as</c> between numbers and pointers.</summary>
    public sealed record Cast(Expr Operand) : ExprKind;

    /// <summary>The operand's value as a value.</summary>
    public sealed record Use(Expr Operand) : ExprKind;

    /// <summary><c>!</c> turned to any type: control never comes out.</summary>
    public sealed record NeverToAny(Expr Operand) : ExprKind;

    /// <summary>A coercion of pointers or functions.</summary>
    public sealed record PointerCoercion(CastKind Conversion, Expr Operand) : ExprKind;

    /// <summary><c>loop</c></summary>
    public sealed record Loop(Expr Body) : ExprKind;

    /// <summary><c>let p = e</c> in a condition.</summary>
    public sealed record Let(Expr Value, Pat Pattern) : ExprKind;

    /// <summary><c>match</c></summary>
    public sealed record Match(Expr Scrutinee, EquatableArray<Arm> Arms) : ExprKind;

    /// <summary><c>{}</c></summary>
    public sealed record OfBlock(Block Block) : ExprKind;

    /// <summary><c>a = b</c></summary>
    public sealed record Assign(Expr Place, Expr Value) : ExprKind;

    /// <summary><c>a += b</c>, built in.</summary>
    public sealed record AssignOp(BinaryOp Operation, Expr Place, Expr Value) : ExprKind;

    /// <summary><c>a.n</c></summary>
    public sealed record Field(Expr Operand, VariantIndex Variant, int Number) : ExprKind;

    /// <summary><c>a[i]</c> of an array or slice.</summary>
    public sealed record Index(Expr Operand, Expr At) : ExprKind;

    /// <summary>A variable of this body.</summary>
    public sealed record VarRef(Hir.HirId Variable) : ExprKind;

    /// <summary>A variable of a body around this closure.</summary>
    public sealed record UpvarRef(Hir.HirId Variable) : ExprKind;

    /// <summary><c>&amp;e</c></summary>
    public sealed record Borrow(BorrowKind Kind, Expr Operand) : ExprKind;

    /// <summary><c>&amp;raw e</c></summary>
    public sealed record RawBorrow(Mutability Mutability, Expr Operand) : ExprKind;

    /// <summary><c>break</c> out of a scope.</summary>
    public sealed record Break(Scope Target, Expr? Value) : ExprKind;

    /// <summary><c>continue</c></summary>
    public sealed record Continue(Scope Target) : ExprKind;

    /// <summary><c>return</c></summary>
    public sealed record Return(Expr? Value) : ExprKind;

    /// <summary><c>[e; n]</c></summary>
    public sealed record Repeat(Expr Value, Const Count) : ExprKind;

    /// <summary><c>[a, b]</c></summary>
    public sealed record Array(EquatableArray<Expr> Elements) : ExprKind;

    /// <summary><c>(a, b)</c></summary>
    public sealed record Tuple(EquatableArray<Expr> Elements) : ExprKind;

    /// <summary>A struct, union or variant; what is not given comes out of <see cref="Base"/>.</summary>
    public sealed record Adt(Ty.Adt Type, VariantIndex Variant, EquatableArray<(int Field, Expr Value)> Fields, Expr? Base) : ExprKind;

    /// <summary>The user said what type a place has.</summary>
    public sealed record PlaceTypeAscription(Expr Operand, Ty UserType, Span TypeSpan) : ExprKind;

    /// <summary>The user said what type a value has.</summary>
    public sealed record ValueTypeAscription(Expr Operand, Ty UserType, Span TypeSpan) : ExprKind;

    /// <summary>A closure with its captures.</summary>
    public sealed record Closure(Ty.Closure Type, EquatableArray<Expr> Captures) : ExprKind;

    /// <summary>A value known now: a literal, function item, constant item, const parameter, address of a static.</summary>
    public sealed record Constant(ConstValue Value) : ExprKind;

    /// <summary>The address of the calling thread's copy of a static.</summary>
    public sealed record ThreadLocal(DefId Static) : ExprKind;
}

/// <summary>A block.</summary>
/// <param name="Scope">Its scope.</param>
/// <param name="Statements">Its statements.</param>
/// <param name="Value">Its value.</param>
/// <param name="IsBreakTarget">A <c>break</c> may end it.</param>
/// <param name="Span">Its text.</param>
public sealed record Block(Scope Scope, EquatableArray<Stmt> Statements, Expr? Value, bool IsBreakTarget, Span Span);

/// <summary>A statement.</summary>
public abstract record Stmt(Span Span)
{
    /// <summary>An expression whose value is dropped at the end of <see cref="Scope"/>.</summary>
    public sealed record OfExpr(Scope Scope, Expr Expression, Span Span) : Stmt(Span);

    /// <summary><c>let</c>: the variables live in <see cref="Remainder"/>, the temporaries of the value in <see cref="InitScope"/>.</summary>
    public sealed record Let(Scope Remainder, Span RemainderSpan, Scope InitScope, Pat Pattern, Expr? Value, Block? Else, Span Span) : Stmt(Span);
}

/// <summary>An arm of a match.</summary>
public sealed record Arm(Pat Pattern, Expr? Guard, Expr Body, Scope Scope, Span Span);
