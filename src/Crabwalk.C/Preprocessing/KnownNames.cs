using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Preprocessing;

/// <summary>The names with a meaning of their own in preprocessing, interned once.</summary>
internal sealed class KnownNames(SymbolTable symbols)
{
    public Symbol Defined { get; } = symbols.Intern("defined");

    public Symbol HasInclude { get; } = symbols.Intern("__has_include");

    public Symbol HasIncludeNext { get; } = symbols.Intern("__has_include_next");

    public Symbol HasAttribute { get; } = symbols.Intern("__has_attribute");

    public Symbol HasBuiltin { get; } = symbols.Intern("__has_builtin");

    public Symbol VaArgs { get; } = symbols.Intern("__VA_ARGS__");

    public Symbol VaOpt { get; } = symbols.Intern("__VA_OPT__");

    public Symbol PragmaOperator { get; } = symbols.Intern("_Pragma");

    public Symbol One { get; } = symbols.Intern("1");

    public Symbol Zero { get; } = symbols.Intern("0");
}
