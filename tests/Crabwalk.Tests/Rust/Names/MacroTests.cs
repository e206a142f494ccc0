namespace Crabwalk.Tests.Rust.Names;

/// <summary>What macros expand to, as HIR shows it: the number behind a variable names its binding.</summary>
public sealed class MacroTests
{
    private static string MainOf(string text)
    {
        var crate = new NamesCrate(NamesCrate.Core + text);
        Assert.Empty(crate.Messages);
        return crate.Hir("main");
    }

    private static void Expands(string text, string expected) => Assert.Equal(expected.ReplaceLineEndings("\n") + "\n", MainOf(text));

    [Fact]
    public void A_macros_variable_is_not_the_callers() => Expands(
        "macro_rules! with_a { ($e:expr) => {{ let a = 42; $e }} } fn main() { let a = 1; let b = with_a!(a); }",
        """
        fn main() {
            let a#0 = 1;
            let b#1 = {
                let a#2 = 42;
                a#0
            };
        }
        """);

    [Fact]
    public void A_macro_sees_the_variables_of_its_definition() => Expands(
        "fn main() { let x = 1; macro_rules! m { () => { x } } let x = 2; m!(); x; }",
        """
        fn main() {
            let x#0 = 1;
            let x#1 = 2;
            x#0;
            x#1;
        }
        """);

    [Fact]
    public void An_expression_fragment_stays_together() => Expands(
        "macro_rules! twice { ($e:expr) => { $e * 2 } } fn main() { twice!(1 + 2); }",
        """
        fn main() {
            (1 + 2) * 2;
        }
        """);

    [Fact]
    public void Repetitions_nest() => Expands(
        "macro_rules! m { ($($a:ident: $($b:expr),*);*) => { $( let $a = [$($b),*]; )* } } fn main() { m!(p: 1, 2; q: 3); p; q; }",
        """
        fn main() {
            let p#0 = [1, 2];
            let q#1 = [3];
            p#0;
            q#1;
        }
        """);

    [Fact]
    public void A_macro_may_define_a_macro() => Expands(
        "macro_rules! make { ($name:ident, $v:expr) => { macro_rules! $name { ($e:expr) => { $v + $e } } } } make!(inc, 1); fn main() { inc!(2); }",
        """
        fn main() {
            1 + 2;
        }
        """);

    [Fact]
    public void Types_split_the_token_they_end_in() => Expands(
        "struct V<T>(T); macro_rules! m { (<$t:ty>) => { let x: $t; } } fn main() { m!(<V<V<u8>>>); }",
        """
        fn main() {
            let x#0: V<V<u8>>;
        }
        """);

    [Fact]
    public void Dollar_crate_is_the_macros_own_crate() => Expands(
        "mod a { pub fn f() {} #[macro_export] macro_rules! call { () => { $crate::a::f() } } } mod b { fn a() {} } fn main() { crate::call!(); }",
        """
        fn main() {
            $crate::a::f();
        }
        """);

    [Fact]
    public void Built_in_macros_give_literals() => Expands(
        "fn main() { concat!(\"a\", 1, true, 'c', -2); stringify!(a + b); line!(); cfg!(not(test)); module_path!(); }",
        """
        fn main() {
            "a1truec-2";
            "a + b";
            15u32;
            true;
            "main";
        }
        """);

    [Fact]
    public void For_loops_are_written_out() => Expands(
        "fn main() { for i in 0..3 { i; } }",
        """
        fn main() { match into_iter(Range { start: 0, end: 3 }) {
            mut iter#0 => loop {
                match next(&mut iter#0) {
                    None => break,
                    Some(i#1) => {
                        i#1;
                    },
                }
            },
        } }
        """);

    [Fact]
    public void A_derive_compares_field_by_field()
    {
        var crate = new NamesCrate(NamesCrate.Core + "#[derive(PartialEq)] struct P<T> { x: T, y: u8 }");
        Assert.Empty(crate.Messages);
        Assert.Equal("fn eq<'{elided#0}, '{elided#1}>(self#0: &'{elided#0} Self, other#1: &'{elided#1} Self) -> bool { (self#0.x == other#1.x) && (self#0.y == other#1.y) }\n", crate.Hir("eq", 1));
    }

    [Theory]
    [InlineData("macro_rules! m { ($a:ident + $b:ident) => {} } fn main() { m!(a - b); }", "no rules expected `-`")]
    [InlineData("macro_rules! m { ($a:ident + $b:ident) => {} } fn main() { m!(a +); }", "unexpected end of macro invocation")]
    [InlineData("macro_rules! m { ($a:expr $b:expr) => {} }", "`$a:expr` is followed by `$b:expr`, which is not allowed for `expr` fragments")]
    [InlineData("macro_rules! m { ($a:foo) => {} }", "invalid fragment specifier `foo`")]
    [InlineData("macro_rules! m { ($a) => {} }", "missing fragment specifier")]
    [InlineData("macro_rules! m { ($a:ident $a:ident) => {} }", "duplicate matcher binding")]
    [InlineData("macro_rules! m { ($($a:ident),*; $($b:ident),*) => { $( $a; $b; )* } } fn main() { m!(x, y; z); }", "meta-variable `a` repeats 2 times, but `b` repeats 1 time")]
    [InlineData("macro_rules! m { ($($i:ident)* $j:ident) => {} } fn main() { m!(a b); }", "local ambiguity when calling macro `m`: multiple parsing options: built-in NTs ident ('i') or ident ('j').")]
    [InlineData("macro_rules! m { ($($t:tt)*) => { m!($($t)* a) } } fn main() { m!(); }", "recursion limit reached while expanding `m!`")]
    [InlineData("macro_rules! m { () => { 1; 2 } } fn main() { let x = m!(); }", "macro expansion ignores `2` and any tokens following")]
    [InlineData("fn main() { nothing!(); }", "cannot find macro `nothing` in this scope")]
    [InlineData("#[derive(Nothing)] struct S;", "cannot find derive macro `Nothing` in this scope")]
    [InlineData("#[nothing] fn main() {}", "cannot find attribute `nothing` in this scope")]
    [InlineData("fn main() { format_args!(\"{}\"); }", "1 positional argument in format string, but no arguments were given")]
    [InlineData("fn main() { format_args!(\"{}\", 1, 2); }", "argument never used")]
    [InlineData("fn main() { format_args!(\"{0} {2}\", 1, 2); }", "invalid reference to positional argument 2 (there are 2 arguments)")]
    [InlineData("fn main() { format_args!(\"{\"); }", "invalid format string: expected `}` but string was terminated")]
    [InlineData("fn main() { format_args!(\"}\"); }", "invalid format string: unmatched `}` found")]
    [InlineData("fn main() { format_args!(\"{:z}\", 1); }", "unknown format trait `z`")]
    [InlineData("fn main() { format_args!(\"{}\", a = 1, 2); }", "positional arguments cannot follow named arguments")]
    [InlineData("fn main() { format_args!(1); }", "format argument must be a string literal")]
    [InlineData("fn main() { compile_error!(\"not so\"); }", "not so")]
    [InlineData("fn main() { env!(\"NO_SUCH_VARIABLE\"); }", "environment variable `NO_SUCH_VARIABLE` not defined at compile time")]
    public void A_wrong_macro_or_call_is_told_in_rustcs_words(string text, string message) =>
        Assert.Contains(message, new NamesCrate(NamesCrate.Core + text).Messages);
}
