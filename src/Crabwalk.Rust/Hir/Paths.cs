using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Hir;

/// <summary>What a path means.</summary>
public abstract record Res
{
    private Res()
    {
    }

    /// <summary>A definition; the <see cref="DefTable"/> tells its kind.</summary>
    public sealed record Def(DefId Id) : Res;

    /// <summary><c>i32</c>, <c>str</c> ...</summary>
    public sealed record Primitive(Mir.Types.Ty Type) : Res;

    /// <summary><c>Self</c> in a trait.</summary>
    public sealed record SelfParam(DefId Trait) : Res;

    /// <summary><c>Self</c> in an impl.</summary>
    public sealed record SelfAlias(DefId Impl) : Res;

    /// <summary><c>Self(..)</c> or <c>Self</c> as a value in an impl.</summary>
    public sealed record SelfConstructor(DefId Impl) : Res;

    /// <summary>A variable: the binding that introduced it (in or-patterns the first alternative's).</summary>
    public sealed record Local(HirId Binding) : Res;

    /// <summary>Something that was reported.</summary>
    public sealed record Error : Res;
}

/// <summary>A path whose meaning is known to the end, or but for its last segment.</summary>
public abstract record QPath(Span Span)
{
    /// <summary><c>a::b</c>, <c>&lt;T as Trait&gt;::Name</c>: names are resolved.</summary>
    public sealed record Resolved(Ty? Self, Path Path) : QPath(Path.Span);

    /// <summary><c>T::name</c>, <c>&lt;T&gt;::name</c>: the type must be known first.</summary>
    public sealed record TypeRelative(Ty Type, PathSegment Segment, Span Span) : QPath(Span);
}

/// <summary>A resolved path.</summary>
public sealed record Path(Res Res, EquatableArray<PathSegment> Segments, Span Span);

/// <summary>One name of a path. <see cref="Res"/> is what the path up to here means.</summary>
public sealed record PathSegment(HirId Id, Ident Ident, Res Res, GenericArgs? Args);

/// <summary>Generic arguments as written; a segment without any has null, and bodies infer them.</summary>
/// <param name="Args">Lifetimes, types and constants in order.</param>
/// <param name="Constraints"><c>Item = T</c>, <c>Item: Bound</c>.</param>
/// <param name="IsParenthesized">Written as <c>Fn(A) -> B</c>: one tuple type as argument, and <c>Output = B</c> as constraint.</param>
/// <param name="Span">The text.</param>
public sealed record GenericArgs(EquatableArray<GenericArg> Args, EquatableArray<AssocConstraint> Constraints, bool IsParenthesized, Span Span);

/// <summary>One generic argument as written.</summary>
public abstract record GenericArg(Span Span)
{
    /// <summary>A lifetime.</summary>
    public sealed record OfLifetime(Lifetime Lifetime) : GenericArg(Lifetime.Span);

    /// <summary>A type; <c>_</c> too.</summary>
    public sealed record OfType(Ty Type) : GenericArg(Type.Span);

    /// <summary>A constant.</summary>
    public sealed record OfConst(ConstArg Value) : GenericArg(Value.Span);
}

/// <summary>A constraint on an associated item of a bound's trait.</summary>
public sealed record AssocConstraint(HirId Id, Ident Name, GenericArgs? Args, AssocConstraintKind Kind, Span Span);

/// <summary>The forms of constraints.</summary>
public abstract record AssocConstraintKind
{
    private AssocConstraintKind()
    {
    }

    /// <summary><c>Item = T</c></summary>
    public sealed record TypeEquals(Ty Type) : AssocConstraintKind;

    /// <summary><c>N = 3</c></summary>
    public sealed record ConstEquals(ConstArg Value) : AssocConstraintKind;

    /// <summary><c>Item: A + B</c></summary>
    public sealed record Bounded(EquatableArray<GenericBound> Bounds) : AssocConstraintKind;
}

/// <summary>A constant in a type.</summary>
public abstract record ConstArg(HirId Id, Span Span)
{
    /// <summary>A const parameter, <c>N</c>, or a path to a constant item without generic arguments.</summary>
    public sealed record OfPath(HirId Id, QPath Path, Span Span) : ConstArg(Id, Span);

    /// <summary>An expression; its body is that of the definition.</summary>
    public sealed record Anonymous(HirId Id, DefId Definition, Span Span) : ConstArg(Id, Span);

    /// <summary><c>_</c></summary>
    public sealed record Infer(HirId Id, Span Span) : ConstArg(Id, Span);
}
