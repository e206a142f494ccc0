using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;

namespace Crabwalk.Mir.Definitions;

/// <summary>Names one definition of a compilation: a function, type, static, trait, constant, closure ...</summary>
public readonly record struct DefId(int Index) : IIndex<DefId>
{
    /// <inheritdoc/>
    public static DefId At(int index) => new(index);
}

/// <summary>What a definition is.</summary>
public enum DefKind
{
    /// <summary>A crate, or a C translation unit.</summary>
    Unit,

    /// <summary>A module.</summary>
    Module,

    /// <summary>A function with a body, or one that is only declared.</summary>
    Function,

    /// <summary>A function that the machine and the wasm back end carry out themselves, by name.</summary>
    Intrinsic,

    /// <summary>A variable with static storage.</summary>
    Static,

    /// <summary>A constant item.</summary>
    Constant,

    /// <summary>A struct.</summary>
    Struct,

    /// <summary>A union.</summary>
    Union,

    /// <summary>An enum; C's enums are plain integers and only have a <see cref="Bodies.SourceType"/>.</summary>
    Enum,

    /// <summary>A variant of an enum.</summary>
    Variant,

    /// <summary>A trait.</summary>
    Trait,

    /// <summary>An implementation.</summary>
    Impl,

    /// <summary>An associated or free type alias.</summary>
    TypeAlias,

    /// <summary>A closure expression.</summary>
    Closure,

    /// <summary>A generic type parameter.</summary>
    GenericParameter,

    /// <summary>A macro.</summary>
    Macro,

    /// <summary>A function in a trait or impl.</summary>
    AssociatedFunction,

    /// <summary>A constant in a trait or impl.</summary>
    AssociatedConstant,

    /// <summary>A type in a trait or impl.</summary>
    AssociatedType,

    /// <summary>The function or constant that makes a tuple or unit struct or variant.</summary>
    Constructor,

    /// <summary>A field.</summary>
    Field,

    /// <summary>A lifetime parameter.</summary>
    LifetimeParameter,

    /// <summary>A const parameter.</summary>
    ConstParameter,

    /// <summary>The hidden type of an <c>impl Trait</c>.</summary>
    OpaqueType,

    /// <summary>An expression in a type: an array's length, a discriminant.</summary>
    AnonymousConstant,

    /// <summary>An extern block.</summary>
    ForeignModule,

    /// <summary>A <c>use</c> or <c>extern crate</c>.</summary>
    Import,

    /// <summary>A type declared in an extern block.</summary>
    ForeignType,

    /// <summary>A trait alias.</summary>
    TraitAlias,
}

/// <summary>One definition.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its own name as the user wrote it.</param>
/// <param name="Path">The name that messages show and that a linker would use: <c>main</c>, <c>shapes::area</c>, <c>counter.c::next</c> for a C static.</param>
/// <param name="Parent">What it stands in; null for a unit.</param>
/// <param name="Span">The name in its definition.</param>
public sealed record Definition(DefKind Kind, string Name, string Path, DefId? Parent, Span Span)
{
    /// <summary>True for a definition of one of Crabwalk's own libraries: its frames are folded in a walk.</summary>
    public bool IsLibrary { get; init; }
}

/// <summary>All definitions of a compilation, of both languages.</summary>
public sealed class DefTable
{
    private readonly IndexList<DefId, Definition> _definitions = [];

    /// <summary>How many there are.</summary>
    public int Count => _definitions.Count;

    /// <summary>The definition with this id; it may be replaced while its front end is still at work on it.</summary>
    public Definition this[DefId id]
    {
        get => _definitions[id];
        set => _definitions[id] = value;
    }

    /// <summary>Adds a definition and names it.</summary>
    public DefId Add(Definition definition) => _definitions.Add(definition);
}
