namespace Crabwalk.Foundation.Text;

/// <summary>Where a front end gets further files from. The shells decide what stands behind it; the core opens nothing itself.</summary>
public interface ISourceProvider
{
    /// <summary>The bytes of a file, or null with a reason in plain words when it cannot be read.</summary>
    /// <param name="path">A path as made by the front end: the including file's folder or a search folder, joined with <c>/</c>.</param>
    /// <param name="reason">Why there is nothing, such as "no such file"; empty on success.</param>
    byte[]? Read(string path, out string reason);

    /// <summary>The names of what lies in a folder; nothing when there is no such folder or it cannot be looked into.</summary>
    IEnumerable<string> List(string folder) => [];
}
