using Crabwalk.C.Lexing;

namespace Crabwalk.C.Preprocessing.Macros;

/// <summary>A token on its way through the preprocessor, with the macros it may not be expanded by.</summary>
internal readonly record struct PpToken(Token Token, HideSetId Hidden = default)
{
    /// <summary>The token's kind.</summary>
    public TokenKind Kind => Token.Kind;

    /// <summary>The same with other flags.</summary>
    public PpToken WithFlags(TokenFlags flags) => new(Token with { Flags = flags }, Hidden);
}
