using System.Threading.RateLimiting;
using Crabwalk.DebugAdapter;
using Crabwalk.LanguageServer;
using Crabwalk.Machine.Execution;
using Crabwalk.Server.Files;
using Crabwalk.Server.Hardening;
using Crabwalk.Server.Sessions;
using Crabwalk.Server.Telemetry;
using Crabwalk.Workbench.Running;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Crabwalk.Server;

/// <summary>
/// Serves the studio's files and, to each WebSocket of its pages, a session of its own: <c>/dap</c> walks programs, <c>/lsp</c> looks at texts. A walk is a
/// function of its program, so nothing is kept that a restart would lose, and nothing of one session can be seen from another.
/// </summary>
public static class StudioServer
{
    /// <summary>A server ready to be started.</summary>
    /// <param name="settings">How it is set up.</param>
    /// <param name="makeHost">The world that programs run in.</param>
    public static WebApplication Build(ServerSettings settings, Func<RunSettings, byte[], IHost> makeHost)
    {
        NativeHeap.KeepLittle();
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(settings.Address, settings.Port);
            kestrel.Limits.MaxRequestBodySize = 0;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            kestrel.Limits.MaxConcurrentUpgradedConnections = settings.MostSessions + 16;
        });
        builder.Logging.ClearProviders();
        builder.Logging.AddJsonConsole(console => console.UseUtcTimestamp = true);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton<ServerMetrics>();
        builder.Services.AddSingleton<SessionGate>();
        ServerTelemetry.AddTo(builder.Services);
        builder.Services.AddRateLimiter(limiter => Limit(limiter, settings));
        WebApplication server = builder.Build();
        Route(server, settings, new(new NoFiles(), makeHost, settings.Programs));
        return server;
    }

    private static void Limit(RateLimiterOptions limiter, ServerSettings settings)
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => RateLimitPartition.GetTokenBucketLimiter(
            context.Connection.RemoteIpAddress?.ToString() ?? "",
            _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = settings.RequestBurst,
                TokensPerPeriod = settings.RequestsPerSecond,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            }));
    }

    private static void Route(WebApplication server, ServerSettings settings, DebugWorld world)
    {
        var texts = new LanguageWorld(new NoFiles(), settings.Programs.MostSourceBytes, TimeSpan.FromMilliseconds(150));
        var hosts = new KnownHosts(settings.Hosts);
        var endpoint = new SessionEndpoint(settings, hosts, server.Services.GetRequiredService<SessionGate>(), server.Services.GetRequiredService<ServerMetrics>(), server.Services.GetRequiredService<ILoggerFactory>());
        server.Lifetime.ApplicationStarted.Register(() => WarmUp.Begin(world));
        server.Use(SecurityHeaders.Add);
        server.Use(hosts.Check);
        server.UseRateLimiter();
        server.UseWebSockets(new() { KeepAliveInterval = TimeSpan.FromSeconds(20), KeepAliveTimeout = TimeSpan.FromSeconds(40) });
        server.Map("/dap", context => endpoint.Serve(context, "dap", send => new DebugSession(world, send)));
        server.Map("/lsp", context => endpoint.Serve(context, "lsp", send => new LanguageSession(texts, send)));
        server.MapGet("/health", HealthEndpoint.Answer);
        server.MapPrometheusScrapingEndpoint("/metrics");
        StudioFiles.Serve(server, settings.StudioFolder);
    }
}
