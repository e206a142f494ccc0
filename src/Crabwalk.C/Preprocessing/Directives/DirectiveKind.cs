using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Preprocessing.Directives;

/// <summary>The directives (6.10), those of C23 and gcc's.</summary>
internal enum DirectiveKind
{
    Unknown,
    Define,
    Undef,
    Include,
    IncludeNext,
    Import,
    If,
    Ifdef,
    Ifndef,
    Elif,
    Elifdef,
    Elifndef,
    Else,
    Endif,
    Line,
    Error,
    Warning,
    Pragma,
    Ident,
}

/// <summary>From a directive's name to its kind.</summary>
internal sealed class DirectiveNames
{
    private readonly Dictionary<Symbol, DirectiveKind> _kinds = [];

    public DirectiveNames(SymbolTable symbols)
    {
        foreach (DirectiveKind kind in Enum.GetValues<DirectiveKind>())
        {
            _kinds.Add(symbols.Intern(NameOf(kind)), kind);
        }

        _kinds.Add(symbols.Intern("sccs"), DirectiveKind.Ident);
    }

    public static string NameOf(DirectiveKind kind) => kind switch
    {
        DirectiveKind.Unknown => "",
        DirectiveKind.IncludeNext => "include_next",
        _ => kind.ToString().ToLowerInvariant(),
    };

    public static IEnumerable<string> All => Enum.GetValues<DirectiveKind>().Skip(1).Select(NameOf);

    public DirectiveKind KindOf(Symbol name) => _kinds.GetValueOrDefault(name);
}
