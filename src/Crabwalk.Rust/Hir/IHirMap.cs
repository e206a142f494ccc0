using Crabwalk.Mir.Definitions;

namespace Crabwalk.Rust.Hir;

/// <summary>
/// The lowered program, on demand: an item's head is lowered when it is first asked for, and a body again only when it is. So the
/// library costs what is used of it.
/// </summary>
public interface IHirMap
{
    /// <summary>The head of an item. Every definition that is an item, associated item, variant's parent or opaque type has one.</summary>
    Item ItemOf(DefId definition);

    /// <summary>
    /// The body of a function, constant, static, discriminant or anonymous constant; null when it has none. Closures' bodies stand
    /// in their expression.
    /// </summary>
    Body? BodyOf(DefId definition);

    /// <summary>Traits whose methods may be called at a place inside this body's module and blocks, those of the prelude among them.</summary>
    IReadOnlyList<DefId> TraitsInScope(HirId expression);

    /// <summary>Says that a method of a trait is called there: the import that brings the trait is of use.</summary>
    void UseTrait(HirId expression, DefId trait)
    {
    }

    /// <summary>All definitions of a crate that have a body, in the order of the source.</summary>
    IEnumerable<DefId> BodyOwners(DefId crate);

    /// <summary>All items of a crate, in the order of the source, nested ones included.</summary>
    IEnumerable<DefId> Items(DefId crate);

    /// <summary>Which trait an impl is of; of a library's impl nothing else is lowered for this answer.</summary>
    ImplHead HeadOfImpl(DefId implementation);

    /// <summary>All crates, the libraries first.</summary>
    IReadOnlyList<DefId> Crates { get; }

    /// <summary>The definition that <c>#[lang = "name"]</c> marks; null when the library has none.</summary>
    DefId? LangItem(string name);

    /// <summary>The definition that <c>#[rustc_diagnostic_item = "name"]</c> marks, for messages and lints.</summary>
    DefId? DiagnosticItem(string name);

    /// <summary>May <paramref name="definition"/> (an item, associated item, field or constructor) be named from inside <paramref name="from"/>?</summary>
    bool IsAccessible(DefId definition, DefId from);

    /// <summary>The edition that the crate of a piece of text is written in: how long temporaries live depends on it.</summary>
    Lexing.Edition EditionAt(Foundation.Text.Span span) => Lexing.Edition.Rust2024;

    /// <summary>The path that messages show for a definition, as rustc trims it: <c>Vec</c>, <c>shapes::Circle</c>.</summary>
    string PathOf(DefId definition);

    /// <summary>The edition of the crate that a definition stands in.</summary>
    Lexing.Edition EditionOf(DefId definition) => Lexing.Edition.Rust2024;
}

/// <summary>What an impl is of.</summary>
/// <param name="IsInherent">It names no trait.</param>
/// <param name="Trait">The trait; null when it was not found, which was reported, or when there is none.</param>
public readonly record struct ImplHead(bool IsInherent, DefId? Trait);
