using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Crabwalk.Tasks;

/// <summary>One program of a suite of Rust.</summary>
/// <param name="Name">What it is called in the snapshot: its file, and the line its block begins at.</param>
/// <param name="Source">Its text.</param>
/// <param name="Edition">The edition it is written in.</param>
/// <param name="IsTest">It is compiled with its tests, which are run in the place of <c>main</c>.</param>
internal sealed record RustProgram(string Name, string Source, string Edition, bool IsTest);

/// <summary>The open suites of Rust that are known here, each by the layout of its own repository. Their sources are never committed.</summary>
internal static partial class RustSuites
{
    private static readonly ImmutableSortedDictionary<string, Func<string, IEnumerable<RustProgram>>> Known =
        ImmutableSortedDictionary.CreateRange<string, Func<string, IEnumerable<RustProgram>>>(StringComparer.Ordinal,
        [
            new("error-index", ErrorIndex),
            new("rust-by-example", folder => Blocks(Path.Combine(folder, "src"))),
            new("rustlings", Rustlings),
        ]);

    /// <summary>What a suite is called on the command line and in its snapshot.</summary>
    public static ImmutableArray<string> Names => [.. Known.Keys];

    /// <summary>All programs of a suite, sorted by name.</summary>
    public static ImmutableArray<RustProgram> Programs(string suite, string folder) =>
        [.. Known[suite](folder).OrderBy(p => p.Name, StringComparer.Ordinal)];

    /// <summary>Exercises and solutions: each as a program, and with its tests where it has some.</summary>
    private static IEnumerable<RustProgram> Rustlings(string folder)
    {
        foreach (string part in (ImmutableArray<string>)["exercises", "solutions"])
        {
            foreach (string file in Directory.EnumerateFiles(Path.Combine(folder, part), "*.rs", SearchOption.AllDirectories))
            {
                string source = File.ReadAllText(file);
                string name = Path.ChangeExtension(Path.GetRelativePath(folder, file), null);
                yield return new($"{name}:bin", source, "2024", IsTest: false);
                if (source.Contains("#[test]", StringComparison.Ordinal))
                {
                    yield return new($"{name}:test", source, "2024", IsTest: true);
                }
            }
        }
    }

    /// <summary>The code blocks of a book.</summary>
    private static IEnumerable<RustProgram> Blocks(string folder) =>
        from file in Directory.EnumerateFiles(folder, "*.md", SearchOption.AllDirectories)
        let name = Path.ChangeExtension(Path.GetRelativePath(folder, file), null)
        from block in BlocksOf(File.ReadAllText(file), isRust: false)
        select new RustProgram($"{name}:{block.Line}", AsProgram(block.Source), EditionOf(block.Tags, "2021"), IsTest: false);

    /// <summary>The examples of <c>rustc --explain</c>, each code's in turn; those of unstable features are left out. The folder is not looked at.</summary>
    private static IEnumerable<RustProgram> ErrorIndex(string folder) =>
        from number in Enumerable.Range(1, 810)
        let code = $"E{number:0000}"
        let explained = Finished.Run(TimeSpan.FromSeconds(10), null, "rustc", "--explain", code)
        where explained.ExitCode == 0
        from block in BlocksOf(explained.Output, isRust: true).Select((block, i) => (Block: block, Number: i + 1))
        where !block.Block.Source.Contains("#![feature", StringComparison.Ordinal)
        select new RustProgram($"{code}:{block.Number}", AsProgram(block.Block.Source), EditionOf(block.Block.Tags, "2021"), IsTest: false);

    /// <summary>The blocks that are meant to be compiled. In a book they say that they are Rust, in documentation the others say what they are.</summary>
    private static IEnumerable<(int Line, string[] Tags, string Source)> BlocksOf(string text, bool isRust)
    {
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith("```", StringComparison.Ordinal))
            {
                continue;
            }

            string[] tags = lines[i][3..].Trim().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            int start = i + 1;
            for (i = start; i < lines.Length && !lines[i].StartsWith("```", StringComparison.Ordinal); i++)
            {
            }

            bool isCompiled = isRust ? !tags.Any(tag => tag is "text" or "toml" or "sh" or "none" or "console") : tags.Contains("rust");
            if (isCompiled && !tags.Any(tag => tag.StartsWith("ignore", StringComparison.Ordinal)))
            {
                yield return (start + 1, tags, string.Join('\n', lines[start..Math.Min(i, lines.Length)].Select(Shown)) + "\n");
            }
        }
    }

    // A line that the reader does not see begins with `#` and a blank.
    private static string Shown(string line) => line is "#" ? "" : line.StartsWith("# ", StringComparison.Ordinal) ? line[2..] : line;

    // What documentation shows is the inside of `main` unless it has one.
    private static string AsProgram(string source)
    {
        if (MainHead().IsMatch(source))
        {
            return source;
        }

        string[] lines = source.Split('\n');
        IEnumerable<string> attributes = lines.Where(line => line.StartsWith("#![", StringComparison.Ordinal));
        return string.Join('\n', [.. attributes, "fn main() {", .. lines.Where(line => !line.StartsWith("#![", StringComparison.Ordinal)), "}", ""]);
    }

    private static string EditionOf(string[] tags, string otherwise) =>
        tags.FirstOrDefault(tag => tag.StartsWith("edition", StringComparison.Ordinal))?["edition".Length..] ?? otherwise;

    [GeneratedRegex(@"^\s*(pub\s+)?(const\s+)?(async\s+)?fn\s+main\s*\(", RegexOptions.Multiline)]
    private static partial Regex MainHead();
}
