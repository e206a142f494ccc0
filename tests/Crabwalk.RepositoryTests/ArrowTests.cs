using System.Collections.Immutable;
using System.Xml.Linq;

namespace Crabwalk.RepositoryTests;

/// <summary>Which project may refer to which. A new arrow needs a sentence in docs/decisions and a line here.</summary>
public sealed class ArrowTests
{
    private static readonly ImmutableDictionary<string, ImmutableArray<string>> Allowed = new Dictionary<string, ImmutableArray<string>>
    {
        ["Crabwalk.Foundation"] = [],
        ["Crabwalk.Mir"] = ["Crabwalk.Foundation"],
        ["Crabwalk.C"] = ["Crabwalk.Foundation", "Crabwalk.Mir"],
        ["Crabwalk.Rust"] = ["Crabwalk.Foundation", "Crabwalk.Mir"],
        ["Crabwalk.Ownership"] = ["Crabwalk.Foundation", "Crabwalk.Mir"],
        ["Crabwalk.Machine"] = ["Crabwalk.Foundation", "Crabwalk.Mir"],
        ["Crabwalk.Wasm"] = ["Crabwalk.Foundation", "Crabwalk.Mir"],
        ["Crabwalk.Pictures"] = ["Crabwalk.Foundation"],
        ["Crabwalk.Workbench"] =
        [
            "Crabwalk.Foundation", "Crabwalk.Mir", "Crabwalk.C", "Crabwalk.Rust", "Crabwalk.Ownership", "Crabwalk.Machine", "Crabwalk.Wasm",
            "Crabwalk.Pictures",
        ],
        ["Crabwalk.Sandbox"] = ["Crabwalk.Workbench"],
        ["Crabwalk.Protocols"] = [],
        ["Crabwalk.LanguageServer"] = ["Crabwalk.Workbench", "Crabwalk.Protocols"],
        ["Crabwalk.DebugAdapter"] = ["Crabwalk.Workbench", "Crabwalk.Protocols"],
        ["Crabwalk.Server"] = ["Crabwalk.Workbench", "Crabwalk.LanguageServer", "Crabwalk.DebugAdapter", "Crabwalk.Protocols"],
        ["Crabwalk.Cli"] = ["Crabwalk.Workbench", "Crabwalk.Sandbox", "Crabwalk.LanguageServer", "Crabwalk.DebugAdapter", "Crabwalk.Protocols", "Crabwalk.Server"],
        ["Crabwalk.Browser"] = ["Crabwalk.Workbench", "Crabwalk.LanguageServer", "Crabwalk.DebugAdapter", "Crabwalk.Protocols"],
    }.ToImmutableDictionary();

    private static readonly ImmutableDictionary<string, string> Why = new Dictionary<string, string>
    {
        ["Crabwalk.Foundation"] = "Foundation knows no language and refers to nothing.",
        ["Crabwalk.Mir"] = "MIR knows neither the languages above it nor the stages below it.",
        ["Crabwalk.C"] = "The front ends never meet: what they share is MIR or Foundation.",
        ["Crabwalk.Rust"] = "The front ends never meet: what they share is MIR or Foundation.",
        ["Crabwalk.Ownership"] = "After lowering nobody looks at a syntax tree: ownership sees only MIR.",
        ["Crabwalk.Machine"] = "After lowering nobody looks at a syntax tree: the machine sees only MIR.",
        ["Crabwalk.Wasm"] = "After lowering nobody looks at a syntax tree: the back end sees only MIR.",
        ["Crabwalk.Pictures"] = "Pictures are pure functions of plain records that Workbench fills.",
        ["Crabwalk.Protocols"] = "It carries messages and knows neither what they say nor who answers.",
        ["Crabwalk.Workbench"] = "Workbench is the only door, and knows no shell.",
    }.ToImmutableDictionary();

    /// <summary>The projects under src.</summary>
    public static TheoryData<string> Projects() => [.. Repository.FilesBelow("src/", ".csproj")];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_refers_only_to_what_it_may_know(string project)
    {
        string name = Path.GetFileNameWithoutExtension(project);
        Assert.True(Allowed.ContainsKey(name), $"{name} is a new project: say in docs/decisions why, and here what it may refer to");
        string why = Why.GetValueOrDefault(name, "The shells come through Workbench only.");
        foreach (string target in References(project))
        {
            Assert.True(Allowed[name].Contains(target), $"{name} must not refer to {target}. {why}");
        }
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        string solution = Repository.Read("Crabwalk.slnx");
        IEnumerable<string> forgotten = Repository.FilesBelow("", ".csproj").Where(p => !solution.Contains($"\"{p}\"", StringComparison.Ordinal));
        Expect.None(forgotten, "projects that Crabwalk.slnx does not name");
    }

    private static IEnumerable<string> References(string project) =>
        XDocument.Parse(Repository.Read(project)).Descendants("ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')));
}
