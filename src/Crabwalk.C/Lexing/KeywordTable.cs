using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Lexing;

/// <summary>The keywords of one compilation: a look-up by symbol number, since every identifier of a program asks.</summary>
public sealed class KeywordTable
{
    private readonly TokenKind[] _kinds;

    /// <summary>The keywords of a language, interned in the compilation's names.</summary>
    public KeywordTable(SymbolTable symbols, CStandard standard)
    {
        var found = new List<(Symbol Name, TokenKind Kind)>();
        foreach ((string spelling, TokenKind kind) in TokenKinds.Keywords)
        {
            if (IsIn(standard, spelling))
            {
                found.Add((symbols.Intern(spelling), kind));
            }
        }

        _kinds = new TokenKind[found.Max(entry => entry.Name.Index) + 1];
        Array.Fill(_kinds, TokenKind.Identifier);
        foreach ((Symbol name, TokenKind kind) in found)
        {
            _kinds[name.Index] = kind;
        }
    }

    /// <summary>The keyword's kind, or <see cref="TokenKind.Identifier"/>.</summary>
    public TokenKind KindOf(Symbol name) =>
        (uint)name.Index < (uint)_kinds.Length ? _kinds[name.Index] : TokenKind.Identifier;

    private static bool IsIn(CStandard standard, string spelling) => spelling switch
    {
        "asm" => !standard.IsStrict,
        "typeof" => !standard.IsStrict || standard.Edition == CEdition.C23,
        "inline" => !standard.IsStrict || standard.Edition >= CEdition.C99,
        "restrict" => standard.Edition >= CEdition.C99,
        _ => true,
    };
}
