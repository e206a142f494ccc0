using System.Globalization;
using System.Text;

namespace Crabwalk.Protocols;

/// <summary>
/// The base protocol of the Debug Adapter and Language Server protocols over a pair of streams: <c>Content-Length: N</c>, an empty line,
/// and N bytes of JSON. A header that is broken, too long or asks for too much ends the channel: what follows it cannot be told apart.
/// </summary>
/// <param name="input">Where messages come from.</param>
/// <param name="output">Where they go.</param>
/// <param name="mostBytes">The longest message that is taken.</param>
public sealed class StreamChannel(Stream input, Stream output, int mostBytes = StreamChannel.UsualLimit) : IMessageChannel
{
    private const int UsualLimit = 64 << 20;
    private const int LongestHeader = 1 << 10;
    private const string LengthField = "Content-Length:";

    private readonly byte[] _buffer = new byte[1 << 14];
    private int _start;
    private int _end;

    /// <inheritdoc/>
    public async ValueTask<byte[]?> ReadAsync(CancellationToken cancellation)
    {
        if (await ReadLength(cancellation).ConfigureAwait(false) is not { } length || length > mostBytes)
        {
            return null;
        }

        byte[] message = new byte[length];
        for (int filled = 0; filled < length;)
        {
            if (_start == _end && !await Refill(cancellation).ConfigureAwait(false))
            {
                return null;
            }

            int count = Math.Min(length - filled, _end - _start);
            _buffer.AsSpan(_start, count).CopyTo(message.AsSpan(filled));
            _start += count;
            filled += count;
        }

        return message;
    }

    /// <inheritdoc/>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> message, CancellationToken cancellation)
    {
        byte[] header = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"Content-Length: {message.Length}\r\n\r\n"));
        await output.WriteAsync(header, cancellation).ConfigureAwait(false);
        await output.WriteAsync(message, cancellation).ConfigureAwait(false);
        await output.FlushAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Reads the header fields up to the empty line.</summary>
    private async ValueTask<int?> ReadLength(CancellationToken cancellation)
    {
        int? length = null;
        var line = new StringBuilder();
        for (int total = 0; total < LongestHeader; total++)
        {
            if (_start == _end && !await Refill(cancellation).ConfigureAwait(false))
            {
                return null;
            }

            char next = (char)_buffer[_start++];
            if (next != '\n')
            {
                line.Append(next);
                continue;
            }

            string field = line.ToString().TrimEnd('\r');
            line.Clear();
            if (field.Length == 0)
            {
                return length;
            }

            if (field.StartsWith(LengthField, StringComparison.OrdinalIgnoreCase))
            {
                length = int.TryParse(field[LengthField.Length..].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
            }
        }

        return null;
    }

    private async ValueTask<bool> Refill(CancellationToken cancellation)
    {
        _start = 0;
        _end = await input.ReadAsync(_buffer, cancellation).ConfigureAwait(false);
        return _end > 0;
    }
}
