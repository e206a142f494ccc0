using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Rust.Lexing;

namespace Crabwalk.Rust.Syntax;

/// <summary>Names one node of a crate's trees, so that later stages can keep what they learn beside the tree.</summary>
public readonly record struct NodeId(int Index) : IIndex<NodeId>
{
    /// <inheritdoc/>
    public static NodeId At(int index) => new(index);
}

/// <summary>A name where it stands. Two are the same binding only when <see cref="Context"/> agrees too.</summary>
public readonly record struct Ident(Symbol Name, Span Span, SyntaxContext Context = default, bool IsRaw = false);

/// <summary>A lifetime or label with its apostrophe.</summary>
public sealed record Lifetime(NodeId Id, Ident Ident);

/// <summary><c>a::b::&lt;T&gt;::c</c>; a leading <c>::</c> is <see cref="IsGlobal"/>.</summary>
public sealed record Path(EquatableArray<PathSegment> Segments, bool IsGlobal, Span Span);

/// <summary>One name of a path with its generic arguments.</summary>
public sealed record PathSegment(NodeId Id, Ident Ident, GenericArgs? Arguments);

/// <summary>The <c>&lt;T as Trait&gt;</c> before a path; the first <see cref="Position"/> segments of the path are the trait's.</summary>
public sealed record QualifiedSelf(Type Type, int Position, Span Span);

/// <summary>Generic arguments of a path segment.</summary>
public abstract record GenericArgs
{
    private GenericArgs()
    {
    }

    /// <summary><c>&lt;'a, T, 3, Item = u8&gt;</c></summary>
    public sealed record Angle(EquatableArray<GenericArgument> Arguments, Span Span) : GenericArgs;

    /// <summary><c>Fn(A, B) -&gt; C</c></summary>
    public sealed record Parenthesized(EquatableArray<Type> Inputs, Type? Output, Span Span) : GenericArgs;
}

/// <summary>One argument between <c>&lt;</c> and <c>&gt;</c>.</summary>
public abstract record GenericArgument
{
    private GenericArgument()
    {
    }

    /// <summary><c>'a</c></summary>
    public sealed record OfLifetime(Lifetime Lifetime) : GenericArgument;

    /// <summary>A type, or a path that may turn out to be a constant.</summary>
    public sealed record OfType(Type Type) : GenericArgument;

    /// <summary><c>3</c>, <c>-1</c>, <c>{ N + 1 }</c></summary>
    public sealed record OfConst(AnonymousConst Value) : GenericArgument;

    /// <summary><c>Item = u8</c>, <c>N = 3</c>: exactly one of type and value is there.</summary>
    public sealed record Equality(NodeId Id, Ident Name, GenericArgs? Arguments, Type? Type, AnonymousConst? Value, Span Span) : GenericArgument;

    /// <summary><c>Item: Copy</c></summary>
    public sealed record Bounded(NodeId Id, Ident Name, GenericArgs? Arguments, EquatableArray<Bound> Bounds, Span Span) : GenericArgument;
}

/// <summary>An expression in a type: an array's length, a discriminant, a const argument.</summary>
public sealed record AnonymousConst(NodeId Id, Expression Value);

/// <summary>Who may see an item.</summary>
public sealed record Visibility(VisibilityKind Kind, Path? Path, bool HasIn, Span Span);

/// <summary>The forms of visibility.</summary>
public enum VisibilityKind
{
    /// <summary>Nothing was written.</summary>
    Inherited,

    /// <summary><c>pub</c></summary>
    Public,

    /// <summary><c>pub(crate)</c>, <c>pub(in a::b)</c></summary>
    Restricted,
}
