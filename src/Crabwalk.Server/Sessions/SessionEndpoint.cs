using System.Diagnostics;
using System.Net.WebSockets;
using Crabwalk.Protocols;
using Crabwalk.Server.Hardening;
using Crabwalk.Server.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Crabwalk.Server.Sessions;

/// <summary>Opens a session for each WebSocket and closes it with the socket.</summary>
internal sealed class SessionEndpoint(ServerSettings settings, KnownHosts hosts, SessionGate gate, ServerMetrics metrics, ILoggerFactory loggers)
{
    private readonly ILogger _log = loggers.CreateLogger("Crabwalk.Server.Sessions");

    /// <summary>Serves one request for a session of a protocol.</summary>
    public async Task Serve(HttpContext context, string protocol, Func<Action<byte[]>, IMessageSession> makeSession)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            await Refuse(context, StatusCodes.Status426UpgradeRequired, "this address speaks WebSocket only").ConfigureAwait(false);
        }
        else if (!hosts.IsFromHere(context.Request))
        {
            await Refuse(context, StatusCodes.Status403Forbidden, "sessions are opened by pages of this server only").ConfigureAwait(false);
        }
        else if (!gate.TryEnter())
        {
            metrics.CountRefused(protocol);
            context.Response.Headers.RetryAfter = "10";
            await Refuse(context, StatusCodes.Status503ServiceUnavailable, "there is no room for another session now").ConfigureAwait(false);
        }
        else
        {
            await ServeInside(context, protocol, makeSession).ConfigureAwait(false);
        }
    }

    private async Task ServeInside(HttpContext context, string protocol, Func<Action<byte[]>, IMessageSession> makeSession)
    {
        long start = Stopwatch.GetTimestamp();
        ServerLog.Opened(_log, protocol, gate.Open);
        metrics.Opened(protocol);
        try
        {
            using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync().ConfigureAwait(false);
            using var channel = new ThrottledChannel(new WebSocketChannel(socket, settings.MostMessageBytes), settings);
            await MessageLoop.RunAsync(channel, makeSession, context.RequestAborted).ConfigureAwait(false);
            await Close(socket).ConfigureAwait(false);
        }
        finally
        {
            gate.Leave();
            metrics.Closed(protocol);
            ServerLog.Closed(_log, protocol, Stopwatch.GetElapsedTime(start).TotalSeconds, gate.Open);
        }
    }

    private static async Task Close(WebSocket socket)
    {
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or IOException)
        {
            // It is closed already.
        }
    }

    private static Task Refuse(HttpContext context, int status, string why)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(why + "\n", context.RequestAborted);
    }
}
