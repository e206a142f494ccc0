using System.CommandLine;
using Crabwalk.Cli.Disk;
using Crabwalk.DebugAdapter;
using Crabwalk.Machine.Execution;
using Crabwalk.Protocols;
using Crabwalk.Workbench.Running;

namespace Crabwalk.Cli.Verbs;

/// <summary><c>crabwalk dap</c>: serves the Debug Adapter Protocol on standard input and output, for editors.</summary>
internal static class DapVerb
{
    /// <summary>The verb.</summary>
    public static Command Make()
    {
        var verb = new Command("dap", "Serve the Debug Adapter Protocol on standard input and output, for editors");
        verb.SetAction(async (_, cancellation) =>
        {
            using Stream input = Console.OpenStandardInput();
            using Stream output = Console.OpenStandardOutput();
            var world = new DebugWorld(new DiskSources(), MakeHost, new());
            await MessageLoop.RunAsync(new StreamChannel(input, output), send => new DebugSession(world, send), cancellation);
            return ExitCodes.Success;
        });
        return verb;
    }

    /// <summary>The world of a program: its input is what the launch gives, its files live in memory, and what it prints is recorded.</summary>
    internal static IHost MakeHost(RunSettings settings, byte[] input)
    {
        var environment = settings.Environment.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal);
        return new DiskHost(settings.Arguments, environment, new MemoryStream(input), Stream.Null, Stream.Null, null, TimeProvider.System);
    }
}
