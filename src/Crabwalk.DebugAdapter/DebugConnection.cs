using System.Threading.Channels;
using Crabwalk.DebugAdapter.Channels;

namespace Crabwalk.DebugAdapter;

/// <summary>
/// Runs a session over a channel: messages are read ahead, so that a client may end what is under way, answered one after the other,
/// and sent in order. A client that asks faster than it is answered is not read any further until it is.
/// </summary>
public static class DebugConnection
{
    private const int MostWaiting = 256;
    private static readonly TimeSpan LongestGoodbye = TimeSpan.FromSeconds(1);

    /// <summary>Serves one client until it says goodbye, goes away or is cut off.</summary>
    public static async Task RunAsync(IMessageChannel channel, DebugWorld world, CancellationToken cancellation)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var incoming = Channel.CreateBounded<byte[]>(MostWaiting);
        var outgoing = Channel.CreateUnbounded<byte[]>();
        using var session = new DebugSession(world, message => outgoing.Writer.TryWrite(message));
        Task reading = Read(channel, session, incoming.Writer, ending.Token);
        Task writing = Write(channel, outgoing.Reader, ending.Token);
        try
        {
            await Task.Run(() => Answer(session, incoming.Reader, outgoing, ending.Token), ending.Token).ConfigureAwait(false);
            outgoing.Writer.TryComplete();
            await writing.ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or System.Net.WebSockets.WebSocketException)
        {
            // The client has gone or was cut off: there is nobody left to tell.
        }
        finally
        {
            await ending.CancelAsync().ConfigureAwait(false);
            // A read from a console cannot be called off: it is left behind when the client keeps its end open.
            await Task.WhenAny(reading, Task.Delay(LongestGoodbye, CancellationToken.None)).ConfigureAwait(false);
        }
    }

    private static async Task Read(IMessageChannel channel, DebugSession session, ChannelWriter<byte[]> incoming, CancellationToken cancellation)
    {
        try
        {
            while (await channel.ReadAsync(cancellation).ConfigureAwait(false) is { } message)
            {
                if (DebugSession.IsUrgent(message))
                {
                    session.Interrupt();
                }

                await incoming.WriteAsync(message, cancellation).ConfigureAwait(false);
            }
        }
        finally
        {
            // Nobody waits for the rest of a run whose client has gone.
            session.Interrupt();
            incoming.TryComplete();
        }
    }

    private static async Task Answer(DebugSession session, ChannelReader<byte[]> incoming, Channel<byte[]> outgoing, CancellationToken cancellation)
    {
        await foreach (byte[] message in incoming.ReadAllAsync(cancellation).ConfigureAwait(false))
        {
            session.Handle(message);
            if (session.IsOver)
            {
                return;
            }

            // What one request gave rise to is sent before the next is begun.
            while (outgoing.Reader.Count > MostWaiting)
            {
                await Task.Delay(1, cancellation).ConfigureAwait(false);
            }
        }
    }

    private static async Task Write(IMessageChannel channel, ChannelReader<byte[]> outgoing, CancellationToken cancellation)
    {
        await foreach (byte[] message in outgoing.ReadAllAsync(cancellation).ConfigureAwait(false))
        {
            await channel.WriteAsync(message, cancellation).ConfigureAwait(false);
        }
    }
}
