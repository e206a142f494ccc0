using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Rust;
using Crabwalk.Rust.Lexing;

namespace Crabwalk.Tests.Rust;

/// <summary>Broken tokens and small slips of Rust's grammar have rustc's codes, and their mended twins have none.</summary>
public sealed class LexicalErrorTests
{
    [Theory]
    [InlineData("E0586", "fn f(n: u8) { match n { 1..= => {} _ => {} } }", "fn f(n: u8) { match n { 1..=9 => {} _ => {} } }")]
    [InlineData("E0748", "fn f() { let s = r#\"text\"; }", "fn f() { let s = r#\"text\"#; }")]
    [InlineData("E0758", "fn f() {} /* open", "fn f() {} /* closed */")]
    [InlineData("E0762", "static C: char = '●;", "static C: char = '●';")]
    [InlineData("E0763", "fn f() { let b = b'a; }", "fn f() { let b = b'a'; }")]
    [InlineData("E0765", "fn f() { let s = \"; }", "fn f() { let s = \"\"; }")]
    [InlineData("E0766", "fn f() { let s = b\"; }", "fn f() { let s = b\"\"; }")]
    [InlineData("E0767", "fn f() { let s = c\"; }", "fn f() { let s = c\"\"; }")]
    [InlineData("E0768", "fn f() { let n = 0x; }", "fn f() { let n = 0x1; }")]
    public void A_broken_token_has_its_code(string code, string broken, string mended)
    {
        Assert.Contains(code, CodesOf(broken, Edition.Rust2021));
        Assert.Empty(CodesOf(mended, Edition.Rust2021));
    }

    [Fact]
    public void Async_functions_need_an_edition_after_2015()
    {
        Assert.Contains("E0670", CodesOf("async fn f() {}", Edition.Rust2015));
        Assert.Empty(CodesOf("async fn f() {}", Edition.Rust2018));
    }

    private static List<string> CodesOf(string text, Edition edition)
    {
        var sources = new SourceMap();
        var sink = new DiagnosticSink();
        RustSyntax.Parse(sources.Add(SourceText.FromString("main.rs", text)), edition, sources, new SymbolTable(), sink);
        return [.. sink.Found.Where(found => found.IsError).Select(found => found.Code)];
    }
}
