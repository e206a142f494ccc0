using Crabwalk.Rust.Expansion;
using Crabwalk.Rust.Parsing;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust;

/// <summary>A crate of which no more is known than its root file says.</summary>
public sealed class ParsedCrate
{
    internal ParsedCrate(CrateOptions options, Crate tree, ParseSession session) => (Options, Tree, Session) = (options, tree, session);

    /// <summary>How it is to be compiled.</summary>
    public CrateOptions Options { get; }

    /// <summary>True for a crate that brings its own lang items (<c>#![no_core]</c>): then the library would only be in the way.</summary>
    public bool IsWithoutLibrary
    {
        get
        {
            var configuration = new Configuration(Options.Target, Options.Cfg, Session);
            return Tree.Attributes.Any(attribute => configuration.NameOf(attribute) == "no_core");
        }
    }

    internal Crate Tree { get; }

    internal ParseSession Session { get; }
}
