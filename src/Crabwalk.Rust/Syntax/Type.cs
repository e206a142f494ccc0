using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Rust.Lexing;

namespace Crabwalk.Rust.Syntax;

/// <summary>A type as written.</summary>
public sealed record Type(NodeId Id, TypeKind Kind, Span Span);

/// <summary>The forms of types.</summary>
public abstract record TypeKind
{
    private TypeKind()
    {
    }

    /// <summary><c>[T]</c></summary>
    public sealed record Slice(Type Element) : TypeKind;

    /// <summary><c>[T; N]</c></summary>
    public sealed record Array(Type Element, AnonymousConst Length) : TypeKind;

    /// <summary><c>*const T</c></summary>
    public sealed record Pointer(bool IsMutable, Type Pointee) : TypeKind;

    /// <summary><c>&amp;'a mut T</c></summary>
    public sealed record Reference(Lifetime? Lifetime, bool IsMutable, Type Referent) : TypeKind;

    /// <summary><c>for&lt;'a&gt; unsafe extern "C" fn(x: T, ...) -&gt; U</c></summary>
    public sealed record Function(EquatableArray<GenericParameter> Lifetimes, bool IsUnsafe, ExternAbi? Abi, FunctionSignature Signature) : TypeKind;

    /// <summary><c>!</c></summary>
    public sealed record Never : TypeKind;

    /// <summary><c>(A, B)</c></summary>
    public sealed record Tuple(EquatableArray<Type> Elements) : TypeKind;

    /// <summary><c>Vec&lt;T&gt;</c>, <c>&lt;T as Trait&gt;::Item</c></summary>
    public sealed record Path(QualifiedSelf? Self, Syntax.Path Name) : TypeKind;

    /// <summary><c>dyn A + B</c>; without <c>dyn</c> in the old editions.</summary>
    public sealed record TraitObject(EquatableArray<Bound> Bounds, bool HasDyn) : TypeKind;

    /// <summary><c>impl A + B</c></summary>
    public sealed record Impl(EquatableArray<Bound> Bounds) : TypeKind;

    /// <summary><c>(T)</c></summary>
    public sealed record Parenthesized(Type Inner) : TypeKind;

    /// <summary><c>_</c></summary>
    public sealed record Infer : TypeKind;

    /// <summary>The type of a <c>self</c> parameter that names none.</summary>
    public sealed record ImplicitSelf : TypeKind;

    /// <summary><c>...</c> as the last parameter of a C function.</summary>
    public sealed record CVariadic : TypeKind;

    /// <summary><c>m!(..)</c></summary>
    public sealed record Macro(MacroCall Invocation) : TypeKind;

    /// <summary>Something that was reported.</summary>
    public sealed record Error(Reported Reported) : TypeKind;
}

/// <summary>What a type parameter must do, outlive or capture.</summary>
public abstract record Bound
{
    private Bound()
    {
    }

    /// <summary><c>for&lt;'a&gt; ?Trait&lt;'a&gt;</c></summary>
    public sealed record Trait(NodeId Id, EquatableArray<GenericParameter> Lifetimes, BoundModifiers Modifiers, Path Path, bool HasParens, Span Span) : Bound;

    /// <summary><c>'a</c></summary>
    public sealed record Outlives(Lifetime Lifetime) : Bound;

    /// <summary><c>use&lt;'a, T&gt;</c>: what an <c>impl Trait</c> captures.</summary>
    public sealed record Use(EquatableArray<Ident> Captured, Span Span) : Bound;
}

/// <summary>What stands before a bound's trait.</summary>
[Flags]
public enum BoundModifiers
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary><c>?Sized</c></summary>
    Maybe = 1,

    /// <summary><c>async Fn()</c></summary>
    Async = 2,

    /// <summary><c>const Trait</c>, <c>[const] Trait</c></summary>
    Const = 4,

    /// <summary><c>!Trait</c></summary>
    Negative = 8,
}

/// <summary><c>extern</c> with or without the name of a calling convention.</summary>
public sealed record ExternAbi(Token? Name, Span Span);

/// <summary>Parameters and result of a function, method, closure or function pointer.</summary>
public sealed record FunctionSignature(EquatableArray<Parameter> Parameters, Type? Output)
{
    /// <summary>True when the last parameter is <c>...</c>.</summary>
    public bool IsVariadic => Parameters is [.., { Type.Kind: TypeKind.CVariadic }];
}

/// <summary>One parameter; function pointers and 2015 trait methods may lack a pattern.</summary>
public sealed record Parameter(NodeId Id, EquatableArray<Attribute> Attributes, Pattern? Pattern, Type Type, Span Span)
{
    /// <summary>How <c>self</c> was written; null for other parameters.</summary>
    public SelfForm? Self { get; init; }
}

/// <summary>The forms of the <c>self</c> parameter.</summary>
public sealed record SelfForm(bool IsReference, Lifetime? Lifetime, bool IsMutable, bool IsTyped);
