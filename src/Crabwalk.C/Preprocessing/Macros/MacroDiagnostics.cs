using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Preprocessing.Macros;

/// <summary>The messages about macro calls and definitions, <c>C0030</c> to <c>C0059</c>: one function for each.</summary>
internal static class MacroDiagnostics
{
    public static Diagnostic UnterminatedCall(Span name, Span opening, string macro, Span definition) =>
        new(Severity.Error, "C0030", $"unterminated argument list invoking macro `{macro}`", new(opening, "this `(` has no `)`"))
        {
            Labels = [new(name, $"the call of `{macro}` begins here")],
            Children = [DefinedHere(macro, definition)],
        };

    public static Diagnostic WrongArgumentCount(Span call, string name, Macro.FunctionLike macro, int given) =>
        new(Severity.Error, "C0031", CountMessage(name, macro, given), new(call)) { Children = [DefinedHere(name, macro.Definition)] };

    public static Diagnostic NestedTooDeeply(Span name, string macro, int depth) =>
        new(Severity.Error, "C0032", $"macros such as `{macro}` are nested more than {depth} deep", new(name));

    public static Diagnostic TooManyTokens(Span call, string macro, int limit) =>
        new(Severity.Error, "C0033", $"macros take and produce more than {limit} tokens", new(call, $"while expanding `{macro}` here"))
        {
            Children = [new(Severity.Help, "a macro that doubles its text at each level grows exponentially")],
        };

    public static Diagnostic InvalidPaste(Span left, Span right, string leftText, string rightText) =>
        new(Severity.Error, "C0034", $"pasting `{Shorten(leftText)}` and `{Shorten(rightText)}` does not give a valid preprocessing token", new(left))
        {
            Labels = left == right ? [] : [new(right, "the right side of `##`")],
        };

    public static Diagnostic PastedTooLong(Span left, int limit) =>
        new(Severity.Error, "C0047", $"`##` makes a token of more than {limit} characters", new(left));

    public static Diagnostic DanglingBackslash(Span hash) =>
        new(Severity.Warning, "C0035", "invalid string literal from `#`: its final `\\` is ignored", new(hash));

    public static Diagnostic MissingName(Span at, string directive) =>
        new(Severity.Error, "C0036", $"no macro name given in `#{directive}` directive", new(at, "expected a name"));

    public static Diagnostic NameIsNoIdentifier(Span at, string found) =>
        new(Severity.Error, "C0037", $"macro names must be identifiers, found {found}", new(at));

    public static Diagnostic NameIsReserved(Span at, string name) =>
        new(Severity.Error, "C0038", $"`{name}` cannot be used as a macro name", new(at));

    public static Diagnostic BadParameters(Span at, string found, string expected) =>
        new(Severity.Error, "C0039", $"expected {expected} in the macro's parameter list, found {found}", new(at));

    public static Diagnostic DuplicateParameter(Span at, string name) =>
        new(Severity.Error, "C0040", $"duplicate macro parameter `{name}`", new(at));

    public static Diagnostic PasteAtEnd(Span at) =>
        new(Severity.Error, "C0041", "`##` cannot appear at either end of a macro expansion", new(at, "it needs a token on either side"));

    public static Diagnostic HashWithoutParameter(Span at) =>
        new(Severity.Error, "C0042", "`#` is not followed by a macro parameter", new(at, "it makes a string of the argument of the parameter after it"));

    public static Diagnostic VaArgsOutside(Span at, string name) =>
        new(Severity.Warning, "C0043", $"`{name}` can only appear in the expansion of a variadic macro", new(at));

    public static Diagnostic BadVaOpt(Span at, string what) =>
        new(Severity.Error, "C0044", what, new(at));

    public static Diagnostic Redefined(Span at, string name, Span earlier) =>
        new(Severity.Warning, "C0045", $"`{name}` redefined", new(at))
        {
            Children =
            [
                new(Severity.Note, $"the previous definition of `{name}` is here", [new(earlier)]),
                new(Severity.Help, $"write `#undef {name}` first if this is meant"),
            ],
        };

    public static Diagnostic BuiltinRedefined(Span at, string name, string verb) =>
        new(Severity.Warning, "-Wbuiltin-macro-redefined", $"{verb} the built-in macro `{name}`", new(at));

    public static Diagnostic MissingSpaceAfterName(Span at, string name) =>
        new(Severity.Warning, "C0046", $"missing white space after the macro name `{name}`", new(at));

    private static SubDiagnostic DefinedHere(string name, Span definition) =>
        new(Severity.Note, $"macro `{name}` is defined here", [new(definition)]);

    private static string CountMessage(string name, Macro.FunctionLike macro, int given)
    {
        int wanted = macro.Parameters.Length;
        string atLeast = macro.IsVariadic ? "at least " : "";
        int least = macro.IsVariadic ? wanted - 1 : wanted;
        return $"macro `{name}` takes {atLeast}{Plural(least)}, but {(given == 1 ? "1 was" : $"{given} were")} given";
    }

    private static string Plural(int count) => count == 1 ? "1 argument" : $"{count} arguments";

    private static string Shorten(string text) => text.Length <= 60 ? text : $"{text[..28]}...{text[^28..]}";
}
