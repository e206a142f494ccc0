using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;

namespace Crabwalk.Rust.Syntax;

/// <summary>Statements between braces. A last expression without a semicolon is its value.</summary>
public sealed record Block(NodeId Id, EquatableArray<Attribute> InnerAttributes, EquatableArray<Statement> Statements, Span Span);

/// <summary>A statement.</summary>
public sealed record Statement(NodeId Id, StatementKind Kind, Span Span);

/// <summary>The forms of statements.</summary>
public abstract record StatementKind
{
    private StatementKind()
    {
    }

    /// <summary><c>let p: T = e else { .. };</c></summary>
    public sealed record Let(EquatableArray<Attribute> Attributes, Pattern Pattern, Type? Type, Expression? Value, Block? Else) : StatementKind;

    /// <summary>An item inside a block.</summary>
    public sealed record OfItem(Item Item) : StatementKind;

    /// <summary><c>e</c> without a semicolon</summary>
    public sealed record Tail(Expression Expression) : StatementKind;

    /// <summary><c>e;</c></summary>
    public sealed record Semi(Expression Expression) : StatementKind;

    /// <summary><c>;</c></summary>
    public sealed record Empty : StatementKind;

    /// <summary><c>m! { .. }</c> or <c>m!(..);</c> where a statement stands: it may expand to several.</summary>
    public sealed record Macro(EquatableArray<Attribute> Attributes, MacroCall Invocation, bool HasSemicolon) : StatementKind;
}
