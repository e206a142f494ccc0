using System.Threading.RateLimiting;
using Crabwalk.Protocols;

namespace Crabwalk.Server.Sessions;

/// <summary>A channel whose other side is listened to only so often: messages that come too fast wait, and with them whoever sends them.</summary>
internal sealed class ThrottledChannel(IMessageChannel channel, ServerSettings settings) : IMessageChannel, IDisposable
{
    private readonly TokenBucketRateLimiter _limiter = new(new()
    {
        TokenLimit = settings.MessagesPerSecond * 4,
        TokensPerPeriod = Math.Max(1, settings.MessagesPerSecond / 10),
        ReplenishmentPeriod = TimeSpan.FromMilliseconds(100),
        QueueLimit = 1,
    });

    /// <inheritdoc/>
    public async ValueTask<byte[]?> ReadAsync(CancellationToken cancellation)
    {
        using RateLimitLease lease = await _limiter.AcquireAsync(1, cancellation).ConfigureAwait(false);
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        silence.CancelAfter(settings.LongestSilence);
        return await channel.ReadAsync(silence.Token).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask WriteAsync(ReadOnlyMemory<byte> message, CancellationToken cancellation) => channel.WriteAsync(message, cancellation);

    /// <inheritdoc/>
    public void Dispose() => _limiter.Dispose();
}
