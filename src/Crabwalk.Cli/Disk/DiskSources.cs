using Crabwalk.Foundation.Text;

namespace Crabwalk.Cli.Disk;

/// <summary>Gives the front ends the files they ask for, from the disk; a file that cannot be read comes with a plain reason.</summary>
internal sealed class DiskSources : ISourceProvider
{
    /// <inheritdoc/>
    public byte[]? Read(string path, out string reason)
    {
        try
        {
            if (Directory.Exists(path))
            {
                reason = "it is a folder";
                return null;
            }

            byte[] bytes = File.ReadAllBytes(path);
            reason = "";
            return bytes;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            reason = exception switch
            {
                FileNotFoundException or DirectoryNotFoundException => "no such file",
                UnauthorizedAccessException => "permission denied",
                PathTooLongException => "the name is too long",
                _ => "it cannot be read",
            };
            return null;
        }
    }
}
