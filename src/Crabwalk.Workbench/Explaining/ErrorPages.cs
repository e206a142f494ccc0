using System.Reflection;

namespace Crabwalk.Workbench.Explaining;

/// <summary>The pages of <c>docs/errors</c>: a title, a paragraph, a program that is refused with the code and one that is accepted.</summary>
internal static class ErrorPages
{
    private const string Prefix = "errors/";

    private static readonly Lazy<IReadOnlyList<Explanation>> Pages = new(() => [.. Read()]);

    /// <summary>All pages.</summary>
    public static IReadOnlyList<Explanation> All => Pages.Value;

    private static IEnumerable<Explanation> Read()
    {
        Assembly assembly = typeof(ErrorPages).Assembly;
        foreach (string name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return Parse(reader.ReadToEnd());
        }
    }

    // The first line is `# CODE: title`; fences are for readers of the file.
    private static Explanation Parse(string page)
    {
        string[] lines = page.ReplaceLineEndings("\n").TrimEnd().Split('\n');
        string[] head = lines[0].TrimStart('#', ' ').Split(": ", 2);
        bool isCode = false;
        var text = new List<string>();
        foreach (string line in lines.Skip(2))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                isCode = !isCode;
            }
            else
            {
                text.Add(isCode && line.Length > 0 ? "    " + line : line);
            }
        }

        return new(head[0], head[1], "", string.Join('\n', text));
    }
}
