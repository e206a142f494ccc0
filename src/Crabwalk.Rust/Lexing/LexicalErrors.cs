using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;

namespace Crabwalk.Rust.Lexing;

/// <summary>The words of errors found inside and between tokens; codes and texts are those that rustc's users search for.</summary>
internal static class LexicalErrors
{
    public static Diagnostic At(Span span, string message, string label = "", string code = "") =>
        new(Severity.Error, code, message, new(span, label));

    public static Diagnostic UnterminatedBlockComment(Span span) => At(span, "unterminated block comment", code: "E0758");

    public static Diagnostic UnterminatedChar(Span span) => At(span, "unterminated character literal", code: "E0762");

    public static Diagnostic UnterminatedByte(Span span) => At(span, "unterminated byte constant", code: "E0763");

    public static Diagnostic UnterminatedString(Span span, string prefix) => prefix switch
    {
        "b" => At(span, "unterminated double quote byte string", code: "E0766"),
        "c" => At(span, "unterminated C string", code: "E0767"),
        _ => At(span, "unterminated double quote string", code: "E0765"),
    };

    public static Diagnostic UnterminatedRawString(Span start, int hashes)
    {
        string marks = new('#', hashes);
        return At(start, "unterminated raw string", "unterminated raw string", "E0748") with
        {
            Children = hashes == 0 ? [] : [new(Severity.Note, $"this raw string should be terminated with `\"{marks}`")],
        };
    }

    public static Diagnostic NoDigits(Span span) => At(span, "no valid digits found for number", code: "E0768");

    public static Diagnostic UnknownStart(Span span, string character)
    {
        Diagnostic error = At(span, $"unknown start of token: {character}");
        return Lookalike(character) is { } meant
            ? error with { Fixes = [new($"Unicode character '{character}' looks like '{meant.Text}' ({meant.Name}), but it is not", [new(span, meant.Text)])] }
            : error;
    }

    public static Diagnostic ReservedPrefix(Span span, string prefix) => At(span, $"prefix `{prefix}` is unknown", "unknown prefix") with
    {
        Children = [new(Severity.Note, "prefixed identifiers and literals are reserved since Rust 2021")],
        Fixes = [new("consider inserting whitespace here", [new(span.AtEnd, " ")], Applicability.MaybeIncorrect)],
    };

    public static Diagnostic RawNameNotAllowed(Span span, string name) => At(span, $"`{name}` cannot be a raw identifier");

    private static (string Text, string Name)? Lookalike(string character) => character switch
    {
        "\u037e" or "\uff1b" => (";", "Semicolon"),
        "\uff0c" or "\u201a" => (",", "Comma"),
        "\uff1a" => (":", "Colon"),
        "\uff08" => ("(", "Left Parenthesis"),
        "\uff09" => (")", "Right Parenthesis"),
        "\u2212" or "\u2013" or "\u2010" => ("-", "Minus/Hyphen"),
        "\u201c" or "\u201d" => ("\"", "Quotation Mark"),
        "\u2018" or "\u2019" => ("'", "Single Quote"),
        "\uff1d" => ("=", "Equals Sign"),
        "\u00d7" => ("*", "Asterisk"),
        _ => null,
    };
}
