using System.Collections.Immutable;

namespace Crabwalk.RepositoryTests;

/// <summary>The repository as files: what these tests look at.</summary>
internal static class Repository
{
    private static readonly ImmutableHashSet<string> NotOurs = [".git", "artifacts", "node_modules", "obj", "bin"];

    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Every file that is part of the repository, relative to its root with <c>/</c>, sorted.</summary>
    public static ImmutableArray<string> Files { get; } =
        [.. Walk(Root).Select(f => Path.GetRelativePath(Root, f).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    /// <summary>The text of a file.</summary>
    public static string Read(string relative) => File.ReadAllText(Path.Combine(Root, relative));

    /// <summary>True when a file or folder is there.</summary>
    public static bool Has(string relative) => Path.Exists(Path.Combine(Root, relative));

    /// <summary>The files with an ending, such as <c>.cs</c>, below a folder.</summary>
    public static IEnumerable<string> FilesBelow(string folder, params string[] endings) => Files.Where(f =>
        f.StartsWith(folder, StringComparison.Ordinal) && endings.Any(e => f.EndsWith(e, StringComparison.Ordinal)));

    private static IEnumerable<string> Walk(string folder) => Directory.EnumerateFiles(folder)
        .Concat(Directory.EnumerateDirectories(folder).Where(d => !NotOurs.Contains(Path.GetFileName(d))).SelectMany(Walk));

    private static string FindRoot()
    {
        for (string? folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "Crabwalk.slnx")))
            {
                return folder;
            }
        }

        throw new InvalidOperationException("the tests are not inside the repository: no folder above them holds Crabwalk.slnx");
    }
}
