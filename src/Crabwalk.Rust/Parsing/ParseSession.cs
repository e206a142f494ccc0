using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Rust.Lexing;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Parsing;

/// <summary>What all parsers of one crate share: its edition, names, messages and the count of its nodes.</summary>
public sealed class ParseSession(Edition edition, SourceMap sources, SymbolTable symbols, DiagnosticSink sink)
{
    private int _nodes;

    /// <summary>The crate's edition.</summary>
    public Edition Edition => edition;

    /// <summary>The texts, for messages that depend on lines.</summary>
    public SourceMap Sources => sources;

    /// <summary>The names.</summary>
    public SymbolTable Symbols => symbols;

    /// <summary>Where messages go.</summary>
    public DiagnosticSink Sink => sink;

    /// <summary>How many nodes there are.</summary>
    public int NodeCount => _nodes;

    /// <summary>The id of one more node.</summary>
    public NodeId NextNode() => new(_nodes++);
}
