using Crabwalk.Tests.Fixtures;

namespace Crabwalk.Tests.C.Preprocessing;

/// <summary>Every message of the lexer and the preprocessor, at the line that is marked.</summary>
public sealed class MessageTests
{
    public static TheoryData<string> Sources() =>
    [
        "int a; /* open //~ ERROR C0001: unterminated comment\n",
        "char *s = \"abc;\n//~^ ERROR C0002: missing terminating `\"` character\nint c = 'x;\n//~^ ERROR C0002: missing terminating `'` character\n",
        "int a = 1 @ 2; //~ ERROR C0003: stray `@` in program\nint \u00d7 = 1; //~ ERROR C0003: stray `\u00d7` (U+00D7) in program\n#define UNUSED @\n",
        "#define T \\  \n1 //~^ WARN C0006: backslash and line break separated by space\n",
        "char *s = \"??/n\"; //~ WARN -Wtrigraphs: trigraph `??/` ignored\n",
        "/* a /* b */ //~ WARN -Wcomment: `/*` within comment\n",
        "#define f(x) x\nint a = f(1; //~ ERROR C0030: unterminated argument list invoking macro `f`\n",
        "#define f(x, y) x\nf(1) //~ ERROR C0031: macro `f` takes 2 arguments, but 1 was given\nf(1,2,3) //~ ERROR C0031: but 3 were given\n#define g() 1\ng(1) //~ ERROR C0031: macro `g` takes 0 arguments, but 1 was given\n#define v(a, b, ...) a\nv(1) //~ ERROR C0031: takes at least 2 arguments\n",
        "#define c(a, b) a ## b\nc(+, x) //~ ERROR C0034: pasting `+` and `x` does not give a valid preprocessing token\n",
        "#define s(x) #x\ns(\\) //~ WARN C0035: final `\\` is ignored\n",
        "#define //~ ERROR C0036: no macro name given in `#define` directive\n#undef //~ ERROR C0036: `#undef`\n#ifdef //~ ERROR C0036: `#ifdef`\n#endif\n",
        "#define 1 2 //~ ERROR C0037: macro names must be identifiers, found number `1`\n",
        "#define defined 1 //~ ERROR C0038: `defined` cannot be used as a macro name\n",
        "#define f(a, 1) a //~ ERROR C0039: expected a parameter name in the macro's parameter list, found number `1`\n#define g(a //~ ERROR C0039: expected `,` or `)`\n#define h(..., a) //~ ERROR C0039: expected `)`\n",
        "#define f(a, b, a) a //~ ERROR C0040: duplicate macro parameter `a`\n",
        "#define A ## x //~ ERROR C0041: `##` cannot appear at either end of a macro expansion\n#define B(x) x ## //~ ERROR C0041\n",
        "#define f(x) #y //~ ERROR C0042: `#` is not followed by a macro parameter\n",
        "#define A __VA_ARGS__ //~ WARN C0043: `__VA_ARGS__` can only appear in the expansion of a variadic macro\n",
        "#define f(...) __VA_OPT__ x //~ ERROR C0044: `__VA_OPT__` must be followed by tokens in parentheses\n#define g(...) __VA_OPT__(## x) //~ ERROR C0044: either end of `__VA_OPT__`\n#define h(...) __VA_OPT__(__VA_OPT__(x)) //~ ERROR C0044: may not appear in\n",
        "#define A 1\n#define A 1\n#define A 2 //~ WARN C0045: `A` redefined\n//~? NOTE: the previous definition of `A` is here\n//~? HELP: write `#undef A` first\n",
        "#define A+ 1 //~ WARN C0046: missing white space after the macro name `A`\n",
        "#define __LINE__ 3 //~ WARN -Wbuiltin-macro-redefined: redefining the built-in macro `__LINE__`\n#undef __FILE__ //~ WARN -Wbuiltin-macro-redefined: undefining\n",
        "#defin A 1 //~ ERROR C0060: invalid preprocessing directive `#defin`\n#inculde <stdio.h> //~ ERROR C0060: `#inculde`\n",
        "#error stop  here //~ ERROR C0061: #error stop here\n#warning take care //~ WARN -Wcpp: #warning take care\n#pragma GCC warning \"old\" //~ WARN -Wcpp: old\n",
        "#if 1 //~ ERROR C0062: unterminated `#if`\n#ifdef Q //~ ERROR C0062: unterminated `#ifdef`\n#else\n",
        "#endif //~ ERROR C0063: `#endif` without `#if`\n#else //~ ERROR C0063: `#else` without `#if`\n",
        "#if 1\n#else\n#else //~ ERROR C0064: `#else` after `#else`\n#elif 1 //~ ERROR C0064: `#elif` after `#else`\n#endif\n",
        "#undef A B //~ WARN C0065: extra tokens at end of `#undef` directive\n#ifdef A\n#endif A //~ WARN -Wendif-labels: extra tokens at end of `#endif` directive\n",
        "#if //~ ERROR C0066: `#if` with no expression\n#endif\n",
        "#if 1 + //~ ERROR C0067: expected a number, name or `(` in preprocessor expression, found end of line\n#endif\n#if 1 2 //~ ERROR C0067: expected an operator in preprocessor expression, found number `2`\n#endif\n#if (1 //~ ERROR C0067: expected `)`\n#endif\n#if \"a\" //~ ERROR C0067: found string literal\n#endif\n",
        "#if 1.5 //~ ERROR C0068: floating constant in preprocessor expression\n#endif\n",
        "#if f(1) //~ ERROR C0069: function-like macro `f` is not defined\n#endif\n",
        "#if 1 / 0 //~ ERROR C0070: division by zero in preprocessor expression\n#elif 1 % 0 //~ ERROR C0070\n#endif\n",
        "#if 1, 2 //~ WARN C0072: comma operator in operand of `#if`\n#endif\n",
        "#if defined 1 //~ ERROR C0073: operator `defined` requires an identifier, found number `1`\n#endif\n#if defined( //~ ERROR C0073: found the end of the line\n#endif\n",
        "#if defined(A //~ ERROR C0074: missing `)` after `defined`, found the end of the line\n#endif\n",
        "#define D defined(X)\n#if D //~ WARN -Wexpansion-to-defined: may not be portable\n#endif\n",
        "#if __has_include //~ ERROR C0075: operator `__has_include` requires a header name in parentheses\n#endif\n",
        "#include //~ ERROR C0076: `#include` expects \"file\" or <file>\n#include 12 //~ ERROR C0076\n#include \"\" //~ ERROR C0076\n",
        "#include \"gone.h\" //~ ERROR C0077: header file `gone.h` not found\n//~? NOTE: looked for `gone.h`, `lib/gone.h`\n//~? HELP: folders to search are given with `-I FOLDER`\nint never;\n",
        "#include <stdoi.h> //~ ERROR C0077: header file `stdoi.h` not found\n//~? HELP: there is a header `stdio.h`\n//~? NOTE: looked for `lib/stdoi.h`\n",
        "#line x //~ ERROR C0080: `#line` expects a line number from 0 to 2147483647, found identifier `x`\n#line 3 4 //~ ERROR C0081: `#line` expects a file name in quotes, found number `4`\n",
        "#pragma unheard of //~ WARN -Wunknown-pragmas: ignoring `#pragma unheard of`\n#pragma once //~ WARN C0082: `#pragma once` in main file\n#pragma push_macro(A) //~ WARN C0083: invalid `#pragma push_macro` directive\n",
        "_Pragma(1) int a; //~ ERROR C0084: `_Pragma` takes a parenthesized string literal\n",
        "#if 08 //~ ERROR C0121: invalid digit `8` in octal constant\n#elif 12abc //~ ERROR C0120: invalid suffix `abc` on integer constant `12abc`\n#endif\n",
    ];

    [Theory]
    [MemberData(nameof(Sources))]
    public void It_is_said_where_it_is_marked(string source)
    {
        var options = Preprocess.Options with { Folders = [new("lib", Foundation.Text.SourceKind.User)] };
        var run = Preprocess.Run(source, options);
        Assert.Equal("", string.Join('\n', Matching.Differences(Expectation.ReadAll(source), [.. run.Said()])));
    }

    [Fact]
    public void An_undefined_name_is_warned_of_when_asked()
    {
        var options = Preprocess.Options with { Warnings = _ => Foundation.Diagnostics.Severity.Error };
        Assert.Equal("1: ERROR -Wundef: `A` is not defined, evaluates to `0`", Preprocess.Run("#if A\n#endif\n", options).Messages);
    }

    [Fact]
    public void Null_characters_and_broken_text_are_named()
    {
        var run = Preprocess.Run([.. "int a\0\0;\n"u8, 0xFF, 0xFE, .. "b \"\xE9\" \n"u8]);
        Assert.Equal("1: WARN C0005: null character ignored\n2: ERROR C0003: stray bytes (2 of them) that are not UTF-8 in program", run.Messages);
    }

    [Fact]
    public void A_mistyped_directive_is_offered_right()
    {
        var found = Assert.Single(Preprocess.Run("#ednif\n").Found);
        Assert.Equal("endif", Assert.Single(Assert.Single(found.Fixes).Edits).NewText);
    }

    [Fact]
    public void Codes_are_listed_once_in_order()
    {
        var codes = Crabwalk.C.Preprocessing.PreprocessorCodes.All.Select(entry => entry.Code).ToList();
        Assert.Equal(codes.Distinct().Order(StringComparer.Ordinal), codes);
    }

    [Fact]
    public void Library_headers_are_not_warned_about()
    {
        var options = Preprocess.Options with { Folders = [new("lib", Foundation.Text.SourceKind.Library)] };
        Assert.Equal("", Preprocess.Run("#include <a.h>\n", options, ("lib/a.h", "#define A 1\n#define A 2\n#warning x\n")).Messages);
    }
}
