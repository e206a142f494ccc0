using Crabwalk.Foundation.Text;

namespace Crabwalk.Rust.Lexing;

/// <summary>
/// Which macro expansions a name came through: two names are the same variable only when their contexts agree too.
/// <see cref="Root"/> is text that no macro touched.
/// </summary>
public readonly record struct SyntaxContext(int Index)
{
    /// <summary>Written by hand.</summary>
    public static readonly SyntaxContext Root;
}

/// <summary>Small facts about a token that its kind and text don't tell.</summary>
[Flags]
public enum TokenFlags : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Punctuation with more punctuation right behind it: procedural macros see <c>Joint</c>.</summary>
    Joint = 1,

    /// <summary>A raw identifier or lifetime, <c>r#match</c>: never a keyword.</summary>
    Raw = 2,

    /// <summary>A doc comment of what encloses it, <c>//!</c>.</summary>
    InnerDoc = 4,

    /// <summary>A doc comment between <c>/*</c> and <c>*/</c>.</summary>
    BlockDoc = 8,

    /// <summary>Broken in a way that was reported: later stages ask no more about it.</summary>
    Broken = 16,
}

/// <summary>
/// One token. <see cref="Text"/> is a name without <c>r#</c>, a literal as spelled without its suffix, a doc comment's text without
/// its marks; punctuation has none. Tokens made by macros have the same form, so one parser reads both.
/// </summary>
/// <param name="Kind">What it is.</param>
/// <param name="Span">Where it is spelled.</param>
/// <param name="Text">Its name or spelling.</param>
public readonly record struct Token(TokenKind Kind, Span Span, Symbol Text = default)
{
    /// <summary>A literal's suffix, <c>u8</c> in <c>1u8</c>; else empty.</summary>
    public Symbol Suffix { get; init; }

    /// <summary>The hygiene of a name.</summary>
    public SyntaxContext Context { get; init; }

    /// <summary>The keyword this name spells, whether or not the edition reserves it; none for raw names.</summary>
    public Keyword Word { get; init; }

    /// <summary>Further facts.</summary>
    public TokenFlags Flags { get; init; }

    /// <summary>For invisible brackets: the macro fragment between them.</summary>
    public Fragment Fragment { get; init; }

    /// <summary>True for a raw name.</summary>
    public bool IsRaw => (Flags & TokenFlags.Raw) != 0;

    /// <summary>True when punctuation follows at once.</summary>
    public bool IsJoint => (Flags & TokenFlags.Joint) != 0;
}

/// <summary>What a macro's <c>$name:fragment</c> matched. Substituted fragments stand between invisible brackets of this kind.</summary>
public enum Fragment : byte
{
    /// <summary>No fragment.</summary>
    None,

    /// <summary><c>item</c></summary>
    Item,

    /// <summary><c>block</c></summary>
    Block,

    /// <summary><c>stmt</c></summary>
    Statement,

    /// <summary><c>pat</c>, with top-level <c>|</c> since 2021.</summary>
    Pattern,

    /// <summary><c>pat_param</c>, never with a top-level <c>|</c>.</summary>
    PatternParameter,

    /// <summary><c>expr</c></summary>
    Expression,

    /// <summary><c>expr_2021</c>: neither <c>_</c> nor <c>const {}</c>.</summary>
    Expression2021,

    /// <summary><c>ty</c></summary>
    Type,

    /// <summary><c>path</c></summary>
    Path,

    /// <summary><c>meta</c></summary>
    Meta,

    /// <summary><c>vis</c></summary>
    Visibility,

    /// <summary><c>literal</c></summary>
    Literal,

    /// <summary><c>lifetime</c></summary>
    Lifetime,

    /// <summary><c>ident</c></summary>
    Identifier,

    /// <summary><c>tt</c></summary>
    TokenTree,
}
