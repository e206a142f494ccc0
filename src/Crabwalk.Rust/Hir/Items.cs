using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Hir;

/// <summary>An item: of a module, block, trait, impl or extern block.</summary>
public sealed record Item(DefId Definition, Ident Name, ItemKind Kind, EquatableArray<Attribute> Attributes, Span Span)
{
    /// <summary>The head for messages: <c>fn f(..) -> T</c>, <c>struct S</c>.</summary>
    public Span HeadSpan { get; init; }
}

/// <summary>The forms of items.</summary>
public abstract record ItemKind
{
    private ItemKind()
    {
    }

    /// <summary>A free or associated function; without a body in traits and extern blocks.</summary>
    public sealed record Function(FnHeader Header, Generics Generics, FnDecl Declaration, bool HasBody) : ItemKind;

    /// <summary>A static; without a value in extern blocks.</summary>
    public sealed record Static(Mutability Mutability, bool IsUnsafe, Ty Type, bool HasValue) : ItemKind;

    /// <summary>A free or associated constant.</summary>
    public sealed record Const(Generics Generics, Ty Type, bool HasValue) : ItemKind;

    /// <summary>A free or associated type; in traits perhaps with a default, and with bounds.</summary>
    public sealed record TypeAlias(Generics Generics, EquatableArray<GenericBound> Bounds, Ty? Type) : ItemKind;

    /// <summary>A struct, union or enum.</summary>
    public sealed record Adt(AdtKind AdtKind, Generics Generics, EquatableArray<Variant> Variants) : ItemKind;

    /// <summary>A trait.</summary>
    public sealed record Trait(bool IsUnsafe, bool IsAuto, Generics Generics, EquatableArray<GenericBound> Supertraits, EquatableArray<DefId> Items) : ItemKind;

    /// <summary>An impl.</summary>
    public sealed record Impl(bool IsUnsafe, bool IsNegative, Generics Generics, TraitRef? OfTrait, Ty Self, EquatableArray<DefId> Items) : ItemKind;

    /// <summary>The hidden type of an <c>impl Trait</c> in a result.</summary>
    public sealed record Opaque(Generics Generics, EquatableArray<GenericBound> Bounds, DefId Owner) : ItemKind;

    /// <summary>A module or crate.</summary>
    public sealed record Module(EquatableArray<DefId> Items) : ItemKind;

    /// <summary>An extern block.</summary>
    public sealed record ForeignModule(Abi Abi, EquatableArray<DefId> Items) : ItemKind;

    /// <summary>A use, extern crate or macro: nothing is left to do for it.</summary>
    public sealed record Done : ItemKind;
}

/// <summary>What stands before <c>fn</c>.</summary>
public sealed record FnHeader(bool IsConst, bool IsAsync, bool IsUnsafe, Abi Abi);

/// <summary>One variant, or the fields of a struct or union.</summary>
/// <param name="Definition">The variant; the struct or union itself.</param>
/// <param name="Constructor">The function or constant that makes it, for tuple and unit forms.</param>
/// <param name="Name">Its name.</param>
/// <param name="Form">How its fields are written.</param>
/// <param name="Fields">The fields.</param>
/// <param name="Discriminant">The expression after <c>=</c>, a definition with a body.</param>
/// <param name="Attributes">Its attributes.</param>
/// <param name="Span">Its text.</param>
public sealed record Variant(DefId Definition, DefId? Constructor, Ident Name, VariantForm Form, EquatableArray<Field> Fields, DefId? Discriminant, EquatableArray<Attribute> Attributes, Span Span);

/// <summary>How fields are written.</summary>
public enum VariantForm
{
    /// <summary><c>{ a: T }</c></summary>
    Struct,

    /// <summary><c>(T)</c></summary>
    Tuple,

    /// <summary>None.</summary>
    Unit,
}

/// <summary>One field; those of tuples are named by number.</summary>
public sealed record Field(DefId Definition, Ident Name, Ty Type, EquatableArray<Attribute> Attributes, Span Span);
