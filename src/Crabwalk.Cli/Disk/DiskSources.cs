using Crabwalk.Foundation.Text;

namespace Crabwalk.Cli.Disk;

/// <summary>Gives the front ends the files they ask for, from the disk; a file that cannot be read comes with a plain reason.</summary>
internal sealed class DiskSources : ISourceProvider
{
    /// <summary>No source is larger: what is read for ever ends here.</summary>
    private const long MostBytes = 256L << 20;

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

            return ReadWhole(path, out reason);
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

    /// <inheritdoc/>
    public IEnumerable<string> List(string folder)
    {
        try
        {
            return [.. Directory.EnumerateFileSystemEntries(folder).Select(entry => Path.GetFileName(entry))];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return [];
        }
    }

    /// <summary>Reads what has an end: a device such as <c>/dev/zero</c> has none.</summary>
    private static byte[]? ReadWhole(string path, out string reason)
    {
        using FileStream file = File.OpenRead(path);
        using var text = new MemoryStream();
        byte[] part = new byte[1 << 16];
        for (int count = file.Read(part); count > 0; count = file.Read(part))
        {
            text.Write(part, 0, count);
            if (text.Length > MostBytes)
            {
                reason = $"it is larger than {MostBytes >> 20} megabytes";
                return null;
            }
        }

        reason = "";
        return text.ToArray();
    }
}
