using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Hir;

/// <summary>A type as written, its names resolved.</summary>
public sealed record Ty(HirId Id, TyKind Kind, Span Span);

/// <summary>The forms of types.</summary>
public abstract record TyKind
{
    private TyKind()
    {
    }

    /// <summary><c>[T]</c></summary>
    public sealed record Slice(Ty Element) : TyKind;

    /// <summary><c>[T; N]</c></summary>
    public sealed record Array(Ty Element, ConstArg Length) : TyKind;

    /// <summary><c>*mut T</c></summary>
    public sealed record Pointer(Mutability Mutability, Ty Pointee) : TyKind;

    /// <summary><c>&amp;'a mut T</c></summary>
    public sealed record Reference(Lifetime Lifetime, Mutability Mutability, Ty Referent) : TyKind;

    /// <summary><c>for&lt;'a&gt; unsafe extern "C" fn(A) -> B</c></summary>
    public sealed record Function(EquatableArray<GenericParam> Lifetimes, bool IsUnsafe, Abi Abi, FnDecl Declaration) : TyKind;

    /// <summary><c>!</c></summary>
    public sealed record Never : TyKind;

    /// <summary><c>(A, B)</c></summary>
    public sealed record Tuple(EquatableArray<Ty> Elements) : TyKind;

    /// <summary>A named type.</summary>
    public sealed record Path(QPath Name) : TyKind;

    /// <summary><c>impl A + B</c> in a result: an item of its own. In parameters lowering makes a generic parameter of it.</summary>
    public sealed record Opaque(DefId Definition, EquatableArray<GenericBound> Bounds) : TyKind;

    /// <summary><c>dyn A + B + 'r</c></summary>
    public sealed record TraitObject(EquatableArray<PolyTraitRef> Bounds, Lifetime Lifetime) : TyKind;

    /// <summary><c>_</c>, and the type of a closure parameter or <c>let</c> without one.</summary>
    public sealed record Infer : TyKind;

    /// <summary>Something that was reported.</summary>
    public sealed record Error : TyKind;
}

/// <summary>Parameters and result of a function or closure.</summary>
/// <param name="Inputs">The parameters' types.</param>
/// <param name="Output">Null where none was written: <c>()</c>, or inferred for a closure.</param>
/// <param name="IsVariadic">Ends in <c>...</c>.</param>
/// <param name="SelfForm">How the first parameter says <c>self</c>.</param>
/// <param name="OutputSpan">Where the result stands or would stand.</param>
public sealed record FnDecl(EquatableArray<Ty> Inputs, Ty? Output, bool IsVariadic, ImplicitSelf SelfForm, Span OutputSpan);

/// <summary>How a method takes <c>self</c>.</summary>
public enum ImplicitSelf
{
    /// <summary>There is none.</summary>
    None,

    /// <summary><c>self</c></summary>
    Value,

    /// <summary><c>mut self</c></summary>
    MutValue,

    /// <summary><c>&amp;self</c></summary>
    Ref,

    /// <summary><c>&amp;mut self</c></summary>
    RefMut,

    /// <summary><c>self: T</c></summary>
    Typed,
}

/// <summary>Generic parameters with all their bounds turned to predicates, as if written in the where clause.</summary>
public sealed record Generics(EquatableArray<GenericParam> Params, EquatableArray<WherePredicate> Predicates, Span Span)
{
    /// <summary>Where a <c>where</c> clause stands or would stand.</summary>
    public Span WhereSpan { get; init; }
}

/// <summary>One generic parameter.</summary>
public abstract record GenericParam(HirId Id, DefId Definition, Ident Name, Span Span)
{
    /// <summary><c>#[may_dangle]</c>: the impl of <c>Drop</c> promises not to look at values of it.</summary>
    public bool MayDangle { get; init; }

    /// <summary><c>'a</c>; elided ones are made by lowering, one for each place.</summary>
    public sealed record OfLifetime(HirId Id, DefId Definition, Ident Name, bool IsElided, Span Span) : GenericParam(Id, Definition, Name, Span);

    /// <summary><c>T = Default</c>; <c>impl Trait</c> in a parameter gives a synthetic one.</summary>
    public sealed record OfType(HirId Id, DefId Definition, Ident Name, Ty? Default, bool IsSynthetic, Span Span) : GenericParam(Id, Definition, Name, Span);

    /// <summary><c>const N: T = default</c></summary>
    public sealed record OfConst(HirId Id, DefId Definition, Ident Name, Ty Type, ConstArg? Default, Span Span) : GenericParam(Id, Definition, Name, Span);
}

/// <summary>One condition on generic parameters.</summary>
public abstract record WherePredicate(Span Span)
{
    /// <summary><c>for&lt;'a&gt; T: A + 'b</c>; <see cref="IsInline"/> when it stands at the parameter.</summary>
    public sealed record OfType(EquatableArray<GenericParam> Lifetimes, Ty Type, EquatableArray<GenericBound> Bounds, bool IsInline, Span Span) : WherePredicate(Span);

    /// <summary><c>'a: 'b</c></summary>
    public sealed record OfLifetime(Lifetime Lifetime, EquatableArray<GenericBound> Bounds, bool IsInline, Span Span) : WherePredicate(Span);
}

/// <summary>A bound.</summary>
public abstract record GenericBound(Span Span)
{
    /// <summary>A trait.</summary>
    public sealed record Trait(PolyTraitRef Reference) : GenericBound(Reference.Span);

    /// <summary><c>'a</c></summary>
    public sealed record Outlives(Lifetime Lifetime) : GenericBound(Lifetime.Span);

    /// <summary><c>use&lt;..&gt;</c>: the parameters that an opaque type captures, by definition.</summary>
    public sealed record Captures(EquatableArray<DefId> Parameters, Span Span) : GenericBound(Span);
}

/// <summary><c>for&lt;'a&gt; ?Trait&lt;'a&gt;</c></summary>
public sealed record PolyTraitRef(EquatableArray<GenericParam> Lifetimes, BoundModifiers Modifiers, TraitRef Trait, Span Span);

/// <summary>A path that means a trait.</summary>
public sealed record TraitRef(HirId Id, Path Path);
