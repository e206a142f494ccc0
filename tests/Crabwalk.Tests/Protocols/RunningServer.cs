using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Crabwalk.Machine.Execution;
using Crabwalk.Server;
using Microsoft.AspNetCore.Builder;

namespace Crabwalk.Tests.Protocols;

/// <summary>The server as it runs, at a free port of this machine.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly WebApplication _server;

    private RunningServer(WebApplication server)
    {
        _server = server;
        Address = new(server.Urls.First());
        Http = new() { BaseAddress = Address };
    }

    /// <summary>Where it is.</summary>
    public Uri Address { get; }

    /// <summary>Asks it by HTTP.</summary>
    public HttpClient Http { get; }

    /// <summary>Starts a server.</summary>
    public static async Task<RunningServer> Start(ServerSettings? settings = null)
    {
        WebApplication server = StudioServer.Build((settings ?? new()) with { Port = 0 }, (run, input) => new ClosedHost(run.Arguments, input));
        await server.StartAsync(TestContext.Current.CancellationToken);
        return new(server);
    }

    /// <summary>Opens a session.</summary>
    public async Task<Client> Open(string protocol = "dap", string? origin = null)
    {
        var socket = new ClientWebSocket();
        if (origin is not null)
        {
            socket.Options.SetRequestHeader("Origin", origin);
        }

        socket.Options.CollectHttpResponseDetails = true;
        try
        {
            await socket.ConnectAsync(new Uri($"ws://{Address.Authority}/{protocol}"), TestContext.Current.CancellationToken);
        }
        catch (WebSocketException exception)
        {
            throw new InvalidOperationException($"{(int)socket.HttpStatusCode}", exception);
        }

        return new(socket);
    }

    /// <summary>How many sessions are open.</summary>
    public async Task<int> OpenSessions() =>
        (int)JsonNode.Parse(await Http.GetStringAsync(new Uri("/health", UriKind.Relative), TestContext.Current.CancellationToken))!["sessions"]!;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _server.DisposeAsync();
    }

    /// <summary>One side of a session.</summary>
    internal sealed class Client(ClientWebSocket socket) : IDisposable
    {
        private readonly byte[] _buffer = new byte[1 << 16];
        private int _seq;

        /// <summary>Sends text as it is.</summary>
        public Task Send(string text) => socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, TestContext.Current.CancellationToken);

        /// <summary>Sends a request of the Debug Adapter Protocol and gives its response; events on the way are passed over.</summary>
        public async Task<JsonNode> Ask(string command, JsonNode? arguments = null)
        {
            int seq = ++_seq;
            await Send(new JsonObject { ["seq"] = seq, ["type"] = "request", ["command"] = command, ["arguments"] = arguments ?? new JsonObject() }.ToJsonString());
            while (true)
            {
                JsonNode message = await Receive() ?? throw new InvalidOperationException("the session was closed");
                if ((string?)message["type"] == "response" && (int?)message["request_seq"] == seq)
                {
                    return message;
                }
            }
        }

        /// <summary>Launches a C program.</summary>
        public Task<JsonNode> Launch(string text) =>
            Ask("launch", new JsonObject { ["sources"] = new JsonArray(new JsonObject { ["path"] = "main.c", ["text"] = text }) });

        /// <summary>The next message; null when the session is closed.</summary>
        public async Task<JsonNode?> Receive()
        {
            using var message = new MemoryStream();
            while (true)
            {
                ValueWebSocketReceiveResult part = await socket.ReceiveAsync(_buffer.AsMemory(), TestContext.Current.CancellationToken);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    return null;
                }

                message.Write(_buffer, 0, part.Count);
                if (part.EndOfMessage)
                {
                    return JsonNode.Parse(message.ToArray());
                }
            }
        }

        /// <summary>Cuts the connection without a word.</summary>
        public void Dispose()
        {
            socket.Abort();
            socket.Dispose();
        }
    }
}
