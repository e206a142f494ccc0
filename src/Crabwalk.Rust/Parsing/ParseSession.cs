using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Rust.Lexing;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Parsing;

/// <summary>What all parsers of one crate share: its edition, names, messages and the count of its nodes.</summary>
public sealed class ParseSession(Edition edition, SourceMap sources, SymbolTable symbols, DiagnosticSink sink, NodeCounter? nodes = null)
{
    private readonly NodeCounter _nodes = nodes ?? new();

    /// <summary>The crate's edition.</summary>
    public Edition Edition => edition;

    /// <summary>The texts, for messages that depend on lines.</summary>
    public SourceMap Sources => sources;

    /// <summary>The names.</summary>
    public SymbolTable Symbols => symbols;

    /// <summary>Where messages go.</summary>
    public DiagnosticSink Sink => sink;

    /// <summary>How many nodes there are.</summary>
    public int NodeCount => _nodes.Count;

    /// <summary>The id of one more node.</summary>
    public NodeId NextNode() => _nodes.Next();

    /// <summary>The same names and nodes under another edition or with other ears: macros keep the edition they were written in.</summary>
    public ParseSession With(Edition other, DiagnosticSink ears) => new(other, sources, symbols, ears, _nodes);
}

/// <summary>Gives node ids that are unique in all crates of a compilation.</summary>
public sealed class NodeCounter
{
    /// <summary>How many were given.</summary>
    public int Count { get; private set; }

    /// <summary>One more.</summary>
    public NodeId Next() => new(Count++);
}
