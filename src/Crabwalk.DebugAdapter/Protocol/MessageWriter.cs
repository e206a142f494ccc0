using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Crabwalk.DebugAdapter.Protocol;

/// <summary>Puts bodies into the envelopes of responses and events and numbers them.</summary>
internal sealed class MessageWriter(Action<byte[]> send)
{
    private int _seq;

    /// <summary>Tells the client of something.</summary>
    public void Event<T>(string name, T body, JsonTypeInfo<T> type) => Send(writer =>
    {
        writer.WriteString("type", "event");
        writer.WriteString("event", name);
        WriteBody(writer, body, type);
    });

    /// <summary>Tells the client of something that needs no more words.</summary>
    public void Event(string name) => Event(name, new EmptyBody(), DapJson.Default.EmptyBody);

    /// <summary>Answers a request.</summary>
    public void Response<T>(Request request, T body, JsonTypeInfo<T> type) => Send(writer =>
    {
        WriteResponse(writer, request, isSuccess: true);
        WriteBody(writer, body, type);
    });

    /// <summary>Says that a request cannot be met, and why.</summary>
    public void Failure(Request request, string message) => Send(writer =>
    {
        WriteResponse(writer, request, isSuccess: false);
        writer.WriteString("message", message);
        WriteBody(writer, new(new(request.Seq, message)), DapJson.Default.ErrorBody);
    });

    private static void WriteResponse(Utf8JsonWriter writer, Request request, bool isSuccess)
    {
        writer.WriteString("type", "response");
        writer.WriteNumber("request_seq", request.Seq);
        writer.WriteBoolean("success", isSuccess);
        writer.WriteString("command", request.Command);
    }

    private static void WriteBody<T>(Utf8JsonWriter writer, T body, JsonTypeInfo<T> type)
    {
        writer.WritePropertyName("body");
        JsonSerializer.Serialize(writer, body, type);
    }

    private void Send(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteNumber("seq", ++_seq);
            write(writer);
            writer.WriteEndObject();
        }

        send(buffer.WrittenSpan.ToArray());
    }
}
