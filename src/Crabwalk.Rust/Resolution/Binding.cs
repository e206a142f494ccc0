using Crabwalk.Foundation.Text;

namespace Crabwalk.Rust.Resolution;

/// <summary>What a name means in one module and namespace.</summary>
/// <param name="res">What it means in the end, whatever it was imported through.</param>
/// <param name="visibleIn">The module in which it may be used; null for everywhere.</param>
/// <param name="span">Where the name was given: in the definition or the use tree.</param>
internal sealed class Binding(Hir.Res res, Module? visibleIn, Span span)
{
    /// <summary>What it means.</summary>
    public Hir.Res Res { get; } = res;

    /// <summary>The module in which it may be used; null for everywhere.</summary>
    public Module? VisibleIn { get; } = visibleIn;

    /// <summary>Where the name was given.</summary>
    public Span Span { get; } = span;

    /// <summary>The import that brought it; null for an item.</summary>
    public Import? Import { get; init; }

    /// <summary>What the import found.</summary>
    public Binding? Source { get; init; }

    /// <summary>Brought by a glob: named ones win over it.</summary>
    public bool IsGlob => Import?.IsGlob ?? false;

    /// <summary>Another glob's binding of the same name that means something else.</summary>
    public Binding? Ambiguity { get; private init; }

    /// <summary>May it be used from inside a module?</summary>
    public bool IsVisibleFrom(Module from) => VisibleIn is null || from.IsInside(VisibleIn);

    /// <summary>This binding, ambiguous with another.</summary>
    public Binding With(Binding other) => new(Res, VisibleIn, Span) { Import = Import, Source = Source, Ambiguity = other };
}
