using System.CommandLine;
using Crabwalk.Cli.Disk;
using Crabwalk.LanguageServer;
using Crabwalk.Protocols;

namespace Crabwalk.Cli.Verbs;

/// <summary><c>crabwalk lsp</c>: serves the Language Server Protocol on standard input and output, for editors.</summary>
internal static class LspVerb
{
    private const int LongestText = 16 << 20;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(150);

    /// <summary>The verb.</summary>
    public static Command Make()
    {
        var verb = new Command("lsp", "Serve the Language Server Protocol on standard input and output, for editors");
        verb.SetAction(async (_, cancellation) =>
        {
            using Stream input = Console.OpenStandardInput();
            using Stream output = Console.OpenStandardOutput();
            var world = new LanguageWorld(new DiskSources(), LongestText, Patience);
            await MessageLoop.RunAsync(new StreamChannel(input, output), send => new LanguageSession(world, send), cancellation);
            return ExitCodes.Success;
        });
        return verb;
    }
}
