using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;

namespace Crabwalk.Rust.Packages;

/// <summary>Finds the crates of a package and of those it depends on by path (The Cargo Book, Package Layout).</summary>
public sealed class PackageLoader
{
    private readonly DiagnosticSink _sink;
    private readonly ISourceProvider _files;
    private readonly ManifestReader _manifests;
    private readonly Dictionary<string, Package> _made = new(StringComparer.Ordinal);

    /// <summary>A loader.</summary>
    /// <param name="sources">Takes the manifests.</param>
    /// <param name="sink">Takes the messages.</param>
    /// <param name="files">Gives the files, and the names in <c>src/bin</c>, <c>examples</c> and <c>tests</c>.</param>
    /// <param name="withTests">Packages that only tests and examples need are looked for too.</param>
    public PackageLoader(SourceMap sources, DiagnosticSink sink, ISourceProvider files, bool withTests = false) =>
        (_sink, _files, _manifests) = (sink, files, new(sources, sink, files, withTests));

    /// <summary>The package of a folder; null when something was reported.</summary>
    public Package? Load(string folder, FeatureChoice features)
    {
        if (_manifests.Read(folder) is not { } manifest)
        {
            return null;
        }

        IEnumerable<string> wanted =
        [
            .. features.WithDefault ? ["default"] : Array.Empty<string>(),
            .. features.All ? (manifest.Root.Table("features") ?? []).Keys.ToArray() : [],
            .. features.Named,
        ];
        foreach (string feature in wanted)
        {
            if (!manifest.TurnOn(feature))
            {
                _sink.Error(new(Severity.Error, "", $"the package `{manifest.Name}` does not contain this feature: {feature}", null));
            }
        }

        return _sink.HasErrors ? null : Make(manifest);
    }

    private Package Make(Manifest manifest)
    {
        if (_made.TryGetValue(manifest.Folder, out Package? known))
        {
            return known;
        }

        TomlTable head = manifest.Root.Table("package")!;
        var package = new Package(manifest.Name, head.Text("version") ?? "0.0.0", manifest.Folder, manifest.Edition)
        {
            Library = LibraryOf(manifest),
            Programs = ProgramsOf(manifest),
            DefaultProgram = head.Text("default-run"),
            Examples = TargetsOf(manifest, "example", "examples", []),
            Tests = TargetsOf(manifest, "test", "tests", []),
            Dependencies = DependenciesOf(manifest, isForTests: false),
            TestDependencies = DependenciesOf(manifest, isForTests: true),
            Features = [.. manifest.Features],
        };
        _made.Add(manifest.Folder, package);
        return package;
    }

    private EquatableArray<PackageDependency> DependenciesOf(Manifest manifest, bool isForTests) =>
    [
        .. manifest.Dependencies
            .Where(dependency => dependency.IsForTests == isForTests && (!dependency.IsOptional || manifest.Features.Contains(dependency.Name)))
            .Select(dependency => new PackageDependency(Package.CrateNameOf(dependency.Name), Make(dependency.Manifest))),
    ];

    private PackageTarget? LibraryOf(Manifest manifest)
    {
        TomlTable? table = manifest.Root.Table("lib");
        string path = FilePaths.Join(manifest.Folder, table?.Text("path") ?? "src/lib.rs");
        return table is not null || Exists(path) ? new(table?.Text("name") ?? manifest.Name, path) : null;
    }

    private EquatableArray<PackageTarget> ProgramsOf(Manifest manifest)
    {
        string main = FilePaths.Join(manifest.Folder, "src/main.rs");
        return TargetsOf(manifest, "bin", "src/bin", Exists(main) ? [new(manifest.Name, main)] : []);
    }

    // Those that the manifest lists, and those that lie in the folder they usually lie in.
    private EquatableArray<PackageTarget> TargetsOf(Manifest manifest, string key, string folder, List<PackageTarget> targets)
    {
        foreach (TomlTable table in manifest.Root.Tables(key))
        {
            if (table.Text("name") is { } name)
            {
                string path = FilePaths.Join(manifest.Folder, table.Text("path") ?? $"{folder}/{name}.rs");
                targets.RemoveAll(other => other.RootFile == path);
                targets.Add(new(name, path));
            }
        }

        foreach (PackageTarget found in TargetsIn(FilePaths.Join(manifest.Folder, folder)))
        {
            if (!targets.Exists(other => other.RootFile == found.RootFile))
            {
                targets.Add(found);
            }
        }

        return [.. targets];
    }

    // `name.rs`, or `name/main.rs` for a target of several files.
    private IEnumerable<PackageTarget> TargetsIn(string folder)
    {
        foreach (string entry in _files.List(folder).Order(StringComparer.Ordinal))
        {
            string path = FilePaths.Join(folder, entry);
            if (entry.EndsWith(".rs", StringComparison.Ordinal))
            {
                yield return new(entry[..^3], path);
            }
            else if (Exists($"{path}/main.rs"))
            {
                yield return new(entry, $"{path}/main.rs");
            }
        }
    }

    private bool Exists(string path) => _files.Read(path, out _) is not null;
}
