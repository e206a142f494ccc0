using System.Net;
using Microsoft.AspNetCore.Http;

namespace Crabwalk.Server.Hardening;

/// <summary>
/// The names that the server answers to. A page of somewhere else may neither reach it under a name that it made point here, nor open
/// a session from a browser that happens to run on this machine.
/// </summary>
internal sealed class KnownHosts(IReadOnlyList<string> others)
{
    /// <summary>Refuses requests for names that are not this server's.</summary>
    public Task Check(HttpContext context, RequestDelegate next)
    {
        if (IsKnown(context.Request.Host.Host))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
        return context.Response.WriteAsync("this server does not answer to that name\n", context.RequestAborted);
    }

    /// <summary>Whether a request may open a session: it comes from a page of this server, or from no page at all.</summary>
    public bool IsFromHere(HttpRequest request)
    {
        string? origin = request.Headers.Origin;
        return string.IsNullOrEmpty(origin)
            || (Uri.TryCreate(origin, UriKind.Absolute, out Uri? uri) && IsKnown(uri.Host) && string.Equals(uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }

    private bool IsKnown(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? address) && IPAddress.IsLoopback(address))
        || others.Contains(host, StringComparer.OrdinalIgnoreCase);
}
