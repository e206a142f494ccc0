using Crabwalk.C.Preprocessing.Files;
using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Preprocessing.Directives;

/// <summary>The messages about directives, <c>C0060</c> to <c>C0119</c>: one function for each.</summary>
internal static class DirectiveDiagnostics
{
    public static Diagnostic InvalidDirective(Span directive, Span name, string text, string? similar) =>
        new(Severity.Error, "C0060", $"invalid preprocessing directive `#{text}`", new(directive))
        {
            Fixes = similar is null ? [] : [new($"a directive with a similar name exists: `#{similar}`", [new(name, similar)])],
        };

    public static Diagnostic ErrorDirective(Span at, string text) =>
        new(Severity.Error, "C0061", text.Length == 0 ? "`#error`" : $"#error {text}", new(at));

    public static Diagnostic WarningDirective(Span at, string text) =>
        new(Severity.Warning, "-Wcpp", text.Length == 0 ? "`#warning`" : $"#warning {text}", new(at));

    public static Diagnostic UnterminatedConditional(Conditional open) =>
        new(Severity.Error, "C0062", $"unterminated `#{open.Name}`", new(open.Directive, "this has no `#endif`"))
        {
            Labels = open.Else is { } alternative ? [new(alternative, "its `#else` is here")] : [],
        };

    public static Diagnostic WithoutIf(Span at, string name) =>
        new(Severity.Error, "C0063", $"`#{name}` without `#if`", new(at, "no conditional is open here"));

    public static Diagnostic AfterElse(Span at, string name, Span earlier, Conditional conditional) =>
        new(Severity.Error, "C0064", $"`#{name}` after `#else`", new(at))
        {
            Labels = [new(earlier, "the `#else` is here"), new(conditional.Directive, "the conditional began here")],
        };

    public static Diagnostic ExtraTokens(Span at, string directive) =>
        new(Severity.Warning, directive is "else" or "endif" ? "-Wendif-labels" : "C0065", $"extra tokens at end of `#{directive}` directive", new(at))
        {
            Children = directive is "else" or "endif" ? [new(Severity.Help, "make it a comment: `/* ... */`")] : [],
        };

    public static Diagnostic EmptyCondition(Span at, string directive) =>
        new(Severity.Error, "C0066", $"`#{directive}` with no expression", new(at, "expected a condition after this"));

    public static Diagnostic UnexpectedInCondition(Span at, string found, string expected) =>
        new(Severity.Error, "C0067", $"expected {expected} in preprocessor expression, found {found}", new(at));

    public static Diagnostic FloatInCondition(Span at) =>
        new(Severity.Error, "C0068", "floating constant in preprocessor expression", new(at, "only integers can be compared here"));

    public static Diagnostic CallInCondition(Span at, string name) =>
        new(Severity.Error, "C0069", $"function-like macro `{name}` is not defined", new(at, "functions cannot be called here"));

    public static Diagnostic DivisionByZero(Span at) =>
        new(Severity.Error, "C0070", "division by zero in preprocessor expression", new(at));

    public static Diagnostic ConditionTooDeep(Span at, int limit) =>
        new(Severity.Error, "C0071", $"preprocessor expression is nested more than {limit} deep", new(at));

    public static Diagnostic CommaInCondition(Span at) =>
        new(Severity.Warning, "C0072", "comma operator in operand of `#if`", new(at));

    public static Diagnostic UndefinedName(Span at, string name) =>
        new(Severity.Warning, "-Wundef", $"`{name}` is not defined, evaluates to `0`", new(at));

    public static Diagnostic OperatorWithoutName(Span at, string name, string found) =>
        new(Severity.Error, "C0073", $"operator `{name}` requires an identifier, found {found}", new(at));

    public static Diagnostic OperatorUnclosed(Span at, string name, string found) =>
        new(Severity.Error, "C0074", $"missing `)` after `{name}`, found {found}", new(at));

    public static Diagnostic DefinedFromMacro(Span at) =>
        new(Severity.Warning, "-Wexpansion-to-defined", "this use of `defined` may not be portable: it came out of a macro", new(at));

    public static Diagnostic HasIncludeWithoutName(Span at, string name) =>
        new(Severity.Error, "C0075", $"operator `{name}` requires a header name in parentheses", new(at, "as in `__has_include(<stdio.h>)`"));

    public static Diagnostic HeaderNameExpected(Span at, string directive) =>
        new(Severity.Error, "C0076", $"`#{directive}` expects \"file\" or <file>", new(at));

    public static Diagnostic HeaderNotFound(Span at, string name, IReadOnlyList<string> missed, string? similar)
    {
        string message = $"header file `{name}` not found";
        var children = new List<SubDiagnostic>();
        if (missed.Count > 0)
        {
            children.Add(new(Severity.Note, $"looked for {string.Join(", ", missed)}"));
        }

        children.Add(similar is null
            ? new(Severity.Help, "folders to search are given with `-I FOLDER`")
            : new(Severity.Help, $"there is a header `{similar}`"));
        return new(Severity.Error, "C0077", message, new(at)) { Children = children.ToEquatableArray() };
    }

    public static Diagnostic IncludedTooDeeply(Span at, int limit, IEnumerable<SubDiagnostic> chain) =>
        new(Severity.Error, "C0078", $"`#include` nested more than {limit} deep", new(at, "does a file include itself?"))
        {
            Children = [.. chain, new(Severity.Help, "an include guard (`#ifndef NAME`, `#define NAME`, ... `#endif`) or `#pragma once` in the header stops it")],
        };

    public static Diagnostic TooManyInclusions(Span at, int limit) =>
        new(Severity.Error, "C0079", $"more than {limit} files included", new(at));

    public static Diagnostic LineNumberExpected(Span at, string found) =>
        new(Severity.Error, "C0080", $"`#line` expects a line number from 0 to 2147483647, found {found}", new(at));

    public static Diagnostic FileNameExpected(Span at, string found) =>
        new(Severity.Error, "C0081", $"`#line` expects a file name in quotes, found {found}", new(at));

    public static Diagnostic UnknownPragma(Span at, string text) =>
        new(Severity.Warning, "-Wunknown-pragmas", $"ignoring `#pragma {text}`", new(at));

    public static Diagnostic OnceInMainFile(Span at) =>
        new(Severity.Warning, "C0082", "`#pragma once` in main file", new(at));

    public static Diagnostic BadMacroPragma(Span at, string name) =>
        new(Severity.Warning, "C0083", $"invalid `#pragma {name}` directive", new(at, $"expected `{name}(\"NAME\")`"));

    public static Diagnostic BadPragmaOperator(Span at) =>
        new(Severity.Error, "C0084", "`_Pragma` takes a parenthesized string literal", new(at));

    public static Diagnostic TooManyTokens(Span at, int limit) =>
        new(Severity.Error, "C0085", $"the program has more than {limit} tokens", new(at));
}
