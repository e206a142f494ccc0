using System.Text.Json.Nodes;
using Crabwalk.Foundation.Diagnostics.Rendering;
using Crabwalk.Tests.Fixtures;

namespace Crabwalk.Tests.Rendering;

/// <summary>Our text form is rustc's, byte for byte: its messages about small programs are given to our renderer, and the texts compared.</summary>
public sealed class RustcFormTests
{
    private static readonly string Folder = Path.Combine(FixtureTree.Repository, "tests", "Crabwalk.Tests", "Rendering", "Programs");

    /// <summary>The programs.</summary>
    public static TheoryData<string> Programs() =>
        [.. Directory.EnumerateFiles(Folder, "*.rs").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Programs))]
    public void The_text_is_rustcs(string name)
    {
        RustcFacts facts = Facts(name);
        string rendered = string.Concat(facts.Diagnostics.Select(d => HumanRenderer.Render(d, facts.Map).ToString()))
            + Summary.Text(facts.Diagnostics, "rustc --explain");
        Assert.True(rendered == facts.Text, Golden.Diff(facts.Text, rendered));
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void The_JSON_holds_what_rustcs_holds(string name)
    {
        RustcFacts facts = Facts(name);
        Assert.Equal(facts.Messages.Count, facts.Diagnostics.Count);
        for (int i = 0; i < facts.Messages.Count; i++)
        {
            JsonNode ours = JsonNode.Parse(JsonRenderer.Render(facts.Diagnostics[i], facts.Map))!;
            JsonNode theirs = facts.Messages[i];
            string expected = JsonShape.Of(theirs), actual = JsonShape.Of(ours);
            Assert.True(expected == actual, Golden.Diff(expected, actual));
        }
    }

    [Fact]
    public void The_short_form_is_one_line()
    {
        RustcFacts facts = Facts("use_after_move");
        Assert.Equal(
            "use_after_move.rs:4:27: error[E0382]: borrow of moved value: `v`: value borrowed here after move\n",
            ShortRenderer.Render(facts.Diagnostics[0], facts.Map).ToString());
    }

    private static RustcFacts Facts(string name) => RustcFacts.Read(
        name,
        File.ReadAllBytes(Path.Combine(Folder, name + ".rs")),
        File.ReadAllText(Path.Combine(Folder, name + ".json")),
        File.ReadAllText(Path.Combine(Folder, name + ".txt")));
}
