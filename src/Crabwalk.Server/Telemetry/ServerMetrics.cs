using System.Diagnostics.Metrics;
using Crabwalk.Server.Sessions;

namespace Crabwalk.Server.Telemetry;

/// <summary>What is counted of sessions, besides what ASP.NET Core and the runtime count themselves.</summary>
internal sealed class ServerMetrics : IDisposable
{
    /// <summary>The name that exporters know.</summary>
    public const string Name = "Crabwalk.Server";

    private readonly Meter _meter;
    private readonly Counter<long> _opened;
    private readonly Counter<long> _closed;
    private readonly Counter<long> _refused;

    /// <summary>Makes the instruments.</summary>
    public ServerMetrics(IMeterFactory meters, SessionGate gate)
    {
        _meter = meters.Create(Name);
        _opened = _meter.CreateCounter<long>("crabwalk.sessions.opened", "{session}", "Sessions that were opened");
        _closed = _meter.CreateCounter<long>("crabwalk.sessions.closed", "{session}", "Sessions that were closed");
        _refused = _meter.CreateCounter<long>("crabwalk.sessions.refused", "{session}", "Sessions that there was no room for");
        _meter.CreateObservableGauge("crabwalk.sessions.open", () => gate.Open, "{session}", "Sessions that are open now");
    }

    /// <summary>A session was opened.</summary>
    public void Opened(string protocol) => _opened.Add(1, new KeyValuePair<string, object?>("protocol", protocol));

    /// <summary>A session was closed.</summary>
    public void Closed(string protocol) => _closed.Add(1, new KeyValuePair<string, object?>("protocol", protocol));

    /// <summary>There was no room for a session.</summary>
    public void CountRefused(string protocol) => _refused.Add(1, new KeyValuePair<string, object?>("protocol", protocol));

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}
