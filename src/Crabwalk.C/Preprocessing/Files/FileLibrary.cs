using System.Collections.Immutable;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Preprocessing.Files;

/// <summary>Finds and keeps the files of one preprocessing run.</summary>
internal sealed class FileLibrary(SourceMap map, ISourceProvider provider, ImmutableArray<IncludeFolder> folders)
{
    private readonly Dictionary<string, LoadedFile?> _byPath = new(StringComparer.Ordinal);

    /// <summary>A file that is in the map already.</summary>
    public LoadedFile Adopt(SourceId id)
    {
        SourceText text = map[id];
        var file = new LoadedFile(id, text);
        _byPath.TryAdd(Identity(text.Path), file);
        return file;
    }

    /// <summary>Looks for a header; <paramref name="search"/> records where, for the message when it is nowhere.</summary>
    public LoadedFile? Find(HeaderSearch search)
    {
        if (IsAbsolute(search.Name))
        {
            return TryLoad(search.Name, search.IncluderKind, search);
        }

        if (search.BesideFile is { } includer && TryLoad(Join(FolderOf(includer), search.Name), search.IncluderKind, search) is { } beside)
        {
            search.FoundIn = -1;
            return beside;
        }

        for (int i = search.FirstFolder; i < folders.Length; i++)
        {
            if (TryLoad(Join(folders[i].Path, search.Name), folders[i].Kind, search) is { } found)
            {
                search.FoundIn = i;
                return found;
            }
        }

        return null;
    }

    private LoadedFile? TryLoad(string path, SourceKind kind, HeaderSearch search)
    {
        string identity = Identity(path);
        if (_byPath.TryGetValue(identity, out LoadedFile? known) && known is not null)
        {
            return known;
        }

        string reason = "no such file";
        if (map.Find(path) is { } earlier && map[earlier].Kind == kind)
        {
            known = new(earlier, map[earlier]);
        }
        else if (!_byPath.ContainsKey(identity) && provider.Read(path, out reason) is { } bytes)
        {
            SourceText text = SourceText.FromBytes(path, bytes, kind);
            known = new(map.Add(text), text);
        }
        else
        {
            search.AddMiss(path, reason);
        }

        _byPath[identity] = known;
        return known;
    }

    private static bool IsAbsolute(string path) => path is ['/' or '\\', ..] or [_, ':', '/' or '\\', ..];

    private static string Join(string folder, string name) =>
        folder.Length == 0 ? name : folder[^1] is '/' or '\\' ? folder + name : $"{folder}/{name}";

    private static string FolderOf(string path)
    {
        int slash = path.AsSpan().LastIndexOfAny('/', '\\');
        return slash < 0 ? "" : path[..(slash + 1)];
    }

    // Two ways to write one path are one file: `a/../b.h` and `./b.h`.
    private static string Identity(string path)
    {
        if (!path.Contains("./", StringComparison.Ordinal) && !path.Contains("//", StringComparison.Ordinal))
        {
            return path;
        }

        var parts = new List<string>();
        foreach (string part in path.Split('/'))
        {
            if (part == ".." && parts.Count > 0 && parts[^1] is not (".." or ""))
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

/// <summary>One search for a header.</summary>
internal sealed class HeaderSearch(string name, string? besideFile, SourceKind includerKind, int firstFolder)
{
    private readonly List<string> _missed = [];

    public string Name { get; } = name;

    /// <summary>The including file, for the quoted form.</summary>
    public string? BesideFile { get; } = besideFile;

    /// <summary>Whose file includes: what lies beside a library's file is the library's.</summary>
    public SourceKind IncluderKind { get; } = includerKind;

    /// <summary>Where in the list of folders to start.</summary>
    public int FirstFolder { get; } = firstFolder;

    /// <summary>The number of the folder where it was found; -1 for none of them.</summary>
    public int FoundIn { get; set; } = -1;

    /// <summary>The paths that were tried, with the reason when it is not that there is no such file.</summary>
    public IReadOnlyList<string> Missed => _missed;

    public void AddMiss(string path, string reason) =>
        _missed.Add(reason is "" or "no such file" ? $"`{path}`" : $"`{path}` ({reason})");
}
