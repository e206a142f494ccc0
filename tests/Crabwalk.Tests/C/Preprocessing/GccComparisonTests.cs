using Crabwalk.C.Lexing;
using Crabwalk.Foundation.Text;
using Crabwalk.Tests.Fixtures;

namespace Crabwalk.Tests.C.Preprocessing;

/// <summary>The same tokens as <c>gcc -E -P</c>, where gcc is installed.</summary>
public sealed class GccComparisonTests
{
    public static TheoryData<string> Sources() =>
    [
        """
        #define f(x) [x g]
        #define g(x) {x f}
        f(1)(2)(3) g(f)(4)(5) f(g(f))(1)(2)
        #define h(x) x(h)(x)
        h(h) h(f)
        #define obj (1) obj
        f obj g obj f(obj)(2)
        """,
        """
        #define EMPTY()
        #define DEFER(x) x EMPTY()
        #define A() 123
        #define EXPAND(...) __VA_ARGS__
        DEFER(A)() EXPAND(DEFER(A)())
        #define EVAL(...) E1(E1(E1(__VA_ARGS__)))
        #define E1(...) E2(E2(E2(__VA_ARGS__)))
        #define E2(...) __VA_ARGS__
        #define REPI() REP
        #define REP(n) n DEFER(REPI)()(n+1)
        EVAL(REP(0))
        """,
        """
        #define M1(x, ...) x M2(__VA_ARGS__)
        #define M2(x, ...) x M3(__VA_ARGS__)
        #define M3(x, ...) x M1(__VA_ARGS__)
        M1(a,b,c,d,e,f)
        #define s(x) #x
        #define xs(x) s(x)
        xs(M1(1, 2)  (2) "q\n" 'c' a   b) xs(s(a)) xs(s("a"))
        #define cat(a, b) a ## b
        #define xcat(a, b) cat(a, b)
        xcat(cat(x, 1), cat(2, y)) xcat(c, at)(p, q)
        """,
        """
        #define a a b c
        #define b b c a
        #define c c a b
        a
        #define l(x) x __LINE__
        l(1
        __LINE__
        ) l(
        2)
        #line 500
        __LINE__ __COUNTER__ __COUNTER__
        """,
        """
        #define e1(f, args...) p(f , ## args)
        #define e2(...) p(1 , ## __VA_ARGS__)
        e1(1) e1(1,) e1(1,2,3) e2() e2(2)
        #define F(a, ...) f2(a __VA_OPT__(,) __VA_ARGS__)
        #define EMP
        F(a) F(a,) F(a,b,c) F(a, EMP)
        #define H3(X, ...) #__VA_OPT__(X##X X##X)
        #define H4(X, ...) __VA_OPT__(a X ## X) ## b
        H3(, 0) H4(, 1) H3(x,) H4(y,)
        """,
        """
        #define x 3
        #define f(a) f(x * (a))
        #undef x
        #define x 2
        #define g f
        #define z z[0]
        #define h g(~
        #define m(a) a(w)
        #define w 0,1
        #define t(a) a
        f(y+1) + f(f(z)) % t(t(g)(0) + t)(1);
        g(x+(3,4)-w) | h 5) & m
        (f)^m(m);
        """,
    ];

    [Theory]
    [MemberData(nameof(Sources))]
    public void Gcc_gives_the_same_tokens(string source)
    {
        Assert.SkipWhen(GccOracle.Gcc is null, "gcc is not installed");
        Ended ended = Processes.Run(GccOracle.Gcc!, ["-E", "-P", "-std=gnu17", "-x", "c", "-"], source + "\n");
        var map = new SourceMap();
        var symbols = new SymbolTable();
        var words = new List<string>();
        SourceId theirs = map.Add(SourceText.FromBytes("gcc.c", ended.Stdout));
        TokenScanner.Scan(theirs, CStandard.Gnu17, map, symbols, new(), token => words.Add(symbols[token.Text]));
        Assert.Equal(string.Join(' ', words), Preprocess.Run(source + "\n").Words);
    }
}
