namespace Crabwalk.Cli.Disk;

/// <summary>
/// The one folder that a program may use. Names are taken inside of it; one that would lead outside, by <c>..</c> or by a link, is
/// refused as if it were not allowed, which is what it is.
/// </summary>
internal sealed class GrantedFolder
{
    private readonly string _root;

    /// <summary>Grants a folder.</summary>
    public GrantedFolder(string path) => _root = Path.TrimEndingDirectorySeparator(Resolve(Path.GetFullPath(path)));

    /// <summary>The path on the disk of a name of the program's, or null when it leads outside.</summary>
    public string? PathOf(string name)
    {
        if (name.Length == 0 || name.Contains('\0', StringComparison.Ordinal))
        {
            return null;
        }

        string full = Path.GetFullPath(Path.Combine(_root, name.TrimStart('/')));
        return IsInside(full) && IsInside(ResolveExistingPart(full)) ? full : null;
    }

    private bool IsInside(string path) => path == _root || path.StartsWith(_root + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>Follows links of the longest part that exists: a file to be created has none of its own.</summary>
    private static string ResolveExistingPart(string path)
    {
        string? existing = path;
        while (existing is not null && !Path.Exists(existing) && new FileInfo(existing).LinkTarget is null)
        {
            existing = Path.GetDirectoryName(existing);
        }

        return existing is null ? path : Resolve(existing) + path[existing.Length..];
    }

    private static string Resolve(string path)
    {
        string resolved = Path.GetPathRoot(path) ?? "/";
        foreach (string part in path[resolved.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            resolved = Path.Combine(resolved, part);
            FileSystemInfo? target = new FileInfo(resolved).ResolveLinkTarget(returnFinalTarget: true);
            resolved = target?.FullName ?? resolved;
        }

        return resolved;
    }
}
