using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;

namespace Crabwalk.Rust.Syntax;

/// <summary>A crate's root file.</summary>
/// <param name="Attributes">Its inner attributes.</param>
/// <param name="Items">Its items.</param>
/// <param name="Span">The whole text.</param>
/// <param name="NodeCount">How many node ids were given, so that tables can be made.</param>
public sealed record Crate(EquatableArray<Attribute> Attributes, EquatableArray<Item> Items, Span Span, int NodeCount);

/// <summary>An item of a module, block, trait, impl or extern block. <see cref="Name"/> is empty where the form has none.</summary>
public sealed record Item(NodeId Id, EquatableArray<Attribute> Attributes, Visibility Visibility, Ident Name, ItemKind Kind, Span Span)
{
    /// <summary>True for <c>default fn</c> in an impl.</summary>
    public bool IsDefault { get; init; }
}

/// <summary>The forms of items.</summary>
public abstract record ItemKind
{
    private ItemKind()
    {
    }

    /// <summary><c>extern crate original as name;</c></summary>
    public sealed record ExternCrate(Ident? Original) : ItemKind;

    /// <summary><c>use tree;</c></summary>
    public sealed record Use(UseTree Tree) : ItemKind;

    /// <summary><c>static mut X: T = e;</c></summary>
    public sealed record Static(bool IsMutable, Safety Safety, Type Type, Expression? Value) : ItemKind;

    /// <summary><c>const X&lt;T&gt;: T = e;</c></summary>
    public sealed record Const(Generics Generics, Type Type, Expression? Value) : ItemKind;

    /// <summary><c>fn f(..) {}</c></summary>
    public sealed record Function(FunctionHeader Header, Generics Generics, FunctionSignature Signature, Block? Body) : ItemKind;

    /// <summary><c>mod m;</c> (no items) or <c>mod m {}</c></summary>
    public sealed record Module(bool IsUnsafe, EquatableArray<Item>? Items, Span InnerSpan) : ItemKind;

    /// <summary><c>unsafe extern "C" {}</c></summary>
    public sealed record ForeignModule(bool IsUnsafe, ExternAbi Abi, EquatableArray<Item> Items) : ItemKind;

    /// <summary><c>type A&lt;T&gt;: B = C;</c></summary>
    public sealed record TypeAlias(Generics Generics, EquatableArray<Bound> Bounds, Type? Type, EquatableArray<WherePredicate> LateWhere) : ItemKind;

    /// <summary><c>enum E {}</c></summary>
    public sealed record Enum(Generics Generics, EquatableArray<Variant> Variants) : ItemKind;

    /// <summary><c>struct S {}</c></summary>
    public sealed record Struct(Generics Generics, VariantData Data) : ItemKind;

    /// <summary><c>union U {}</c></summary>
    public sealed record Union(Generics Generics, VariantData Data) : ItemKind;

    /// <summary><c>unsafe auto trait T: A {}</c></summary>
    public sealed record Trait(bool IsUnsafe, bool IsAuto, bool IsConst, Generics Generics, EquatableArray<Bound> Supertraits, EquatableArray<Item> Items) : ItemKind;

    /// <summary><c>trait T = A + B;</c></summary>
    public sealed record TraitAlias(Generics Generics, EquatableArray<Bound> Bounds) : ItemKind;

    /// <summary><c>unsafe impl&lt;T&gt; !Trait for S {}</c></summary>
    public sealed record Impl(bool IsUnsafe, bool IsConst, bool IsNegative, Generics Generics, Bound.Trait? TraitRef, Type Self, EquatableArray<Item> Items) : ItemKind;

    /// <summary><c>m!(..);</c></summary>
    public sealed record Macro(MacroCall Invocation) : ItemKind;

    /// <summary><c>macro_rules! m {}</c>, or <c>macro m {}</c> when <see cref="IsRules"/> is false.</summary>
    public sealed record MacroDefinition(bool IsRules, DelimitedTokens Tokens) : ItemKind;

    /// <summary>Something that was reported.</summary>
    public sealed record Error(Reported Reported) : ItemKind;
}

/// <summary><c>unsafe</c> or <c>safe</c> before an item of an extern block.</summary>
public enum Safety
{
    /// <summary>Nothing was written.</summary>
    Default,

    /// <summary><c>unsafe</c></summary>
    Unsafe,

    /// <summary><c>safe</c></summary>
    Safe,
}

/// <summary>What stands before <c>fn</c>.</summary>
public sealed record FunctionHeader(bool IsConst, bool IsAsync, Safety Safety, ExternAbi? Abi);

/// <summary>One tree of a use declaration.</summary>
public sealed record UseTree(NodeId Id, Path Prefix, UseTreeKind Kind, Span Span);

/// <summary>What follows a use tree's path.</summary>
public abstract record UseTreeKind
{
    private UseTreeKind()
    {
    }

    /// <summary><c>path as name</c>; <c>_</c> is a name here.</summary>
    public sealed record Simple(Ident? Rename) : UseTreeKind;

    /// <summary><c>path::*</c></summary>
    public sealed record Glob : UseTreeKind;

    /// <summary><c>path::{a, b}</c></summary>
    public sealed record Nested(EquatableArray<UseTree> Trees) : UseTreeKind;
}

/// <summary>One case of an enum.</summary>
public sealed record Variant(NodeId Id, EquatableArray<Attribute> Attributes, Visibility Visibility, Ident Name, VariantData Data, AnonymousConst? Discriminant, Span Span);

/// <summary>The fields of a struct, union or variant.</summary>
public abstract record VariantData
{
    private VariantData()
    {
    }

    /// <summary>The fields; none for the unit form.</summary>
    public EquatableArray<FieldDefinition> AllFields() => this switch
    {
        Struct data => data.Fields,
        Tuple data => data.Fields,
        _ => [],
    };

    /// <summary><c>{ a: T }</c></summary>
    public sealed record Struct(EquatableArray<FieldDefinition> Fields) : VariantData;

    /// <summary><c>(T)</c>; the constructor has an id of its own.</summary>
    public sealed record Tuple(NodeId Constructor, EquatableArray<FieldDefinition> Fields) : VariantData;

    /// <summary>None; the constructor has an id of its own.</summary>
    public sealed record Unit(NodeId Constructor) : VariantData;
}

/// <summary>A field; tuple fields have no name.</summary>
public sealed record FieldDefinition(NodeId Id, EquatableArray<Attribute> Attributes, Visibility Visibility, Ident? Name, Type Type, Span Span);

/// <summary>Generic parameters and where clause.</summary>
public sealed record Generics(EquatableArray<GenericParameter> Parameters, EquatableArray<WherePredicate> Where, Span Span)
{
    /// <summary>True when <c>where</c> was written, even before nothing.</summary>
    public bool HasWhere { get; init; }
}

/// <summary>One generic parameter.</summary>
public abstract record GenericParameter(NodeId Id, EquatableArray<Attribute> Attributes, Ident Name)
{
    /// <summary><c>'a: 'b</c></summary>
    public sealed record OfLifetime(NodeId Id, EquatableArray<Attribute> Attributes, Ident Name, EquatableArray<Bound> Bounds) : GenericParameter(Id, Attributes, Name);

    /// <summary><c>T: A = B</c></summary>
    public sealed record OfType(NodeId Id, EquatableArray<Attribute> Attributes, Ident Name, EquatableArray<Bound> Bounds, Type? Default) : GenericParameter(Id, Attributes, Name);

    /// <summary><c>const N: usize = 3</c></summary>
    public sealed record OfConst(NodeId Id, EquatableArray<Attribute> Attributes, Ident Name, Type Type, AnonymousConst? Default) : GenericParameter(Id, Attributes, Name);
}

/// <summary>One predicate of a where clause.</summary>
public abstract record WherePredicate
{
    private WherePredicate()
    {
    }

    /// <summary><c>for&lt;'a&gt; T: A</c></summary>
    public sealed record OfType(NodeId Id, EquatableArray<GenericParameter> Lifetimes, Type Type, EquatableArray<Bound> Bounds, Span Span) : WherePredicate;

    /// <summary><c>'a: 'b</c></summary>
    public sealed record OfLifetime(NodeId Id, Lifetime Lifetime, EquatableArray<Bound> Bounds, Span Span) : WherePredicate;
}
