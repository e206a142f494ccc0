using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Rust.Packages;
using Crabwalk.Workbench.Testing;

namespace Crabwalk.Workbench.Compiling.Rust;

/// <summary>Compiles what a folder with a <c>Cargo.toml</c> holds.</summary>
internal static class PackageCompiler
{
    private const string ManifestName = "Cargo.toml";

    /// <summary>The folder of the package that a path of the command line means: the folder itself, or its manifest; null when it means none.</summary>
    public static string? FolderOf(string path, ISourceProvider files)
    {
        if (Path.GetFileName(path) == ManifestName)
        {
            return path.Length == ManifestName.Length ? "." : path[..^(ManifestName.Length + 1)];
        }

        string folder = path.Length > 1 ? path.TrimEnd('/') : path;
        return files.Read($"{folder}/{ManifestName}", out _) is not null ? folder : null;
    }

    /// <summary>Compiles a package's library and programs, or what one program needs when it is to run.</summary>
    public static Compilation Compile(string folder, CompileSettings settings, ISourceProvider files)
    {
        RustWorkspace workspace = PreparedWorkspaces.Take(settings);
        (SourceMap sources, DiagnosticSink sink) = (workspace.Sources, workspace.Sink);
        bool isExample = settings.Package.Example is not null;
        Package? package = new PackageLoader(sources, sink, files, withTests: isExample).Load(folder, settings.Package.Features);
        if (package is not null && settings.IsOnlyChecked && !isExample && settings.Package.Program is null)
        {
            return Compile(PackagePlan.ForCheck(package), package, settings, workspace, files);
        }

        return package is not null && ProgramOf(package, settings.Package, sink) is { } program
            ? Compile(PackagePlan.ForRun(package, program), package, settings, workspace, files)
            : new(sources, [.. sink.Found], null);
    }

    /// <summary>Compiles each target of a package with its tests, when its turn comes.</summary>
    public static IEnumerable<TestTarget> CompileTests(string folder, CompileSettings settings, ISourceProvider files)
    {
        var sources = new SourceMap();
        var sink = new DiagnosticSink();
        if (new PackageLoader(sources, sink, files, withTests: true).Load(folder, settings.Package.Features) is not { } package)
        {
            yield return new("", "", new(sources, [.. sink.Found], null));
            yield break;
        }

        foreach (PackageTarget target in (PackageTarget[])[.. package.Library is { } library ? [library] : Array.Empty<PackageTarget>(), .. package.Programs, .. package.Tests])
        {
            bool isIntegration = package.Tests.Contains(target);
            string shown = target.RootFile[(package.Folder is "" or "." ? 0 : package.Folder.Length + 1)..];
            string option = target == package.Library ? "--lib" : isIntegration ? $"--test {target.Name}" : $"--bin {target.Name}";
            yield return new(isIntegration ? shown : $"unittests {shown}", option, Compile(PackagePlan.ForTest(package, target), package, settings, PreparedWorkspaces.Take(settings), files));
        }
    }

    private static Compilation Compile(IReadOnlyList<UserCrate> crates, Package package, CompileSettings settings, RustWorkspace workspace, ISourceProvider files)
    {
        if (crates.Count > 0)
        {
            return RustCompiler.Compile(crates, settings, workspace, files);
        }

        workspace.Sink.Error(new(Severity.Error, "", $"no targets specified in the manifest of `{package.Name}`: either src/lib.rs, src/main.rs, a [lib] section, or [[bin]] section must be present", null));
        return new(workspace.Sources, [.. workspace.Sink.Found], null);
    }

    // The one that is asked for; without a name the only one, or the one that the manifest says.
    private static PackageTarget? ProgramOf(Package package, PackageChoice choice, DiagnosticSink sink)
    {
        bool isExample = choice.Example is not null;
        IReadOnlyList<PackageTarget> targets = [.. isExample ? package.Examples : package.Programs];
        string? name = choice.Example ?? choice.Program ?? package.DefaultProgram;
        PackageTarget? found = targets.FirstOrDefault(target => target.Name == name) ?? (name is null && targets.Count == 1 ? targets[0] : null);
        if (found is null)
        {
            string names = string.Join(", ", targets.Select(target => target.Name));
            sink.Error(new(Severity.Error, "", (name, targets.Count) switch
            {
                ({ } missing, _) => $"no {(isExample ? "example" : "bin")} target named `{missing}` in the package `{package.Name}`{(names.Length > 0 ? $": there are {names}" : "")}",
                (null, 0) => "a bin target must be available to run a package",
                _ => $"could not determine which binary to run. Use the `--bin` option to specify a binary, or the `default-run` manifest key: available binaries are {names}",
            }, null));
        }

        return found;
    }
}
