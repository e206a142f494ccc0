using Crabwalk.Mir.Definitions;
using Crabwalk.Rust.Lexing;
using Crabwalk.Rust.Resolution;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Expansion;

/// <summary>A macro: its rules, or the name of one that the compiler carries out.</summary>
internal sealed class MacroDefinition(DefId id, Ident name, CrateData crate, DelimitedTokens? tokens)
{
    /// <summary>Its definition.</summary>
    public DefId Id { get; } = id;

    /// <summary>Its name where it is defined.</summary>
    public Ident Name { get; } = name;

    /// <summary>The crate it is written in: what <c>$crate</c> means in it.</summary>
    public CrateData Crate { get; } = crate;

    /// <summary>The rules' text; null for a built-in one.</summary>
    public DelimitedTokens? Tokens { get; } = tokens;

    /// <summary>The edition whose rules its text follows.</summary>
    public Edition Edition => Crate.Edition;

    /// <summary>The compiler carries it out, by name.</summary>
    public bool IsBuiltIn { get; init; }

    /// <summary>Written as <c>macro m {}</c>: its rules are parted by commas or nothing.</summary>
    public bool IsDeclarative { get; init; }

    /// <summary><c>#[macro_export]</c></summary>
    public bool IsExported { get; init; }

    /// <summary>Somebody called or imported it.</summary>
    public bool IsUsed { get; set; }

    /// <summary>The rules, made of the text on first use; null when they are wrong and were reported.</summary>
    public MacroRules? Rules { get; set; }

    /// <summary>True once the text was looked at.</summary>
    public bool IsCompiled { get; set; }
}
