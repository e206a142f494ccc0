using Crabwalk.Rust.Lexing;

namespace Crabwalk.Tests.Rust.Names;

/// <summary>What is wrong with a name has rustc's code, and its mended twin has none.</summary>
public sealed class NameErrorTests
{
    private const string Prefix = "#![no_core]\n#![feature(no_core)]\n";

    [Theory]
    [InlineData("E0106", "struct S { x: &u8 }", "struct S<'a> { x: &'a u8 }")]
    [InlineData("E0106", "fn f(a: &u8, b: &u8) -> &u8 { a }", "fn f<'a>(a: &'a u8, b: &u8) -> &'a u8 { a }")]
    [InlineData("E0124", "struct S { a: u8, a: u8 }", "struct S { a: u8, b: u8 }")]
    [InlineData("E0224", "fn f(x: &dyn 'static) {}", "trait T {} fn f(x: &(dyn T + 'static)) {}")]
    [InlineData("E0252", "mod a { pub struct S; } mod b { pub struct S; } use a::S; use b::S;", "mod a { pub struct S; } mod b { pub struct S; } use a::S; use b::S as T;")]
    [InlineData("E0255", "mod a { pub fn f() {} } use a::f; fn f() {}", "mod a { pub fn f() {} } use a::f; fn g() {}")]
    [InlineData("E0254", "mod a { pub mod me {} } use a::me; extern crate self as me;", "mod a { pub mod me {} } use a::me; extern crate self as it;")]
    [InlineData("E0260", "extern crate self as me; mod me {}", "extern crate self as me; mod it {}")]
    [InlineData("E0261", "fn f(x: &'a u8) {}", "fn f<'a>(x: &'a u8) {}")]
    [InlineData("E0262", "fn f<'static>() {}", "fn f<'a>() {}")]
    [InlineData("E0267", "fn f() { loop { || { break; }; } }", "fn f() { loop { break; } }")]
    [InlineData("E0268", "fn f() { break; }", "fn f() { loop { break; } }")]
    [InlineData("E0364", "mod a { fn f() {} pub mod b { pub use super::f; } }", "mod a { pub fn f() {} pub mod b { pub use super::f; } }")]
    [InlineData("E0365", "mod a { mod c {} pub mod b { pub use super::c; } }", "mod a { pub mod c {} pub mod b { pub use super::c; } }")]
    [InlineData("E0401", "fn f<T>() { fn g(x: T) {} }", "fn f<T>() { fn g<T>(x: T) {} }")]
    [InlineData("E0403", "fn f<T, T>() {}", "fn f<T, U>() {}")]
    [InlineData("E0404", "struct S; struct T; impl T for S {}", "struct S; trait T {} impl T for S {}")]
    [InlineData("E0405", "struct S; impl T for S {}", "struct S; trait T {} impl T for S {}")]
    [InlineData("E0407", "trait T {} struct S; impl T for S { fn f() {} }", "trait T { fn f(); } struct S; impl T for S { fn f() {} }")]
    [InlineData("E0408", "enum E { A(u8), B(u8) } fn f(e: E) { match e { E::A(x) | E::B(_) => {} } }", "enum E { A(u8), B(u8) } fn f(e: E) { match e { E::A(x) | E::B(x) => {} } }")]
    [InlineData("E0411", "fn f() -> Self {}", "struct S; impl S { fn f() -> Self { S } }")]
    [InlineData("E0415", "fn f(x: u8, x: u8) {}", "fn f(x: u8, y: u8) {}")]
    [InlineData("E0416", "fn f() { let (a, a) = (1, 2); }", "fn f() { let (a, b) = (1, 2); }")]
    [InlineData("E0422", "fn f() { S { x: 1 }; }", "struct S { x: u8 } fn f() { S { x: 1 }; }")]
    [InlineData("E0423", "struct S { x: u8 } fn f() { S; }", "struct S; fn f() { S; }")]
    [InlineData("E0424", "struct S; impl S { fn f() { self; } }", "struct S; impl S { fn f(self) { self; } }")]
    [InlineData("E0425", "fn f() { x; }", "fn f() { let x = 1; x; }")]
    [InlineData("E0425", "fn f(x: Missing) {}", "struct Missing; fn f(x: Missing) {}")]
    [InlineData("E0426", "fn f() { loop { break 'a; } }", "fn f() { 'a: loop { break 'a; } }")]
    [InlineData("E0428", "struct S; enum S {}", "struct S; enum E {}")]
    [InlineData("E0429", "mod a { pub fn f() {} } use a::self;", "mod b { pub mod a {} } use b::a::{self};")]
    [InlineData("E0432", "use missing::thing;", "mod missing { pub fn thing() {} } use missing::thing;")]
    [InlineData("E0433", "fn f() { missing::g(); }", "mod missing { pub fn g() {} } fn f() { missing::g(); }")]
    [InlineData("E0434", "fn f() { let x = 1; fn g() { x; } }", "fn f() { let x = 1; let g = || { x; }; }")]
    [InlineData("E0435", "fn f() { let n = 1; [0; n]; }", "fn f() { const N: usize = 1; [0; N]; }")]
    [InlineData("E0437", "trait T {} struct S; impl T for S { type A = u8; }", "trait T { type A; } struct S; impl T for S { type A = u8; }")]
    [InlineData("E0438", "trait T {} struct S; impl T for S { const A: u8 = 1; }", "trait T { const A: u8; } struct S; impl T for S { const A: u8 = 1; }")]
    [InlineData("E0463", "extern crate nowhere;", "extern crate self as here;")]
    [InlineData("E0496", "struct S<'a>(&'a u8); impl<'a> S<'a> { fn f<'a>() {} }", "struct S<'a>(&'a u8); impl<'a> S<'a> { fn f<'b>() {} }")]
    [InlineData("E0530", "static S: u8 = 1; fn f() { let S = 2; }", "static S: u8 = 1; fn f() { let s = 2; }")]
    [InlineData("E0531", "fn f(x: u8) { let Missing(y) = x; }", "struct Missing(u8); fn f(x: u8) { let Missing(y) = x; }")]
    [InlineData("E0532", "struct S; fn f(x: S) { let S(y) = x; }", "struct S; fn f(x: S) { let S = x; }")]
    [InlineData("E0533", "enum E { A { x: u8 } } fn f() { E::A; }", "enum E { A { x: u8 } } fn f() { E::A { x: 1 }; }")]
    [InlineData("E0536", "#[cfg(not())] fn f() {}", "#[cfg(not(test))] fn f() {}")]
    [InlineData("E0537", "#[cfg(unknown())] fn f() {}", "#[cfg(any())] fn f() {}")]
    [InlineData("E0562", "fn f() { let x: impl T = 1; } trait T {}", "fn f(x: impl T) {} trait T {}")]
    [InlineData("E0572", "const C: u8 = return 1;", "const C: u8 = 1;")]
    [InlineData("E0573", "fn f() {} fn g(x: f) {}", "struct f; fn g(x: f) {}")]
    [InlineData("E0574", "mod m {} fn f() { m { x: 1 }; }", "struct m { x: u8 } fn f() { m { x: 1 }; }")]
    [InlineData("E0576", "trait T { type A; } fn f<X: T>() -> <X as T>::B {}", "trait T { type A; } fn f<X: T>() -> <X as T>::A {}")]
    [InlineData("E0603", "mod a { fn f() {} } fn g() { a::f(); }", "mod a { pub fn f() {} } fn g() { a::f(); }")]
    [InlineData("E0637", "fn f<'_>() {}", "fn f<'a>() {}")]
    [InlineData("E0658", "macro m() {}", "macro_rules! m { () => {}; }")]
    [InlineData("E0659", "mod a { pub struct S; } mod b { pub struct S; } use a::*; use b::*; fn f(s: S) {}", "mod a { pub struct S; } mod b { pub struct S; } use a::*; use b::*; use a::S; fn f(s: S) {}")]
    [InlineData("E0665", "#[derive(Default)] enum E { A }", "#[derive(Default)] enum E { #[default] A }")]
    [InlineData("E0703", "extern \"nonsense\" fn f() {}", "extern \"C\" fn f() {}")]
    [InlineData("E0726", "struct S<'a>(&'a u8); impl S {}", "struct S<'a>(&'a u8); impl S<'_> {}")]
    [InlineData("E0742", "mod b {} mod a { pub(in crate::b) struct S; }", "mod b {} mod a { pub(in crate::a) struct S; }")]
    [InlineData("E0767", "fn f() { 'a: loop { || { break 'a; }; } }", "fn f() { 'a: loop { || { loop { break; } }; break 'a; } }")]
    [InlineData("E0774", "#[derive(Clone)] fn f() {}", "#[derive(Clone)] struct S;")]
    [InlineData("E0782", "trait T {} fn f(x: &T) {}", "trait T {} fn f(x: &dyn T) {}")]
    [InlineData("E0797", "struct S { x: u8 } fn f() { S { x: 1, .. }; }", "struct S { x: u8 } fn f(s: S) { S { x: 1, ..s }; }")]
    public void A_name_error_has_its_code(string code, string broken, string mended)
    {
        string prelude = code is "E0665" or "E0774" ? NamesCrate.Core : Prefix;
        Assert.Contains(code, new NamesCrate(prelude + broken).Codes);
        Assert.Empty(new NamesCrate(prelude + mended).Codes);
    }

    [Fact]
    public void A_program_needs_main()
    {
        Assert.Equal(["E0601"], new NamesCrate(Prefix + "fn f() {}", isProgram: true).Codes);
        Assert.Empty(new NamesCrate(Prefix + "fn main() {}", isProgram: true).Codes);
    }

    [Fact]
    public void A_module_has_one_file()
    {
        var files = new Dictionary<string, string> { ["main.rs"] = Prefix + "mod m; fn f() { m::g(); }" };
        Assert.Contains("E0583", new NamesCrate(files).Codes);
        files["m.rs"] = "pub mod inner; pub fn g() { inner::h(); }";
        files["m/inner.rs"] = "pub fn h() { super::g(); }";
        Assert.Empty(new NamesCrate(files).Codes);
        files["m/mod.rs"] = "";
        Assert.Contains("E0584", new NamesCrate(files).Codes);
    }

    [Fact]
    public void Similar_names_are_offered()
    {
        var crate = new NamesCrate(Prefix + "fn f() { let count = 1; cuont; }");
        Assert.Equal("count", crate.Sink.Found[0].Fixes[0].Edits[0].NewText);
        Assert.Equal("a local variable with a similar name exists", crate.Sink.Found[0].Fixes[0].Title);
    }

    [Fact]
    public void Paths_of_imports_begin_at_the_root_in_2015()
    {
        const string Text = Prefix + "mod a { pub fn f() {} } mod b { use a::f; fn g() { f(); } }";
        Assert.Empty(new NamesCrate(Text, Edition.Rust2015).Codes);
        Assert.Contains("E0432", new NamesCrate(Text).Codes);
    }

    [Theory]
    [InlineData("mod a { pub fn f() {} } use a::f;", "unused import: `a::f`")]
    [InlineData("mod a { pub fn f() {} pub fn g() {} } use a::{f, g};", "unused imports: `f` and `g`")]
    [InlineData("macro_rules! m { () => {} }", "unused macro definition: `m`")]
    public void What_nobody_uses_is_warned_of(string unused, string message)
    {
        Assert.Equal([message], new NamesCrate(Prefix + unused).Messages);
        Assert.Empty(new NamesCrate(Prefix + "#![allow(unused)]\n" + unused).Messages);
    }
}
