using System.Collections.Immutable;

namespace Crabwalk.C.Preprocessing;

/// <summary>
/// The catalogue of <c>C0001</c> to <c>C0199</c>: what the lexer, the preprocessor and the decoding of literals report under a code
/// of their own. Warnings that gcc names go by gcc's name.
/// </summary>
public static class PreprocessorCodes
{
    /// <summary>Each code with its title.</summary>
    public static readonly ImmutableArray<(string Code, string Title)> All =
    [
        ("C0001", "unterminated comment"),
        ("C0002", "missing closing quote"),
        ("C0003", "stray character"),
        ("C0005", "null character"),
        ("C0006", "space between a backslash and the end of its line"),
        ("C0030", "unterminated macro call"),
        ("C0031", "wrong number of macro arguments"),
        ("C0032", "macros nested too deeply"),
        ("C0033", "macros take and produce too many tokens"),
        ("C0034", "`##` makes no valid token"),
        ("C0035", "`#` makes a string that ends in a lone backslash"),
        ("C0036", "macro name missing"),
        ("C0037", "macro name is no identifier"),
        ("C0038", "macro name is reserved"),
        ("C0039", "bad macro parameter list"),
        ("C0040", "duplicate macro parameter"),
        ("C0041", "`##` at an end of a macro"),
        ("C0042", "`#` without a parameter"),
        ("C0043", "`__VA_ARGS__` outside of a variadic macro"),
        ("C0044", "bad `__VA_OPT__`"),
        ("C0045", "macro redefined"),
        ("C0046", "missing space after a macro name"),
        ("C0047", "pasted token too long"),
        ("C0060", "invalid directive"),
        ("C0061", "`#error`"),
        ("C0062", "unterminated conditional"),
        ("C0063", "`#else`, `#elif` or `#endif` without `#if`"),
        ("C0064", "`#else` or `#elif` after `#else`"),
        ("C0065", "extra tokens after a directive"),
        ("C0066", "`#if` without an expression"),
        ("C0067", "unexpected token in a condition"),
        ("C0068", "floating constant in a condition"),
        ("C0069", "call in a condition"),
        ("C0070", "division by zero in a condition"),
        ("C0071", "condition nested too deeply"),
        ("C0072", "comma in a condition"),
        ("C0073", "`defined`, `__has_attribute` or `__has_builtin` without a name"),
        ("C0074", "`defined`, `__has_attribute` or `__has_builtin` without `)`"),
        ("C0075", "`__has_include` without a header name"),
        ("C0076", "header name expected"),
        ("C0077", "header file not found"),
        ("C0078", "`#include` nested too deeply"),
        ("C0079", "too many files included"),
        ("C0080", "`#line` without a line number"),
        ("C0081", "`#line` with a bad file name"),
        ("C0082", "`#pragma once` in the main file"),
        ("C0083", "bad `push_macro` or `pop_macro`"),
        ("C0084", "bad `_Pragma`"),
        ("C0085", "too many tokens"),
        ("C0120", "invalid suffix"),
        ("C0121", "invalid digit"),
        ("C0122", "too many decimal points"),
        ("C0123", "incomplete floating constant"),
        ("C0124", "integer constant too large"),
        ("C0125", "integer constant so large that it is unsigned"),
        ("C0126", "empty character constant"),
        ("C0127", "character constant too long"),
        ("C0128", "unknown escape sequence"),
        ("C0129", "`\\x` without digits"),
        ("C0130", "escape out of range"),
        ("C0131", "bad universal character name"),
        ("C0132", "string literals with different prefixes"),
    ];
}
