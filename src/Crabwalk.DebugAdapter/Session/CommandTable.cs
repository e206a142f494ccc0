using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Crabwalk.DebugAdapter.Protocol;

namespace Crabwalk.DebugAdapter.Session;

/// <summary>Who answers which request.</summary>
internal sealed class CommandTable
{
    private readonly Dictionary<string, Action<Request, MessageWriter>> _handlers = new(StringComparer.Ordinal);

    /// <summary>A request with arguments and a body in its response.</summary>
    public void Add<TArguments, TBody>(string command, JsonTypeInfo<TArguments> arguments, JsonTypeInfo<TBody> body, Func<TArguments, TBody> handle) =>
        _handlers.Add(command, (request, client) => client.Response(request, handle(Read(request, arguments)), body));

    /// <summary>A request without arguments that are looked at.</summary>
    public void Add<TBody>(string command, JsonTypeInfo<TBody> body, Func<TBody> handle) =>
        _handlers.Add(command, (request, client) => client.Response(request, handle(), body));

    /// <summary>A request whose response only says that it was done.</summary>
    public void Add<TArguments>(string command, JsonTypeInfo<TArguments> arguments, Action<TArguments> handle) =>
        Add(command, arguments, DapJson.Default.EmptyBody, given =>
        {
            handle(given);
            return new EmptyBody();
        });

    /// <summary>A request with neither.</summary>
    public void Add(string command, Action handle) => Add(command, DapJson.Default.EmptyBody, () =>
    {
        handle();
        return new EmptyBody();
    });

    /// <summary>Answers a request.</summary>
    public void Handle(Request request, MessageWriter client)
    {
        if (!_handlers.TryGetValue(request.Command, out Action<Request, MessageWriter>? handler))
        {
            throw new RefusedException($"`{request.Command}` is not supported");
        }

        handler(request, client);
    }

    private static T Read<T>(Request request, JsonTypeInfo<T> type)
    {
        try
        {
            T? arguments = request.Arguments.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null
                ? JsonSerializer.Deserialize("{}", type)
                : request.Arguments.Deserialize(type);
            return arguments ?? throw new RefusedException($"`{request.Command}` needs arguments");
        }
        catch (JsonException exception)
        {
            throw new RefusedException($"the arguments of `{request.Command}` are not understood: `{exception.Path}` is missing or of another type");
        }
    }
}
