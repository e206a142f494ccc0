namespace Crabwalk.Tests.Fixtures;

/// <summary>
/// One row per fixture under <c>tests/fixtures</c>, named by its path. Rows of one class never run side by side, so the classes that
/// derive from this one share the fixtures out.
/// </summary>
public abstract class FixtureTests
{
    private static readonly IFixtureSubject? Subject = CommandLineSubject.Find();

    private protected static TheoryData<string> RowsWhere(Func<Fixture, bool> belongs) => [.. FixtureTree.All.Where(belongs).Select(f => f.RowName)];

    private protected static bool IsC(Fixture fixture) => fixture.Name.StartsWith("c/", StringComparison.Ordinal);

    /// <summary>Whether what counts is what is told of the program before it runs.</summary>
    private protected static bool IsChecked(Fixture fixture) => fixture.Expected is Expected.CheckFails or Expected.CheckPasses;

    private protected static void Try(string name)
    {
        Assert.SkipWhen(Subject is null, "the crabwalk command is not built: build src/Crabwalk.Cli first");
        Fixture fixture = FixtureTree.Find(name);
        string? missing = fixture.Directives.Needs.FirstOrDefault(tool => Processes.Find(tool) is null);
        Assert.SkipWhen(missing is not null, $"`{missing}` is not installed");
        using var scratch = new Scratch();
        FixtureRun.Try(fixture, Subject!, scratch);
    }
}
