using Crabwalk.Foundation.Collections;
using Crabwalk.Rust.Lexing;

namespace Crabwalk.Rust.Packages;

/// <summary>One crate of a package.</summary>
/// <param name="Name">The target's name as written: <c>my-tool</c>.</param>
/// <param name="RootFile">The path of its root file.</param>
public sealed record PackageTarget(string Name, string RootFile)
{
    /// <summary>The crate's name.</summary>
    public string CrateName => Package.CrateNameOf(Name);
}

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

    /// <summary>The program that runs when none is named; null when the manifest does not say.</summary>
    public string? DefaultProgram { get; init; }

    /// <summary>The examples: <c>examples/*.rs</c>.</summary>
    public EquatableArray<PackageTarget> Examples { get; init; } = [];

    /// <summary>The integration tests: <c>tests/*.rs</c>.</summary>
    public EquatableArray<PackageTarget> Tests { get; init; } = [];

    /// <summary>The packages its crates may name.</summary>
    public EquatableArray<PackageDependency> Dependencies { get; init; } = [];

    /// <summary>The packages its tests and examples may name beside them.</summary>
    public EquatableArray<PackageDependency> TestDependencies { get; init; } = [];

    /// <summary>The features that are on.</summary>
    public EquatableArray<string> Features { get; init; } = [];

    /// <summary>The features as <c>cfg</c> entries.</summary>
    public IEnumerable<string> Cfg => Features.Select(feature => $"feature=\"{feature}\"");

    /// <summary>What <c>env!</c> sees in one of its crates.</summary>
    public IReadOnlyDictionary<string, string> EnvironmentOf(PackageTarget target)
    {
        string[] version = Version.Split('-', 2)[0].Split('.');
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["CARGO_PKG_NAME"] = Name,
            ["CARGO_PKG_VERSION"] = Version,
            ["CARGO_PKG_VERSION_MAJOR"] = version[0],
            ["CARGO_PKG_VERSION_MINOR"] = version.ElementAtOrDefault(1) ?? "0",
            ["CARGO_PKG_VERSION_PATCH"] = version.ElementAtOrDefault(2) ?? "0",
            ["CARGO_MANIFEST_DIR"] = Folder,
            ["CARGO_CRATE_NAME"] = target.CrateName,
        };
    }

    /// <summary>The name of a crate whose target or package is called so.</summary>
    public static string CrateNameOf(string name) => name.Replace('-', '_');

    /// <summary>The packages that this one needs, each after those it needs itself.</summary>
    /// <param name="withTests">Those of its tests and examples too.</param>
    public IReadOnlyList<Package> Needed(bool withTests = false)
    {
        var order = new List<Package>();
        foreach (PackageDependency dependency in withTests ? [.. Dependencies, .. TestDependencies] : Dependencies)
        {
            dependency.Package.AddTo(order);
        }

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
