using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Crabwalk.LanguageServer.Protocol;

/// <summary>The error codes of JSON-RPC 2.0 and of the Language Server Protocol.</summary>
internal static class RpcErrors
{
    public const int Parse = -32700;
    public const int InvalidRequest = -32600;
    public const int MethodNotFound = -32601;
    public const int InvalidParams = -32602;
    public const int Internal = -32603;
    public const int NotInitialized = -32002;
    public const int Cancelled = -32800;
}

/// <summary>Writes JSON-RPC 2.0 messages.</summary>
internal sealed class RpcWriter(Action<byte[]> send)
{
    /// <summary>Tells the client of something.</summary>
    public void Notify<T>(string method, T parameters, JsonTypeInfo<T> type) => Send(writer =>
    {
        writer.WriteString("method", method);
        writer.WritePropertyName("params");
        JsonSerializer.Serialize(writer, parameters, type);
    });

    /// <summary>Answers a request; null is an answer too.</summary>
    public void Result<T>(JsonElement id, T? result, JsonTypeInfo<T> type)
        where T : class => Send(writer =>
    {
        writer.WritePropertyName("id");
        id.WriteTo(writer);
        writer.WritePropertyName("result");
        if (result is null)
        {
            writer.WriteNullValue();
        }
        else
        {
            JsonSerializer.Serialize(writer, result, type);
        }
    });

    /// <summary>Says that a request failed.</summary>
    public void Error(JsonElement? id, int code, string message) => Send(writer =>
    {
        writer.WritePropertyName("id");
        if (id is { } given)
        {
            given.WriteTo(writer);
        }
        else
        {
            writer.WriteNullValue();
        }

        writer.WriteStartObject("error");
        writer.WriteNumber("code", code);
        writer.WriteString("message", message);
        writer.WriteEndObject();
    });

    private void Send(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("jsonrpc", "2.0");
            write(writer);
            writer.WriteEndObject();
        }

        send(buffer.WrittenSpan.ToArray());
    }
}
