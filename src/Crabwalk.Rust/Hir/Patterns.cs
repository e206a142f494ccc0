using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Hir;

/// <summary>A pattern.</summary>
public sealed record Pat(HirId Id, PatKind Kind, Span Span);

/// <summary>The forms of patterns.</summary>
public abstract record PatKind
{
    private PatKind()
    {
    }

    /// <summary><c>_</c></summary>
    public sealed record Wild : PatKind;

    /// <summary><c>!</c></summary>
    public sealed record Never : PatKind;

    /// <summary>
    /// <c>ref mut x @ p</c>. <see cref="Variable"/> is the id that names the variable: the pattern's own, or in the later
    /// alternatives of an or-pattern that of the first.
    /// </summary>
    public sealed record Binding(BindingMode Mode, HirId Variable, Ident Name, Pat? Inner) : PatKind;

    /// <summary><c>S { a, b: p, .. }</c></summary>
    public sealed record Struct(QPath Name, EquatableArray<PatField> Fields, bool HasRest) : PatKind;

    /// <summary><c>S(a, .., b)</c>; <see cref="Rest"/> is how many patterns stand before <c>..</c>, null without it.</summary>
    public sealed record TupleStruct(QPath Name, EquatableArray<Pat> Elements, int? Rest) : PatKind;

    /// <summary><c>a | b</c></summary>
    public sealed record Or(EquatableArray<Pat> Alternatives) : PatKind;

    /// <summary><c>A::B</c>: a unit variant, unit struct or constant.</summary>
    public sealed record Path(QPath Name) : PatKind;

    /// <summary><c>(a, .., b)</c></summary>
    public sealed record Tuple(EquatableArray<Pat> Elements, int? Rest) : PatKind;

    /// <summary><c>&amp;mut p</c></summary>
    public sealed record Reference(Mutability Mutability, Pat Inner) : PatKind;

    /// <summary>A literal (perhaps negated), or a constant block.</summary>
    public sealed record Literal(Expr Value) : PatKind;

    /// <summary><c>a..=b</c>; the ends are literals or paths.</summary>
    public sealed record Range(Expr? Start, Expr? End, RangeLimits Limits) : PatKind;

    /// <summary><c>[a, rest @ .., b]</c>; <see cref="Middle"/> is the pattern of the rest.</summary>
    public sealed record Slice(EquatableArray<Pat> Before, Pat? Middle, EquatableArray<Pat> After) : PatKind;

    /// <summary>Something that was reported.</summary>
    public sealed record Error : PatKind;
}

/// <summary>How a name takes what it matches.</summary>
/// <param name="ByRef"><c>ref</c> or <c>ref mut</c>; null for by value.</param>
/// <param name="IsMutable"><c>mut x</c></param>
public readonly record struct BindingMode(Mutability? ByRef, bool IsMutable);

/// <summary><c>name: pattern</c></summary>
public sealed record PatField(HirId Id, Ident Name, Pat Pattern, bool IsShorthand, Span Span);
