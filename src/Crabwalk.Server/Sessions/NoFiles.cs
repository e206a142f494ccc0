using Crabwalk.Foundation.Text;

namespace Crabwalk.Server.Sessions;

/// <summary>The server's disk as its clients see it: nothing is there. Sources come with a launch.</summary>
internal sealed class NoFiles : ISourceProvider
{
    /// <inheritdoc/>
    public byte[]? Read(string path, out string reason)
    {
        reason = "no such file";
        return null;
    }
}
