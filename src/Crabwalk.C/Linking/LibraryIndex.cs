namespace Crabwalk.C.Linking;

/// <summary>Which file of the C library defines which name: the text of <c>index.txt</c>, a name and a path on each line.</summary>
internal sealed class LibraryIndex
{
    private readonly Dictionary<string, string> _paths = new(StringComparer.Ordinal);

    /// <summary>An index without a name in it.</summary>
    public static LibraryIndex Empty { get; } = Parse("");

    /// <summary>Reads the index; empty lines and those that begin with <c>#</c> say nothing.</summary>
    public static LibraryIndex Parse(string text)
    {
        var index = new LibraryIndex();
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            int space = line.IndexOf(' ');
            if (space > 0 && line[0] != '#')
            {
                index._paths.TryAdd(line[..space].ToString(), line[(space + 1)..].Trim().ToString());
            }
        }

        return index;
    }

    /// <summary>The path of the file that defines a name, relative to the library's sources; null when none does.</summary>
    public string? Find(string name) => _paths.GetValueOrDefault(name);
}
