using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Crabwalk.Tests.Protocols;

/// <summary>The server as a good client has it: sessions, headers, health, metrics.</summary>
public sealed class ServerTests
{
    private const string Program = "int main(void)\n{\n    int a = 40;\n    return a + 2;\n}\n";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_walks_a_program_in_one_round_trip_for_each_step()
    {
        await using RunningServer server = await RunningServer.Start();
        using RunningServer.Client client = await server.Open();
        Assert.True((bool)(await client.Launch(Program))["success"]!);
        JsonNode step = await client.Ask("crabwalk/step", JsonNode.Parse("""{"move":"end","include":["svg"]}"""));
        Assert.Equal("The program exited with 42. Its stack is empty.", (string)step["body"]!["sentence"]!);
        Assert.StartsWith("<svg", (string)step["body"]!["svg"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Texts_are_looked_at_over_a_socket_too()
    {
        await using RunningServer server = await RunningServer.Start();
        using RunningServer.Client client = await server.Open("lsp");
        await client.Send("""{"jsonrpc":"2.0","id":1,"method":"initialize","params":{}}""");
        Assert.NotNull((await client.Receive())!["result"]);
        await client.Send("""{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"file:///a.c","languageId":"c","version":1,"text":"int main(void) { return x; }"}}}""");
        JsonNode told = (await client.Receive())!;
        Assert.Contains("undeclared identifier `x`", (string)told["params"]!["diagnostics"]![0]!["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_answer_forbids_what_the_studio_does_not_need()
    {
        await using RunningServer server = await RunningServer.Start();
        using HttpResponseMessage answer = await server.Http.GetAsync(new Uri("/health", UriKind.Relative), Token);
        string policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src 'self' 'unsafe-inline'", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("require-corp", answer.Headers.GetValues("Cross-Origin-Embedder-Policy").Single());
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Fact]
    public async Task Health_and_metrics_tell_of_sessions()
    {
        await using RunningServer server = await RunningServer.Start();
        using RunningServer.Client client = await server.Open();
        await client.Ask("threads");
        Assert.Equal(1, await server.OpenSessions());
        string metrics = await server.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative), Token);
        Assert.Contains("crabwalk_sessions_open", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_of_the_studio_are_served_compressed_where_they_can_be_and_nothing_beside_them()
    {
        string folder = Directory.CreateTempSubdirectory("studio").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "index.html"), "<!doctype html>", Token);
        await File.WriteAllTextAsync(Path.Combine(folder, "app.js"), "plain", Token);
        await File.WriteAllTextAsync(Path.Combine(folder, "app.js.br"), "small", Token);
        await using RunningServer server = await RunningServer.Start(new() { StudioFolder = folder });
        Assert.Equal("<!doctype html>", await server.Http.GetStringAsync(new Uri("/", UriKind.Relative), Token));
        using var asked = new HttpRequestMessage(HttpMethod.Get, "/app.js");
        asked.Headers.AcceptEncoding.ParseAdd("br");
        using HttpResponseMessage script = await server.Http.SendAsync(asked, Token);
        Assert.Equal("small", await script.Content.ReadAsStringAsync(Token));
        Assert.Equal("br", script.Content.Headers.ContentEncoding.Single());
        Assert.Equal("text/javascript", script.Content.Headers.ContentType!.MediaType);
        foreach (string trick in (string[])["/../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%5c..%5cetc/passwd", "//etc/passwd", "/app.js%00.html"])
        {
            Assert.NotEqual(HttpStatusCode.OK, await Raw(server, trick));
        }

        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Asks for a path exactly as it is spelled.</summary>
    private static async Task<HttpStatusCode> Raw(RunningServer server, string path)
    {
        using var tcp = new System.Net.Sockets.TcpClient();
        await tcp.ConnectAsync(server.Address.Host, server.Address.Port, Token);
        await tcp.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"), Token);
        using var reader = new StreamReader(tcp.GetStream());
        string line = await reader.ReadLineAsync(Token) ?? "HTTP/1.1 400";
        return (HttpStatusCode)int.Parse(line.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
    }
}
