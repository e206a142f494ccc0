using System.CommandLine;
using Crabwalk.Cli.Disk;
using Crabwalk.Cli.Options;
using Crabwalk.Workbench.Running;

namespace Crabwalk.Cli.Verbs;

/// <summary>Makes the world a program runs in from the command line.</summary>
internal static class ProgramWorld
{
    /// <summary>The host, or null with a message printed when the granted folder is not there.</summary>
    public static DiskHost? Open(ParseResult parsed, RunOptions options, RunSettings settings, Stream input, Stream output, Stream errors)
    {
        GrantedFolder? folder = null;
        if (options.FolderOf(parsed) is { } path)
        {
            if (!Directory.Exists(path))
            {
                Console.Error.WriteLine($"crabwalk: `{path}` is no folder, so it cannot be granted");
                return null;
            }

            folder = new(path);
        }

        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string name, string value) in settings.Environment)
        {
            environment[name] = value;
        }

        return new(settings.Arguments, environment, input, output, errors, folder, TimeProvider.System);
    }
}
