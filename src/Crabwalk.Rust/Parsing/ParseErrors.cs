using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Rust.Lexing;

namespace Crabwalk.Rust.Parsing;

/// <summary>The words of the parser's errors.</summary>
internal static class ParseErrors
{
    public static Diagnostic At(Span span, string message, string label = "") => new(Severity.Error, "", message, new(span, label));

    public static Diagnostic WithHelp(this Diagnostic error, string help) =>
        error with { Children = [.. error.Children, new(Severity.Help, help)] };

    public static Diagnostic WithNote(this Diagnostic error, string note) =>
        error with { Children = [.. error.Children, new(Severity.Note, note)] };

    public static Diagnostic WithFix(this Diagnostic error, string title, Span span, string text) =>
        error with { Fixes = [.. error.Fixes, new(title, [new(span, text)])] };

    public static Diagnostic MissingSemicolon(Span after, Span found, string description) =>
        At(after, $"expected `;`, found {description}") with
        {
            Labels = [new(found, "unexpected token")],
            Fixes = [new("add `;` here", [new(after, ";")], Applicability.MachineApplicable) { Style = FixStyle.TitleBeside }],
        };

    public static Diagnostic LetOutsideCondition(Span span) =>
        At(span, "expected expression, found `let` statement").WithNote("only supported directly in conditions of `if` and `while` expressions");

    public static Diagnostic ChainedComparison(Span first, Span second) =>
        At(first, "comparison operators cannot be chained") with { Labels = [new(second) { IsPrimary = true }] };

    /// <summary>A token as a message names it.</summary>
    public static string Describe(Token token, Edition edition, SymbolTable symbols)
    {
        string text = Text(token, symbols);
        return token.Kind switch
        {
            TokenKind.EndOfFile => "`<eof>`",
            TokenKind.DocComment => $"doc comment `{text}`",
            TokenKind.Identifier when token.Word == Keyword.Underscore => $"reserved identifier `{text}`",
            TokenKind.Identifier when token.Word.IsUsed(edition) => $"keyword `{text}`",
            TokenKind.Identifier when token.Word.IsUnused(edition) => $"reserved keyword `{text}`",
            _ => $"`{text}`",
        };
    }

    /// <summary>A token as it is spelled.</summary>
    public static string Text(Token token, SymbolTable symbols) => token.Kind switch
    {
        TokenKind.Identifier => (token.IsRaw ? "r#" : "") + symbols[token.Text],
        TokenKind.Lifetime => token.IsRaw ? "'r#" + symbols[token.Text][1..] : symbols[token.Text],
        TokenKind.DocComment => DocText(token, symbols),
        TokenKind.OpenInvisible or TokenKind.CloseInvisible or TokenKind.EndOfFile => "",
        _ => token.Kind.Spelling() is { Length: > 0 } spelling ? spelling : symbols[token.Text] + symbols[token.Suffix],
    };

    private static string DocText(Token token, SymbolTable symbols)
    {
        bool isInner = (token.Flags & TokenFlags.InnerDoc) != 0;
        return (token.Flags & TokenFlags.BlockDoc) != 0
            ? $"/*{(isInner ? "!" : "*")}{symbols[token.Text]}*/"
            : $"//{(isInner ? "!" : "/")}{symbols[token.Text]}";
    }
}
