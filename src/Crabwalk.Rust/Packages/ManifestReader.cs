using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Rust.Lexing;

namespace Crabwalk.Rust.Packages;

/// <summary>
/// Reads a manifest and those it leads to by path. Nothing is fetched: what would have to be is not supported, and said so where it stands.
/// </summary>
/// <param name="sources">Takes the manifests.</param>
/// <param name="sink">Takes the messages.</param>
/// <param name="files">Gives the files.</param>
/// <param name="withTests">Packages that only tests need are read too.</param>
internal sealed class ManifestReader(SourceMap sources, DiagnosticSink sink, ISourceProvider files, bool withTests)
{
    private readonly Dictionary<string, Manifest?> _read = new(StringComparer.Ordinal);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);

    /// <summary>The manifest of a folder; null when something was reported.</summary>
    public Manifest? Read(string folder)
    {
        folder = FilePaths.Normalised(folder);
        if (_read.TryGetValue(folder, out Manifest? known))
        {
            return known;
        }

        _read.Add(folder, null);
        _open.Add(folder);
        Manifest? manifest = ReadHead(folder);
        if (manifest is not null)
        {
            ReadDependencies(manifest, "dependencies", isForTests: false);
            if (withTests)
            {
                ReadDependencies(manifest, "dev-dependencies", isForTests: true);
            }
        }

        _open.Remove(folder);
        _read[folder] = manifest;
        return manifest;
    }

    private Manifest? ReadHead(string folder)
    {
        string path = FilePaths.Join(folder, "Cargo.toml");
        if (files.Read(path, out string reason) is not { } bytes)
        {
            sink.Error(new(Severity.Error, "", $"failed to read `{path}`: {reason}", null));
            return null;
        }

        SourceId source = sources.Add(SourceText.FromBytes(path, bytes));
        if (TomlReader.Read(source, sources, sink) is not { } root)
        {
            return null;
        }

        var start = new Span(source, 0, 0);
        if (root.Table("package") is not { } head || head.Text("name") is not { } name)
        {
            sink.Error(root.ContainsKey("workspace")
                ? Unsupported("workspaces without a package", root.Places["workspace"])
                : new(Severity.Error, "", "failed to parse manifest: missing `package.name`", new(start)));
            return null;
        }

        if (EditionOf(head, start) is not { } edition)
        {
            return null;
        }

        var manifest = new Manifest(name, folder, edition, root, start);
        RefuseBuildSteps(manifest);
        return manifest;
    }

    private Edition? EditionOf(TomlTable head, Span start)
    {
        Span place = head.Places.GetValueOrDefault("edition", start);
        if (head.Table("edition") is not null)
        {
            sink.Error(Unsupported("what a manifest takes from its workspace", place));
            return null;
        }

        string name = head.Text("edition") ?? "2015";
        if (Editions.TryParse(name) is not { } edition)
        {
            sink.Error(new(Severity.Error, "", $"failed to parse manifest: supported edition values are `2015`, `2018`, `2021`, or `2024`, but `{name}` is unknown", new(place)));
            return null;
        }

        return edition;
    }

    // A build script and a procedural macro are programs that run while others are compiled.
    private void RefuseBuildSteps(Manifest manifest)
    {
        TomlTable head = manifest.Root.Table("package")!;
        if (head.ContainsKey("build") ? head.Truth("build", otherwise: true) : files.Read(FilePaths.Join(manifest.Folder, "build.rs"), out _) is not null)
        {
            sink.Error(Unsupported("build scripts", head.Places.GetValueOrDefault("build", manifest.Start)));
        }

        if (manifest.Root.Table("lib") is { } library && library.Truth("proc-macro", otherwise: false))
        {
            sink.Error(Unsupported("procedural macros", library.Places["proc-macro"]));
        }
    }

    private void ReadDependencies(Manifest manifest, string section, bool isForTests)
    {
        TomlTable table = manifest.Root.Table(section) ?? [];
        foreach ((string name, object value) in table)
        {
            Span place = table.Places.GetValueOrDefault(name, manifest.Start);
            if (value is TomlTable entry && entry.Text("path") is { } path)
            {
                ReadDependency(manifest, name, entry, FilePaths.Join(manifest.Folder, path), place, isForTests);
            }
            else if (value is not TomlTable optional || !optional.Truth("optional", otherwise: false))
            {
                sink.Error(Unsupported($"crates of a registry, such as `{name}`", place));
            }
        }
    }

    private void ReadDependency(Manifest manifest, string name, TomlTable entry, string folder, Span place, bool isForTests)
    {
        if (_open.Contains(folder))
        {
            sink.Error(new(Severity.Error, "", $"cyclic package dependency: `{name}` depends on itself", new(place)));
        }
        else if (Read(folder) is { } other)
        {
            var dependency = new ManifestDependency(name, other, isForTests, entry.Truth("optional", otherwise: false));
            manifest.Dependencies.Add(dependency);
            TurnOnFeatures(manifest, dependency, entry, place);
        }
    }

    private void TurnOnFeatures(Manifest manifest, ManifestDependency dependency, TomlTable entry, Span place)
    {
        if (entry.Truth("default-features", otherwise: true))
        {
            dependency.Manifest.TurnOn("default");
        }

        foreach (string feature in entry.Texts("features"))
        {
            if (!dependency.Manifest.TurnOn(feature))
            {
                sink.Error(new(Severity.Error, "", $"package `{manifest.Name}` depends on `{dependency.Name}` with feature `{feature}` but `{dependency.Manifest.Name}` does not have that feature", new(place)));
            }
        }
    }

    private static Diagnostic Unsupported(string what, Span place) => new(Severity.Error, "CW0001", $"not supported by Crabwalk yet: {what}", new(place));
}
