using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Rust.Lexing;

namespace Crabwalk.Rust.Packages;

/// <summary>
/// Reads a package and those it depends on by path. Nothing is fetched: a crate of a registry is not supported, and said so.
/// </summary>
/// <param name="sources">Takes the manifests.</param>
/// <param name="sink">Takes the messages.</param>
/// <param name="files">Gives the files.</param>
/// <param name="list">The names of the files in a folder, for <c>src/bin</c> and <c>tests</c>; nothing when there is no such folder.</param>
public sealed class PackageLoader(SourceMap sources, DiagnosticSink sink, ISourceProvider files, Func<string, IEnumerable<string>> list)
{
    private readonly Dictionary<string, Package?> _loaded = new(StringComparer.Ordinal);

    /// <summary>The package of a folder; null when something was reported.</summary>
    public Package? Load(string folder)
    {
        folder = Normalised(folder);
        if (_loaded.TryGetValue(folder, out Package? known))
        {
            return known;
        }

        // A package that leads back to itself finds this entry, and is not read again.
        _loaded.Add(folder, null);
        Package? package = Read(folder);
        _loaded[folder] = package;
        return package;
    }

    private Package? Read(string folder)
    {
        string path = Join(folder, "Cargo.toml");
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

        var place = new Span(source, 0, 0);
        if (Table(root, "package") is not { } head || Text(head, "name") is not { } name)
        {
            sink.Error(new(Severity.Error, "", root.ContainsKey("workspace") ? "not supported by Crabwalk yet: workspaces without a package" : "failed to parse manifest: missing `package.name`", new(place)));
            return null;
        }

        string edition = Text(head, "edition") ?? "2015";
        if (Editions.TryParse(edition) is not { } parsed)
        {
            sink.Error(new(Severity.Error, "", $"failed to parse manifest: supported edition values are `2015`, `2018`, `2021`, or `2024`, but `{edition}` is unknown", new(place)));
            return null;
        }

        return new(name, Text(head, "version") ?? "0.0.0", folder, parsed)
        {
            Library = LibraryOf(root, folder, name),
            Programs = ProgramsOf(root, folder, name),
            Tests = TestsOf(folder),
            Dependencies = DependenciesOf(root, "dependencies", folder, place),
            TestDependencies = DependenciesOf(root, "dev-dependencies", folder, place),
            Features = FeaturesOf(root),
        };
    }

    private PackageTarget? LibraryOf(Dictionary<string, object> root, string folder, string name)
    {
        Dictionary<string, object>? table = Table(root, "lib");
        string path = Join(folder, (table is null ? null : Text(table, "path")) ?? "src/lib.rs");
        string crate = (table is null ? null : Text(table, "name")) ?? CrateName(name);
        return table is not null || Exists(path) ? new(crate, path) : null;
    }

    private EquatableArray<PackageTarget> ProgramsOf(Dictionary<string, object> root, string folder, string name)
    {
        var programs = new List<PackageTarget>();
        if (Exists(Join(folder, "src/main.rs")))
        {
            programs.Add(new(CrateName(name), Join(folder, "src/main.rs")));
        }

        foreach (object entry in root.GetValueOrDefault("bin") as List<object> ?? [])
        {
            if (entry is Dictionary<string, object> table && Text(table, "name") is { } program)
            {
                string path = Join(folder, Text(table, "path") ?? $"src/bin/{program}.rs");
                programs.RemoveAll(other => other.RootFile == path);
                programs.Add(new(CrateName(program), path));
            }
        }

        AddAll(programs, Join(folder, "src/bin"));
        return [.. programs];
    }

    private EquatableArray<PackageTarget> TestsOf(string folder)
    {
        var tests = new List<PackageTarget>();
        AddAll(tests, Join(folder, "tests"));
        return [.. tests];
    }

    private void AddAll(List<PackageTarget> targets, string folder)
    {
        foreach (string file in list(folder).Where(file => file.EndsWith(".rs", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            string path = Join(folder, file);
            if (!targets.Exists(other => other.RootFile == path))
            {
                targets.Add(new(CrateName(file[..^3]), path));
            }
        }
    }

    private EquatableArray<PackageDependency> DependenciesOf(Dictionary<string, object> root, string section, string folder, Span place)
    {
        var found = new List<PackageDependency>();
        foreach ((string name, object value) in Table(root, section) ?? [])
        {
            if (value is not Dictionary<string, object> table || Text(table, "path") is not { } path)
            {
                sink.Error(new(Severity.Error, "CW0001", $"not supported by Crabwalk yet: crates of a registry, such as `{name}`", new(place)));
            }
            else if (Load(Join(folder, path)) is { } package)
            {
                found.Add(new(CrateName(name), package));
            }
            else if (!sink.HasErrors)
            {
                sink.Error(new(Severity.Error, "", $"cyclic package dependency: `{name}` depends on itself", new(place)));
            }
        }

        return [.. found];
    }

    // The default features and all that they turn on; each once, so that a circle ends.
    private static EquatableArray<string> FeaturesOf(Dictionary<string, object> root)
    {
        Dictionary<string, object> table = Table(root, "features") ?? [];
        var on = new List<string>();
        var work = new Stack<string>();
        work.Push("default");
        while (work.TryPop(out string? feature))
        {
            if (on.Contains(feature) || table.GetValueOrDefault(feature) is not List<object> implied)
            {
                continue;
            }

            on.Add(feature);
            foreach (string inner in implied.OfType<string>())
            {
                work.Push(inner);
            }
        }

        return [.. on];
    }

    private bool Exists(string path) => files.Read(path, out _) is not null;

    private static string CrateName(string name) => name.Replace('-', '_');

    private static Dictionary<string, object>? Table(Dictionary<string, object> of, string key) => of.GetValueOrDefault(key) as Dictionary<string, object>;

    private static string? Text(Dictionary<string, object> of, string key) => of.GetValueOrDefault(key) as string;

    private static string Join(string folder, string path) => Normalised(folder.Length == 0 || path.StartsWith('/') ? path : $"{folder}/{path}");

    private static string Normalised(string path)
    {
        var parts = new List<string>();
        foreach (string part in path.Split('/'))
        {
            if (part == ".." && parts.Count > 0 && parts[^1] is not ("" or ".."))
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part != "." && (part.Length > 0 || parts.Count == 0))
            {
                parts.Add(part);
            }
        }

        return string.Join('/', parts);
    }
}
