namespace Crabwalk.Tests.C.Parsing;

/// <summary>The typed tree as text: types, conversions, initialisers.</summary>
public sealed class TreeTests
{
    [Fact]
    public void Conversions_are_nodes() => Check(
        """
        double f(char c, unsigned u) { return c + u * 2.0f; }
        """,
        """
        function f(char c, unsigned int u) -> double
          return (to double (+ float (to float (to int (load c))) (* float (to float (load u)) 2:float)))
        """);

    [Fact]
    public void Pointers_are_moved_by_elements() => Check(
        """
        long f(int *p, int a[4]) { p += 2; return &a[1] - p; }
        """,
        """
        function f(int *p, int *a) -> long
          (+= int * p 2)
          return (ptrdiff (& ([] (load a) 1)) (load p))
        """);

    [Fact]
    public void Braces_may_be_left_out() => Check(
        """
        struct point { int x, y; } p[] = { 1, 2, { .y = 3 }, [3].x = 4 };
        """,
        """
        global struct point p[4] = {[0].x@0 = 1, [0].y@4 = 2, [1].y@12 = 3, [3].x@24 = 4}
        """);

    [Fact]
    public void Later_values_override_earlier_ones() => Check(
        """
        union { int i; char c[4]; } u = { .c = {1, 2}, .i = 7 };
        int a[3] = { [0 ... 2] = 5, [1] = 6 };
        """,
        """
        global union <anonymous> u = {.i@0 = 7}
        global int a[3] = {[0 ... 2]@0 = 5, [1]@4 = 6}
        """);

    [Fact]
    public void Constants_are_folded_for_cases_and_sizes() => Check(
        """
        enum { A = 3, B };
        char buffer[sizeof(long) * B + (A > 2 ? 1 : 1 / 0)];
        int f(int n) { switch (n) { case B << 1: return 1; case 'a' ... 'z': return 2; default: return 3; } }
        """,
        """
        global char buffer[33]
        function f(int n) -> int
          switch (load n)
            block
              case 8
                return 1
              case 97 ... 122
                return 2
              default
                return 3
        """);

    [Fact]
    public void Declarators_are_read_from_the_inside_out() => Check(
        """
        int (*(*table[3])(int (*)(void), char []))[5];
        """,
        """
        global int (*(*table[3])(int (*)(void), char *))[5]
        """);

    [Fact]
    public void Variable_sizes_are_evaluated_once() => Check(
        """
        unsigned long f(int n) { int a[n][2]; return sizeof a; }
        """,
        """
        function f(int n) -> unsigned long
          declare int a[*][2] bounds [(to unsigned long (load n))]
          return (sizeof int[*][2])
        """);

    [Fact]
    public void A_typedef_name_can_be_hidden() => Check(
        """
        typedef int T;
        int f(int x) { T T = 3; return T * x; }
        """,
        """
        function f(int x) -> int
          declare T T = 3
          return (* T (load T) (load x))
        """);

    [Fact]
    public void Old_style_definitions_keep_their_parameter_types() => Check(
        """
        int f(a, b) char a; float b; { return a + (int)b; }
        """,
        """
        function f(char a, float b) -> int
          return (+ int (to int (load a)) (cast to int (load b)))
        """);

    private static void Check(string source, string tree) => Assert.Equal(tree.ReplaceLineEndings("\n"), Parsed.TreeOf(source));
}
