using System.Text;

namespace Crabwalk.Tests.Fixtures;

/// <summary>One row per fixture under <c>tests/fixtures</c>, named by its path.</summary>
public sealed class FixtureTests
{
    private const string NotBuilt = "the crabwalk command is not built: build src/Crabwalk.Cli first";

    private static readonly IFixtureSubject? Subject = CommandLineSubject.Find();

    /// <summary>Every fixture.</summary>
    public static TheoryData<string> Rows() => [.. FixtureTree.All.Select(f => f.RowName)];

    /// <summary>The C programs that run to their end, which gcc can try too.</summary>
    public static TheoryData<string> RowsForGcc() =>
    [
        .. FixtureTree.All
            .Where(f => f.Extension == ".c" && f.Expected == Expected.Runs && f.Directives.NotGcc is null)
            .Select(f => f.RowName),
    ];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Fixture(string name)
    {
        Assert.SkipWhen(Subject is null, NotBuilt);
        Fixture fixture = FixtureTree.Find(name);
        string? missing = fixture.Directives.Needs.FirstOrDefault(tool => Processes.Find(tool) is null);
        Assert.SkipWhen(missing is not null, $"`{missing}` is not installed");
        using var scratch = new Scratch();
        FixtureRun.Try(fixture, Subject!, scratch);
    }

    [Theory]
    [MemberData(nameof(RowsForGcc))]
    public void Gcc_agrees(string name)
    {
        Assert.SkipWhen(GccOracle.Gcc is null, "gcc is not installed");
        Fixture fixture = FixtureTree.Find(name);
        using var scratch = new Scratch();
        AuditOutcome outcome = GccOracle.Run(fixture.Request(scratch["granted"]), scratch);
        Assert.True(outcome.Exit == (fixture.Directives.Exit ?? 0), $"exit {outcome.Exit}\n{outcome.Stderr}");
        Golden.Check(fixture.GoldenPath("stdout"), Encoding.UTF8.GetString(outcome.Stdout));
    }

    [Fact]
    public void Every_golden_belongs_to_a_fixture()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("CRABWALK_FIXTURES") is { Length: > 0 }, "only some fixtures are looked at");
        Assert.Empty(FixtureTree.StrayGoldens());
    }
}
