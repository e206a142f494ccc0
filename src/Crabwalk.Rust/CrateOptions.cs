using Crabwalk.Rust.Lexing;

namespace Crabwalk.Rust;

/// <summary>How a crate is to be compiled.</summary>
/// <param name="Name">The crate's name.</param>
/// <param name="RootFile">The path of its root file.</param>
public sealed record CrateOptions(string Name, string RootFile)
{
    /// <summary>The edition it is written in.</summary>
    public Edition Edition { get; init; } = Edition.Rust2024;

    /// <summary>Crates it may name, by the name it calls them.</summary>
    public IReadOnlyDictionary<string, Mir.Definitions.DefId> Externs { get; init; } = new Dictionary<string, Mir.Definitions.DefId>();

    /// <summary>What the crate is compiled for, which <c>cfg</c> tells.</summary>
    public Mir.Layout.Target Target { get; init; } = Mir.Layout.Target.X64;

    /// <summary>What <c>cfg</c> holds beside the target's: <c>test</c>, <c>feature="x"</c>.</summary>
    public IReadOnlyCollection<string> Cfg { get; init; } = [];

    /// <summary>Values of environment variables that <c>env!</c> sees, such as <c>CARGO_PKG_NAME</c>.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>One of Crabwalk's own libraries: its bodies are looked at only when they are asked for.</summary>
    public bool IsLibrary { get; init; }

    /// <summary>A program, which needs a <c>main</c>.</summary>
    public bool IsProgram { get; init; } = true;
}
