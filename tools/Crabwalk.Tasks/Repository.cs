using System.Runtime.InteropServices;

namespace Crabwalk.Tasks;

/// <summary>Where things stand in the repository.</summary>
internal static class Repository
{
    /// <summary>The folder that holds the solution: found upwards from here, so that a task may be started anywhere inside.</summary>
    public static string Root { get; } = Find(Environment.CurrentDirectory) ?? Find(AppContext.BaseDirectory)
        ?? throw new InvalidOperationException("start this inside the repository: no folder above holds Crabwalk.slnx");

    /// <summary>A path inside it.</summary>
    public static string In(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    /// <summary>The command line that was built last: native, released or for debugging, in this order.</summary>
    public static string BuiltCommand() => new[]
    {
        In("artifacts", "publish", "Crabwalk.Cli", "release_" + RuntimeInformation.RuntimeIdentifier, "crabwalk"),
        In("artifacts", "bin", "Crabwalk.Cli", "release", "crabwalk"),
        In("artifacts", "bin", "Crabwalk.Cli", "debug", "crabwalk"),
    }.FirstOrDefault(File.Exists) ?? throw new InvalidOperationException("build the command first: dotnet build src/Crabwalk.Cli");

    private static string? Find(string from)
    {
        for (string? folder = from; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "Crabwalk.slnx")))
            {
                return folder;
            }
        }

        return null;
    }
}
