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
    public static Crate Parse(SourceId source, Edition edition, SourceMap sources, SymbolTable symbols, DiagnosticSink sink) =>
        Parse(source, new ParseSession(edition, sources, symbols, sink));

    /// <summary>Parses a file among others of a compilation.</summary>
    public static Crate Parse(SourceId source, ParseSession session)
    {
        Token[] tokens = Lexer.Lex(source, session.Edition, session.Sources, session.Symbols, session.Sink);
        return Delimiters.Check(tokens, session.Sink)
            ? new Parser(tokens, session).ParseCrate()
            : new([], [], new(source, 0, session.Sources[source].Length), 0);
    }
}
