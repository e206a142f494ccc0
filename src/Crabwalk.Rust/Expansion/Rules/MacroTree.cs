using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Rust.Lexing;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Expansion;

/// <summary>How often a repetition may occur.</summary>
internal enum Repeat
{
    /// <summary><c>*</c></summary>
    ZeroOrMore,

    /// <summary><c>+</c></summary>
    OneOrMore,

    /// <summary><c>?</c></summary>
    ZeroOrOne,
}

/// <summary>A part of a rule: of its pattern or of what it expands to.</summary>
internal abstract record MacroTree(Span Span)
{
    /// <summary>A token that stands for itself.</summary>
    public sealed record Plain(Token Token) : MacroTree(Token.Span);

    /// <summary>A bracketed part.</summary>
    public sealed record Group(TokenKind Open, DelimSpan Brackets, EquatableArray<MacroTree> Trees, Fragment Fragment) : MacroTree(Brackets.Whole);

    /// <summary><c>$name:fragment</c></summary>
    public sealed record Declaration(Ident Name, Fragment Kind, string KindText, Span Span) : MacroTree(Span);

    /// <summary><c>$name</c> in what a rule expands to.</summary>
    public sealed record Use(Ident Name, Token Dollar, Token Word) : MacroTree(Dollar.Span.To(Word.Span));

    /// <summary><c>$( .. ) separator *</c></summary>
    public sealed record Repetition(EquatableArray<MacroTree> Trees, Token? Separator, Repeat Repeat, Span Span) : MacroTree(Span);
}

/// <summary>One rule.</summary>
/// <param name="Pattern">The pattern without its outer brackets, made into steps.</param>
/// <param name="Names">The names that the pattern binds, by place.</param>
/// <param name="Body">What it expands to.</param>
/// <param name="BodySpan">The body with its brackets.</param>
internal sealed record MacroRule(EquatableArray<MatchStep> Pattern, EquatableArray<MacroTree.Declaration> Names, EquatableArray<MacroTree> Body, Span BodySpan);

/// <summary>The rules of one macro.</summary>
internal sealed record MacroRules(EquatableArray<MacroRule> Rules);
