using Crabwalk.DebugAdapter;
using Crabwalk.Foundation.Text;
using Crabwalk.LanguageServer;
using Crabwalk.Machine.Execution;

namespace Crabwalk.Browser;

/// <summary>What programs find in a page, and what they may use up there.</summary>
internal static class World
{
    private const int MostSourceBytes = 1 << 20;

    /// <summary>The world of walks.</summary>
    public static DebugWorld Programs { get; } = new(new NoFiles(), (settings, input) => new ClosedHost(settings.Arguments, input), new()
    {
        MostSteps = 300_000,
        MostMemoryBytes = 64L << 20,
        MostOutputBytes = 4L << 20,
        MostDepth = 20_000,
        MostSourceBytes = MostSourceBytes,
        MostRecordingBytes = 64L << 20,
    });

    /// <summary>The world of texts.</summary>
    public static LanguageWorld Texts { get; } = new(new NoFiles(), MostSourceBytes, TimeSpan.FromMilliseconds(150));

    private sealed class NoFiles : ISourceProvider
    {
        public byte[]? Read(string path, out string reason)
        {
            reason = "no such file";
            return null;
        }
    }
}
