using Crabwalk.Foundation.Collections;

namespace Crabwalk.Rust.Packages;

/// <summary>Which features of a package somebody asks for: cargo's <c>--features</c>, <c>--all-features</c>, <c>--no-default-features</c>.</summary>
public sealed record FeatureChoice
{
    /// <summary>The default ones.</summary>
    public bool WithDefault { get; init; } = true;

    /// <summary>All that the manifest names.</summary>
    public bool All { get; init; }

    /// <summary>Some by name.</summary>
    public EquatableArray<string> Named { get; init; } = [];
}
