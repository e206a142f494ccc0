using System.Text;

namespace Crabwalk.Tests.Fixtures;

/// <summary>Whether what the fixtures expect is true and needed.</summary>
public sealed class GoldenTests
{
    /// <summary>The C programs that run to their end, which gcc can try too.</summary>
    public static TheoryData<string> RowsForGcc() =>
    [
        .. FixtureTree.All
            .Where(f => f.Extension == ".c" && f.Expected == Expected.Runs && f.Directives.NotGcc is null)
            .Select(f => f.RowName),
    ];

    [Theory(SkipTestWithoutData = true)]
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
