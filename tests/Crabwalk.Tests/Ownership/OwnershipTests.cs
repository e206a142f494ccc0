using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Diagnostics.Rendering;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Parsing;
using Crabwalk.Ownership;
using Crabwalk.Tests.Fixtures;

namespace Crabwalk.Tests.Ownership;

/// <summary>
/// Rust programs as MIR, each with its source and rustc's report beside it: the ownership checker must say the very same, byte for byte.
/// The reports are rustc's; a program without one must be accepted.
/// </summary>
public sealed class OwnershipTests
{
    private static readonly string Folder = Path.Combine(FixtureTree.Root, "ownership");

    /// <summary>All programs.</summary>
    public static TheoryData<string> Programs() =>
        [.. Directory.EnumerateFiles(Folder, "*.mir").Order(StringComparer.Ordinal).Select(file => Path.GetFileNameWithoutExtension(file))];

    [Theory]
    [MemberData(nameof(Programs))]
    public void Errors_are_rustcs(string name)
    {
        string report = Path.Combine(Folder, name + ".stderr");
        string expected = File.Exists(report) ? File.ReadAllText(report) : "";
        (IReadOnlyList<Diagnostic> found, SourceMap sources) = Check(name);
        string actual = string.Concat(found.Where(d => d.IsError).Select(d => HumanRenderer.Render(d, sources).ToString()));
        Assert.True(expected == actual, Golden.Diff(expected, actual));
    }

    [Fact]
    public void Every_error_tells_its_story_in_the_order_of_events()
    {
        (IReadOnlyList<Diagnostic> found, SourceMap sources) = Check("move_call");
        Diagnostic error = Assert.Single(found, diagnostic => diagnostic.IsError);
        Assert.Equal(
            ["s: value moved here", "s: value borrowed here after move"],
            error.Story.Select(beat => $"{sources.TextOf(beat.Span)}: {beat.Text}"));
    }

    private static (IReadOnlyList<Diagnostic> Found, SourceMap Sources) Check(string name)
    {
        string rust = File.ReadAllText(Path.Combine(Folder, name + ".rs"));
        string mir = File.ReadAllText(Path.Combine(Folder, name + ".mir"));
        var sources = new SourceMap();
        SourceId id = sources.Add(SourceText.FromString(name + ".rs", rust));
        MirParseResult parsed = MirParser.Parse(mir, null, sources);
        Assert.True(parsed.Error is null, parsed.Error?.ToString());
        MirProgram program = parsed.Program!;
        var context = new MirOwnershipContext(program, mir, new(id, rust, program));
        var checker = new OwnershipChecker(program, context);
        IEnumerable<Body> functions = program.Bodies.Values.Where(body => program.Definitions[body.Definition].Kind == DefKind.Function);
        return ([.. functions.OrderBy(body => body.Definition.Index).SelectMany(checker.Check).OrderBy(d => d.Primary?.Span.Start)], sources);
    }
}
