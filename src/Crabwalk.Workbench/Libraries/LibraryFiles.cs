using Crabwalk.Foundation.Text;

namespace Crabwalk.Workbench.Libraries;

/// <summary>
/// Puts Crabwalk's own libraries beside the user's files: paths that begin with <see cref="Root"/> are read from this assembly,
/// all others from the provider behind.
/// </summary>
public sealed class LibraryFiles(ISourceProvider behind) : ISourceProvider
{
    /// <summary>The folder that the libraries seem to lie in. No disk has a folder of that name, so a user's file cannot hide one.</summary>
    public const string Root = "<crabwalk>/";

    /// <summary>The C library's folder: <c>include/</c>, <c>src/</c> and <c>index.txt</c> are in it.</summary>
    public const string CFolder = Root + "library/c";

    /// <summary>The Rust library's folder: <c>core</c>, <c>alloc</c> and <c>std</c> are in it.</summary>
    public const string RustFolder = Root + "library/rust";

    /// <summary>The bytes of a library file, or null when there is no such file.</summary>
    public static byte[]? ReadLibrary(string path)
    {
        using Stream? stream = typeof(LibraryFiles).Assembly.GetManifestResourceStream(Normalised(path[Root.Length..]));
        if (stream is null)
        {
            return null;
        }

        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>The path without <c>.</c> and <c>..</c>, which an embedded file's name does not know.</summary>
    private static string Normalised(string path)
    {
        var parts = new List<string>();
        foreach (string part in path.Split('/'))
        {
            if (part == ".." && parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part is not ("." or ".."))
            {
                parts.Add(part);
            }
        }

        return string.Join('/', parts);
    }

    /// <inheritdoc/>
    public byte[]? Read(string path, out string reason)
    {
        if (!path.StartsWith(Root, StringComparison.Ordinal))
        {
            return behind.Read(path, out reason);
        }

        byte[]? bytes = ReadLibrary(path);
        reason = bytes is null ? "no such file" : "";
        return bytes;
    }

    /// <inheritdoc/>
    public IEnumerable<string> List(string folder) => folder.StartsWith(Root, StringComparison.Ordinal) ? [] : behind.List(folder);
}
