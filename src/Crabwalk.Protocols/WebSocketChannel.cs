using System.Net.WebSockets;

namespace Crabwalk.Protocols;

/// <summary>One JSON message for each text message of a WebSocket; a longer one than is taken ends the channel.</summary>
/// <param name="socket">The socket; whoever made it closes it.</param>
/// <param name="mostBytes">The longest message that is taken.</param>
public sealed class WebSocketChannel(WebSocket socket, int mostBytes) : IMessageChannel
{
    private readonly byte[] _buffer = new byte[1 << 14];

    /// <inheritdoc/>
    public async ValueTask<byte[]?> ReadAsync(CancellationToken cancellation)
    {
        using var message = new MemoryStream();
        while (true)
        {
            ValueWebSocketReceiveResult part;
            try
            {
                part = await socket.ReceiveAsync(_buffer.AsMemory(), cancellation).ConfigureAwait(false);
            }
            catch (WebSocketException)
            {
                // The other side has gone without a word.
                return null;
            }

            if (part.MessageType == WebSocketMessageType.Close || message.Length + part.Count > mostBytes)
            {
                return null;
            }

            message.Write(_buffer, 0, part.Count);
            if (part.EndOfMessage)
            {
                return message.ToArray();
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask WriteAsync(ReadOnlyMemory<byte> message, CancellationToken cancellation) =>
        socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, cancellation);
}
