using Crabwalk.Foundation.Collections;
using Crabwalk.Rust.Lexing;

namespace Crabwalk.Rust.Packages;

/// <summary>One crate of a package.</summary>
/// <param name="Name">The crate's name, with <c>_</c> for <c>-</c>.</param>
/// <param name="RootFile">The path of its root file.</param>
public sealed record PackageTarget(string Name, string RootFile);

/// <summary>A package that another one names.</summary>
/// <param name="Name">What the other calls the crate.</param>
/// <param name="Package">The package.</param>
public sealed record PackageDependency(string Name, Package Package);

/// <summary>What a <c>Cargo.toml</c> says of a package (The Cargo Book, The Manifest Format).</summary>
/// <param name="Name">The package's name as written.</param>
/// <param name="Version">Its version; <c>0.0.0</c> when none is given.</param>
/// <param name="Folder">The folder that the manifest is in.</param>
/// <param name="Edition">The edition of its crates; 2015 when none is given, as cargo has it.</param>
public sealed record Package(string Name, string Version, string Folder, Edition Edition)
{
    /// <summary>The library crate.</summary>
    public PackageTarget? Library { get; init; }

    /// <summary>The programs, the one of <c>src/main.rs</c> first.</summary>
    public EquatableArray<PackageTarget> Programs { get; init; } = [];

    /// <summary>The integration tests: <c>tests/*.rs</c>.</summary>
    public EquatableArray<PackageTarget> Tests { get; init; } = [];

    /// <summary>The packages its crates may name.</summary>
    public EquatableArray<PackageDependency> Dependencies { get; init; } = [];

    /// <summary>The packages its tests may name beside them.</summary>
    public EquatableArray<PackageDependency> TestDependencies { get; init; } = [];

    /// <summary>The features that are on: <c>default</c> and what it turns on.</summary>
    public EquatableArray<string> Features { get; init; } = [];

    /// <summary>The features as <c>cfg</c> entries.</summary>
    public IEnumerable<string> Cfg => Features.Select(feature => $"feature=\"{feature}\"");

    /// <summary>What <c>env!</c> sees.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["CARGO_PKG_NAME"] = Name,
        ["CARGO_PKG_VERSION"] = Version,
        ["CARGO_MANIFEST_DIR"] = Folder,
        ["CARGO_CRATE_NAME"] = Name.Replace('-', '_'),
    };

    /// <summary>All packages that this one needs, each after those it needs itself, this one last.</summary>
    public IReadOnlyList<Package> InOrder()
    {
        var order = new List<Package>();
        AddTo(order);
        return order;
    }

    private void AddTo(List<Package> order)
    {
        foreach (PackageDependency dependency in Dependencies)
        {
            dependency.Package.AddTo(order);
        }

        if (!order.Exists(other => other.Folder == Folder))
        {
            order.Add(this);
        }
    }
}
