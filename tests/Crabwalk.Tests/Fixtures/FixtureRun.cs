using System.Collections.Immutable;
using System.Text;

namespace Crabwalk.Tests.Fixtures;

/// <summary>Tries one fixture on a subject: first its markers, then its whole-output goldens, so that blessing cannot hide a lost message.</summary>
internal static class FixtureRun
{
    /// <summary>Runs the fixture as its folder and directives say.</summary>
    public static void Try(Fixture fixture, IFixtureSubject subject, Scratch scratch)
    {
        FixtureRequest request = fixture.Request(scratch["granted"]);
        if (fixture.Expected is Expected.CheckFails or Expected.CheckPasses)
        {
            Check(fixture, subject.Check(request));
        }
        else
        {
            Audit(fixture, subject.Audit(request));
        }

        foreach (string form in fixture.Directives.Emit)
        {
            Golden.Check(fixture.GoldenPath(form), Portable(fixture, subject.Emit(request, form)));
        }
    }

    private static void Check(Fixture fixture, CheckOutcome outcome)
    {
        ExpectMessages(fixture, outcome.Messages, outcome.Rendered);
        bool accepted = fixture.Expected == Expected.CheckPasses;
        Assert.True(outcome.Accepted == accepted, accepted ? $"the program is refused:\n{outcome.Rendered}" : "the program is accepted");
        Golden.Check(fixture.GoldenPath("stderr"), Portable(fixture, outcome.Rendered), required: false);
    }

    private static void Audit(Fixture fixture, AuditOutcome outcome)
    {
        ExpectMessages(fixture, outcome.Messages, outcome.Stderr);
        int? exit = fixture.Directives.Exit ?? (fixture.Expected == Expected.Runs ? 0 : null);
        Assert.True(exit is null || exit == outcome.Exit, $"exit code {outcome.Exit}, expected {exit}\n{outcome.Stderr}");
        Golden.Check(fixture.GoldenPath("stdout"), Portable(fixture, Encoding.UTF8.GetString(outcome.Stdout)), required: fixture.Expected == Expected.Runs);
        Golden.Check(fixture.GoldenPath("stderr"), Portable(fixture, outcome.Stderr), required: false);
    }

    private static void ExpectMessages(Fixture fixture, ImmutableArray<Said> messages, string whole)
    {
        ImmutableArray<string> differences = Matching.Differences(fixture.Expectations, messages);
        Assert.True(differences.IsEmpty, $"{string.Join('\n', differences)}\n\n{whole}");
    }

    private static string Portable(Fixture fixture, string text) => Golden.Normalise(text, Path.GetDirectoryName(fixture.Path)!);
}
