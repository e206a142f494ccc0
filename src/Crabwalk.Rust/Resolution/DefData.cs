using Crabwalk.Mir.Definitions;
using Crabwalk.Rust.Expansion;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Resolution;

/// <summary>What a definition was made from.</summary>
internal abstract record DefSource
{
    private DefSource()
    {
    }

    /// <summary>A crate.</summary>
    public sealed record OfCrate : DefSource;

    /// <summary>An item of a module, block, trait, impl or extern block.</summary>
    public sealed record OfItem(Item Item) : DefSource;

    /// <summary>A variant of an enum.</summary>
    public sealed record OfVariant(Variant Variant) : DefSource;

    /// <summary>The constructor of a tuple or unit struct or variant.</summary>
    public sealed record OfConstructor : DefSource;

    /// <summary>A field.</summary>
    public sealed record OfField(FieldDefinition Field) : DefSource;

    /// <summary>An expression in a type or a discriminant; lowered in the scope it stands in.</summary>
    public sealed record OfConstant(AnonymousConst Value, Hir.Lowering.Scope? Scope) : DefSource;

    /// <summary>Made while something was lowered, and known to that alone: parameters, closures, opaque types.</summary>
    public sealed record OfLowering : DefSource;
}

/// <summary>What name resolution knows of a definition.</summary>
/// <param name="id">The definition.</param>
/// <param name="source">What it was made from.</param>
/// <param name="module">The module, or block with items, whose names it sees.</param>
/// <param name="visibleIn">Where it may be named; null for everywhere.</param>
internal sealed class DefData(DefId id, DefSource source, Module module, Module? visibleIn)
{
    /// <summary>The definition.</summary>
    public DefId Id { get; } = id;

    /// <summary>What it was made from.</summary>
    public DefSource Source { get; } = source;

    /// <summary>The module, or block with items, whose names it sees.</summary>
    public Module Module { get; } = module;

    /// <summary>Where it may be named; null for everywhere.</summary>
    public Module? VisibleIn { get; } = visibleIn;

    /// <summary>Macros known by plain name where it stands.</summary>
    public MacroScope? Macros { get; init; }

    /// <summary>The definition whose body it stands in; null for items of modules.</summary>
    public DefId? InBodyOf { get; init; }

    /// <summary>For an item inside a body: what it cannot see but a user may think it does, the variables and parameters around.</summary>
    public Hir.Lowering.Scope? Outer { get; set; }

    /// <summary>Parts with definitions of their own: variants, fields, associated items.</summary>
    public List<DefId> Children { get; } = [];

    /// <summary>The constructor of a struct or variant.</summary>
    public DefId? Constructor { get; set; }

    /// <summary>The definition of a variant's discriminant.</summary>
    public DefId? Discriminant { get; set; }

    /// <summary>The item, if it was made from one.</summary>
    public Item? Item => (Source as DefSource.OfItem)?.Item;
}
