using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Crabwalk.LanguageServer.Protocol;

/// <summary>Who answers which method.</summary>
internal sealed class MethodTable
{
    private readonly Dictionary<string, Action<Message, RpcWriter>> _handlers = new(StringComparer.Ordinal);

    /// <summary>A request with an answer.</summary>
    public void Request<TParams, TResult>(string method, JsonTypeInfo<TParams> parameters, JsonTypeInfo<TResult> result, Func<TParams, TResult?> handle)
        where TResult : class =>
        _handlers.Add(method, (message, client) => client.Result(message.Id!.Value, handle(Read(message, parameters)), result));

    /// <summary>A notification.</summary>
    public void Notification<TParams>(string method, JsonTypeInfo<TParams> parameters, Action<TParams> handle) =>
        _handlers.Add(method, (message, _) => handle(Read(message, parameters)));

    /// <summary>Whether somebody answers a method.</summary>
    public bool Knows(string method) => _handlers.ContainsKey(method);

    /// <summary>Answers a message whose method is known.</summary>
    public void Handle(Message message, RpcWriter client) => _handlers[message.Method!](message, client);

    private static T Read<T>(Message message, JsonTypeInfo<T> type)
    {
        try
        {
            T? parameters = message.Params is { ValueKind: JsonValueKind.Object or JsonValueKind.Array } given ? given.Deserialize(type) : JsonSerializer.Deserialize("{}", type);
            return parameters ?? throw new RpcException(RpcErrors.InvalidParams, $"`{message.Method}` needs parameters");
        }
        catch (JsonException exception)
        {
            throw new RpcException(RpcErrors.InvalidParams, $"the parameters of `{message.Method}` are not understood: `{exception.Path}` is missing or of another type");
        }
    }
}
