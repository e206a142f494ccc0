using System.Net.WebSockets;
using System.Threading.Channels;

namespace Crabwalk.Protocols;

/// <summary>
/// Serves one client over a channel: messages are read ahead, so that a client may end what is under way, answered one after the other,
/// and sent in order. A client that asks faster than it is answered is not read any further until it is.
/// </summary>
public static class MessageLoop
{
    private const int MostWaiting = 256;
    private static readonly TimeSpan LongestGoodbye = TimeSpan.FromSeconds(1);

    /// <summary>Serves until the client says goodbye, goes away or is cut off.</summary>
    /// <param name="channel">The way to the client.</param>
    /// <param name="makeSession">Makes the session, given how it sends a message.</param>
    /// <param name="cancellation">Cuts the client off.</param>
    public static async Task RunAsync(IMessageChannel channel, Func<Action<byte[]>, IMessageSession> makeSession, CancellationToken cancellation)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var incoming = Channel.CreateBounded<byte[]>(MostWaiting);
        var outgoing = Channel.CreateUnbounded<byte[]>();
        using IMessageSession session = makeSession(message => outgoing.Writer.TryWrite(message));
        Task reading = Read(channel, session, incoming.Writer, ending.Token);
        Task writing = Write(channel, outgoing.Reader, ending);
        try
        {
            await Task.Run(() => Answer(session, incoming.Reader, outgoing.Reader, ending.Token), ending.Token).ConfigureAwait(false);
            outgoing.Writer.TryComplete();
            await writing.ConfigureAwait(false);
        }
        catch (Exception exception) when (IsGone(exception))
        {
            // The client has gone or was cut off: there is nobody left to tell.
        }
        finally
        {
            await ending.CancelAsync().ConfigureAwait(false);
            // A read from a console cannot be called off: it is left behind when the client keeps its end open.
            await Task.WhenAny(reading, Task.Delay(LongestGoodbye, CancellationToken.None)).ConfigureAwait(false);
            await Task.WhenAny(writing, Task.Delay(LongestGoodbye, CancellationToken.None)).ConfigureAwait(false);
        }
    }

    private static bool IsGone(Exception exception) => exception is OperationCanceledException or IOException or WebSocketException or ObjectDisposedException;

    private static async Task Read(IMessageChannel channel, IMessageSession session, ChannelWriter<byte[]> incoming, CancellationToken cancellation)
    {
        try
        {
            while (await channel.ReadAsync(cancellation).ConfigureAwait(false) is { } message)
            {
                session.Glance(message);
                await incoming.WriteAsync(message, cancellation).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (IsGone(exception))
        {
            // What has come so far is still answered.
        }
        finally
        {
            // Nobody waits for the rest of a run whose client has gone.
            session.Interrupt();
            incoming.TryComplete();
        }
    }

    private static async Task Answer(IMessageSession session, ChannelReader<byte[]> incoming, ChannelReader<byte[]> outgoing, CancellationToken cancellation)
    {
        while (!session.IsOver && await Waited(session, incoming, cancellation).ConfigureAwait(false))
        {
            while (!session.IsOver && incoming.TryRead(out byte[]? message))
            {
                session.Handle(message);
                await Drained(outgoing, cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Waits for a message; a client that stays silent long enough lets the session do what it put off. False at the end.</summary>
    private static async ValueTask<bool> Waited(IMessageSession session, ChannelReader<byte[]> incoming, CancellationToken cancellation)
    {
        Task<bool> next = incoming.WaitToReadAsync(cancellation).AsTask();
        while (session.IdleAfter is { } patience && await Task.WhenAny(next, Task.Delay(patience, cancellation)).ConfigureAwait(false) != next)
        {
            cancellation.ThrowIfCancellationRequested();
            session.Idle();
        }

        return await next.ConfigureAwait(false);
    }

    /// <summary>What one request gave rise to is sent before the next is begun.</summary>
    private static async ValueTask Drained(ChannelReader<byte[]> outgoing, CancellationToken cancellation)
    {
        while (outgoing.Count > MostWaiting)
        {
            await Task.Delay(1, cancellation).ConfigureAwait(false);
        }
    }

    private static async Task Write(IMessageChannel channel, ChannelReader<byte[]> outgoing, CancellationTokenSource ending)
    {
        try
        {
            await foreach (byte[] message in outgoing.ReadAllAsync(ending.Token).ConfigureAwait(false))
            {
                await channel.WriteAsync(message, ending.Token).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (IsGone(exception))
        {
            // A client that takes nothing more is served no further.
            await ending.CancelAsync().ConfigureAwait(false);
        }
    }
}
