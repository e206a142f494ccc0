using Microsoft.Extensions.Logging;

namespace Crabwalk.Server.Telemetry;

/// <summary>What is logged, with its facts as fields.</summary>
internal static partial class ServerLog
{
    [LoggerMessage(1, LogLevel.Information, "a {Protocol} session was opened, {Open} are open")]
    public static partial void Opened(ILogger log, string protocol, int open);

    [LoggerMessage(2, LogLevel.Information, "a {Protocol} session was closed after {Seconds:0.0} s, {Open} are open")]
    public static partial void Closed(ILogger log, string protocol, double seconds, int open);
}
