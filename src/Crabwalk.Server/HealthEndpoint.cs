using System.Text.Json;
using Crabwalk.Server.Sessions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Crabwalk.Server;

/// <summary>Says that the server is well: <c>{"status":"ok","sessions":3,"room":253}</c>.</summary>
internal static class HealthEndpoint
{
    /// <summary>Answers <c>GET /health</c>.</summary>
    public static async Task Answer(HttpContext context)
    {
        SessionGate gate = context.RequestServices.GetRequiredService<SessionGate>();
        context.Response.ContentType = "application/json";
        using var body = new MemoryStream();
        await using (var writer = new Utf8JsonWriter(body))
        {
            writer.WriteStartObject();
            writer.WriteString("status", "ok");
            writer.WriteNumber("sessions", gate.Open);
            writer.WriteNumber("room", gate.Room);
            writer.WriteEndObject();
        }

        await context.Response.Body.WriteAsync(body.ToArray(), context.RequestAborted).ConfigureAwait(false);
    }
}
