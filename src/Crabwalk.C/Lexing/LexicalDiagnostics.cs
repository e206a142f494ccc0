using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Lexing;

/// <summary>The messages about single tokens, <c>C0001</c> to <c>C0019</c>: one function for each.</summary>
internal static class LexicalDiagnostics
{
    public static Diagnostic UnterminatedComment(Span opening) =>
        new(Severity.Error, "C0001", "unterminated comment", new(opening, "the comment that begins here has no `*/`"));

    public static Diagnostic UnterminatedLiteral(Span literal, char quote) =>
        new(Severity.Error, "C0002", $"missing terminating `{quote}` character", new(literal, $"expected `{quote}` before the end of the line"));

    public static Diagnostic StrayCharacter(Span stray, string text) =>
        new(Severity.Error, "C0003", $"stray {Name(text)} in program", new(stray));

    public static Diagnostic NullCharacter(Span at) =>
        new(Severity.Warning, "C0005", "null character ignored", new(at));

    public static Diagnostic SpaceInSplice(Span backslash) =>
        new(Severity.Warning, "C0006", "backslash and line break separated by space", new(backslash, "the next line is taken as part of this one"));

    public static Diagnostic TrigraphIgnored(Span trigraph, string text, char meaning) =>
        new(Severity.Warning, "-Wtrigraphs", $"trigraph `{text}` ignored", new(trigraph, $"would be `{meaning}` with `-std=c17`"));

    public static Diagnostic CommentInComment(Span inner) =>
        new(Severity.Warning, "-Wcomment", "`/*` within comment", new(inner, "comments do not nest: the first `*/` ends this one"));

    public static Diagnostic MoreOfTheSame(string code, int count) =>
        new(Severity.Note, code, count == 1 ? $"1 more message of kind {code} was left out" : $"{count} more messages of kind {code} were left out", null);

    private static string Name(string text) => text switch
    {
        [>= ' ' and <= '~'] => $"`{text}`",
        [>= '\uDC80' and <= '\uDCFF' and var only] => $"byte 0x{only - 0xDC00:X2}, which is not UTF-8,",
        [>= '\uDC80' and <= '\uDCFF', ..] => $"bytes ({text.Length} of them) that are not UTF-8",
        [< ' ' and var only] => $"control character 0x{(int)only:X2}",
        [< ' ', ..] => $"control characters ({text.Length} of them)",
        [var only] => $"`{only}` (U+{(int)only:X4})",
        _ => $"`{text}`",
    };
}
