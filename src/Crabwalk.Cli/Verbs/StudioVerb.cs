using System.CommandLine;
using System.Net;
using Crabwalk.Server;
using Microsoft.AspNetCore.Builder;

namespace Crabwalk.Cli.Verbs;

/// <summary><c>crabwalk studio</c>: serves the studio, and debug sessions over WebSockets, on this machine.</summary>
internal static class StudioVerb
{
    /// <summary>The verb.</summary>
    public static Command Make()
    {
        var port = new Option<int>("--port") { Description = "the port; 0 takes a free one", HelpName = "N", DefaultValueFactory = _ => 7117 };
        var address = new Option<string>("--address") { Description = "the address to listen at; others than this machine's own let the network in", DefaultValueFactory = _ => "127.0.0.1", HelpName = "IP" };
        var host = new Option<string[]>("--host") { Description = "a further name that the server answers to", HelpName = "NAME" };
        var folder = new Option<string?>("--folder") { Description = "the studio's files (default: beside this command)", HelpName = "DIR" };
        var sessions = new Option<int>("--max-sessions") { Description = "sessions open at once", HelpName = "N", DefaultValueFactory = _ => 256 };
        var verb = new Command("studio", "Serve the web studio on this machine") { port, address, host, folder, sessions };
        verb.SetAction(async (parsed, cancellation) =>
        {
            if (!IPAddress.TryParse(parsed.GetValue(address), out IPAddress? listen))
            {
                Console.Error.WriteLine($"crabwalk: `{parsed.GetValue(address)}` is no address");
                return ExitCodes.Usage;
            }

            return await Serve(
                new()
                {
                    Address = listen,
                    Port = parsed.GetValue(port),
                    Hosts = parsed.GetValue(host) ?? [],
                    StudioFolder = parsed.GetValue(folder) ?? FindFiles(),
                    MostSessions = Math.Max(1, parsed.GetValue(sessions)),
                },
                cancellation);
        });
        return verb;
    }

    /// <summary>The studio's files: beside the command, or where a checkout above it has built them.</summary>
    private static string? FindFiles()
    {
        string beside = Path.Combine(AppContext.BaseDirectory, "studio");
        if (Directory.Exists(beside))
        {
            return beside;
        }

        for (DirectoryInfo? above = new(AppContext.BaseDirectory); above is not null; above = above.Parent)
        {
            string built = Path.Combine(above.FullName, "studio", "dist");
            if (File.Exists(Path.Combine(built, "index.html")))
            {
                return built;
            }
        }

        return null;
    }

    private static async Task<int> Serve(ServerSettings settings, CancellationToken cancellation)
    {
        await using WebApplication server = StudioServer.Build(settings, DapVerb.MakeHost);
        try
        {
            await server.StartAsync(cancellation);
        }
        catch (IOException exception)
        {
            Console.Error.WriteLine($"crabwalk: cannot listen at port {settings.Port}: {exception.Message}");
            return ExitCodes.Usage;
        }

        Console.WriteLine($"the studio is at {server.Urls.First()} (Ctrl+C ends it)");
        try
        {
            await Task.Delay(Timeout.Infinite, cancellation);
        }
        catch (OperationCanceledException)
        {
            await server.StopAsync(CancellationToken.None);
        }

        return ExitCodes.Success;
    }
}
