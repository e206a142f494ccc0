using System.Text.RegularExpressions;

namespace Crabwalk.RepositoryTests;

/// <summary>
/// The linker finds the C library's symbols by <c>library/c/index.txt</c>; it must name just those that the sources define.
/// Definitions are recognised by their form: at the start of a line, without <c>static</c>.
/// </summary>
public sealed partial class LibraryIndexTests
{
    private const string Sources = "library/c/src/";

    [Fact]
    public void The_index_of_the_C_library_names_every_symbol_and_its_file()
    {
        var defined = Repository.FilesBelow(Sources, ".c").SelectMany(Symbols).Order(StringComparer.Ordinal).ToList();
        var listed = Repository.Read("library/c/index.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries).ToList();
        Expect.None(defined.Except(listed), "symbols missing from library/c/index.txt");
        Expect.None(listed.Except(defined), "lines of library/c/index.txt without a definition");
        Expect.None(defined.GroupBy(line => line.Split(' ')[0]).Where(g => g.Count() > 1).Select(g => g.Key), "symbols defined twice");
    }

    private static IEnumerable<string> Symbols(string file)
    {
        string text = Repository.Read(file);
        return Function().Matches(text).Concat(Variable().Matches(text))
            .Select(m => $"{m.Groups["name"].Value} {file[Sources.Length..]}");
    }

    [GeneratedRegex(@"^(?!static\b|typedef\b|extern\b)[A-Za-z_][\w \t*]*?[ *](?<name>[A-Za-z_]\w*)\([^;{}]*\)\n\{", RegexOptions.Multiline)]
    private static partial Regex Function();

    [GeneratedRegex(@"^(?!static\b|typedef\b|extern\b|return\b)[A-Za-z_][\w \t*]*?[ *](?<name>[A-Za-z_]\w*)(\[\w+\])?( = [^\n]*|;)$", RegexOptions.Multiline)]
    private static partial Regex Variable();
}
