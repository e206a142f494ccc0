using System.Collections.Immutable;
using Crabwalk.Mir.Layout;
using Crabwalk.Tests.Fixtures;

namespace Crabwalk.Tests.C.Parsing;

/// <summary>The fixtures about errors and warnings of the C front end, tried on the parser itself.</summary>
public sealed class CheckFixtureTests
{
    public static TheoryData<string> Rows() => [.. All().Select(f => f.RowName)];

    public static TheoryData<string> RunRows() =>
    [
        .. FixtureTree.All.Where(f => f.Extension == ".c" && f.Name.StartsWith("c/run/", StringComparison.Ordinal)).Select(f => f.RowName),
    ];

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Rows))]
    public void Messages_are_as_marked(string name)
    {
        Fixture fixture = FixtureTree.Find(name);
        Parsed parsed = Parsed.Run(File.ReadAllBytes(fixture.Path), Target.X64, fixture.Directives.Flags);
        ImmutableArray<string> differences = Matching.Differences(fixture.Expectations, parsed.Said());
        Assert.True(differences.IsEmpty, string.Join('\n', differences));
    }

    /// <summary>Errors are errors for gcc too, and programs without errors are accepted by it.</summary>
    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Rows))]
    public void Gcc_agrees_on_the_verdict(string name)
    {
        Assert.SkipWhen(GccOracle.Gcc is null, "gcc is not installed");
        Fixture fixture = FixtureTree.Find(name);
        Assert.SkipWhen(fixture.Directives.NotGcc is not null, fixture.Directives.NotGcc ?? "");
        (int exit, string text) = GccVerdict.Of(fixture.Path, "-w");
        bool isRefused = fixture.Expectations.Any(e => e.Level == "ERROR");
        Assert.True(isRefused == (exit != 0), $"gcc exits with {exit}\n{text}");
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(RunRows))]
    public void Good_programs_are_accepted(string name)
    {
        Fixture fixture = FixtureTree.Find(name);
        foreach (Target target in new[] { Target.X64, Target.Wasm32 })
        {
            Parsed parsed = Parsed.Run(File.ReadAllBytes(fixture.Path), target, fixture.Directives.Flags);
            Assert.SkipWhen(parsed.Found.Any(d => d.Code == "C0077"), "a header of its own folder, or one that the library lacks");
            Assert.False(parsed.HasErrors, parsed.Messages);
        }
    }

    // The preprocessor has tests of its own, and what is said by the linker, about a function's flow, or about options is not the parser's.
    private static IEnumerable<Fixture> All() => FixtureTree.All.Where(f => f is { Extension: ".c", Expected: Expected.CheckFails or Expected.CheckPasses }
        && (f.Name.StartsWith("c/errors/", StringComparison.Ordinal) || f.Name.StartsWith("c/warnings/", StringComparison.Ordinal))
        && !OfOthers.Any(folder => f.Name.Contains(folder, StringComparison.Ordinal)));

    private static readonly string[] OfOthers = ["/preprocessor/", "/linking/", "/flow/", "/options/"];
}
