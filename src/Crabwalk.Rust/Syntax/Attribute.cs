using Crabwalk.Foundation.Text;

namespace Crabwalk.Rust.Syntax;

/// <summary>An attribute or doc comment; <see cref="IsInner"/> ones (<c>#![..]</c>, <c>//!</c>) speak of what encloses them.</summary>
public abstract record Attribute(NodeId Id, bool IsInner, Span Span)
{
    /// <summary><c>#[path args]</c></summary>
    public sealed record Normal(NodeId Id, bool IsInner, AttributeBody Body, Span Span) : Attribute(Id, IsInner, Span);

    /// <summary>A doc comment: <c>#[doc = "text"]</c> in another form.</summary>
    public sealed record Doc(NodeId Id, bool IsInner, bool IsBlock, Symbol Text, Span Span) : Attribute(Id, IsInner, Span);
}

/// <summary>What stands inside <c>#[..]</c>, and what <c>$m:meta</c> matches.</summary>
public sealed record AttributeBody(bool IsUnsafe, Path Path, AttributeArguments Arguments, Span Span);

/// <summary>What follows an attribute's path.</summary>
public abstract record AttributeArguments
{
    private AttributeArguments()
    {
    }

    /// <summary>Nothing.</summary>
    public sealed record None : AttributeArguments;

    /// <summary><c>(tokens)</c></summary>
    public sealed record Delimited(DelimitedTokens Tokens) : AttributeArguments;

    /// <summary><c>= value</c></summary>
    public sealed record Value(Expression Expression) : AttributeArguments;
}
