using System.Net;
using Crabwalk.DebugAdapter;

namespace Crabwalk.Server;

/// <summary>How the server is set up, and what it grants its clients.</summary>
public sealed record ServerSettings
{
    /// <summary>Where it listens; only this machine reaches it unless told otherwise.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port; 0 takes a free one.</summary>
    public int Port { get; init; } = 7117;

    /// <summary>Names besides those of this machine that it answers to, such as <c>crabwalk.example.org</c>.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>The folder of the studio's files; null when there are none.</summary>
    public string? StudioFolder { get; init; }

    /// <summary>How many sessions may be open at once, of both protocols together.</summary>
    public int MostSessions { get; init; } = 256;

    /// <summary>The longest message that is taken.</summary>
    public int MostMessageBytes { get; init; } = 4 << 20;

    /// <summary>How many messages a second a session may send in the long run; what is too fast waits.</summary>
    public int MessagesPerSecond { get; init; } = 500;

    /// <summary>How many requests a second one address may make in the long run, opening a session included.</summary>
    public int RequestsPerSecond { get; init; } = 50;

    /// <summary>How many requests it may make at once.</summary>
    public int RequestBurst { get; init; } = 500;

    /// <summary>A session that says nothing for so long is closed.</summary>
    public TimeSpan LongestSilence { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>What a program may use up.</summary>
    public DebugLimits Programs { get; init; } = new()
    {
        MostSteps = 1_000_000,
        MostMemoryBytes = 64L << 20,
        MostOutputBytes = 4L << 20,
        MostDepth = 50_000,
        MostSourceBytes = 1 << 20,
        MostRecordingBytes = 64L << 20,
        LongestLaunch = TimeSpan.FromSeconds(20),
    };
}
