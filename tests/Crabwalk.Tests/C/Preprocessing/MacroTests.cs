using Crabwalk.C.Preprocessing;

namespace Crabwalk.Tests.C.Preprocessing;

/// <summary>Macro replacement: what the standard's examples give, rescanning, <c>#</c>, <c>##</c>, variadic macros.</summary>
public sealed class MacroTests
{
    [Theory]
    [InlineData("#define N 3\nint a[N];", "int a [ 3 ] ;")]
    [InlineData("#define f(a) a*g\n#define g(a) f(a)\nf(2)(9)", "2 * 9 * g")]
    [InlineData("#define NIL(x) x\n#define G0(a) NIL(G1)(a)\n#define G1(a) NIL(a)\nG0(42)", "42")]
    [InlineData("#define AA BB\n#define BB AA\nAA BB", "AA BB")]
    [InlineData("#define foo foo + 1\nfoo", "foo + 1")]
    [InlineData("#define foo() bar\nfoo\n() foo", "bar foo")]
    [InlineData("#define f(x) x f\nf(f)(1)", "f f ( 1 )")]
    [InlineData("#define f(x) [x]\n#define g f\ng(1) g g\n(2)", "[ 1 ] f [ 2 ]")]
    [InlineData("#define EMPTY\n#define f(x) <x>\nf EMPTY (1)", "f ( 1 )")]
    [InlineData("#define EMPTY\n#define f(x) <x>\n#define call(m) m EMPTY (1)\n#define id(x) x\nid(call(f))", "< 1 >")]
    [InlineData("#define a a b c\n#define b b c a\n#define c c a b\na", "a b c a b a c a b c a")]
    [InlineData("#define LPAREN (\n#define f(x) x\nf LPAREN 1 )", "f ( 1 )")]
    [InlineData("#define f(x, y) y x\nf((a, b), c)", "c ( a , b )")]
    [InlineData("#define f() 1\nf( )", "1")]
    [InlineData("#define f(x) [x]\nf()", "[ ]")]
    [InlineData("#define f(x) x\n#define x f(x)\nx", "x")]
    [InlineData("#define f(x) x\nf(\n#define Q 7\nQ\n#undef Q\n)", "Q")]
    public void Rescanning(string source, string expected)
    {
        var run = Preprocess.Run(source);
        Assert.Equal(expected, run.Words);
        Assert.Equal("", run.Messages);
    }

    [Theory]
    [InlineData("#define s(x) #x\ns(  a  +\tb )", "\"a + b\"")]
    [InlineData("#define s(x) #x\ns(\"a\\n\" '\"')", "\"\\\"a\\\\n\\\" '\\\"'\"")]
    [InlineData("#define s(x) #x\n#define x2(x) s(x)\n#define N 4\ns(N) x2(N)", "\"N\" \"4\"")]
    [InlineData("#define s(...) #__VA_ARGS__\ns(a,b , c)", "\"a,b , c\"")]
    [InlineData("#define hash # ## #\n#define s(x) #x\n#define in(x) s(x)\n#define join(c, d) in(c hash d)\njoin(x, y)", "\"x ## y\"")]
    [InlineData("#define t(x,y,z) x ## y ## z\nt(1,2,3) t(,4,5) t(6,,7) t(8,9,) t(10,,) t(,11,) t(,,12) t(,,)", "123 45 67 89 10 11 12")]
    [InlineData("#define c(a,b) a##b\nc(<,<=) c(-,>) c(L,'x') c(.,5) c(1,e)c(%:,%:)", "<<= -> L'x' .5 1e %:%:")]
    [InlineData("#define c(a,b) a##b\n#define AB 1\n#define B 2\nc(A,B) c(,B) c(A,)", "1 2 A")]
    public void Operators(string source, string expected)
    {
        var run = Preprocess.Run(source);
        Assert.Equal(expected, run.Words);
        Assert.Equal("", run.Messages);
    }

    [Theory]
    [InlineData("#define e(f, a...) p(f , ## a)\ne(1) e(1,) e(1,2,3)", "p ( 1 ) p ( 1 , ) p ( 1 , 2 , 3 )")]
    [InlineData("#define e(...) p(1 , ## __VA_ARGS__)\ne() e(2)", "p ( 1 ) p ( 1 , 2 )")]
    [InlineData("#define F(a, ...) f(a __VA_OPT__(,) __VA_ARGS__)\n#define E\nF(1) F(1,) F(1,2,3) F(1,E)", "f ( 1 ) f ( 1 ) f ( 1 , 2 , 3 ) f ( 1 )")]
    [InlineData("#define H(X, Y, ...) __VA_OPT__(X ## Y,) __VA_ARGS__\nH(a,b,c,d)", "ab , c , d")]
    [InlineData("#define H(X, ...) #__VA_OPT__(X##X X##X)\nH(, 0) H(a, 1)", "\"\" \"aa aa\"")]
    [InlineData("#define H(X, ...) __VA_OPT__(a X ## X) ## b\nH(, 1)", "a b")]
    [InlineData("#define C(a, b, n, ...) n\n#define COUNT(...) C(__VA_ARGS__, 2, 1, 0)\nCOUNT(x) COUNT(x, y)", "1 2")]
    public void Variadic(string source, string expected) => Assert.Equal(expected, Preprocess.Run(source).Words);

    [Theory]
    [InlineData("__LINE__\n\n__LINE__", "1 3")]
    [InlineData("#define l(x) x __LINE__\nl(\n__LINE__\n)", "3 2")]
    [InlineData("#line 77 \"zoo.c\"\n__LINE__ __FILE__", "77 \"zoo.c\"")]
    [InlineData("__FILE__ __COUNTER__ __COUNTER__ __INCLUDE_LEVEL__", "\"main.c\" 0 1 0")]
    [InlineData("__DATE__ __TIME__ __STDC__ __STDC_VERSION__ __CRABWALK__", "\"Jan  1 1970\" \"00:00:00\" 1 201710L 1")]
    [InlineData("__SIZEOF_POINTER__ __SIZEOF_LONG__ __CHAR_BIT__ __INT_MAX__", "8 8 8 0x7fffffff")]
    [InlineData("#pragma push_macro(\"A\")\n#define A 1\nA\n#pragma pop_macro(\"A\")\nA", "1 A")]
    public void Predefined(string source, string expected) => Assert.Equal(expected, Preprocess.Run(source).Words);

    [Fact]
    public void A_pragma_is_kept_beside_the_tokens()
    {
        var run = Preprocess.Run("#define ONE 1\nint a;\n#pragma pack(push, ONE)\nint b;\n_Pragma(\"STDC FP_CONTRACT ON\") int c;");
        Assert.Equal("int a ; int b ; int c ;", run.Words);
        Assert.Equal(
            "3 pack ( push , 1 ) | 6 STDC FP_CONTRACT ON",
            string.Join(" | ", run.Result.Pragmas.Select(p => $"{p.TokenIndex} {string.Join(' ', p.Tokens.Select(t => run.Symbols[t.Text]))}")));
    }

    [Fact]
    public void A_token_tells_the_chain_of_macros_that_brought_it()
    {
        var run = Preprocess.Run("#define TWICE(x) ((x) + ONE)\n#define ONE 1\nint a = TWICE(b);");
        var one = run.Result.Tokens.Single(token => run.Symbols[token.Text] == "1");
        Assert.Equal("1", run.Map.TextOf(one.Span));
        var inner = run.Map.ExpansionOf(one.Span)!;
        Assert.Equal("ONE", inner.Name);
        Assert.Equal("TWICE", run.Map.ExpansionOf(inner.CallSite)!.Name);
        Assert.Equal("TWICE(b)", run.Map.TextOf(run.Map.Outermost(one.Span)));
        var argument = run.Result.Tokens.Single(token => run.Symbols[token.Text] == "b");
        Assert.True(argument.Span.Expansion.IsNone);
    }

    [Fact]
    public void Command_line_macros_come_first()
    {
        var options = Preprocess.Options with
        {
            Macros = [new CommandLineMacro.Define("A"), new CommandLineMacro.Define("F(x)=x+1"), new CommandLineMacro.Undefine("A")],
        };
        Assert.Equal("A 2 + 1", Preprocess.Run("A F(2)", options).Words);
    }
}
