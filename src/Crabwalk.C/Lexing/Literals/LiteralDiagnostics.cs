using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Lexing.Literals;

/// <summary>The messages about constants and string literals, <c>C0120</c> to <c>C0149</c>: one function for each.</summary>
internal static class LiteralDiagnostics
{
    public static Diagnostic InvalidSuffix(Span number, string suffix, string spelling, string kind) =>
        new(Severity.Error, "C0120", $"invalid suffix `{suffix}` on {kind} constant `{spelling}`", new(number));

    public static Diagnostic InvalidDigit(Span number, char digit, IntegerBase kind) =>
        new(Severity.Error, "C0121", $"invalid digit `{digit}` in {(kind == IntegerBase.Binary ? "binary" : "octal")} constant", new(number))
        {
            Children = kind == IntegerBase.Octal ? [new(Severity.Help, "a number that starts with `0` is octal: leave the `0` out for a decimal one")] : [],
        };

    public static Diagnostic TooManyPoints(Span number) =>
        new(Severity.Error, "C0122", "too many decimal points in number", new(number));

    public static Diagnostic IncompleteFloating(Span number, string missing) =>
        new(Severity.Error, "C0123", $"floating constant without {missing.TrimEnd(',')}", new(number, $"needs {missing.TrimEnd(',')}"));

    public static Diagnostic ImaginaryConstant(Span number) =>
        new(Severity.Error, "CW0001", "not supported by Crabwalk yet: imaginary constants", new(number));

    public static Diagnostic IntegerTooLarge(Span number, string spelling) =>
        new(Severity.Warning, "C0124", $"integer constant `{spelling}` is too large for its type", new(number, "no type has more than 64 bits"));

    public static Diagnostic IntegerOnlyUnsigned(Span number) =>
        new(Severity.Warning, "C0125", "integer constant is so large that it is unsigned", new(number, "write a `u` after it if that is meant"));

    public static Diagnostic FloatingTooLarge(Span number, FloatingSuffix suffix) =>
        new(Severity.Warning, "-Woverflow", $"floating constant exceeds range of `{NameOf(suffix)}`", new(number, "becomes infinity"));

    public static Diagnostic FloatingTooSmall(Span number) =>
        new(Severity.Warning, "-Woverflow", "floating constant truncated to zero", new(number));

    public static Diagnostic EmptyChar(Span constant) =>
        new(Severity.Error, "C0126", "empty character constant", new(constant, "needs a character between the quotes"));

    public static Diagnostic CharTooLong(Span constant) =>
        new(Severity.Warning, "C0127", "character constant too long for its type", new(constant, "write \" \" for a string"));

    public static Diagnostic MultiChar(Span constant) =>
        new(Severity.Warning, "-Wmultichar", "multi-character character constant", new(constant, "write \" \" for a string"));

    public static Diagnostic UnknownEscape(Span escape, char letter) =>
        new(Severity.Warning, "C0128", $"unknown escape sequence: `\\{letter}`", new(escape, "the backslash is ignored"));

    public static Diagnostic HexEscapeWithoutDigits(Span escape) =>
        new(Severity.Error, "C0129", "`\\x` used with no following hex digits", new(escape));

    public static Diagnostic EscapeOutOfRange(Span escape, string kind) =>
        new(Severity.Warning, "C0130", $"{kind} escape sequence out of range", new(escape));

    public static Diagnostic InvalidUniversalName(Span escape, string spelling, bool isIncomplete) =>
        new(Severity.Error, "C0131", isIncomplete ? $"incomplete universal character name `{spelling}`" : $"`{spelling}` is not a valid universal character", new(escape));

    public static Diagnostic MixedPrefixes(Span literal, Span first) =>
        new(Severity.Error, "C0132", "string literals with different prefixes cannot be joined", new(literal)) { Labels = [new(first, "the first one is here")] };

    private static string NameOf(FloatingSuffix suffix) => suffix switch
    {
        FloatingSuffix.None => "double",
        FloatingSuffix.F => "float",
        FloatingSuffix.L => "long double",
    };
}
