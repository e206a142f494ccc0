using System.Collections.Immutable;

namespace Crabwalk.Tests.Fixtures;

/// <summary>Finds the fixtures, and the goldens that belong to none.</summary>
internal static class FixtureTree
{
    private static readonly Lazy<ImmutableArray<Fixture>> Loaded = new(Discover);
    private static readonly ImmutableHashSet<string> Sources = [".c", ".rs"];

    private static readonly string[] Languages = ["c", "rust"];
    private static readonly ImmutableHashSet<string> GoldenKinds = ["stdout", "stderr", "mir", "walk", "svg", "wat", "trace", "tokens", "tree", "test"];

    /// <summary>The repository's folder: the nearest one above the tests that holds the solution.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary><c>tests/fixtures</c>.</summary>
    public static string Root { get; } = Path.Combine(Repository, "tests", "fixtures");

    /// <summary>All fixtures in all revisions, sorted by name; <c>CRABWALK_FIXTURES</c> keeps those whose name holds its text.</summary>
    public static ImmutableArray<Fixture> All => Loaded.Value;

    /// <summary>The fixture with a row name.</summary>
    public static Fixture Find(string rowName) => All.Single(f => f.RowName == rowName);

    /// <summary>Goldens that no fixture makes, relative to the root.</summary>
    public static ImmutableArray<string> StrayGoldens()
    {
        var wanted = All.SelectMany(f => GoldensOf(f)).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. Files()
                .Where(f => !Sources.Contains(Path.GetExtension(f)) && GoldenKinds.Contains(Path.GetExtension(f).TrimStart('.')) && !wanted.Contains(f))
                .Select(f => Path.GetRelativePath(Root, f)),
        ];
    }

    private static IEnumerable<string> GoldensOf(Fixture fixture) =>
        fixture.Directives.Emit.Append("stdout").Append("stderr").Select(fixture.GoldenPath);

    private static ImmutableArray<Fixture> Discover()
    {
        string filter = Environment.GetEnvironmentVariable("CRABWALK_FIXTURES") ?? "";
        var programs = Files().Where(f => Sources.Contains(Path.GetExtension(f))).ToList();
        var fixtures = programs.Where(f => !IsPart(f)).SelectMany(f => Fixture.Load(Root, f)).ToList();
        var parts = fixtures.SelectMany(f => f.Directives.Files.Select(p => Path.Combine(Path.GetDirectoryName(f.Path)!, p))).ToHashSet(StringComparer.Ordinal);
        return [.. fixtures.Where(f => !parts.Contains(f.Path) && f.RowName.Contains(filter, StringComparison.Ordinal))];
    }

    /// <summary>Files in folders granted to programs are no fixtures.</summary>
    private static bool IsPart(string path) =>
        path.Split(Path.DirectorySeparatorChar).Any(part => part.EndsWith(".files", StringComparison.Ordinal));

    /// <summary>The files of the languages; <c>fixtures/mir</c> and the like have readers of their own.</summary>
    private static IEnumerable<string> Files() => Languages
        .Select(language => Path.Combine(Root, language))
        .Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        .Order(StringComparer.Ordinal);

    private static string FindRepository()
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
