using System.Text;
using System.Text.RegularExpressions;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace Crabwalk.Tests.Fixtures;

/// <summary>
/// Whole-output goldens. A golden is written only when <c>CRABWALK_BLESS=1</c> (<c>dotnet run --project tools/Crabwalk.Tasks -- bless</c>);
/// otherwise a difference fails with a line diff.
/// </summary>
internal static partial class Golden
{
    /// <summary>True when goldens are to be written.</summary>
    public static bool Blessing => Environment.GetEnvironmentVariable("CRABWALK_BLESS") == "1";

    /// <summary>Compares a text with a golden file; a missing golden counts as the empty text when <paramref name="required"/>.</summary>
    public static void Check(string path, string actual, bool required = true)
    {
        if (Blessing)
        {
            Bless(path, actual);
            return;
        }

        if (!required && !File.Exists(path))
        {
            return;
        }

        string expected = File.Exists(path) ? File.ReadAllText(path) : "";
        if (expected != actual)
        {
            Assert.Fail($"{Path.GetFileName(path)} differs (- golden, + now); bless it when the new text is right:\n{Diff(expected, actual)}");
        }
    }

    /// <summary>Takes out of a text what differs from machine to machine: folders, and the path's separators.</summary>
    public static string Normalise(string text, string folder) =>
        text.Replace("\r\n", "\n", StringComparison.Ordinal)
            .Replace(folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal)
            .Replace(folder, ".", StringComparison.Ordinal);

    /// <summary>Gives addresses names in the order they appear, for outputs where the very address is not the point.</summary>
    public static string NameAddresses(string text)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        return Address().Replace(text, m => names.TryGetValue(m.Value, out string? name) ? name : names[m.Value] = $"0x[{names.Count + 1}]");
    }

    /// <summary>A line diff with two lines of context.</summary>
    public static string Diff(string expected, string actual)
    {
        DiffPaneModel model = InlineDiffBuilder.Diff(expected, actual, ignoreWhiteSpace: false);
        var near = new HashSet<int>();
        for (int i = 0; i < model.Lines.Count; i++)
        {
            if (model.Lines[i].Type != ChangeType.Unchanged)
            {
                near.UnionWith(Enumerable.Range(i - 2, 5));
            }
        }

        var text = new StringBuilder();
        for (int i = 0; i < model.Lines.Count; i++)
        {
            if (near.Contains(i))
            {
                text.Append(Sign(model.Lines[i].Type)).Append(model.Lines[i].Text).Append('\n');
            }
        }

        return text.Length == 0 ? "(only the line breaks at the end differ)" : text.ToString();
    }

    private static void Bless(string path, string actual)
    {
        if (actual.Length == 0)
        {
            File.Delete(path);
        }
        else if (!File.Exists(path) || File.ReadAllText(path) != actual)
        {
            File.WriteAllText(path, actual);
        }
    }

    private static string Sign(ChangeType type) => type switch
    {
        ChangeType.Inserted => "+ ",
        ChangeType.Deleted => "- ",
        ChangeType.Unchanged or ChangeType.Imaginary or ChangeType.Modified => "  ",
    };

    [GeneratedRegex("0x[0-9a-f]{4,16}")]
    private static partial Regex Address();
}
