using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Lexing;

/// <summary>
/// One token of C, before or after preprocessing. <see cref="Span"/> is where its characters are spelled (with the macro
/// expansion that brought it here); <see cref="Text"/> is its spelling with line splices taken out, so a number, character
/// constant or string literal is decoded from the text alone. A digraph has the kind of what it stands for and keeps its spelling.
/// </summary>
public readonly record struct Token(TokenKind Kind, Span Span, Symbol Text, TokenFlags Flags = TokenFlags.None)
{
    /// <summary>True for the first token of a line.</summary>
    public bool IsAtLineStart => (Flags & TokenFlags.AtLineStart) != 0;

    /// <summary>True when white space or a comment stands before the token.</summary>
    public bool IsAfterSpace => (Flags & TokenFlags.AfterSpace) != 0;

    /// <summary>True for a literal whose closing quote is missing; that was reported when the token left the preprocessor.</summary>
    public bool IsUnterminated => (Flags & TokenFlags.Unterminated) != 0;

    /// <summary>The same token with other flags.</summary>
    public Token WithFlags(TokenFlags flags) => this with { Flags = flags };

    /// <summary>The token as a message names it: <c>`;`</c>, <c>identifier `x`</c>, <c>end of file</c>.</summary>
    public string Describe(SymbolTable symbols) => Kind switch
    {
        TokenKind.EndOfFile => "end of file",
        TokenKind.EndOfDirective => "end of line",
        TokenKind.Identifier => $"identifier `{symbols[Text]}`",
        TokenKind.PpNumber => $"number `{symbols[Text]}`",
        TokenKind.CharConstant => $"character constant `{symbols[Text]}`",
        TokenKind.StringLiteral => $"string literal `{symbols[Text]}`",
        _ => $"`{symbols[Text]}`",
    };
}

/// <summary>What else is known of a token.</summary>
[Flags]
public enum TokenFlags : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>First of its line.</summary>
    AtLineStart = 1,

    /// <summary>White space, a comment or a line break stands before it.</summary>
    AfterSpace = 2,

    /// <summary>A macro's name that was met while that macro was being expanded: never expanded again (6.10.3.4p2).</summary>
    NoExpand = 4,

    /// <summary>A literal that ends with the line instead of a quote.</summary>
    Unterminated = 8,
}
