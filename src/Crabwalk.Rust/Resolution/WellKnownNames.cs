using Crabwalk.Foundation.Text;

namespace Crabwalk.Rust.Resolution;

/// <summary>Names that the compiler itself speaks of.</summary>
internal sealed class WellKnownNames(SymbolTable symbols)
{
    public Symbol Crate { get; } = symbols.Intern("crate");

    public Symbol DollarCrate { get; } = symbols.Intern("$crate");

    public Symbol SelfValue { get; } = symbols.Intern("self");

    public Symbol SelfType { get; } = symbols.Intern("Self");

    public Symbol Super { get; } = symbols.Intern("super");

    public Symbol Underscore { get; } = symbols.Intern("_");

    public Symbol UnderscoreLifetime { get; } = symbols.Intern("'_");

    public Symbol StaticLifetime { get; } = symbols.Intern("'static");

    public Symbol Main { get; } = symbols.Intern("main");

    public Symbol Output { get; } = symbols.Intern("Output");

    /// <summary>True for a word that means a place in the module tree.</summary>
    public bool IsPathWord(Symbol name) => name == Crate || name == DollarCrate || name == SelfValue || name == Super;
}
