using Crabwalk.Rust.Lexing;

namespace Crabwalk.Rust.Expansion;

/// <summary>The fragment specifiers of macro patterns.</summary>
internal static class Fragments
{
    /// <summary>What messages say about unknown ones.</summary>
    public const string Help = "valid fragment specifiers are `ident`, `block`, `stmt`, `expr`, `pat`, `ty`, `lifetime`, `literal`, `path`, `meta`, `tt`, `item` and `vis`, along with `expr_2021` and `pat_param` for edition compatibility";

    /// <summary>The fragment of a specifier; null for an unknown one. <c>pat</c> and <c>expr</c> changed with the editions.</summary>
    public static Fragment? Find(string text, Edition edition) => text switch
    {
        "item" => Fragment.Item,
        "block" => Fragment.Block,
        "stmt" => Fragment.Statement,
        "pat" => edition >= Edition.Rust2021 ? Fragment.Pattern : Fragment.PatternParameter,
        "pat_param" => Fragment.PatternParameter,
        "expr" => edition >= Edition.Rust2024 ? Fragment.Expression : Fragment.Expression2021,
        "expr_2021" => Fragment.Expression2021,
        "ty" => Fragment.Type,
        "path" => Fragment.Path,
        "meta" => Fragment.Meta,
        "vis" => Fragment.Visibility,
        "literal" => Fragment.Literal,
        "lifetime" => Fragment.Lifetime,
        "ident" => Fragment.Identifier,
        "tt" => Fragment.TokenTree,
        _ => null,
    };
}
