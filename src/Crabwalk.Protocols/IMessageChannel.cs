namespace Crabwalk.Protocols;

/// <summary>Carries whole JSON messages both ways. What they mean is not its business.</summary>
public interface IMessageChannel
{
    /// <summary>The next message as UTF-8; null when the other side has gone.</summary>
    ValueTask<byte[]?> ReadAsync(CancellationToken cancellation);

    /// <summary>Sends one message of UTF-8.</summary>
    ValueTask WriteAsync(ReadOnlyMemory<byte> message, CancellationToken cancellation);
}
