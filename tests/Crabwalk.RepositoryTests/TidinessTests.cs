using System.Text.RegularExpressions;

namespace Crabwalk.RepositoryTests;

/// <summary>What must not stand in any file.</summary>
public sealed partial class TidinessTests
{
    private static readonly string[] Text =
        [".cs", ".c", ".h", ".rs", ".ts", ".md", ".props", ".targets", ".csproj", ".json", ".txt", ".stderr", ".stdout", ".svg", ".html", ".walk", ".mir", "run"];

    [Fact]
    public void No_file_names_a_folder_of_one_machine() => Nothing(MachinePath(), Repository.FilesBelow("", Text), "folders of one machine");

    [Fact]
    public void Nothing_is_left_for_later() =>
        Nothing(Later(), Repository.FilesBelow("", ".cs", ".c", ".h", ".rs", ".ts").Where(f => !f.StartsWith("tests/Crabwalk.RepositoryTests/", StringComparison.Ordinal)), "parts that do not work yet");

    [Fact]
    public void Links_in_documents_resolve()
    {
        var broken =
            from file in Repository.FilesBelow("", ".md")
            from Match link in Link().Matches(Fence().Replace(Repository.Read(file), ""))
            let target = link.Groups["target"].Value.Split('#')[0]
            where target.Length > 0 && !target.Contains(':', StringComparison.Ordinal)
            where !Repository.Has(Path.Combine(Path.GetDirectoryName(file) ?? "", Uri.UnescapeDataString(target)))
            select $"{file}: {target}";
        Expect.None(broken, "links that lead nowhere");
    }

    [Fact]
    public void Lines_end_with_a_line_feed_alone() =>
        Expect.None(Repository.FilesBelow("src/", ".cs").Where(f => Repository.Read(f).Contains('\r', StringComparison.Ordinal)), "files with carriage returns");

    private static void Nothing(Regex unwanted, IEnumerable<string> files, string what)
    {
        var found =
            from file in files
            from line in Repository.Read(file).Split('\n').Select((text, index) => (text, number: index + 1))
            where unwanted.IsMatch(line.text)
            select $"{file}:{line.number}: {line.text.Trim()}";
        Expect.None(found, what);
    }

    [GeneratedRegex(@"(^|[^A-Za-z0-9_.])(/(work|root|home/\w+)/|[A-Z]:\\Users\\)")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"\b(TODO|XXX|HACK)\b|NotImplementedException")]
    private static partial Regex Later();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^```.*?^```|`[^`\n]*`", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
