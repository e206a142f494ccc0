namespace Crabwalk.Rust.Packages;

/// <summary>Paths as the front end writes them: parts joined with <c>/</c>.</summary>
internal static class FilePaths
{
    /// <summary>A path seen from a folder, without <c>.</c> and with <c>..</c> taken away where that can be told.</summary>
    public static string Join(string folder, string path) => Normalised(folder.Length == 0 || path.StartsWith('/') ? path : $"{folder}/{path}");

    /// <summary>The same path without <c>.</c>, empty parts, and <c>..</c> behind a name.</summary>
    public static string Normalised(string path)
    {
        var parts = new List<string>();
        foreach (string part in path.Split('/'))
        {
            if (part == ".." && parts.Count > 0 && parts[^1] is not ("" or ".."))
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part != "." && (part.Length > 0 || parts.Count == 0))
            {
                parts.Add(part);
            }
        }

        return string.Join('/', parts);
    }
}
