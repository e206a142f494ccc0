using Crabwalk.Foundation.Text;

namespace Crabwalk.Bench;

/// <summary>The files of the disk, for the benches that call the workbench in this process.</summary>
internal sealed class DiskSources : ISourceProvider
{
    /// <inheritdoc/>
    public byte[]? Read(string path, out string reason)
    {
        reason = File.Exists(path) ? "" : "no such file";
        return File.Exists(path) ? File.ReadAllBytes(path) : null;
    }
}
