using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;

namespace Crabwalk.Rust.Syntax;

/// <summary>A pattern.</summary>
public sealed record Pattern(NodeId Id, PatternKind Kind, Span Span);

/// <summary>The forms of patterns.</summary>
public abstract record PatternKind
{
    private PatternKind()
    {
    }

    /// <summary><c>_</c></summary>
    public sealed record Wild : PatternKind;

    /// <summary><c>..</c> inside a tuple or slice</summary>
    public sealed record Rest : PatternKind;

    /// <summary><c>!</c></summary>
    public sealed record Never : PatternKind;

    /// <summary><c>ref mut x @ p</c>; a plain name may turn out to be a constant.</summary>
    public sealed record Binding(bool IsByRef, bool IsRefMutable, bool IsMutable, Ident Name, Pattern? Inner) : PatternKind;

    /// <summary><c>P { a, b: p, .. }</c></summary>
    public sealed record Struct(QualifiedSelf? Self, Syntax.Path Name, EquatableArray<FieldPattern> Fields, bool HasRest) : PatternKind;

    /// <summary><c>P(a, b)</c></summary>
    public sealed record TupleStruct(QualifiedSelf? Self, Syntax.Path Name, EquatableArray<Pattern> Elements) : PatternKind;

    /// <summary><c>a::B</c></summary>
    public sealed record Path(QualifiedSelf? Self, Syntax.Path Name) : PatternKind;

    /// <summary><c>a | b</c></summary>
    public sealed record Or(EquatableArray<Pattern> Alternatives) : PatternKind;

    /// <summary><c>(a, b)</c></summary>
    public sealed record Tuple(EquatableArray<Pattern> Elements) : PatternKind;

    /// <summary><c>[a, b]</c></summary>
    public sealed record Slice(EquatableArray<Pattern> Elements) : PatternKind;

    /// <summary><c>&amp;mut p</c></summary>
    public sealed record Reference(bool IsMutable, Pattern Inner) : PatternKind;

    /// <summary>A literal, perhaps negative, or a constant block.</summary>
    public sealed record Literal(Expression Value) : PatternKind;

    /// <summary><c>a..=b</c></summary>
    public sealed record Range(Expression? Start, Expression? End, RangeLimits Limits) : PatternKind;

    /// <summary><c>(p)</c></summary>
    public sealed record Parenthesized(Pattern Inner) : PatternKind;

    /// <summary><c>m!(..)</c></summary>
    public sealed record Macro(MacroCall Invocation) : PatternKind;

    /// <summary>Something that was reported.</summary>
    public sealed record Error(Reported Reported) : PatternKind;
}

/// <summary><c>name: pattern</c>, or the short form <c>ref mut name</c>.</summary>
public sealed record FieldPattern(NodeId Id, EquatableArray<Attribute> Attributes, Ident Name, Pattern Pattern, bool IsShorthand, Span Span);
