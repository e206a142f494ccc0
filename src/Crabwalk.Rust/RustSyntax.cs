using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Rust.Lexing;
using Crabwalk.Rust.Parsing;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust;

/// <summary>The door to Rust's syntax: a file's text in, its tree and messages out. It never throws, whatever the text.</summary>
public static class RustSyntax
{
    /// <summary>Parses a crate's root file. Modules in other files stay as they were written.</summary>
    public static Crate Parse(SourceId source, Edition edition, SourceMap sources, SymbolTable symbols, DiagnosticSink sink)
    {
        Token[] tokens = Lexer.Lex(source, edition, sources, symbols, sink);
        return Delimiters.Check(tokens, sink)
            ? new Parser(tokens, new ParseSession(edition, sources, symbols, sink)).ParseCrate()
            : new([], [], new(source, 0, sources[source].Length), 0);
    }
}
