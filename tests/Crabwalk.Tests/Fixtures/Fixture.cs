using System.Collections.Immutable;

namespace Crabwalk.Tests.Fixtures;

/// <summary>
/// A program under <c>tests/fixtures</c> in one of its revisions: an ordinary source file whose first line says what it shows, with
/// its expectations on the lines they speak of.
/// </summary>
internal sealed record Fixture(string Path, string Name, string? Revision, Directives Directives, ImmutableArray<Expectation> Expectations)
{
    /// <summary>What it is expected to do: its directives say, else its folder.</summary>
    public Expected Expected => Directives.Expected ?? Name.Split('/') switch
    {
        [_, "errors", ..] => Expected.CheckFails,
        [_, "warnings", ..] => Expected.CheckPasses,
        [_, "ub" or "leak", ..] when Expectations.Any(e => e.Level is "UB" or "LEAK") => Expected.StopsAtFault,
        _ => Expected.Runs,
    };

    /// <summary>The language, by the file's ending.</summary>
    public string Extension => System.IO.Path.GetExtension(Path);

    /// <summary>The name a test row has; it also names the goldens.</summary>
    public string RowName => Revision is null ? Name : $"{Name}#{Revision}";

    /// <summary>Where a golden of some kind lies: beside the fixture.</summary>
    public string GoldenPath(string kind) =>
        System.IO.Path.ChangeExtension(Path, Revision is null ? kind : $"{Revision}.{kind}");

    /// <summary>Reads a file in all its revisions.</summary>
    public static ImmutableArray<Fixture> Load(string root, string path)
    {
        string source = File.ReadAllText(path);
        string folder = System.IO.Path.GetDirectoryName(path)!;
        string name = System.IO.Path.GetRelativePath(root, path).Replace('\\', '/');
        ImmutableArray<Expectation> all = Expectation.ReadAll(source);
        ImmutableArray<string> revisions = Directives.Read(source, null, folder).Revisions;
        return revisions.IsEmpty
            ? [new(path, name, null, Directives.Read(source, null, folder), all)]
            : [.. revisions.Select(r => new Fixture(path, name, r, Directives.Read(source, r, folder), Of(all, r)))];
    }

    /// <summary>The request a subject gets; <paramref name="scratch"/> is a folder for this run alone.</summary>
    public FixtureRequest Request(string scratch)
    {
        string folder = System.IO.Path.GetDirectoryName(Path)!;
        return new(
            Path,
            Directives.Package is { } package ? [System.IO.Path.Combine(folder, package)] : [Path, .. Directives.Files.Select(f => System.IO.Path.Combine(folder, f))],
            [.. DefaultFlags, .. Directives.Flags],
            Directives.Arguments,
            Directives.Stdin,
            Directives.Folder is null ? null : CopyFolder(System.IO.Path.Combine(folder, Directives.Folder), scratch));
    }

    // A program that shows one thing leaves much unused, as rustc's own suite has it; the folders `warnings` and `errors/lints` are where that is looked at.
    private ImmutableArray<string> DefaultFlags => Name.StartsWith("rust/", StringComparison.Ordinal) && !Name.StartsWith("rust/warnings/", StringComparison.Ordinal) && !Name.StartsWith("rust/errors/lints/", StringComparison.Ordinal) ? ["-A", "unused"] : [];

    private static ImmutableArray<Expectation> Of(ImmutableArray<Expectation> all, string revision) =>
        [.. all.Where(e => e.Revision is null || e.Revision == revision)];

    private static string CopyFolder(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string file in Directory.Exists(from) ? Directory.EnumerateFiles(from) : [])
        {
            File.Copy(file, System.IO.Path.Combine(to, System.IO.Path.GetFileName(file)), overwrite: true);
        }

        return to;
    }
}
