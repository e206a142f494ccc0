using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;

namespace Crabwalk.Rust.Hir;

/// <summary>Names one node of the lowered program; unique in a session, given when an item or a body is lowered.</summary>
public readonly record struct HirId(int Index) : IIndex<HirId>
{
    /// <inheritdoc/>
    public static HirId At(int index) => new(index);
}

/// <summary>What the compiler wrote in the place of something shorter; messages and steps speak of the shorter form.</summary>
public enum Desugaring
{
    /// <summary>Nothing: it is as the user wrote it.</summary>
    None,

    /// <summary><c>for p in e {}</c></summary>
    ForLoop,

    /// <summary><c>while c {}</c></summary>
    WhileLoop,

    /// <summary><c>e?</c></summary>
    Try,

    /// <summary><c>a..b</c></summary>
    Range,

    /// <summary><c>format_args!(..)</c></summary>
    FormatArgs,

    /// <summary><c>(a, b) = e</c></summary>
    DestructuringAssignment,

    /// <summary><c>async</c> and <c>await</c></summary>
    Async,
}

/// <summary>A lifetime where it is used.</summary>
public sealed record Lifetime(HirId Id, Syntax.Ident Ident, LifetimeRes Res)
{
    /// <summary>Where it stands, or where it would.</summary>
    public Span Span => Ident.Span;
}

/// <summary>What a lifetime means.</summary>
public abstract record LifetimeRes
{
    private LifetimeRes()
    {
    }

    /// <summary>A parameter of an item, an impl, a function or a <c>for&lt;'a&gt;</c>; elided ones of function inputs have a fresh parameter.</summary>
    public sealed record Param(Mir.Definitions.DefId Definition) : LifetimeRes;

    /// <summary><c>'static</c></summary>
    public sealed record Static : LifetimeRes;

    /// <summary>To be inferred: elided inside a body.</summary>
    public sealed record Infer : LifetimeRes;

    /// <summary>The lifetime of a <c>dyn Trait</c> that names none: it depends on what holds it (Rust Reference, lifetime elision).</summary>
    public sealed record ObjectDefault : LifetimeRes;

    /// <summary>Something that was reported.</summary>
    public sealed record Error : LifetimeRes;
}
