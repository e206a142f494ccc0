using Crabwalk.Workbench.Libraries;

namespace Crabwalk.LanguageServer.Documents;

/// <summary>What clients call files, and what the compiler calls them.</summary>
internal static class DocumentUris
{
    private const string LibraryScheme = "crabwalk:";

    /// <summary>The compiler's name: the path of a file; of other texts the end of their URI, with the ending of their language.</summary>
    public static string PathOf(string uri, string languageId)
    {
        string path = Uri.TryCreate(uri, UriKind.Absolute, out Uri? parsed)
            ? parsed.IsFile ? parsed.LocalPath.Replace('\\', '/') : Uri.UnescapeDataString(parsed.AbsolutePath).TrimStart('/')
            : uri;
        string ending = languageId == "rust" ? ".rs" : ".c";
        bool isKnown = path.EndsWith(".rs", StringComparison.Ordinal) || path.EndsWith(".c", StringComparison.Ordinal) || path.EndsWith(".h", StringComparison.Ordinal);
        return isKnown ? path : path + ending;
    }

    /// <summary>A URI for a file that the client has not open.</summary>
    public static string UriOf(string path) => path.StartsWith(LibraryFiles.Root, StringComparison.Ordinal)
        ? $"{LibraryScheme}/{path[LibraryFiles.Root.Length..]}"
        : Path.IsPathFullyQualified(path) ? new Uri(path).AbsoluteUri : path;

    /// <summary>The library file that a URI names; null for another.</summary>
    public static string? LibraryPathOf(string uri) =>
        uri.StartsWith($"{LibraryScheme}/library/", StringComparison.Ordinal) ? LibraryFiles.Root + uri[(LibraryScheme.Length + 1)..] : null;
}
