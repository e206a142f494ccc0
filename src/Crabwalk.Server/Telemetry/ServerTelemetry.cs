using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Crabwalk.Server.Telemetry;

/// <summary>Hands metrics to whoever asks at <c>/metrics</c>, and to a collector where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names one.</summary>
internal static class ServerTelemetry
{
    private const string CollectorVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Adds OpenTelemetry.</summary>
    public static void AddTo(IServiceCollection services)
    {
        OpenTelemetryBuilder telemetry = services.AddOpenTelemetry().WithMetrics(metrics => metrics
            .AddMeter(ServerMetrics.Name)
            .AddAspNetCoreInstrumentation()
            .AddRuntimeInstrumentation()
            .AddPrometheusExporter());
        if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable(CollectorVariable)))
        {
            telemetry.WithMetrics(metrics => metrics.AddOtlpExporter());
        }
    }
}
